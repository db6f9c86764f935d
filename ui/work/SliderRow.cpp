// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/work/SliderRow.h"

#include "ui/look/Look.h"

#include <QDoubleSpinBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QSlider>

#include <algorithm>
#include <cmath>
#include <utility>

namespace labelwright {
namespace {

constexpr int kSliderSteps = 400;
constexpr int kNameWidth = 68;
constexpr int kFieldWidth = 98; ///< At least.

} // namespace

SliderRow::SliderRow(const QString& name, Scale scale, QWidget* parent)
    : QWidget(parent), m_scale(std::move(scale)), m_slider(new QSlider(Qt::Horizontal)), m_field(new QDoubleSpinBox)
{
    m_slider->setRange(0, kSliderSteps);
    m_slider->setSingleStep(kSliderSteps / 50);
    m_slider->setPageStep(kSliderSteps / 10);
    m_slider->setFocusPolicy(Qt::TabFocus);
    m_slider->setAccessibleName(name);
    m_field->setDecimals(m_scale.decimals);
    m_field->setRange(m_scale.least, m_scale.most);
    m_field->setSingleStep(std::pow(10, -m_scale.decimals));
    m_field->setGroupSeparatorShown(true);
    m_field->setSuffix(m_scale.suffix);
    m_field->setAlignment(Qt::AlignRight);
    m_field->ensurePolished();
    m_field->setFixedWidth(std::max(kFieldWidth, m_field->sizeHint().width()));
    m_field->setKeyboardTracking(false);
    m_field->setAccessibleName(name);
    auto* label = new QLabel(name);
    setRole(*label, Role::Secondary);
    label->setFixedWidth(kNameWidth);

    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(Metrics::kRelated);
    row->addWidget(label);
    row->addWidget(m_slider, 1);
    row->addWidget(m_field);

    connect(m_slider, &QSlider::valueChanged, this, [this](int step) {
        const QSignalBlocker block(m_field);
        m_field->setValue(valueFromSlider(step));
        emit valueChanged(m_field->value());
    });
    connect(m_field, &QDoubleSpinBox::valueChanged, this, [this](double value) {
        const QSignalBlocker block(m_slider);
        m_slider->setValue(sliderFromValue(value));
        emit valueChanged(value);
    });
    connect(m_field, &QDoubleSpinBox::editingFinished, this, [this] {
        if (m_field->hasFocus()) // Enter, and not that the focus went elsewhere
            emit finished();
    });
}

void SliderRow::setValue(double value)
{
    const QSignalBlocker blockSlider(m_slider);
    const QSignalBlocker blockField(m_field);
    m_field->setValue(value);
    m_slider->setValue(sliderFromValue(value));
}

double SliderRow::value() const
{
    return m_field->value();
}

void SliderRow::setInputToolTip(const QString& text)
{
    m_slider->setToolTip(text);
    m_field->setToolTip(text);
}

int SliderRow::sliderFromValue(double value) const
{
    const double share = m_scale.kind == Scale::Kind::Ratio
                             ? std::log(value / m_scale.least) / std::log(m_scale.most / m_scale.least)
                             : (value - m_scale.least) / (m_scale.most - m_scale.least);
    return static_cast<int>(std::lround(share * kSliderSteps));
}

double SliderRow::valueFromSlider(int step) const
{
    const double share = static_cast<double>(step) / kSliderSteps;
    return m_scale.kind == Scale::Kind::Ratio ? m_scale.least * std::pow(m_scale.most / m_scale.least, share)
                                              : m_scale.least + share * (m_scale.most - m_scale.least);
}

} // namespace labelwright
