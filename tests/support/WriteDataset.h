// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/dataset/DatasetFormat.h"

#include <filesystem>
#include <string>
#include <vector>

namespace labelwright::test {

/// Writes a dataset by hand, without a job: of `items`, whose sizes are known, and of photos without a picture in them.
/// Returns the paths of its files but for the photos, relative to `root`.
Result<std::vector<std::string>> writeDataset(const DatasetFormat& format, const std::filesystem::path& root,
                                              const DatasetInfo& info, std::vector<DatasetItem> items);

} // namespace labelwright::test
