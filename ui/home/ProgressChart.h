// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/dataset/Statistics.h"

#include <QWidget>

#include <vector>

class QChart;

namespace labelwright {

/// How many objects were completed until each day, on the way to all of them.
class ProgressChart : public QWidget {
    Q_OBJECT
public:
    explicit ProgressChart(QWidget* parent = nullptr);

    void setDays(std::vector<DayProgress> days, qint64 objects);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void rebuild();

    std::vector<DayProgress> m_days;
    qint64 m_objects = 0;
    QChart* m_chart;
};

} // namespace labelwright
