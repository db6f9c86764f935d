// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/home/FiguresPage.h"

#include "ui/bridge/ErrorText.h"
#include "ui/home/HomeParts.h"
#include "ui/home/JobFacts.h"
#include "ui/look/CoreText.h"

#include <QHBoxLayout>
#include <QHideEvent>
#include <QLabel>
#include <QProgressBar>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace labelwright {
namespace {

constexpr int kBarWidth = 160;
constexpr int kTextWidth = 520;
constexpr int kPercent = 100;

QWidget* makePurpose(const QString& purpose)
{
    QLabel* text = makeText(purpose, Role::Secondary);
    text->setAlignment(Qt::AlignCenter);
    text->setFixedWidth(kTextWidth);
    auto* page = new QWidget;
    setRole(*page, Role::Panel);
    auto* column = new QVBoxLayout(page);
    column->addWidget(text, 0, Qt::AlignCenter);
    return page;
}

} // namespace

FiguresPage::FiguresPage(const JobFacts& facts, const QString& purpose, QWidget* parent)
    : QWidget(parent), m_facts(facts), m_line(new QHBoxLayout), m_state(makeText({}, Role::Secondary)),
      m_progress(new QProgressBar), m_stack(new QStackedWidget)
{
    m_progress->setRange(0, kPercent);
    m_progress->setTextVisible(false);
    m_progress->setFixedWidth(kBarWidth);
    m_progress->setAccessibleName(tr("Objects counted"));
    m_progress->hide();
    m_state->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_line->setSpacing(Metrics::kRelated);
    m_line->addWidget(m_state, 1);
    m_line->addWidget(m_progress);
    m_stack->addWidget(makePurpose(purpose));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(Metrics::kGroups, Metrics::kGroups, Metrics::kGroups, Metrics::kGroups);
    column->setSpacing(Metrics::kRelated);
    column->addLayout(m_line);
    column->addWidget(m_stack, 1);
    connect(&facts, &JobFacts::snapshotChanged, this, &FiguresPage::look);
    connect(&m_work, &StoppableWork::progressed, this, [this](qint64 done, qint64 all) {
        m_progress->show();
        m_progress->setValue(static_cast<int>(done * kPercent / std::max<qint64>(all, 1)));
    });
}

void FiguresPage::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    look();
}

void FiguresPage::hideEvent(QHideEvent* event)
{
    QWidget::hideEvent(event);
    if (event->spontaneous() || !m_work.isRunning())
        return; // A minimized window may count on.
    m_work.stop();
    m_looked.reset();
}

void FiguresPage::look()
{
    const std::shared_ptr<const JobSnapshot>& snapshot = m_facts.snapshot();
    if (!isVisible() || !snapshot ||
        (m_looked && eventCount(m_looked->job.events()) == eventCount(snapshot->job.events())))
        return;
    m_looked = snapshot;
    count(snapshot);
}

void FiguresPage::tellCounting(const QString& text)
{
    setRole(*m_state, Role::Secondary);
    m_state->setText(text);
}

void FiguresPage::tellFailure(const Error& error)
{
    m_progress->hide();
    if (error.code == ErrorCode::Cancelled)
        return;
    setRole(*m_state, Role::Warning);
    m_state->setText(sentenceOf(error));
}

void FiguresPage::tell(const QString& text, const QString& leftOutText, const std::vector<Error>& leftOut)
{
    m_progress->hide();
    setRole(*m_state, leftOut.empty() ? Role::Secondary : Role::Warning);
    QStringList sentences;
    if (!text.isEmpty())
        sentences << text;
    if (!leftOut.empty())
        sentences << leftOutText.arg(countText(static_cast<std::int64_t>(leftOut.size())))
                  << sentenceOf(leftOut.front());
    m_state->setText(sentences.join(QLatin1Char(' ')));
}

void FiguresPage::showFigures(QWidget* part)
{
    if (part && m_stack->indexOf(part) < 0)
        m_stack->addWidget(part);
    m_stack->setCurrentIndex(part ? m_stack->indexOf(part) : 0);
}

} // namespace labelwright
