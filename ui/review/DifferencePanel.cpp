// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/review/DifferencePanel.h"

#include "core/review/Agreement.h"
#include "ui/look/CoreText.h"
#include "ui/look/LabelChip.h"
#include "ui/look/Parts.h"

#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QSignalBlocker>
#include <QStackedWidget>
#include <QTabWidget>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace labelwright {
namespace {

enum ChangeColumn { kFrom, kTo, kPixels, kParts };
enum LabelColumn { kLabel, kChanged, kIou, kFine, kCoarse };
constexpr int kPlaceRole = Qt::UserRole; ///< Of the change, in the first column.

QString percentText(std::optional<double> share)
{
    return share ? QLocale().toString(100 * *share, 'f', 1) : QStringLiteral("–");
}

void setShare(FigureRow& row, int column, std::optional<double> share)
{
    if (share)
        row.setFigure(column, *share, percentText(share));
    else
        row.setNoFigure(column, percentText(share));
}

/// The first columns share what is left.
void setColumns(QTreeWidget& table, int stretched)
{
    QHeaderView& header = *table.header();
    for (int column = 0; column < table.columnCount(); ++column) {
        const bool isName = column < stretched;
        header.setSectionResizeMode(column, isName ? QHeaderView::Stretch : QHeaderView::ResizeToContents);
        if (!isName)
            table.headerItem()->setTextAlignment(column, Qt::AlignRight | Qt::AlignVCenter);
    }
}

void setLabelCell(QTreeWidgetItem& row, int column, const LoadedDifference& difference, Label label)
{
    row.setText(column, difference.nameOf(label));
    row.setToolTip(column, difference.nameOf(label));
    row.setIcon(column, labelChip(difference.colorOf(label)));
}

} // namespace

DifferencePanel::DifferencePanel(QWidget* parent)
    : QWidget(parent), m_summary(makeText({}, Role::Section)), m_iou(makeText({}, Role::Secondary)),
      m_tabs(new QTabWidget), m_changesPage(new QStackedWidget),
      m_changes(makeFigureTable({tr("From"), tr("To"), tr("Pixels"), tr("Parts")})),
      m_choices(makeTable({tr("Label"), tr("Before"), tr("After")})), m_nothing(makeText({}, Role::Secondary)),
      m_part(makeText({}, Role::Secondary)),
      m_labels(makeFigureTable({tr("Label"), tr("Changed"), tr("IoU %"), tr("F 2 px"), tr("F 0.75 %")}))
{
    m_changes->setAccessibleName(tr("Changes"));
    m_changes->setSelectionMode(QAbstractItemView::SingleSelection);
    m_labels->setAccessibleName(tr("What became of each label"));
    m_choices->setAccessibleName(tr("Labels chosen"));
    setColumns(*m_changes, 2);
    setColumns(*m_labels, 1);
    setColumns(*m_choices, 1);
    m_labels->headerItem()->setToolTip(kChanged, tr("Pixels that had the label before or have it after, but not both"));
    m_labels->headerItem()->setToolTip(kFine, tr("How far the outlines agree within 2 pixels, in percent"));
    m_labels->headerItem()->setToolTip(kCoarse,
                                       tr("How far the outlines agree within 0.75 % of the diagonal, in percent"));
    m_nothing->setAlignment(Qt::AlignCenter);
    m_nothing->setMargin(Metrics::kGroups);
    for (QWidget* page :
         {static_cast<QWidget*>(m_changes), static_cast<QWidget*>(m_choices), static_cast<QWidget*>(m_nothing)})
        m_changesPage->addWidget(page);

    auto* changes = new QWidget;
    auto* changesColumn = new QVBoxLayout(changes);
    changesColumn->setContentsMargins(0, Metrics::kRelated, 0, 0);
    changesColumn->addWidget(m_changesPage, 1);
    changesColumn->addWidget(m_part);
    auto* labels = new QWidget;
    auto* labelsColumn = new QVBoxLayout(labels);
    labelsColumn->setContentsMargins(0, Metrics::kRelated, 0, 0);
    labelsColumn->addWidget(m_labels);
    m_tabs->setDocumentMode(true);
    m_tabs->addTab(changes, tr("Changes"));
    m_tabs->addTab(labels, tr("Labels"));

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(Metrics::kRelated);
    column->addWidget(m_summary);
    column->addWidget(m_iou);
    column->addWidget(m_tabs, 1);
    connect(m_changes, &QTreeWidget::currentItemChanged, this, &DifferencePanel::chooseChange);
    connect(m_changes, &QTreeWidget::itemClicked, this, &DifferencePanel::chooseChange);
    connect(m_changes, &QTreeWidget::activated, this, [this] { stepPart(1); });
    setDifference(nullptr);
}

void DifferencePanel::addTab(QWidget* page, const QString& title)
{
    m_tabs->addTab(page, title);
}

void DifferencePanel::setDifference(std::shared_ptr<const LoadedDifference> difference)
{
    m_difference = std::move(difference);
    m_parts.clear();
    m_current = -1;
    const bool hasMasks = m_difference && m_difference->masks;
    m_tabs->setTabVisible(1, hasMasks || !m_difference);
    m_tabs->setTabText(0, hasMasks || !m_difference ? tr("Changes") : tr("Labels chosen"));
    fillChanges();
    fillLabels();
    fillChoices();
    showSummary();
    m_part->setText(m_changes->topLevelItemCount() == 0 ? QString()
                                                        : tr("Click a change to see its largest part; Enter or N "
                                                             "goes on to the next."));
    m_part->setVisible(!m_part->text().isEmpty());
}

void DifferencePanel::showBusy()
{
    m_summary->setText(tr("Comparing…"));
}

