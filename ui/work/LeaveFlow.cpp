// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/work/LeaveFlow.h"

#include "ui/bridge/WorkSession.h"
#include "ui/work/SaveText.h"

#include <utility>

namespace labelwright {

LeaveFlow::LeaveFlow(WorkSession& session, Ask ask, QObject* parent)
    : QObject(parent), m_session(session), m_ask(std::move(ask))
{
    connect(&session, &WorkSession::saveStateChanged, this, [this] {
        if (m_step == Step::Saves && !m_isAsking)
            checkSaves();
    });
    connect(&session, &WorkSession::flagFailed, this, [this] {
        if (m_step == Step::Saves && !m_isAsking)
            stay();
    });
    connect(&session, &WorkSession::outputDerived, this, &LeaveFlow::outputMade);
}

void LeaveFlow::start()
{
    if (m_step == Step::Output)
        return leave();
    if (m_step != Step::None || m_isAsking)
        return;
    if (!settleTool())
        return stay();
    m_step = Step::Saves;
    checkSaves();
}

/// Nothing of it goes unasked, as far as it could be kept. False when the user stays, or what is kept is still worked
/// on, as a live-wire whose ways are not there yet.
bool LeaveFlow::settleTool()
{
    if (!m_session.tool().isActive())
        return true;
    m_isAsking = true;
    const Answer answer = m_session.tool().canCommit() ? m_ask(Question::Unfinished, {}) : Answer::Leave;
    m_isAsking = false;
    if (answer == Answer::Keep)
        return !(m_session.commitTool() && m_session.tool().isActive());
    if (answer == Answer::Leave)
        m_session.cancelTool();
    return answer != Answer::Stay;
}

void LeaveFlow::checkSaves()
{
    const SaveState& state = m_session.saveState();
    if (hasFailed(state)) {
        m_isAsking = true;
        const Answer answer = m_ask(Question::SaveFailed, saveStateDetails(state));
        m_isAsking = false;
        if (answer == Answer::Stay)
            return stay();
        if (answer == Answer::Leave)
            return makeOutput();
        m_session.retrySave();
        if (m_session.pendingSaves() == 0 && hasFailed(m_session.saveState()))
            return checkSaves(); // nothing could be tried
    }
    if (m_session.pendingSaves() > 0) {
        emit waiting(tr("Waiting until the last answer is on the disk…"));
        return;
    }
    if (!hasFailed(m_session.saveState()))
        makeOutput();
}

void LeaveFlow::makeOutput()
{
    m_step = Step::Output;
    m_isStale = m_session.isDeriving();
    emit waiting(tr("Refreshing the output folder… Close again to leave without waiting."));
    if (!m_isStale)
        m_session.deriveOutput();
}

void LeaveFlow::outputMade(const QString& failure)
{
    if (m_step != Step::Output)
        return;
    if (std::exchange(m_isStale, false))
        return m_session.deriveOutput();
    if (failure.isEmpty())
        return leave();
    const Answer answer = m_ask(Question::OutputFailed, failure);
    if (answer == Answer::Retry)
        return m_session.deriveOutput();
    return answer == Answer::Leave ? leave() : stay();
}

void LeaveFlow::stay()
{
    m_step = Step::None;
    emit stayed();
}

void LeaveFlow::leave()
{
    m_step = Step::None;
    if (m_session.tool().isActive()) // begun while this was waiting
        return start();
    emit done();
}

} // namespace labelwright
