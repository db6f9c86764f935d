// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/base/Time.h"
#include "core/labels/LabelSet.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace labelwright {

/// What Ground Truth calls the pixels that no label has.
inline constexpr std::string_view kBackgroundName = "BACKGROUND";

/// One entry of `internal-color-map`.
struct ColorMapEntry {
    Label index = kUnlabelled; ///< The mask's pixel value; 0 is BACKGROUND.
    std::string className;
    std::optional<Color> color; ///< Missing in manifests of 2018 and 2019.
    double confidence = 0;      ///< From 0 to 1; 0 with one worker.
    friend bool operator==(const ColorMapEntry&, const ColorMapEntry&) = default;
};

/// The value of `<attribute>-metadata` of a segmentation job. Source: GROUND-TRUTH.md sections 5.1, 5.6 and 6.2.
struct SegmentationMetadata {
    std::vector<ColorMapEntry> colorMap; ///< In the order of the text; Ground Truth writes ascending indices.
    bool humanAnnotated = true;
    std::optional<Time> creationDate;
    std::string jobName;                         ///< Without the prefix "labeling-job/".
    std::optional<std::string> failureReason;    ///< Set for a failed object, whatever else it holds.
    std::optional<std::string> adjustmentStatus; ///< "adjusted" or "unadjusted" in an adjustment job.
    friend bool operator==(const SegmentationMetadata&, const SegmentationMetadata&) = default;
};

/// A segmentation attribute of an object and its metadata.
struct SegmentationReference {
    std::string maskUri; ///< Empty for a failed object.
    SegmentationMetadata metadata;
    friend bool operator==(const SegmentationReference&, const SegmentationReference&) = default;
};

/// Ground Truth's two spellings of a whole number: 0 in manifests, 0.0 in consolidation responses.
enum class ConfidenceStyle : std::uint8_t { Manifest, Consolidation };

/// The metadata of an object labelled by people: BACKGROUND and every label of the job, all with `confidence`.
SegmentationMetadata segmentationMetadata(const LabelSet& labels, Time creationDate, std::string_view jobName,
                                          double confidence);

/// The members `"<attribute>":"…","<attribute>-metadata":{…}` without braces, for appendMembers() or a
/// consolidation response. With a failure reason only the metadata is written, and holds nothing else.
std::string segmentationMembers(std::string_view attribute, const SegmentationReference& reference,
                                ConfidenceStyle style);

/// The segmentation `attribute` of a manifest line, or of the content of a consolidation response. nullopt when the
/// line has neither the attribute nor its metadata; an empty colour map when it has no metadata.
///
/// Accepts numbers as text, `type` in any case or missing, "job_name" and "creation_date", and a job name with or
/// without "labeling-job/".
/// Errors: Malformed, with the member that is wrong; Unsupported when `type` names another kind of job.
Result<std::optional<SegmentationReference>> readSegmentation(std::string_view line, std::string_view attribute);

/// The labels of the colour map, in index order.
/// Errors: Malformed for gaps in the indices or a missing colour, which OutputFolder fills; those of
/// LabelSet::fromNames.
Result<LabelSet> labelSetOf(const SegmentationMetadata& metadata);

/// Whether a mask of this creation date may have wrong indices, with right colours: 2020-06-04 to 2020-09-04, both days
/// inclusive. Source: GROUND-TRUTH.md section 4.3.
bool isInIndexDefectWindow(Time creationDate);

} // namespace labelwright
