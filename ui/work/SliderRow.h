// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QWidget>

#include <cstdint>

class QDoubleSpinBox;
class QSlider;

namespace labelwright {

/// A number with its name, a slider and a field, in one row.
class SliderRow : public QWidget {
    Q_OBJECT
public:
    struct Scale {
        enum class Kind : std::uint8_t {
            Even,
            Ratio, ///< The slider goes in equal ratios, as sizes are felt. Precondition: least > 0.
        };
        double least = 0;
        double most = 100;
        QString suffix{};
        Kind kind = Kind::Even;
        int decimals = 0;
    };

    SliderRow(const QString& name, Scale scale, QWidget* parent = nullptr);

    /// Says nothing.
    void setValue(double value);
    double value() const;
    void setInputToolTip(const QString& text);

signals:
    /// By the user's hand.
    void valueChanged(double value);
    /// A value was typed to its end: the picture should get the keyboard.
    void finished();

private:
    int sliderFromValue(double value) const;
    double valueFromSlider(int step) const;

    Scale m_scale;
    QSlider* m_slider;
    QDoubleSpinBox* m_field;
};

} // namespace labelwright
