// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/home/LabelHistogram.h"

#include "ui/home/JobFacts.h"
#include "ui/look/QtColor.h"

#include <QLocale>

#include <algorithm>
#include <functional>
#include <utility>
#include <vector>

namespace labelwright {

LabelHistogram::LabelHistogram(const JobFacts& facts, QWidget* parent) : LabelBars(parent), m_facts(facts)
{
    setAccessibleName(tr("Objects with each label"));
    connect(&facts, &JobFacts::snapshotChanged, this, &LabelHistogram::count);
    connect(&facts, &JobFacts::factsChanged, this, &LabelHistogram::count);
    if (facts.snapshot())
        count();
}

/// By frequency, the labels' order among equals.
void LabelHistogram::count()
{
    if (!m_facts.snapshot())
        return;
    std::vector<Bar> bars;
    for (std::size_t number = 1; number <= m_facts.labels().size(); ++number) {
        const auto label = static_cast<Label>(number);
        const int objects = m_facts.objectsWith(label);
        bars.push_back({QString::fromStdString(m_facts.labels().at(label).name), QLocale().toString(objects),
                        qtColor(m_facts.labels().at(label).color), static_cast<double>(objects)});
    }
    std::ranges::stable_sort(bars, std::greater(), &Bar::value);
    const double most = bars.empty() ? 0 : bars.front().value;
    setBars(std::move(bars), std::max(1.0, most));
}

} // namespace labelwright
