// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/work/TimeLimit.h"

#include "ui/bridge/WorkSession.h"
#include "ui/work/HeaderBar.h"

#include <QMessageBox>
#include <QPushButton>

namespace labelwright {

TimeLimit::TimeLimit(WorkSession& session, std::chrono::seconds limit, QWidget& window)
    : QObject(&window), m_session(session), m_window(window), m_limit(limit)
{
    connect(&session, &WorkSession::leavingObject, this, [this] {
        m_object.reset();
        if (m_question)
            m_question->close(); // It was about this object.
    });
}

void TimeLimit::check()
{
    if (m_session.view() != WorkSession::View::Labeling || !m_session.isTask())
        return;
    const bool isWithin = m_session.activeSeconds() <= static_cast<double>(m_limit.count());
    const bool isSame = m_object == m_session.currentObject();
    const bool isCrossed = isSame && m_wasWithin && !isWithin;
    m_object = m_session.currentObject();
    m_wasWithin = isWithin;
    if (isCrossed && !m_question)
        ask();
}

void TimeLimit::ask()
{
    m_question = new QMessageBox(QMessageBox::Question, tr("Labelwright"), tr("The time for this task is over."),
                                 QMessageBox::NoButton, &m_window);
    m_question->setAttribute(Qt::WA_DeleteOnClose);
    m_question->setInformativeText(tr("%1. Everything you did is kept as a draft, and you may take longer.")
                                       .arg(taskTimeText(m_session.activeSeconds(), m_limit)));
    QPushButton* goOn = m_question->addButton(tr("Keep working"), QMessageBox::RejectRole);
    const QPushButton* skip = m_question->addButton(tr("Skip for now"), QMessageBox::DestructiveRole);
    const QPushButton* submit = m_question->addButton(tr("Submit"), QMessageBox::AcceptRole);
    m_question->setDefaultButton(goOn);
    m_question->setEscapeButton(goOn);
    connect(m_question, &QMessageBox::buttonClicked, this, [this, skip, submit](const QAbstractButton* clicked) {
        if (clicked == submit)
            emit submitChosen();
        else if (clicked == skip)
            emit skipChosen();
    });
    m_question->open();
}

} // namespace labelwright
