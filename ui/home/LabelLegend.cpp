// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/home/LabelLegend.h"

#include "ui/home/JobFacts.h"
#include "ui/look/LabelChip.h"
#include "ui/look/Look.h"

#include <QHeaderView>
#include <QLocale>
#include <QSignalBlocker>

namespace labelwright {
namespace {

constexpr int kLabelRole = Qt::UserRole; ///< int of Label; no data for all objects.

} // namespace

LabelLegend::LabelLegend(const JobFacts& facts, QWidget* parent) : QTreeWidget(parent), m_facts(facts)
{
    setColumnCount(2);
    setHeaderLabels({tr("Label"), tr("Objects")});
    setRootIsDecorated(false);
    setUniformRowHeights(true);
    setAllColumnsShowFocus(true);
    setTextElideMode(Qt::ElideRight);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setAccessibleName(tr("Show objects with this label"));
    header()->setStretchLastSection(false);
    header()->setSectionResizeMode(0, QHeaderView::Stretch);
    header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    headerItem()->setTextAlignment(1, Qt::AlignRight | Qt::AlignVCenter);
    connect(&facts, &JobFacts::snapshotChanged, this, [this] {
        if (topLevelItemCount() == 0 || m_shown != m_facts.labels())
            makeRows();
        showCounts();
    });
    connect(&facts, &JobFacts::factsChanged, this, &LabelLegend::showCounts);
    connect(this, &QTreeWidget::currentItemChanged, this, &LabelLegend::labelChosen);
}

std::optional<Label> LabelLegend::chosenLabel() const
{
    const QVariant label = currentItem() ? currentItem()->data(0, kLabelRole) : QVariant();
    return label.isValid() ? std::optional(static_cast<Label>(label.toInt())) : std::nullopt;
}

void LabelLegend::chooseLabel(std::optional<Label> label)
{
    const int last = topLevelItemCount() - 1;
    setCurrentItem(topLevelItem(!label ? 0 : *label == kUnlabelled ? last : static_cast<int>(*label)));
}

void LabelLegend::makeRows()
{
    const std::optional<Label> chosen = chosenLabel();
    {
        const QSignalBlocker blocker(this);
        clear();
        m_shown = m_facts.labels();
        addTopLevelItem(new QTreeWidgetItem({tr("All objects")}));
        const auto add = [this](const QString& name, Label label) {
            auto* item = new QTreeWidgetItem({name});
            item->setData(0, kLabelRole, label);
            item->setToolTip(0, name.toHtmlEscaped());
            addTopLevelItem(item);
            return item;
        };
        for (std::size_t label = 1; label <= m_shown.size(); ++label) {
            const LabelClass& shown = m_shown.at(static_cast<Label>(label));
            add(QString::fromStdString(shown.name), static_cast<Label>(label))->setIcon(0, labelChip(shown.color));
        }
        add(tr("Nothing labeled"), kUnlabelled);
        for (int row = 0; row < topLevelItemCount(); ++row) {
            topLevelItem(row)->setTextAlignment(1, Qt::AlignRight | Qt::AlignVCenter);
            topLevelItem(row)->setSizeHint(0, {0, Metrics::kPageControl});
        }
    }
    chooseLabel(chosen && *chosen <= m_shown.size() ? chosen : std::nullopt);
}

void LabelLegend::showCounts()
{
    for (int row = 0; row < topLevelItemCount(); ++row) {
        QTreeWidgetItem* item = topLevelItem(row);
        const QVariant label = item->data(0, kLabelRole);
        const qint64 count =
            label.isValid() ? m_facts.objectsWith(static_cast<Label>(label.toInt())) : m_facts.objectCount();
        item->setText(1, QLocale().toString(count));
    }
}

} // namespace labelwright
