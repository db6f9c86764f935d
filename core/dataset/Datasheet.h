// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/dataset/DatasetFormat.h"
#include "core/dataset/DatasetItem.h"
#include "core/dataset/Export.h"

#include <array>
#include <cstdint>
#include <map>
#include <string>

namespace labelwright {

/// What a dataset holds, in figures; grows with each item.
struct DatasetFigures {
    struct OfLabel {
        std::int64_t items = 0;  ///< In which it occurs.
        std::int64_t pixels = 0; ///< A segmentation's only.
    };
    struct OfPart {
        std::int64_t items = 0;
        std::array<OfLabel, 256> labels{}; ///< kUnlabelled too.
    };
    std::array<OfPart, kDatasetParts.size()> parts{};

    /// Cost: a pass over the mask.
    void add(const DatasetItem& item);
    void add(const DatasetFigures& other);
};

/// README.md of a dataset: where it comes from, what is in it, how to read it. The same for the same dataset: it tells
/// no time but those of answers.
std::string datasheet(const Job& job, const ExportPlan& plan, const ExportChoice& choice, const ExportTarget& target,
                      const ExportReport& report, const DatasetFigures& figures);

} // namespace labelwright
