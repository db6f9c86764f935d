// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/home/WorkFrame.h"

#include "ui/bridge/ErrorText.h"

#include <QDialog>
#include <QHBoxLayout>
#include <QScrollArea>
#include <QVBoxLayout>

namespace labelwright {

WorkFrame::WorkFrame(QDialog& dialog, const QString& mainText) : m_dialog(dialog), m_footer(new WorkFooter(mainText))
{
    connect(m_footer, &WorkFooter::left, &dialog, &QDialog::reject);
    connect(&m_work, &StoppableWork::progressed, m_footer, &WorkFooter::showProgress);
}

void WorkFrame::setForm(QWidget* form, QWidget* side)
{
    m_form = form;
    auto* scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus); // It goes to the first field.
    scroll->setWidget(form);
    auto* row = new QHBoxLayout;
    row->setSpacing(0);
    row->addWidget(scroll, 1);
    if (side)
        row->addWidget(side);
    auto* column = new QVBoxLayout(&m_dialog);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(row, 1);
    column->addWidget(m_footer);
}

void WorkFrame::begin(const QString& doing)
{
    m_isUnderWay = true;
    m_form->setEnabled(false);
    m_footer->setWorking(true);
    m_footer->say(doing);
}

void WorkFrame::end()
{
    m_isUnderWay = false;
    m_footer->setWorking(false);
    m_form->setEnabled(true);
}

bool WorkFrame::cancel()
{
    if (m_isUnderWay)
        m_work.stop();
    return m_isUnderWay;
}

void WorkFrame::sayFailure(const Error& error, const QString& stopped)
{
    const bool isStopped = error.code == ErrorCode::Cancelled;
    m_footer->say(isStopped ? stopped : sentenceOf(error), isStopped ? Role::Secondary : Role::Danger);
}

} // namespace labelwright
