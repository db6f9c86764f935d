// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QString>
#include <QWidget>

#include <vector>

class QChart;

namespace labelwright {

/// How many there are of each kind, as bars beside each other, with the figure above each.
class CountChart : public QWidget {
    Q_OBJECT
public:
    struct Bar {
        QString name; ///< Below the bar; each another.
        qint64 count = 0;
    };

    explicit CountChart(QWidget* parent = nullptr);

    /// An invalid color stands for the accent.
    void setBars(std::vector<Bar> bars, const QColor& color = {});

private:
    void rebuild();

    std::vector<Bar> m_bars;
    QColor m_color;
    QChart* m_chart;
};

} // namespace labelwright
