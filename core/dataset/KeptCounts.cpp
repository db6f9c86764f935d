// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dataset/KeptCounts.h"

#include <utility>

namespace labelwright {
namespace {

constexpr auto kBetweenSaves = std::chrono::minutes(1);

} // namespace

KeptCounts::KeptCounts(const Job& job) : m_job(job), m_counts(readLabelCounts(job))
{}

KeptCounts::~KeptCounts()
{
    save();
}

Result<LabelCounts> KeptCounts::of(ObjectId object)
{
    if (const auto known = m_counts.find(object); known != m_counts.end())
        return known->second;
    Result<LabelCounts> counted = countLabelsNow(m_job, object);
    if (counted && !counted->empty()) {
        m_counts.emplace(object, *counted);
        m_isChanged = true;
    }
    if (m_isChanged && Clock::now() - m_saved > kBetweenSaves)
        save();
    return counted;
}

void KeptCounts::save()
{
    if (std::exchange(m_isChanged, false))
        writeLabelCounts(m_job, m_counts);
    m_saved = Clock::now();
}

} // namespace labelwright