void DifferencePanel::showSummary()
{
    if (!m_difference) {
        m_summary->clear();
        m_nothing->clear();
        m_changesPage->setCurrentWidget(m_nothing);
    } else if (!m_difference->masks) {
        m_changesPage->setCurrentWidget(m_choices);
        m_summary->setText(m_difference->chosenBefore == m_difference->chosenAfter
                               ? tr("The same labels are chosen in both.")
                               : tr("Other labels are chosen."));
    } else {
        const Difference& found = m_difference->masks->difference;
        const std::int64_t all = found.pixels.total();
        m_changesPage->setCurrentWidget(found.changes.empty() ? static_cast<QWidget*>(m_nothing) : m_changes);
        m_nothing->setText(tr("The two are the same, pixel by pixel."));
        const auto share = static_cast<double>(found.changed()) / static_cast<double>(all);
        m_summary->setText(tr("%1 of %2 pixels differ (%3\u00A0%)")
                               .arg(countText(found.changed()), countText(all), percentText(share)));
        m_iou->setText(tr("Mean IoU of the labels: %1\u00A0%").arg(percentText(meanIou(found.pixels))));
    }
    m_iou->setVisible(m_difference && m_difference->masks);
}

void DifferencePanel::fillChanges()
{
    const QSignalBlocker blocker(m_changes);
    m_changes->clear();
    if (!m_difference || !m_difference->masks)
        return;
    const MaskDifference& masks = *m_difference->masks;
    m_changes->setSortingEnabled(false);
    for (std::size_t place = 0; place < masks.difference.changes.size(); ++place) {
        const Change& change = masks.difference.changes[place];
        const auto parts = std::ranges::count(masks.parts, static_cast<Label>(place + 1), &Component::label);
        auto* row = new FigureRow(m_changes);
        row->setData(0, kPlaceRole, static_cast<int>(place));
        setLabelCell(*row, kFrom, *m_difference, change.from);
        setLabelCell(*row, kTo, *m_difference, change.to);
        row->setFigure(kPixels, static_cast<double>(change.pixels), countText(change.pixels));
        if (place < kMostMappedChanges)
            row->setFigure(kParts, static_cast<double>(parts), countText(parts));
        else
            row->setNoFigure(kParts, QStringLiteral("–"));
    }
    m_changes->setSortingEnabled(true);
}

void DifferencePanel::fillLabels()
{
    m_labels->clear();
    if (!m_difference || !m_difference->masks)
        return;
    m_labels->setSortingEnabled(false);
    for (const LabelDifference& label : m_difference->masks->difference.labels) {
        if (!label.iou)
            continue;
        auto* row = new FigureRow(m_labels);
        setLabelCell(*row, kLabel, *m_difference, label.label);
        row->setToolTip(kLabel,
                        tr("%1: %2 pixels before, %3 after")
                            .arg(m_difference->nameOf(label.label), countText(label.before), countText(label.after)));
        row->setFigure(kChanged, static_cast<double>(label.changed), countText(label.changed));
        setShare(*row, kIou, label.iou);
        setShare(*row, kFine, label.fine.f());
        setShare(*row, kCoarse, label.coarse.f());
    }
    m_labels->setSortingEnabled(true);
}

void DifferencePanel::fillChoices()
{
    m_choices->clear();
    if (!m_difference || m_difference->masks)
        return;
    const auto has = [](const std::vector<Label>& chosen, Label label) {
        return std::ranges::find(chosen, label) != chosen.end();
    };
    for (std::size_t number = 1; number <= m_difference->labels.size(); ++number) {
        const auto label = static_cast<Label>(number);
        const bool before = has(m_difference->chosenBefore, label);
        const bool after = has(m_difference->chosenAfter, label);
        if (!before && !after)
            continue;
        auto* row = new FigureRow(m_choices);
        setLabelCell(*row, 0, *m_difference, label);
        row->setText(1, before ? tr("chosen") : QStringLiteral("–"));
        row->setText(2, after ? tr("chosen") : QStringLiteral("–"));
        for (const int column : {1, 2})
            row->setTextAlignment(column, Qt::AlignRight | Qt::AlignVCenter);
        QFont font = m_choices->font();
        font.setBold(before != after);
        for (int column = 0; column < 3; ++column)
            row->setFont(column, font);
    }
}

/// Its largest part is looked at.
void DifferencePanel::chooseChange()
{
    const QTreeWidgetItem* row = m_changes->currentItem();
    if (!row || !m_difference)
        return;
    const auto number = static_cast<std::size_t>(row->data(0, kPlaceRole).toInt()) + 1;
    m_parts.clear();
    std::ranges::copy_if(m_difference->masks->parts, std::back_inserter(m_parts),
                         [number](const Component& part) { return part.label == number; });
    m_current = 0;
    choosePart();
}

void DifferencePanel::stepPart(int step)
{
    if (!m_difference || !m_difference->masks)
        return;
    if (m_current < 0) {
        m_parts = m_difference->masks->parts;
        m_current = step > 0 ? -1 : 0;
    }
    if (m_parts.empty())
        return;
    const int count = static_cast<int>(m_parts.size());
    m_current = (m_current + step + count) % count;
    choosePart();
}

void DifferencePanel::choosePart()
{
    if (m_parts.empty()) {
        m_part->setText(tr("This change is too rare to be shown by itself."));
        emit partChosen(std::nullopt);
        return;
    }
    const Component& part = m_parts[static_cast<std::size_t>(m_current)];
    m_part->setText(tr("Part %1 of %2, %3 pixels. Enter or N goes on to the next.")
                        .arg(countText(m_current + 1), countText(std::ssize(m_parts)), countText(part.area)));
    emit partChosen(part);
}

} // namespace labelwright
