// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QChart;

namespace labelwright {

class JobFacts;

/// How many objects have each label, as bars in the labels' colours: the most frequent ones.
class LabelHistogram : public QWidget {
    Q_OBJECT
public:
    static constexpr int kMostBars = 15;

    /// `facts` is borrowed and outlives the histogram.
    explicit LabelHistogram(const JobFacts& facts, QWidget* parent = nullptr);

private:
    void rebuild();

    const JobFacts& m_facts;
    QChart* m_chart;
};

} // namespace labelwright
