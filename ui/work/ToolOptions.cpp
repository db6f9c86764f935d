// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/work/ToolOptions.h"

#include "ui/look/Look.h"
#include "ui/look/QtColor.h"
#include "ui/work/ActionSet.h"
#include "ui/work/AutoSegmentPanel.h"
#include "ui/work/BrushPanel.h"
#include "ui/work/SliderRow.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPixmap>
#include <QSignalBlocker>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace labelwright {
namespace {

using Scale = SliderRow::Scale;
constexpr int kChip = 12;
constexpr int kOverRole = Qt::UserRole;
constexpr int kLabelRole = Qt::UserRole + 1;

QIcon chipOf(Color color)
{
    QPixmap chip(kChip, kChip);
    chip.fill(qtColor(color));
    return QIcon(chip);
}

} // namespace

ToolOptions::ToolOptions(const LabelSet& labels, const ActionSet& actions, QWidget* regions, QWidget* parent)
    : QWidget(parent), m_title(new QLabel), m_brush(new BrushPanel(actions)),
      m_tolerance(new SliderRow(tr("Tolerance"), Scale{.least = 0, .most = WandTool::kMaxTolerance})),
      m_superpixel(new SliderRow(
          tr("Size"),
          Scale{.least = SuperpixelOptions::kMinSpacing, .most = SuperpixelOptions::kMaxSpacing, .suffix = tr(" px")})),
      m_edgeSnap(new SliderRow(tr("Size"), Scale{.least = EdgeSnapTool::kMinDiameter,
                                                 .most = EdgeSnapTool::kMaxDiameter,
                                                 .suffix = tr(" px"),
                                                 .kind = Scale::Kind::Ratio})),
      m_autoSegment(new AutoSegmentPanel(actions)), m_regions(regions), m_paintOver(new QComboBox),
      m_opacity(new SliderRow(tr("Opacity"), Scale{.least = 0, .most = 100, .suffix = tr(" %")}))
{
    setRole(*m_title, Role::Section);
    const auto showKeys = [this, &actions] {
        m_opacity->setInputToolTip(wordsWithKeys(tr("Labels fainter  %1    stronger  %2"),
                                                 *actions.action("opacity-down"_L1), *actions.action("opacity-up"_L1)));
    };
    connect(&actions, &ActionSet::keysChanged, this, showKeys);
    showKeys();
    m_paintOver->setAccessibleName(tr("Paint over"));
    m_paintOver->setFocusPolicy(Qt::TabFocus);
    fillPaintOver(labels);
    auto* over = new QLabel(tr("Paint over"));
    setRole(*over, Role::Secondary);
    over->setBuddy(m_paintOver);
    auto* overRow = new QHBoxLayout;
    overRow->setSpacing(Metrics::kRelated);
    overRow->addWidget(over);
    overRow->addWidget(m_paintOver, 1);

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(Metrics::kGroups, Metrics::kRelated, Metrics::kGroups, Metrics::kGroups);
    column->setSpacing(Metrics::kInside);
    column->addWidget(m_title);
    for (QWidget* part :
         {static_cast<QWidget*>(m_brush), static_cast<QWidget*>(m_tolerance), static_cast<QWidget*>(m_superpixel),
          static_cast<QWidget*>(m_edgeSnap), static_cast<QWidget*>(m_autoSegment), m_regions})
        column->addWidget(part);
    column->addLayout(overRow);
    column->addWidget(m_opacity);
    connectInputs();
}

