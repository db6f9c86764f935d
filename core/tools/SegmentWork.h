// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/Engine.h"
#include "core/tools/Tool.h"

#include <optional>
#include <vector>

namespace labelwright {

/// What an AutoSegmentTool wants to know: an object's mask, and how each correction changes it.
struct SegmentQuestion {
    const Engine* engine = nullptr; ///< Outlives the work.
    Image photo;
    ObjectHints hints;
    std::optional<Region> before{}; ///< The mask that obeys the first `obeyed` strokes; nullopt to begin without any.
    std::size_t obeyed = 0;         ///< Of the hints' strokes; 0 without `before`.
    SegmentOptions options{};
    int object = 0; ///< The asker's own; tells answers about one object from those about another.
};

/// Answers a SegmentQuestion stroke by stroke, so that each mask between can be gone back to.
class SegmentWork : public ToolWork {
public:
    explicit SegmentWork(SegmentQuestion question);

    const ObjectHints& hints() const { return m_question.hints; }
    int object() const { return m_question.object; }
    bool beginsAnew() const { return !m_question.before; }
    /// The mask without strokes, where the question begins anew, then one for each stroke that was not obeyed yet.
    /// Where run() failed these are the ones before that.
    const std::vector<Region>& regions() const { return m_regions; }

    Status run(const std::stop_token& stop) override;
    std::optional<Error> remark() const override { return m_modelFailure; }

private:
    Status add(Result<Segmentation> found);

    SegmentQuestion m_question;
    std::vector<Region> m_regions;
    std::optional<Error> m_modelFailure;
};

} // namespace labelwright
