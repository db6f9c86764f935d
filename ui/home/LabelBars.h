// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QString>
#include <QWidget>

#include <optional>
#include <vector>

class QChart;

namespace labelwright {

/// Bars in the labels' colours below each other, each with its name and figure at the left.
class LabelBars : public QWidget {
    Q_OBJECT
public:
    static constexpr int kMostBars = 15;

    struct Bar {
        QString name;
        QString figure; ///< As it is shown.
        QColor color;
        double value = 0;
    };

    explicit LabelBars(QWidget* parent = nullptr);

    /// The first kMostBars of them, from top to bottom; the axis goes from 0 to `range`, or, without numbers, to the
    /// largest.
    void setBars(std::vector<Bar> bars, std::optional<double> range = std::nullopt);

private:
    void rebuild();

    std::vector<Bar> m_bars;
    std::optional<double> m_range;
    QChart* m_chart;
};

} // namespace labelwright
