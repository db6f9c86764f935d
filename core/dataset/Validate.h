// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/groundtruth/SourceRef.h"

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace labelwright {

enum class Severity : std::uint8_t {
    Error,   ///< Breaks the format, or the output is not what the answers say.
    Warning, ///< Sound for us; Ground Truth, SageMaker or a known reader may refuse or misread it.
    Note,    ///< Worth knowing.
};

/// "error", "warning", "note".
std::string_view severityName(Severity severity);

/// One broken rule at one place.
struct Finding {
    Severity severity{};
    std::string rule; ///< Id of a rule of validationRules().
    Error error;      ///< With the path, and the line in manifests.
};

/// What can be checked without AWS. The ids are stable: scripts may ask for them.
struct ValidationRule {
    std::string_view id; ///< "color-map-hex"
    Severity severity{};
    std::string_view description; ///< One English clause: what must hold.
    std::string_view section;     ///< Of GROUND-TRUTH.md, or a rule of DESIGN.md.
};

std::span<const ValidationRule> validationRules();

/// Checks a job folder: job.json, every manifest line and photo, the events, and whether output/ is byte for byte what
/// derive makes of them. An empty list means that all is well. A rule that is broken very often is listed 100 times,
/// and then how many times more.
///
/// Only reads, but for cache/manifest.index. Memory: the events and one object's masks.
/// Cost: that of a full derive, and reading every photo that has an answer.
/// Errors: NotFound when the folder is no job. Everything else is a finding.
Result<std::vector<Finding>> validateJob(const std::filesystem::path& folder);

/// Checks an input or output manifest: lines, the segmentation attributes in them, and the masks and photos that are
/// found: by `mappings`, beside the manifest, or in the Ground Truth folder that it is part of. Of a whole such folder
/// also whether it has files of objects that its manifest lacks.
/// Cost: decodes every mask; reads photos that are as long as another. Errors: those of Manifest::open.
Result<std::vector<Finding>> validateManifest(const std::filesystem::path& manifest,
                                              std::span<const PrefixMapping> mappings);

/// Checks a dataset of any format, anybody's: every image's labels and photo; and all files by the SHA256SUMS that it
/// was exported with, where it has them. Cost: decodes every mask, on every core. Errors: those of openDataset() where
/// there is no SHA256SUMS.
Result<std::vector<Finding>> validateDataset(const std::filesystem::path& folder);

/// Whichever of these `target` is: a job's folder, an exported dataset's, the output folder of a Ground Truth job, by
/// its manifest, or a manifest. Errors: NotFound for none of them, and those of the three.
Result<std::vector<Finding>> validateTarget(const std::filesystem::path& target,
                                            std::span<const PrefixMapping> mappings);

} // namespace labelwright
