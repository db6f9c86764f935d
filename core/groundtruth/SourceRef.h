// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"

#include <filesystem>
#include <span>
#include <string>
#include <string_view>

namespace labelwright {

/// Says that what Ground Truth calls `prefix` ("s3://bucket/images/") lies in `folder` on this machine.
struct PrefixMapping {
    std::string prefix;
    std::filesystem::path folder; ///< Absolute, or relative to the base folder given when resolving.
    friend bool operator==(const PrefixMapping&, const PrefixMapping&) = default;
};

/// The local file that `reference` names.
///
/// - "s3://…": the mapping with the longest prefix that ends at a '/' of the reference; the key is taken as it is.
/// - "file://…": an absolute path with percent escapes.
/// - else a path, absolute or relative to `baseFolder`.
/// Where the plain name does not exist, the same name with each ':' as '_', then as U+F03A is tried (Ground Truth's
/// names hold ':', copies made by way of Windows do not). When none exists the plain name is returned, so the caller's
/// open reports it.
///
/// Cost: a few stat calls. Thread: any.
/// Errors: Unsupported when no mapping fits; OutsideFolder when a mapped or relative name climbs out of its folder,
/// lexically or through a link; Unsupported for other schemes; Malformed when it names no file.
/// Source: GROUND-TRUTH.md section 0, fact 10.
Result<std::filesystem::path> resolveReference(std::string_view reference, std::span<const PrefixMapping> mappings,
                                               const std::filesystem::path& baseFolder);

/// `prefix` and `relative` with exactly one '/' between them.
std::string joinS3(std::string_view prefix, std::string_view relative);

} // namespace labelwright
