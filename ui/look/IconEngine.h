// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/look/Icons.h"

#include <QByteArray>
#include <QColor>
#include <QIconEngine>
#include <QString>

namespace labelwright {

/// Draws one SVG in the colour that the tokens give at that moment, at the pixels of the device it is drawn on.
class IconEngine : public QIconEngine {
public:
    IconEngine(QString name, IconTint tint);

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State state) override;
    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override;
    QPixmap scaledPixmap(const QSize& size, QIcon::Mode mode, QIcon::State state, qreal scale) override;
    QList<QSize> availableSizes(QIcon::Mode mode, QIcon::State state) override;
    QIconEngine* clone() const override;
    QString key() const override;
    QString iconName() override;
    bool isNull() override;

private:
    QColor color(QIcon::Mode mode, QIcon::State state) const;
    QPixmap rendered(const QSize& pixels, const QColor& color) const;

    QString m_name;
    IconTint m_tint;
    QByteArray m_svg; ///< With "currentColor" where the tint goes.
};

} // namespace labelwright
