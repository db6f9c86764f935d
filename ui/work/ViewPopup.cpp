// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/work/ViewPopup.h"

#include "ui/look/Look.h"
#include "ui/work/SliderRow.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace labelwright {
namespace {

using Scale = SliderRow::Scale;
constexpr int kWidth = 320;
constexpr double kMostValue = 65535;

QLabel* makeTitle(const QString& text)
{
    auto* title = new QLabel(text);
    setRole(*title, Role::Section);
    return title;
}

QVBoxLayout* makeColumn(QWidget& widget)
{
    auto* column = new QVBoxLayout(&widget);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(Metrics::kInside);
    return column;
}

/// What is in the middle, and how many values are shown around it.
ValueWindow windowOf(double level, double width)
{
    const auto clamped = [](double value) {
        return static_cast<std::uint16_t>(std::lround(std::clamp(value, 0.0, kMostValue)));
    };
    return {clamped(level - width / 2), clamped(level + width / 2)};
}

} // namespace

ViewPopup::ViewPopup(QWidget* parent)
    : QFrame(parent, Qt::Popup), m_brightness(new SliderRow(tr("Brightness"), Scale{.least = -100, .most = 100})),
      m_contrast(new SliderRow(tr("Contrast"), Scale{.least = -100, .most = 100})),
      m_gamma(new SliderRow(tr("Gamma"), Scale{.least = 0.1, .most = 10, .kind = Scale::Kind::Ratio, .decimals = 2})),
      m_channels(new QComboBox), m_level(new SliderRow(tr("Level"), Scale{.least = 0, .most = kMostValue})),
      m_width(new SliderRow(tr("Window"), Scale{.least = 1, .most = kMostValue, .kind = Scale::Kind::Ratio})),
      m_opacity(new SliderRow(tr("Opacity"), Scale{.least = 0, .most = 100, .suffix = tr(" %")})),
      m_labelsShown(new QCheckBox(tr("Show labels"))), m_outline(new QCheckBox(tr("Outline only"))),
      m_unlabelled(new QCheckBox(tr("Highlight what is unlabeled"))),
      m_grid(new QCheckBox(tr("Pixel grid when zoomed in"))), m_navigator(new QCheckBox(tr("Navigator")))
{
    setRole(*this, Role::Popup);
    setAccessibleName(tr("View"));
    setFixedWidth(kWidth);
    m_channels->addItems({tr("All channels"), tr("Red"), tr("Green"), tr("Blue"), tr("Luminance")});
    m_channels->setAccessibleName(tr("Channels"));

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(Metrics::kGroups, Metrics::kGroups, Metrics::kGroups, Metrics::kGroups);
    column->setSpacing(Metrics::kGroups);
    column->addWidget(buildPicture());
    column->addWidget(m_deep = buildDeep());
    column->addWidget(buildLabels());
    connectInputs();
    setValueWindow(std::nullopt);
    setSettings({});
}

QWidget* ViewPopup::buildPicture()
{
    auto* picture = new QWidget;
    auto* reset = new QPushButton(tr("Reset"));
    reset->setToolTip(tr("Show the photo as it is"));
    setRole(*reset, Role::Link);
    connect(reset, &QPushButton::clicked, this, &ViewPopup::resetPicture);
    auto* title = new QHBoxLayout;
    title->addWidget(makeTitle(tr("Picture")), 1);
    title->addWidget(reset);

    QVBoxLayout* column = makeColumn(*picture);
    column->addLayout(title);
    for (SliderRow* row : {m_brightness, m_contrast, m_gamma})
        column->addWidget(row);
    column->addWidget(m_channels);
    return picture;
}

QWidget* ViewPopup::buildDeep()
{
    auto* deep = new QWidget;
    QVBoxLayout* column = makeColumn(*deep);
    column->addWidget(makeTitle(tr("16-bit values")));
    column->addWidget(m_level);
    column->addWidget(m_width);
    return deep;
}

QWidget* ViewPopup::buildLabels()
{
    auto* labels = new QWidget;
    QVBoxLayout* column = makeColumn(*labels);
    column->addWidget(makeTitle(tr("Labels")));
    column->addWidget(m_opacity);
    for (QCheckBox* check : {m_labelsShown, m_outline, m_unlabelled, m_grid, m_navigator})
        column->addWidget(check);
    return labels;
}

void ViewPopup::connectInputs()
{
    for (SliderRow* row : {m_brightness, m_contrast, m_gamma, m_opacity})
        connect(row, &SliderRow::valueChanged, this, &ViewPopup::tell);
    for (QCheckBox* check : {m_labelsShown, m_outline, m_unlabelled, m_grid, m_navigator})
        connect(check, &QCheckBox::toggled, this, &ViewPopup::tell);
    connect(m_channels, &QComboBox::currentIndexChanged, this, &ViewPopup::tell);
    for (SliderRow* row : {m_level, m_width})
        connect(row, &SliderRow::valueChanged, this,
                [this] { emit valueWindowChanged(windowOf(m_level->value(), m_width->value())); });
}

void ViewPopup::setSettings(const ViewSettings& settings)
{
    m_settings = settings;
    m_brightness->setValue(settings.tone.brightness);
    m_contrast->setValue(settings.tone.contrast);
    m_gamma->setValue(settings.tone.gamma);
    m_opacity->setValue(settings.overlay.opacityPercent);
    const QSignalBlocker blockChannels(m_channels);
    m_channels->setCurrentIndex(static_cast<int>(settings.channels));
    const auto show = [](QCheckBox& check, bool isOn) {
        const QSignalBlocker block(&check);
        check.setChecked(isOn);
    };
    show(*m_labelsShown, !settings.overlay.hidden);
    show(*m_outline, settings.overlay.mode == OverlayMode::Outline);
    show(*m_unlabelled, settings.overlay.unlabelledHighlighted);
    show(*m_grid, settings.gridShown);
    show(*m_navigator, settings.navigatorShown);
}

void ViewPopup::setValueWindow(const std::optional<ValueWindow>& window)
{
    m_deep->setVisible(window.has_value());
    if (!window)
        return;
    m_level->setValue((window->low + window->high) / 2.0);
    m_width->setValue(window->high - window->low);
}

void ViewPopup::resetPicture()
{
    m_settings.tone = {};
    m_settings.channels = ChannelView::Color;
    setSettings(m_settings);
    emit settingsChanged(m_settings);
    emit valueWindowReset();
}

void ViewPopup::tell()
{
    m_settings.tone.brightness = static_cast<int>(m_brightness->value());
    m_settings.tone.contrast = static_cast<int>(m_contrast->value());
    m_settings.tone.gamma = m_gamma->value();
    m_settings.channels = static_cast<ChannelView>(m_channels->currentIndex());
    m_settings.overlay.opacityPercent = static_cast<int>(m_opacity->value());
    m_settings.overlay.hidden = !m_labelsShown->isChecked();
    m_settings.overlay.mode = m_outline->isChecked() ? OverlayMode::Outline : OverlayMode::Filled;
    m_settings.overlay.unlabelledHighlighted = m_unlabelled->isChecked();
    m_settings.gridShown = m_grid->isChecked();
    m_settings.navigatorShown = m_navigator->isChecked();
    emit settingsChanged(m_settings);
}

} // namespace labelwright
