// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/dataset/Findings.h"

#include <filesystem>
#include <string_view>

namespace labelwright {

/// The list that exportDataset() writes of a dataset's files.
inline constexpr std::string_view kDatasetSums = "SHA256SUMS";

/// Checks a dataset by its list: every file is there and as it was written, and no other one is. Cost: reads all.
void checkDatasetFiles(Findings& findings, const std::filesystem::path& folder);

} // namespace labelwright
