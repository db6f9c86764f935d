// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/work/FinishedPage.h"

#include "ui/look/Look.h"
#include "ui/work/ActionSet.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QVBoxLayout>

namespace labelwright {
namespace {

constexpr int kColumnWidth = 560;

/// Does what the action does, and is off when it is off.
QPushButton* makeButton(QAction& action, const QString& text)
{
    auto* button = new QPushButton(text);
    button->setEnabled(action.isEnabled());
    QObject::connect(button, &QPushButton::clicked, &action, &QAction::trigger);
    QObject::connect(&action, &QAction::changed, button, [button, &action] { button->setEnabled(action.isEnabled()); });
    return button;
}

QLabel* makeText()
{
    auto* label = new QLabel;
    label->setTextFormat(Qt::PlainText);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    label->setWordWrap(true);
    return label;
}

QVBoxLayout* makeColumn(QWidget& of)
{
    auto* column = new QVBoxLayout(&of);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(Metrics::kGroups);
    return column;
}

QString titleFor(FinishedPage::Work work, JobStatus status)
{
    if (work == FinishedPage::Work::Review)
        return FinishedPage::tr("You have been through all of these objects");
    switch (status) {
    case JobStatus::Stopped:
        return FinishedPage::tr("This job is stopped; no tasks are given out");
    case JobStatus::Completed:
    case JobStatus::Failed:
        return FinishedPage::tr("This job is completed; no tasks are given out");
    case JobStatus::Initializing:
    case JobStatus::InProgress:
        break;
    }
    return FinishedPage::tr("You're finished with the available tasks");
}

} // namespace

FinishedPage::FinishedPage(const ActionSet& actions, QWidget* parent)
    : QWidget(parent), m_title(makeText()), m_failure(makeText()), m_text(makeText()), m_outputState(makeText()),
      m_unsaved(buildUnsaved()), m_done(buildDone(actions))
{
    m_title->setTextInteractionFlags(Qt::NoTextInteraction);
    setRole(*m_title, Role::Title);

    auto* page = new QWidget;
    page->setFixedWidth(kColumnWidth);
    QVBoxLayout* column = makeColumn(*page);
    column->addWidget(m_title);
    column->addWidget(m_unsaved);
    column->addWidget(m_done);

    // Not by alignment, which would give the page its height hint: the text may wrap into more lines than that holds.
    auto* middle = new QHBoxLayout;
    middle->addStretch(1);
    middle->addWidget(page);
    middle->addStretch(1);
    auto* outer = new QVBoxLayout(this);
    outer->addStretch(1);
    outer->addLayout(middle);
    outer->addStretch(2);
    setSaves({}, false);
}

QWidget* FinishedPage::buildUnsaved()
{
    setRole(*m_failure, Role::Danger);
    auto* retry = new QPushButton(tr("Retry"));
    setRole(*retry, Role::Primary);
    connect(retry, &QPushButton::clicked, this, &FinishedPage::retryRequested);

    auto* part = new QWidget;
    QVBoxLayout* column = makeColumn(*part);
    column->addWidget(m_failure);
    column->addWidget(retry, 0, Qt::AlignLeft);
    return part;
}

QWidget* FinishedPage::buildDone(const ActionSet& actions)
{
    QPushButton* make = makeButton(*actions.action(QLatin1String("make-output")), tr("Make output"));
    setRole(*make, Role::Primary);
    auto* review = new QPushButton(tr("Review objects"));
    connect(review, &QPushButton::clicked, this, &FinishedPage::reviewRequested);

    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(Metrics::kRelated);
    buttons->addWidget(make);
    buttons->addWidget(makeButton(*actions.action(QLatin1String("open-output")), tr("Open output folder")));
    buttons->addWidget(review);
    buttons->addWidget(makeButton(*actions.action(QLatin1String("stop")), tr("Close job")));
    buttons->addStretch(1);

    auto* part = new QWidget;
    QVBoxLayout* column = makeColumn(*part);
    column->addWidget(m_text);
    column->addLayout(buttons);
    column->addWidget(m_outputState);
    return part;
}

void FinishedPage::setJob(Work work, JobStatus status, const TaskCounts& counts, const QString& outputFolder)
{
    m_status = status;
    m_work = work;
    showTitle();
    const QLocale locale;
    if (work == Work::Review) {
        m_text->setText(
            tr("Reviewed objects of the job: %1. Verdicts and adjustments are in folders of their own beside "
               "%2. They are refreshed whenever you leave the job, and now if you like.")
                .arg(locale.toString(counts.answered), outputFolder));
        return;
    }
    const QString unreadable = counts.unreadable == 0
                                   ? QString()
                                   : tr(" Photos that can't be read: %1, marked with a cross in the film strip.")
                                         .arg(locale.toString(counts.unreadable));
    m_text->setText(
        tr("Objects submitted: %1.%2 What Ground Truth would have written is made from the answers into %3. "
           "It is refreshed whenever you leave the job, and now if you like.")
            .arg(locale.toString(counts.answered), unreadable, outputFolder));
}

void FinishedPage::setSaves(const QString& failure, bool isSaving)
{
    m_isSaving = isSaving;
    m_failure->setText(failure);
    m_unsaved->setHidden(failure.isEmpty());
    m_done->setHidden(!failure.isEmpty());
    showTitle();
}

void FinishedPage::showTitle()
{
    if (!m_failure->text().isEmpty())
        m_title->setText(tr("Not everything is saved"));
    else if (m_isSaving)
        m_title->setText(tr("Saving your work…"));
    else
        m_title->setText(titleFor(m_work, m_status));
}

void FinishedPage::setOutputState(const QString& text)
{
    setRole(*m_outputState, Role::Good);
    m_outputState->setText(text);
}

void FinishedPage::setOutputFailure(const QString& text)
{
    setRole(*m_outputState, Role::Danger);
    m_outputState->setText(text);
}

} // namespace labelwright
