// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/work/CanvasNotice.h"

#include "ui/look/Icons.h"
#include "ui/look/Look.h"
#include "ui/look/Parts.h"

#include <QHBoxLayout>
#include <QLabel>

#include <algorithm>

namespace labelwright {
namespace {

constexpr int kMostWidth = 560;

} // namespace

CanvasNotice::CanvasNotice(QWidget* parent) : QFrame(parent), m_text(makeText({}, Role::Warning))
{
    setRole(*this, Role::FloatingBar);
    setAttribute(Qt::WA_TransparentForMouseEvents);
    auto* sign = new QLabel;
    sign->setFixedSize(Metrics::kIcon, Metrics::kIcon);
    const auto drawSign = [sign] {
        sign->setPixmap(
            icon(u"warning", IconTint::Warning).pixmap({Metrics::kIcon, Metrics::kIcon}, sign->devicePixelRatio()));
    };
    connect(&Look::instance(), &Look::changed, sign, drawSign);
    drawSign();
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(Metrics::kGroups, Metrics::kRelated, Metrics::kGroups, Metrics::kRelated);
    row->setSpacing(Metrics::kRelated);
    row->addWidget(sign);
    row->addWidget(m_text, 1);
    hide();
}

void CanvasNotice::setPassing(const QString& text)
{
    m_passing = text;
    showText();
}

void CanvasNotice::setStanding(const QString& text)
{
    m_standing = text;
    showText();
}

QString CanvasNotice::shownText() const
{
    return isHidden() ? QString() : m_text->text();
}

QSize CanvasNotice::sizeHint() const
{
    m_text->ensurePolished();
    const QMargins margins = layout()->contentsMargins();
    const int around = margins.left() + margins.right() + Metrics::kIcon + 2 * Metrics::kRelated + 2 * frameWidth();
    const int width = std::min(kMostWidth, m_text->fontMetrics().horizontalAdvance(m_text->text()) + around);
    return {width, heightForWidth(width)};
}

void CanvasNotice::showText()
{
    const QString& text = m_passing.isEmpty() ? m_standing : m_passing;
    if (text == m_text->text())
        return; // as on most moves of the pointer
    m_text->setText(text);
    setHidden(text.isEmpty());
    updateGeometry();
}

} // namespace labelwright
