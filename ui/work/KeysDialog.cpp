// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/work/KeysDialog.h"

#include "ui/look/Look.h"
#include "ui/work/KeyMap.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QShortcut>
#include <QVBoxLayout>

#include <algorithm>
#include <array>

namespace labelwright {
namespace {

constexpr QSize kLargest{1180, 720};

QGridLayout* makeColumn(QHBoxLayout& columns)
{
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(Metrics::kGroups);
    grid->setVerticalSpacing(Metrics::kInside);
    grid->setColumnStretch(1, 1);
    columns.addLayout(grid);
    return grid;
}

void addSection(QGridLayout& grid, ActionSection section, const KeyMap& keyMap)
{
    auto* title = new QLabel(sectionTitle(section));
    setRole(*title, Role::Section);
    title->setContentsMargins(0, grid.count() > 0 ? Metrics::kGroups : 0, 0, Metrics::kInside);
    grid.addWidget(title, grid.rowCount(), 0, 1, 2);
    for (const ActionRow& row : keyMap.rows()) {
        const QString keys = keysText(keyMap.keys(row));
        const QString shown = keys.isEmpty() ? translatedGesture(row) : keys;
        if (row.section != section || shown.isEmpty())
            continue;
        auto* key = new QLabel(shown);
        key->setTextFormat(Qt::PlainText);
        auto* text = new QLabel(translatedText(row));
        setRole(*text, Role::Secondary);
        const int line = grid.rowCount();
        grid.addWidget(key, line, 0);
        grid.addWidget(text, line, 1);
    }
}

QWidget* makeSheet(const KeyMap& keyMap)
{
    auto* sheet = new QWidget;
    auto* row = new QHBoxLayout(sheet);
    row->setContentsMargins(Metrics::kPageEdge, Metrics::kPageEdge, Metrics::kPageEdge, Metrics::kPageEdge);
    row->setSpacing(2 * Metrics::kPageEdge);
    const std::array columns{makeColumn(*row), makeColumn(*row), makeColumn(*row)};
    for (const ActionSection section : allSections()) { // each in the column that is shortest so far
        QGridLayout* shortest = *std::min_element(columns.begin(), columns.end(), [](const auto* one, const auto* two) {
            return one->rowCount() < two->rowCount();
        });
        addSection(*shortest, section, keyMap);
    }
    for (QGridLayout* column : columns)
        column->setRowStretch(column->rowCount(), 1);
    return sheet;
}

} // namespace

KeysDialog::KeysDialog(const KeyMap& keyMap, QWidget* parent) : QDialog(parent), m_area(new QScrollArea)
{
    setWindowTitle(tr("Keyboard shortcuts"));
    setAttribute(Qt::WA_DeleteOnClose);
    connect(new QShortcut(Qt::Key_F1, this), &QShortcut::activated, this, &QDialog::reject);

    m_area->setWidgetResizable(true);
    m_area->setFrameShape(QFrame::NoFrame);
    m_area->setAccessibleName(windowTitle());
    auto* change = new QPushButton(tr("Change keys…"));
    auto* close = new QPushButton(tr("Close"));
    connect(change, &QPushButton::clicked, this, &KeysDialog::changeRequested);
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    close->setDefault(true);

    auto* buttons = new QHBoxLayout;
    buttons->setContentsMargins(Metrics::kPageEdge, Metrics::kGroups, Metrics::kPageEdge, Metrics::kGroups);
    buttons->addWidget(change);
    buttons->addStretch(1);
    buttons->addWidget(close);
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->setSpacing(0);
    outer->addWidget(m_area);
    outer->addLayout(buttons);
    showKeys(keyMap);
    const QSize bars(16, 2 * Metrics::kGroups + Metrics::kPageControl);
    resize((m_area->widget()->sizeHint() + bars).boundedTo(kLargest));
    m_area->setFocus();
}

void KeysDialog::showKeys(const KeyMap& keyMap)
{
    m_area->setWidget(makeSheet(keyMap));
}

} // namespace labelwright
