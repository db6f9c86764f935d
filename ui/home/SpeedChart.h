// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/review/WorkerReport.h"

#include <QWidget>

#include <vector>

class QChart;

namespace labelwright {

/// How many objects an hour each worker answered, day by day: a line for each who did.
class SpeedChart : public QWidget {
    Q_OBJECT
public:
    explicit SpeedChart(QWidget* parent = nullptr);

    void setWorkers(std::vector<WorkerWork> workers);
    /// Whether anybody's speed is known.
    bool hasLines() const;

private:
    void rebuild();

    std::vector<WorkerWork> m_workers;
    QChart* m_chart;
};

} // namespace labelwright
