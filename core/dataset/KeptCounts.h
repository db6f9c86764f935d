// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/dataset/ObjectLabels.h"

#include <chrono>
#include <map>

namespace labelwright {

/// The counts of a job, as found so far and as kept on the disk, where they are written every minute and in the end.
/// Thread: one at a time, with a Job that nobody changes meanwhile.
class KeptCounts {
public:
    /// Reads what is kept. `job` is borrowed.
    explicit KeptCounts(const Job& job);
    ~KeptCounts();
    KeptCounts(const KeptCounts&) = delete;
    KeptCounts& operator=(const KeptCounts&) = delete;

    /// Of answered objects.
    const std::map<ObjectId, LabelCounts>& all() const { return m_counts; }
    /// Counts where that was not done yet. Errors: those of countLabelsNow.
    Result<LabelCounts> of(ObjectId object);

private:
    using Clock = std::chrono::steady_clock;

    void save();

    const Job& m_job;
    std::map<ObjectId, LabelCounts> m_counts;
    bool m_isChanged = false;
    Clock::time_point m_saved = Clock::now();
};

} // namespace labelwright
