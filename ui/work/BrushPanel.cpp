// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/work/BrushPanel.h"

#include "ui/look/Icons.h"
#include "ui/look/Look.h"
#include "ui/work/ActionSet.h"
#include "ui/work/SliderRow.h"

#include <QButtonGroup>
#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace labelwright {
namespace {

using Scale = SliderRow::Scale;
constexpr double kMostIntensity = 255;

QToolButton* makeTip(QStringView iconName, const QString& text)
{
    auto* button = new QToolButton;
    button->setIcon(icon(iconName));
    button->setIconSize({Metrics::kIcon, Metrics::kIcon});
    button->setFixedSize(Metrics::kControl, Metrics::kControl);
    button->setCheckable(true);
    button->setFocusPolicy(Qt::TabFocus);
    button->setAccessibleName(text);
    button->setToolTip(text);
    return button;
}

QCheckBox* makeCheck(const QString& text, const QString& toolTip)
{
    auto* check = new QCheckBox(text);
    check->setToolTip(toolTip);
    check->setFocusPolicy(Qt::TabFocus);
    return check;
}

} // namespace

BrushPanel::BrushPanel(const ActionSet& actions, QWidget* parent)
    : QWidget(parent), m_size(new SliderRow(tr("Size"), Scale{.least = BrushOptions::kMinDiameter,
                                                              .most = BrushOptions::kMaxDiameter,
                                                              .suffix = tr(" px"),
                                                              .kind = Scale::Kind::Ratio})),
      m_round(makeTip(u"round", tr("Round tip"))), m_square(makeTip(u"square", tr("Square tip"))),
      m_pressure(makeCheck(tr("Pressure"), tr("The pen's pressure changes the size"))),
      m_zoom(makeCheck(tr("Keep size on screen"), tr("Zooming in makes the brush smaller in the picture"))),
      m_gate(new QComboBox), m_low(new SliderRow(tr("From"), Scale{.least = 0, .most = kMostIntensity})),
      m_high(new SliderRow(tr("To"), Scale{.least = 0, .most = kMostIntensity})),
      m_tolerance(new SliderRow(tr("Tolerance"), Scale{.least = 0, .most = kMostIntensity}))
{
    const auto showKeys = [this, &actions] {
        m_size->setInputToolTip(wordsWithKeys(tr("Smaller  %1    larger  %2"), *actions.action("brush-smaller"_L1),
                                              *actions.action("brush-larger"_L1)));
    };
    connect(&actions, &ActionSet::keysChanged, this, showKeys);
    showKeys();
    m_gate->addItems({tr("On every pixel"), tr("Only on this brightness"), tr("Only on the color clicked")});
    m_gate->setAccessibleName(tr("Paint on"));
    m_gate->setFocusPolicy(Qt::TabFocus);

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(Metrics::kInside);
    column->addWidget(m_size);
    column->addWidget(buildTips());
    column->addWidget(m_zoom);
    column->addWidget(m_gate);
    for (SliderRow* row : {m_low, m_high, m_tolerance})
        column->addWidget(row);
    connectInputs();
    setOptions({});
}

QWidget* BrushPanel::buildTips()
{
    auto* tips = new QWidget;
    auto* name = new QLabel(tr("Tip"));
    setRole(*name, Role::Secondary);
    auto* group = new QButtonGroup(tips);
    group->addButton(m_round);
    group->addButton(m_square);
    auto* row = new QHBoxLayout(tips);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(Metrics::kInside);
    row->addWidget(name, 1);
    row->addWidget(m_round);
    row->addWidget(m_square);
    row->addSpacing(Metrics::kRelated);
    row->addWidget(m_pressure);
    return tips;
}

void BrushPanel::connectInputs()
{
    for (SliderRow* row : {m_size, m_low, m_high, m_tolerance}) {
        connect(row, &SliderRow::valueChanged, this, &BrushPanel::tell);
        connect(row, &SliderRow::finished, this, &BrushPanel::finished);
    }
    connect(m_square, &QToolButton::toggled, this, &BrushPanel::tell);
    connect(m_pressure, &QCheckBox::toggled, this, &BrushPanel::tell);
    connect(m_zoom, &QCheckBox::toggled, this, &BrushPanel::tell);
    connect(m_gate, &QComboBox::currentIndexChanged, this, [this] {
        tell();
        showGate();
    });
}

void BrushPanel::setOptions(const BrushOptions& options)
{
    m_options = options;
    const QSignalBlocker blockSquare(m_square);
    const QSignalBlocker blockPressure(m_pressure);
    const QSignalBlocker blockZoom(m_zoom);
    const QSignalBlocker blockGate(m_gate);
    m_size->setValue(options.diameterPx);
    m_square->setChecked(options.tip == BrushTip::Square);
    m_round->setChecked(options.tip == BrushTip::Round);
    m_pressure->setChecked(options.pressureScales);
    m_zoom->setChecked(options.scalesWithZoom);
    m_gate->setCurrentIndex(static_cast<int>(options.gate));
    m_low->setValue(options.lowIntensity);
    m_high->setValue(options.highIntensity);
    m_tolerance->setValue(options.colorTolerance);
    showGate();
}

void BrushPanel::tell()
{
    m_options.diameterPx = m_size->value();
    m_options.tip = m_square->isChecked() ? BrushTip::Square : BrushTip::Round;
    m_options.pressureScales = m_pressure->isChecked();
    m_options.scalesWithZoom = m_zoom->isChecked();
    m_options.gate = static_cast<BrushGate>(m_gate->currentIndex());
    m_options.lowIntensity = static_cast<int>(m_low->value());
    m_options.highIntensity = std::max(m_options.lowIntensity, static_cast<int>(m_high->value()));
    m_options.colorTolerance = static_cast<int>(m_tolerance->value());
    emit optionsChanged(m_options);
}

void BrushPanel::showGate()
{
    m_low->setVisible(m_options.gate == BrushGate::Intensity);
    m_high->setVisible(m_options.gate == BrushGate::Intensity);
    m_tolerance->setVisible(m_options.gate == BrushGate::Color);
}

} // namespace labelwright
