// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/work/HeaderBar.h"

#include "ui/look/Icons.h"
#include "ui/look/Look.h"

#include <QAction>
#include <QCoreApplication>
#include <QHBoxLayout>
#include <QPushButton>
#include <QToolButton>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace labelwright {
namespace {

constexpr int kHeight = 44;
constexpr int kFlagTextWidth = 280;

QString minutesAndSeconds(qint64 seconds)
{
    return u"%1:%2"_s.arg(seconds / 60).arg(seconds % 60, 2, 10, QChar(u'0'));
}

} // namespace

QString taskTimeText(double activeSeconds, std::chrono::seconds limit)
{
    const QString end =
        limit.count() % 60 == 0 ? QString::number(limit.count() / 60) : minutesAndSeconds(qint64{limit.count()});
    return QCoreApplication::translate("HeaderBar", "%1 of %2 min")
        .arg(minutesAndSeconds(static_cast<qint64>(activeSeconds)), end);
}

HeaderBar::HeaderBar(const QString& jobName, const QString& description, const QString& workerName,
                     std::chrono::seconds limit, QAction& stop, QWidget* parent)
    : QWidget(parent), m_limit(limit), m_progress(new ElidedLabel), m_task(new ElidedLabel), m_flag(new QToolButton),
      m_time(new QLabel)
{
    setRole(*this, Role::Panel);
    setFixedHeight(kHeight);

    auto* job = new ElidedLabel;
    job->setFullText(jobName);
    setRole(*job, Role::Section);
    m_task->setFullText(description);
    setRole(*m_task, Role::Secondary);
    auto* worker = new QLabel(workerName);
    setRole(*worker, Role::Secondary);
    worker->setToolTip(tr("The worker whose answers these are"));
    auto* stopButton = new QPushButton(stop.text());
    stopButton->setFocusPolicy(Qt::TabFocus);
    stopButton->setToolTip(tr("Closes the job; what is not submitted stays as a draft"));
    connect(stopButton, &QPushButton::clicked, &stop, &QAction::trigger);
    m_flag->setIcon(icon(u"flag", IconTint::Warning));
    m_flag->setIconSize({Metrics::kIcon, Metrics::kIcon});
    m_flag->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_flag->setFocusPolicy(Qt::TabFocus);
    m_flag->setAccessibleName(tr("Flag"));
    m_flag->setToolTip(tr("Press to change the note"));
    m_flag->hide();
    connect(m_flag, &QToolButton::clicked, this, &HeaderBar::flagPressed);
    m_time->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_time->setMinimumWidth(m_time->fontMetrics().horizontalAdvance(tr("Task time %1").arg(u"00:00 of 000 min"_s)));
    m_time->setToolTip(tr("Time at work on this object, pauses left out"));

    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(Metrics::kGroups, 0, Metrics::kRelated, 0);
    row->setSpacing(Metrics::kRelated);
    row->addWidget(job);
    row->addWidget(m_progress);
    row->addWidget(m_flag);
    row->addSpacing(Metrics::kGroups);
    row->addWidget(m_task, 1);
    row->addWidget(worker);
    row->addSpacing(Metrics::kGroups);
    row->addWidget(m_time);
    row->addSpacing(Metrics::kGroups);
    row->addWidget(stopButton);
}

void HeaderBar::setProgress(const QString& text, const QString& sourceRef)
{
    m_progress->setFullText(u"·  "_s + text);
    m_progress->setToolTip(sourceRef);
}

void HeaderBar::setFlag(const QString& text)
{
    m_flag->setVisible(!text.isEmpty());
    if (text.isEmpty())
        return;
    m_flag->setText(m_flag->fontMetrics().elidedText(text, Qt::ElideRight, kFlagTextWidth));
    m_flag->setAccessibleName(text);
    m_flag->setToolTip(tr("%1 — press to change the note").arg(text.toHtmlEscaped()));
}

void HeaderBar::setActiveSeconds(double seconds, bool isPaused)
{
    const double limit = static_cast<double>(m_limit.count());
    setRole(*m_time, seconds > limit ? Role::Warning : Role::Secondary);
    m_time->setText((isPaused ? tr("Task time %1 · paused") : tr("Task time %1")).arg(taskTimeText(seconds, m_limit)));
}

void HeaderBar::setTimeShown(bool shown)
{
    m_time->setVisible(shown);
}

} // namespace labelwright
