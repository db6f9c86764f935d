// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/home/LabelBars.h"

namespace labelwright {

class JobFacts;

/// How many objects have each label, as bars in the labels' colours: the most frequent ones.
class LabelHistogram : public LabelBars {
    Q_OBJECT
public:
    /// `facts` is borrowed and outlives the histogram.
    explicit LabelHistogram(const JobFacts& facts, QWidget* parent = nullptr);

private:
    void count();

    const JobFacts& m_facts;
};

} // namespace labelwright
