// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/ui/home/HomeDriver.h"

#include <QDialog>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QStringList>
#include <QTest>
#include <QTreeWidget>

#include <filesystem>

namespace labelwright::test {

// What the tests of the dialogs that push and pull have in common.

inline QLineEdit& placeOf(const QDialog& dialog)
{
    for (QLineEdit* edit : dialog.findChildren<QLineEdit*>()) {
        if (edit->accessibleName() == QStringLiteral("Place"))
            return *edit;
    }
    qFatal("no place");
}

/// And Enter, which compares.
inline void typePlace(const QDialog& dialog, const QString& place)
{
    placeOf(dialog).clear();
    QTest::keyClicks(&placeOf(dialog), place);
    QTest::keyClick(&placeOf(dialog), Qt::Key_Return);
}

inline void typePlace(const QDialog& dialog, const std::filesystem::path& place)
{
    typePlace(dialog, QString::fromStdString(place.string()));
}

/// "what | how many" each.
inline QStringList rowsOf(const QDialog& dialog, const QString& list)
{
    QStringList rows;
    const auto* table = partNamed<QTreeWidget>(dialog, list);
    for (int row = 0; row < table->topLevelItemCount(); ++row)
        rows << table->topLevelItem(row)->text(0) + QStringLiteral(" | ") + table->topLevelItem(row)->text(1);
    return rows;
}

inline QString notesOf(const QDialog& dialog)
{
    const auto* notes = dialog.findChild<QPlainTextEdit*>();
    return notes->isVisible() ? notes->toPlainText() : QString();
}

} // namespace labelwright::test