void ToolOptions::fillPaintOver(const LabelSet& labels)
{
    const auto add = [this](const QString& text, PaintOver over) {
        m_paintOver->addItem(text);
        m_paintOver->setItemData(m_paintOver->count() - 1, static_cast<int>(over), kOverRole);
    };
    add(tr("Everything"), PaintOver::Everything);
    add(tr("Only unlabeled"), PaintOver::Unlabelled);
    add(tr("Only visible labels"), PaintOver::VisibleLabels);
    m_paintOver->insertSeparator(m_paintOver->count());
    for (std::size_t i = 0; i < labels.size(); ++i) {
        const auto label = static_cast<Label>(i + 1);
        add(tr("Only %1").arg(QString::fromStdString(labels.at(label).name)), PaintOver::OneLabel);
        m_paintOver->setItemData(m_paintOver->count() - 1, label, kLabelRole);
        m_paintOver->setItemIcon(m_paintOver->count() - 1, chipOf(labels.at(label).color));
    }
    m_paintOver->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_paintOver->setMinimumContentsLength(1);
}

void ToolOptions::connectInputs()
{
    connect(m_brush, &BrushPanel::optionsChanged, this, &ToolOptions::brushOptionsChanged);
    connect(m_brush, &BrushPanel::finished, this, &ToolOptions::finished);
    connect(m_tolerance, &SliderRow::valueChanged, this,
            [this](double value) { emit toleranceChanged(static_cast<int>(value)); });
    connect(m_superpixel, &SliderRow::valueChanged, this,
            [this](double value) { emit superpixelSizeChanged(static_cast<int>(value)); });
    connect(m_edgeSnap, &SliderRow::valueChanged, this, &ToolOptions::edgeSnapSizeChanged);
    connect(m_opacity, &SliderRow::valueChanged, this,
            [this](double value) { emit opacityChanged(static_cast<int>(value)); });
    connect(m_autoSegment, &AutoSegmentPanel::optionsChanged, this, &ToolOptions::autoSegmentOptionsChanged);
    connect(m_autoSegment, &AutoSegmentPanel::finished, this, &ToolOptions::finished);
    for (const SliderRow* row : {m_tolerance, m_superpixel, m_edgeSnap, m_opacity})
        connect(row, &SliderRow::finished, this, &ToolOptions::finished);
    connect(m_paintOver, &QComboBox::activated, this, [this] {
        emit paintOverChanged(static_cast<PaintOver>(m_paintOver->currentData(kOverRole).toInt()),
                              static_cast<Label>(m_paintOver->currentData(kLabelRole).toInt()));
        emit finished();
    });
}

void ToolOptions::showTools(ToolSet& tools, const QString& name)
{
    const ToolId current = tools.current();
    m_title->setText(name);
    const BrushTool* brush = tools.currentBrush();
    if (brush)
        m_brush->setOptions(brush->options());
    m_brush->setVisible(brush != nullptr);
    m_tolerance->setValue(tools.wand().tolerance());
    m_tolerance->setVisible(current == ToolId::Wand);
    m_superpixel->setValue(tools.superpixel().options().spacingPx);
    m_superpixel->setVisible(current == ToolId::Superpixel);
    m_edgeSnap->setValue(tools.edgeSnap().diameter());
    m_edgeSnap->setVisible(current == ToolId::EdgeSnap);
    m_autoSegment->setOptions(tools.autoSegment().options());
    m_autoSegment->setVisible(current == ToolId::AutoSegment);
    m_regions->setVisible(current == ToolId::Region);
}

void ToolOptions::setPaintRule(const PaintRule& rule)
{
    for (int row = 0; row < m_paintOver->count(); ++row) {
        if (!m_paintOver->itemData(row, kOverRole).isValid() ||
            m_paintOver->itemData(row, kOverRole).toInt() != static_cast<int>(rule.over))
            continue;
        if (rule.over == PaintOver::OneLabel && m_paintOver->itemData(row, kLabelRole).toInt() != rule.chosen)
            continue;
        m_paintOver->setCurrentIndex(row);
        return;
    }
}

void ToolOptions::setOpacity(int percent)
{
    m_opacity->setValue(percent);
}

void ToolOptions::setModelFailure(const QString& reason)
{
    m_autoSegment->setModelFailure(reason);
}

} // namespace labelwright
