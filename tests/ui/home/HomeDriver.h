// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractButton>
#include <QAction>
#include <QLabel>
#include <QList>
#include <QMenu>
#include <QPushButton>
#include <QString>
#include <QWidget>

namespace labelwright::test {

/// The shown button with this text; nullptr without one.
inline QAbstractButton* shownButton(const QWidget& page, const QString& text)
{
    for (QAbstractButton* button : page.findChildren<QAbstractButton*>()) {
        if (button->text() == text && !button->isHidden())
            return button;
    }
    return nullptr;
}

/// The button that closes the banner that is shown; nullptr without one.
inline QAbstractButton* closeButton(const QWidget& page)
{
    for (QAbstractButton* button : page.findChildren<QAbstractButton*>()) {
        if (button->isVisible() && button->accessibleName() == QStringLiteral("Close this message"))
            return button;
    }
    return nullptr;
}

/// The entry with this text of the menu of a shown button that can be pressed; nullptr without one.
inline QAction* menuEntry(const QWidget& page, const QString& text)
{
    for (const QPushButton* button : page.findChildren<QPushButton*>()) {
        for (QAction* entry : button->menu() ? button->menu()->actions() : QList<QAction*>()) {
            if (entry->text() == text && button->isVisibleTo(&page) && button->isEnabled())
                return entry;
        }
    }
    return nullptr;
}

/// Whether a shown label holds these words.
inline bool showsText(const QWidget& page, const QString& part)
{
    for (const QLabel* label : page.findChildren<QLabel*>()) {
        if (label->text().contains(part) && label->isVisibleTo(&page))
            return true;
    }
    return false;
}

/// The part of this class with this accessible name; nullptr without one.
template <typename Part>
Part* partNamed(const QWidget& page, const QString& name)
{
    for (Part* part : page.findChildren<Part*>()) {
        if (part->accessibleName() == name)
            return part;
    }
    return nullptr;
}

} // namespace labelwright::test
