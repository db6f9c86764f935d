// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Time.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// Where the files of a job's output lie, below its folder `<S3OutputPath>/<job-name>`. Each path is relative, with
/// '/' between its parts: append it to a local folder, or with joinS3() to the folder's s3:// name.
/// Source: GROUND-TRUTH.md section 2.
namespace labelwright::layout {

inline constexpr std::string_view kLabelCategories = "annotation-tool/data.json";
inline constexpr std::string_view kWorkerTemplate = "annotation-tool/template.liquid";
inline constexpr std::string_view kOutputManifest = "manifests/output/output.manifest";
inline constexpr std::string_view kWorkerResponses = "annotations/worker-response";
inline constexpr std::string_view kMasks = "annotations/consolidated-annotation/output";

/// `time` is the one in the file's name, cut off to seconds.
std::string workerResponsePath(std::int64_t objectId, Time time);
std::string consolidationRequestPath(Time time);
std::string consolidationResponsePath(Time time);

/// "0_2026-11-22T09:13:10.100000.png"
std::string maskName(std::int64_t objectId, Time time);
std::string maskPath(std::int64_t objectId, Time time);

struct MaskName {
    std::int64_t objectId = 0;
    Time time;
    friend bool operator==(const MaskName&, const MaskName&) = default;
};

/// Reads a mask's file name, also with '_' or U+F03A in the place of ':'; nullopt for anything else.
std::optional<MaskName> parseMaskName(std::string_view name);

} // namespace labelwright::layout
