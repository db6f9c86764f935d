// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/look/IconEngine.h"

#include "ui/look/Look.h"
#include "ui/look/Resources.h"

#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

#include <utility>

namespace labelwright {
namespace {

QByteArray svgOf(const QString& name)
{
    return readResource(QStringLiteral(":/icons/%1.svg").arg(name));
}

} // namespace

IconEngine::IconEngine(QString name, IconTint tint) : m_name(std::move(name)), m_tint(tint), m_svg(svgOf(m_name))
{}

QColor IconEngine::color(QIcon::Mode mode, QIcon::State state) const
{
    const Tokens& tokens = Look::instance().tokens();
    if (mode == QIcon::Disabled)
        return tokens.secondaryText;
    if (m_tint == IconTint::Text)
        return state == QIcon::On ? tokens.accent : tokens.text;
    switch (m_tint) {
    case IconTint::Secondary:
        return tokens.secondaryText;
    case IconTint::Accent:
        return tokens.accent;
    case IconTint::OnAccent:
        return tokens.onAccent;
    case IconTint::Danger:
        return tokens.danger;
    case IconTint::Good:
        return tokens.good;
    case IconTint::Warning:
        return tokens.warning;
    case IconTint::Text:
        break;
    }
    return tokens.text;
}

QPixmap IconEngine::rendered(const QSize& pixels, const QColor& color) const
{
    const QString cacheKey = QStringLiteral("labelwright-icon/%1/%2/%3x%4")
                                 .arg(m_name, color.name())
                                 .arg(pixels.width())
                                 .arg(pixels.height());
    QPixmap pixmap;
    if (QPixmapCache::find(cacheKey, &pixmap))
        return pixmap;
    pixmap = QPixmap(pixels);
    pixmap.fill(Qt::transparent);
    QSvgRenderer renderer(QByteArray(m_svg).replace("currentColor", color.name().toLatin1()));
    renderer.setAspectRatioMode(Qt::KeepAspectRatio);
    QPainter painter(&pixmap);
    renderer.render(&painter, QRectF(QPointF(), QSizeF(pixels)));
    painter.end();
    QPixmapCache::insert(cacheKey, pixmap);
    return pixmap;
}

void IconEngine::paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State state)
{
    if (isNull())
        return;
    const qreal ratio = painter->device() ? painter->device()->devicePixelRatioF() : 1;
    QPixmap pixmap = rendered((QSizeF(rect.size()) * ratio).toSize(), color(mode, state));
    pixmap.setDevicePixelRatio(ratio);
    painter->drawPixmap(rect.topLeft(), pixmap);
}

QPixmap IconEngine::pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state)
{
    return scaledPixmap(size, mode, state, 1);
}

/// `size` is in device pixels already; QIcon sets the ratio on what it gets.
QPixmap IconEngine::scaledPixmap(const QSize& size, QIcon::Mode mode, QIcon::State state, qreal)
{
    return isNull() || size.isEmpty() ? QPixmap() : rendered(size, color(mode, state));
}

QList<QSize> IconEngine::availableSizes(QIcon::Mode, QIcon::State)
{
    return {};
}

QIconEngine* IconEngine::clone() const
{
    return new IconEngine(*this);
}

QString IconEngine::key() const
{
    return QStringLiteral("labelwright");
}

QString IconEngine::iconName()
{
    return m_name;
}

bool IconEngine::isNull()
{
    return m_svg.isEmpty();
}

QIcon icon(QStringView name, IconTint tint)
{
    return QIcon(new IconEngine(name.toString(), tint));
}

bool isIcon(QStringView name)
{
    return !svgOf(name.toString()).isEmpty();
}

QIcon applicationIcon()
{
    return icon(u"labelwright");
}

} // namespace labelwright
