// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/dataset/Export.h"

#include <array>
#include <cstdint>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

namespace labelwright {

/// A file of a dataset that is not made yet, which stands for all that other images get like it.
struct PreviewedFile {
    std::string path; ///< In the dataset, with '/'.
    std::int64_t count = 1;
    friend bool operator==(const PreviewedFile&, const PreviewedFile&) = default;
};

struct ExportPreview {
    std::int64_t items = 0;
    std::array<std::int64_t, kDatasetParts.size()> parts{}; ///< Items by part.
    std::vector<Error> leftOut;                             ///< ExportPlan::leftOut
    std::vector<PreviewedFile> files;                       ///< By path.
};

/// What exportDataset() would make, told without making it: one item of each part is encoded, into a folder for
/// passing files. Thread, errors: as exportDataset, but for AlreadyExists. Cost: planExport() and a mask a part.
Result<ExportPreview> previewExport(const Job& job, const ExportChoice& choice, const ExportTarget& target,
                                    const std::stop_token& stop = {});

/// The files as a tree, a line each: "images/", then "    a.jpg and 41 more". Ends in a line break.
std::string treeText(std::span<const PreviewedFile> files);

} // namespace labelwright
