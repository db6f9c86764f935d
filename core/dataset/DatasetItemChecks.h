// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/dataset/Findings.h"

#include <filesystem>

namespace labelwright {

/// Opens a dataset of any format and reads every image: labels that can't be read, masks of another size than their
/// photo or without a label, photos that EXIF data turns or that are the same byte for byte. Cost: decodes every mask,
/// on every core. Errors: as openDataset(), where nothing was found or looked at.
Status checkDatasetItems(Findings& findings, const std::filesystem::path& folder);

} // namespace labelwright
