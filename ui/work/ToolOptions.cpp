// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/work/ToolOptions.h"

#include "core/tools/BrushTool.h"
#include "ui/look/Look.h"

#include <QCheckBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QSlider>
#include <QSpinBox>

#include <cmath>

using namespace Qt::Literals::StringLiterals;

namespace labelwright {
namespace {

/// The slider goes in equal ratios, as sizes are felt.
constexpr int kSliderSteps = 400;

int sliderFromDiameter(double diameterPx)
{
    const double share = std::log(diameterPx / BrushOptions::kMinDiameter) /
                         std::log(BrushOptions::kMaxDiameter / BrushOptions::kMinDiameter);
    return static_cast<int>(std::lround(share * kSliderSteps));
}

double diameterFromSlider(int step)
{
    const double ratio = BrushOptions::kMaxDiameter / BrushOptions::kMinDiameter;
    return std::round(BrushOptions::kMinDiameter * std::pow(ratio, static_cast<double>(step) / kSliderSteps));
}

QSlider* makeSlider(int maximum, int step, const QString& name)
{
    auto* slider = new QSlider(Qt::Horizontal);
    slider->setRange(0, maximum);
    slider->setSingleStep(step);
    slider->setPageStep(step * 4);
    slider->setFocusPolicy(Qt::TabFocus);
    slider->setAccessibleName(name);
    return slider;
}

QSpinBox* makeSpin(int minimum, int maximum, const QString& suffix, const QString& name)
{
    auto* spin = new QSpinBox;
    spin->setRange(minimum, maximum);
    spin->setSuffix(suffix);
    spin->setAlignment(Qt::AlignRight);
    spin->setFixedWidth(84);
    spin->setKeyboardTracking(false);
    spin->setFocusPolicy(Qt::StrongFocus);
    spin->setAccessibleName(name);
    return spin;
}

QCheckBox* makeCheck(const QString& text, const QString& toolTip)
{
    auto* check = new QCheckBox(text);
    check->setToolTip(toolTip);
    check->setFocusPolicy(Qt::TabFocus);
    return check;
}

} // namespace

ToolOptions::ToolOptions(QWidget* parent)
    : QWidget(parent), m_sizeSlider(makeSlider(kSliderSteps, 8, tr("Brush size"))),
      m_size(makeSpin(static_cast<int>(BrushOptions::kMinDiameter), static_cast<int>(BrushOptions::kMaxDiameter),
                      tr(" px"), tr("Brush size"))),
      m_opacitySlider(makeSlider(100, 5, tr("Label opacity"))),
      m_opacity(makeSpin(0, 100, tr(" %"), tr("Label opacity"))),
      m_outline(makeCheck(tr("Outline only"), tr("Outline only  %1").arg(u'O'))),
      m_shown(makeCheck(tr("Show labels"), tr("Show labels over the picture  %1").arg(u'T')))
{
    auto* title = new QLabel(tr("Tool options"));
    setRole(*title, Role::Section);
    m_size->setToolTip(tr("Smaller  [    larger  ]"));
    m_opacity->setToolTip(tr("Fainter  ,    stronger  ."));

    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(Metrics::kGroups, Metrics::kGroups, Metrics::kGroups, Metrics::kGroups);
    grid->setHorizontalSpacing(Metrics::kRelated);
    grid->setVerticalSpacing(Metrics::kInside);
    grid->setColumnStretch(0, 1);
    grid->addWidget(title, 0, 0, 1, 2);
    addRow(*grid, tr("Brush size"), *m_sizeSlider, *m_size);
    addRow(*grid, tr("Label opacity"), *m_opacitySlider, *m_opacity);
    auto* checks = new QHBoxLayout;
    checks->setContentsMargins(0, Metrics::kInside, 0, 0);
    checks->addWidget(m_shown);
    checks->addStretch(1);
    checks->addWidget(m_outline);
    grid->addLayout(checks, grid->rowCount(), 0, 1, 2);
    connectInputs();
}

void ToolOptions::addRow(QGridLayout& grid, const QString& text, QWidget& slider, QWidget& value)
{
    auto* label = new QLabel(text);
    setRole(*label, Role::Secondary);
    const int row = grid.rowCount();
    grid.addWidget(label, row, 0, 1, 2);
    grid.addWidget(&slider, row + 1, 0);
    grid.addWidget(&value, row + 1, 1);
}

void ToolOptions::connectInputs()
{
    connect(m_sizeSlider, &QSlider::valueChanged, this,
            [this](int step) { emit brushDiameterChanged(diameterFromSlider(step)); });
    connect(m_size, &QSpinBox::valueChanged, this, &ToolOptions::brushDiameterChanged);
    const auto tell = [this] { emit overlayStyleChanged(m_style); };
    const auto takeOpacity = [this, tell](int percent) {
        m_style.opacityPercent = percent;
        tell();
    };
    connect(m_opacitySlider, &QSlider::valueChanged, this, takeOpacity);
    connect(m_opacity, &QSpinBox::valueChanged, this, takeOpacity);
    connect(m_outline, &QCheckBox::toggled, this, [this, tell](bool on) {
        m_style.mode = on ? OverlayMode::Outline : OverlayMode::Filled;
        tell();
    });
    connect(m_shown, &QCheckBox::toggled, this, [this, tell](bool on) {
        m_style.hidden = !on;
        tell();
    });
    for (const QSpinBox* spin : {m_size, m_opacity}) {
        connect(spin, &QSpinBox::editingFinished, this, [this, spin] {
            if (spin->hasFocus()) // Enter, and not that the focus went elsewhere
                emit finished();
        });
    }
}

void ToolOptions::setBrushDiameter(double diameterPx)
{
    const QSignalBlocker blockSlider(m_sizeSlider);
    const QSignalBlocker blockSpin(m_size);
    if (diameterFromSlider(m_sizeSlider->value()) != diameterPx)
        m_sizeSlider->setValue(sliderFromDiameter(diameterPx));
    m_size->setValue(static_cast<int>(std::lround(diameterPx)));
}

void ToolOptions::setOverlayStyle(const OverlayStyle& style)
{
    m_style = style;
    const QSignalBlocker blockSlider(m_opacitySlider);
    const QSignalBlocker blockSpin(m_opacity);
    const QSignalBlocker blockOutline(m_outline);
    const QSignalBlocker blockShown(m_shown);
    m_opacitySlider->setValue(style.opacityPercent);
    m_opacity->setValue(style.opacityPercent);
    m_outline->setChecked(style.mode == OverlayMode::Outline);
    m_shown->setChecked(!style.hidden);
}

} // namespace labelwright
