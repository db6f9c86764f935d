// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/work/KeysDialog.h"

#include "ui/look/Look.h"
#include "ui/work/ActionTable.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QScrollArea>
#include <QShortcut>
#include <QStringList>
#include <QVBoxLayout>

#include <array>

using namespace Qt::Literals::StringLiterals;

namespace labelwright {
namespace {

using Section = ActionSection;

/// Which sections stand below each other.
const std::array<QList<Section>, 3> kColumns{QList{Section::Tools, Section::Canvas, Section::Edit},
                                             QList{Section::Labels},
                                             QList{Section::Go, Section::View, Section::File, Section::Help}};

QString keysText(const ActionRow& row)
{
    QStringList keys;
    for (const QKeySequence& key : defaultKeys(row)) {
        // Both enter keys do the same: one is named.
        if (key[0].key() != Qt::Key_Return)
            keys.append(key.toString(QKeySequence::NativeText));
    }
    return keys.isEmpty() ? translatedGesture(row) : keys.join(u"   "_s);
}

void addSection(QGridLayout& grid, Section section)
{
    auto* title = new QLabel(sectionTitle(section));
    setRole(*title, Role::Section);
    title->setContentsMargins(0, grid.count() > 0 ? Metrics::kGroups : 0, 0, Metrics::kInside);
    grid.addWidget(title, grid.rowCount(), 0, 1, 2);
    for (const ActionRow& row : actionTable()) {
        const QString keys = keysText(row);
        if (row.section != section || keys.isEmpty())
            continue;
        auto* key = new QLabel(keys);
        key->setTextFormat(Qt::PlainText);
        auto* text = new QLabel(translatedText(row));
        setRole(*text, Role::Secondary);
        const int line = grid.rowCount();
        grid.addWidget(key, line, 0);
        grid.addWidget(text, line, 1);
    }
}

QWidget* makeColumn(const QList<Section>& sections)
{
    auto* column = new QWidget;
    auto* grid = new QGridLayout(column);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(Metrics::kGroups);
    grid->setVerticalSpacing(Metrics::kInside);
    grid->setColumnStretch(1, 1);
    for (const Section section : sections)
        addSection(*grid, section);
    grid->setRowStretch(grid->rowCount(), 1);
    return column;
}

} // namespace

KeysDialog::KeysDialog(QWidget* parent) : QDialog(parent)
{
    setWindowTitle(tr("Keyboard shortcuts"));
    setAttribute(Qt::WA_DeleteOnClose);
    connect(new QShortcut(Qt::Key_F1, this), &QShortcut::activated, this, &QDialog::reject);

    auto* columns = new QWidget;
    auto* row = new QHBoxLayout(columns);
    row->setContentsMargins(Metrics::kPageEdge, Metrics::kPageEdge, Metrics::kPageEdge, Metrics::kPageEdge);
    row->setSpacing(2 * Metrics::kPageEdge);
    for (const QList<Section>& sections : kColumns)
        row->addWidget(makeColumn(sections));
    auto* area = new QScrollArea;
    area->setWidget(columns);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);

    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(area);
    resize(columns->sizeHint().boundedTo(QSize(1180, 720)) + QSize(16, 0));
}

} // namespace labelwright
