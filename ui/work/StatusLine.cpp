// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/work/StatusLine.h"

#include "ui/look/ElidedLabel.h"
#include "ui/look/Look.h"
#include "ui/work/SaveText.h"

#include <QHBoxLayout>
#include <QProgressBar>
#include <QPushButton>

#include <algorithm>
#include <cmath>
#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace labelwright {
namespace {

constexpr int kHeight = 36;
constexpr int kNoticeMs = 8000;
constexpr int kLeastNoticeMs = 3000; ///< Enough to read it.
constexpr int kProgressWidth = 64;

QLabel* makeLabel(const QString& widest)
{
    auto* label = new QLabel;
    label->setTextFormat(Qt::PlainText);
    setRole(*label, Role::Secondary);
    label->ensurePolished();
    label->setMinimumWidth(label->fontMetrics().horizontalAdvance(widest));
    label->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    return label;
}

Role roleOf(const SaveState& state)
{
    if (hasFailed(state))
        return Role::Danger;
    return state.kind == SaveState::Kind::Saved ? Role::Good : Role::Secondary;
}

} // namespace

StatusLine::StatusLine(QWidget* parent)
    : QWidget(parent), m_text(new ElidedLabel), m_pixel(makeLabel(u"00000, 00000"_s)), m_zoom(makeLabel(u"6400 %"_s)),
      m_save(makeLabel(u"Saved 00:00:00 · verified"_s)), m_retry(new QPushButton(tr("Retry"))),
      m_reopen(new QPushButton(tr("Try again"))), m_workTitle(new QLabel)
{
    setRole(*this, Role::Panel);
    setFixedHeight(kHeight);
    m_pixel->setAccessibleName(tr("Pixel under the pointer"));
    m_zoom->setAccessibleName(tr("Zoom"));
    m_save->setAccessibleName(tr("What is saved"));
    m_retry->hide();
    connect(m_retry, &QPushButton::clicked, this, &StatusLine::retryRequested);
    m_retry->setObjectName(u"retry"_s);
    m_reopen->setObjectName(u"reopen"_s);
    m_reopen->hide();
    m_reopen->setToolTip(tr("Reads the photo again"));
    connect(m_reopen, &QPushButton::clicked, this, &StatusLine::reopenRequested);

    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(Metrics::kGroups, 0, Metrics::kRelated, 0);
    row->setSpacing(Metrics::kGroups);
    row->addWidget(m_text, 1);
    row->addWidget(m_reopen);
    row->addWidget(m_work = buildWork());
    row->addWidget(m_pixel);
    row->addWidget(m_zoom);
    row->addWidget(m_save);
    row->addWidget(m_retry);

    m_noticeTimer.setSingleShot(true);
    connect(&m_noticeTimer, &QTimer::timeout, this, [this] {
        m_notice.clear();
        showCurrentText();
    });
    m_ageTimer.setInterval(1000);
    connect(&m_ageTimer, &QTimer::timeout, this, &StatusLine::showSaveState);
    showSaveState();
}

QWidget* StatusLine::buildWork()
{
    auto* work = new QWidget;
    setRole(*m_workTitle, Role::Secondary);
    auto* progress = new QProgressBar;
    progress->setRange(0, 0); // there is no telling how long
    progress->setTextVisible(false);
    progress->setFixedWidth(kProgressWidth);
    auto* cancel = new QPushButton(tr("Cancel"));
    cancel->setFocusPolicy(Qt::TabFocus);
    connect(cancel, &QPushButton::clicked, this, &StatusLine::cancelRequested);
    auto* row = new QHBoxLayout(work);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(Metrics::kRelated);
    row->addWidget(m_workTitle);
    row->addWidget(progress);
    row->addWidget(cancel);
    work->hide();
    return work;
}

void StatusLine::setWork(const QString& title)
{
    m_workTitle->setText(title + u'…');
    m_work->setVisible(!title.isEmpty());
}

void StatusLine::setHint(const QString& text)
{
    const bool isAnother = text != m_hint;
    m_hint = text;
    if (isAnother && m_noticeWeight == Weight::Passing) {
        m_notice.clear();
        m_noticeTimer.stop();
    } else if (isAnother && m_noticeTimer.isActive()) {
        const auto left = std::max<qint64>(0, kLeastNoticeMs - m_noticeAge.elapsed());
        m_noticeTimer.start(std::min(m_noticeTimer.remainingTime(), static_cast<int>(left)));
    }
    showCurrentText();
}

void StatusLine::offerReopening(bool offered)
{
    m_reopen->setVisible(offered);
}

void StatusLine::showNotice(const QString& text, Weight weight)
{
    m_notice = text;
    m_noticeWeight = weight;
    if (weight == Weight::Loss || text.isEmpty())
        m_noticeTimer.stop();
    else
        m_noticeTimer.start(kNoticeMs);
    m_noticeAge.start();
    showCurrentText();
}

void StatusLine::addNotice(const QString& text, Weight weight)
{
    if (m_notice.isEmpty())
        showNotice(text, weight);
    else if (weight > m_noticeWeight)
        showNotice(text + u' ' + m_notice, weight);
    else
        showNotice(m_notice + u' ' + text, m_noticeWeight);
}

void StatusLine::setFailure(const QString& text)
{
    if (text == m_failure)
        return;
    m_failure = text;
    if (text.isEmpty())
        showCurrentText();
    else
        showNotice({});
}

void StatusLine::setPixel(const std::optional<PixelInfo>& info)
{
    if (!info) {
        m_pixel->clear();
        return;
    }
    m_pixel->setText(u"%1, %2   %3   RGB %4 %5 %6"_s.arg(info->pixel.x)
                         .arg(info->pixel.y)
                         .arg(info->label)
                         .arg(info->color.red())
                         .arg(info->color.green())
                         .arg(info->color.blue()));
}

void StatusLine::setZoom(double zoom)
{
    m_zoom->setText(tr("%1 %").arg(std::lround(zoom * 100)));
}

void StatusLine::clearZoom()
{
    m_zoom->clear();
}

void StatusLine::setSaveState(const SaveState& state)
{
    m_state = state;
    showSaveState();
}

QString StatusLine::shownText() const
{
    return m_text->fullText();
}

void StatusLine::showCurrentText()
{
    const bool isLoss = !m_notice.isEmpty() && m_noticeWeight == Weight::Loss;
    setRole(*m_text, isLoss || isShowingFailure() ? Role::Danger : Role::Secondary);
    m_text->setFullText(!m_notice.isEmpty() ? m_notice : isShowingFailure() ? m_failure : m_hint);
    const QString passing = m_noticeWeight == Weight::Passing ? m_notice : QString();
    if (passing != std::exchange(m_passing, passing))
        emit passingNoticeChanged(passing);
}

void StatusLine::showSaveState()
{
    m_save->setText(saveStateText(m_state, now()));
    m_save->setToolTip(saveStateDetails(m_state));
    setRole(*m_save, roleOf(m_state));
    m_retry->setVisible(hasFailed(m_state));
    if (m_state.kind == SaveState::Kind::DraftKept)
        m_ageTimer.start();
    else
        m_ageTimer.stop();
}

} // namespace labelwright
