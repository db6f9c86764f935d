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
#include <QStringList>
#include <QVBoxLayout>

#include <algorithm>
#include <array>

using namespace Qt::Literals::StringLiterals;

namespace labelwright {
namespace {

constexpr QSize kLargest{1240, 740}; // of a screen of 1280 x 800
constexpr int kColumns = 3;
constexpr int kKeyWidth = 156;
constexpr int kTextWidth = 196;
constexpr int kBetweenLines = 2; // as many as there are should be seen at once

struct Line {
    QString keys;
    QString text;
};

bool isNumberedLabel(const ActionRow& row)
{
    return QLatin1String(row.id).startsWith("label-"_L1) && QLatin1String(row.id) != "label-0"_L1;
}

/// Whether `next` has the keys of `one`, each a place further: 1 and 2, Shift+1 and Shift+2.
bool isNext(const QList<QKeySequence>& one, const QList<QKeySequence>& next)
{
    return !one.isEmpty() &&
           std::equal(one.begin(), one.end(), next.begin(), next.end(),
                      [](const auto& a, const auto& b) { return a[0].toCombined() + 1 == b[0].toCombined(); });
}

QString fromTo(const QString& first, const QString& last)
{
    return u"%1 – %2"_s.arg(first, last);
}

/// "1 – 9   Ctrl+1 – Ctrl+9"
QString fromTo(const QList<QKeySequence>& first, const QList<QKeySequence>& last)
{
    QStringList texts;
    for (qsizetype i = 0; i < first.size(); ++i)
        texts.append(fromTo(keysText({first[i]}), keysText({last[i]})));
    return texts.join(u"   "_s);
}

/// Labels whose keys follow each other are one line.
QList<Line> linesOf(ActionSection section, const KeyMap& keyMap)
{
    const std::span<const ActionRow> rows = keyMap.rows();
    QList<Line> lines;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const ActionRow& first = rows[i];
        if (first.section != section)
            continue;
        while (isNumberedLabel(first) && i + 1 < rows.size() && isNumberedLabel(rows[i + 1]) &&
               isNext(keyMap.keys(rows[i]), keyMap.keys(rows[i + 1])))
            ++i;
        const QString keys = keysText(keyMap.keys(first));
        const ActionRow& last = rows[i];
        if (&last != &first)
            lines.append(
                {fromTo(keyMap.keys(first), keyMap.keys(last)), fromTo(translatedText(first), translatedText(last))});
        else if (const QString shown = keys.isEmpty() ? translatedGesture(first) : keys; !shown.isEmpty())
            lines.append({shown, translatedText(first)});
    }
    return lines;
}

struct Column {
    QGridLayout* grid = nullptr;
    int height = 0;
};

QLabel* makeText(const QString& text, int width)
{
    auto* label = new QLabel(text);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setFixedWidth(width);
    label->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    return label;
}

Column makeColumn(QHBoxLayout& columns)
{
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(Metrics::kRelated);
    grid->setVerticalSpacing(kBetweenLines);
    columns.addLayout(grid);
    return {grid};
}

void addSection(Column& column, ActionSection section, const KeyMap& keyMap)
{
    QGridLayout& grid = *column.grid;
    auto* title = new QLabel(sectionTitle(section));
    setRole(*title, Role::Section);
    title->setContentsMargins(0, grid.count() > 0 ? Metrics::kGroups : 0, 0, Metrics::kInside);
    grid.addWidget(title, grid.rowCount(), 0, 1, 2);
    column.height += title->sizeHint().height() + kBetweenLines;
    for (const auto& [keys, words] : linesOf(section, keyMap)) {
        QLabel* key = makeText(keys, kKeyWidth);
        QLabel* text = makeText(words, kTextWidth);
        setRole(*text, Role::Secondary);
        const int line = grid.rowCount();
        grid.addWidget(key, line, 0, Qt::AlignTop);
        grid.addWidget(text, line, 1, Qt::AlignTop);
        column.height += std::max(key->heightForWidth(kKeyWidth), text->heightForWidth(kTextWidth)) + kBetweenLines;
    }
}

QList<ActionSection> longestFirst(const KeyMap& keyMap)
{
    QList<ActionSection> sections = sectionsOf(keyMap.rows());
    std::stable_sort(sections.begin(), sections.end(), [&](ActionSection one, ActionSection two) {
        return linesOf(one, keyMap).size() > linesOf(two, keyMap).size();
    });
    return sections;
}

QWidget* makeSheet(const KeyMap& keyMap)
{
    auto* sheet = new QWidget;
    auto* row = new QHBoxLayout(sheet);
    row->setContentsMargins(Metrics::kPageEdge, Metrics::kGroups, Metrics::kPageEdge, Metrics::kGroups);
    row->setSpacing(2 * Metrics::kPageEdge);
    std::array<Column, kColumns> columns{};
    for (Column& column : columns)
        column = makeColumn(*row);
    for (const ActionSection section : longestFirst(keyMap)) // each in the column that is shortest so far
        addSection(*std::ranges::min_element(columns, {}, &Column::height), section, keyMap);
    for (const Column& column : columns)
        column.grid->setRowStretch(column.grid->rowCount(), 1);
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
