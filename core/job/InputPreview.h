// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <stop_token>
#include <string>
#include <vector>

namespace labelwright {

inline constexpr std::size_t kPreviewLines = 5;
inline constexpr std::size_t kPreviewProblems = 5;

/// What a new job would be made of, for a person to look at before it is.
struct InputPreview {
    std::int64_t objects = 0;                 ///< Photos, or lines that are objects.
    std::string firstSourceRef;               ///< Of a manifest's first object; empty without one.
    std::vector<std::string> firstLines;      ///< Of a manifest, at most kPreviewLines, raw.
    std::vector<Error> problems;              ///< Lines that are no objects, at most kPreviewProblems of them.
    std::int64_t problemCount = 0;            ///< All of them.
    std::vector<std::string> maskAttributes;  ///< Earlier attributes that hold masks, in the order they are met.
    std::vector<std::string> classAttributes; ///< The same of classifications.
};

/// Counts the photos that findImages() finds. Errors: those of findImages().
Result<InputPreview> previewImages(const std::filesystem::path& folder, const std::stop_token& stop = {});

/// Reads the whole manifest; stopped, it returns Cancelled. Errors: those of Manifest::open().
Result<InputPreview> previewManifest(const std::filesystem::path& file, const std::stop_token& stop = {});

} // namespace labelwright
