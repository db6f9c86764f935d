// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/SegmentModel.h"

#include "core/tools/AutoSegmentTool.h"
#include "ui/bridge/ErrorText.h"
#include "ui/bridge/WorkSession.h"

namespace labelwright {
namespace {

AutoSegmentTool& toolOf(WorkSession& session)
{
    return static_cast<AutoSegmentTool&>(session.tools().tool(ToolId::AutoSegment));
}

} // namespace

SegmentModel::SegmentModel(WorkSession& session, QObject* parent) : QObject(parent), m_session(session)
{
    m_preparing.setMaxThreadCount(1);
    connect(&session, &WorkSession::objectChanged, this, &SegmentModel::prepare);
    connect(&session, &WorkSession::photoChanged, this, &SegmentModel::prepare);
    connect(&session, &WorkSession::toolAnswered, this, &SegmentModel::takeAnswer);
}

SegmentModel::~SegmentModel()
{
    m_preparing.clear();
    m_preparing.waitForDone();
}

void SegmentModel::choose(const SegmentChoice& choice)
{
    if (choice == m_choice)
        return;
    m_choice = choice;
    const Engine* const found = findEngine(choice.engine);
    const Engine& engine = found ? *found : engines().front();
    AutoSegmentTool& tool = toolOf(m_session);
    tool.setEngine(engine);
    tool.setModel(nullptr);
    m_model.reset();
    m_told.clear();
    setFailure({});
    m_opener.forget();
    if (engine.asksModel && !choice.model.empty())
        m_opener.open(choice, [this](const Result<ModelOpener::Model>& model) { take(model); });
}

void SegmentModel::take(const Result<ModelOpener::Model>& model)
{
    if (!model) {
        setFailure(sentenceOf(model.error()));
        return;
    }
    m_model = *model;
    toolOf(m_session).setModel(m_model);
    prepare();
    emit opened();
}

void SegmentModel::takeAnswer(const QString& remark)
{
    if (m_model && m_session.tools().current() == ToolId::AutoSegment)
        setFailure(remark);
}

void SegmentModel::setFailure(const QString& reason)
{
    if (reason == m_failure)
        return;
    m_failure = reason;
    emit failureChanged();
    if (!reason.isEmpty() && m_told.insert(reason).second)
        emit failed(consequence() + u' ' + reason);
}

QString SegmentModel::consequence()
{
    return tr("Your own model is not used. The program's own network answers instead.");
}

void SegmentModel::prepare()
{
    m_preparing.clear();
    if (!m_model || m_session.view() != WorkSession::View::Labeling)
        return;
    m_preparing.start([model = m_model, photo = m_session.image()] { (void)model->prepare(photo); });
}

} // namespace labelwright
