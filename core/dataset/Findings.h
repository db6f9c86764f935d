// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/dataset/Validate.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace labelwright {

/// The rules by name; the order is that of validationRules().
enum class Rule : std::uint8_t {
    JobUnreadable,
    JobName,
    AttributeName,
    AttributeDefault,
    OutputPrefix,
    LabelCount,
    LabelCase,
    ManifestLine,
    ManifestLimit,
    ManifestEnd,
    SourceRefScheme,
    ObjectCount,
    ImageFormat,
    ImageMissing,
    ImageUnreadable,
    ImageLimit,
    ImageOrientation,
    ImageDuplicate,
    AttributePair,
    AttributeOrder,
    FailureReason,
    MaskReference,
    MaskObject,
    MetadataKeys,
    MetadataOrder,
    MetadataType,
    HumanAnnotated,
    CreationDate,
    MetadataJobName,
    AdjustmentStatus,
    ColorMapIndices,
    ColorMapBackground,
    ColorMapNames,
    ColorMapHex,
    ColorMapColors,
    ColorMapEntry,
    ColorMapConstant,
    ColorMapLabels,
    ClassificationValue,
    ClassificationMaps,
    ClassificationLabels,
    Confidence,
    IndexDefect,
    FileName,
    MaskMissing,
    MaskUnreadable,
    MaskSize,
    MaskIndices,
    MaskPalette,
    MaskForm,
    MaskEmpty,
    ResponseUnreadable,
    ResponseCount,
    ResponseTimes,
    ResponseWorker,
    ResponseLabels,
    ResponseSize,
    ResponsePng,
    ConsolidationRequest,
    ConsolidationResponse,
    LabelCategories,
    WorkerTemplate,
    EventDamaged,
    EventUnusable,
    EventSource,
    EventImage,
    EventSeveral,
    OutputMissing,
    OutputStale,
    OutputFrozen,
    OutputContent,
    OutputUnexpected,
    OrphanFile,
    DatasetList,
    DatasetMissing,
    DatasetContent,
    DatasetUnexpected,
    DatasetUnreadable,
    DatasetItem,
    DatasetNote,
    CocoNotebook,
    ConversionKit,
    ConsolidationNotebooks,
    ClassificationNotebook,
    IndexCorrection,
    SuperannotateConverter,
    YoloLabels,
    UploadPipeline,
    AnnotatorAgreement,
    YoloClassList,
    SceneCrops,
    MultiLabelTransform,
    SingleKeyTool,
    DefectDetection,
    DefaultPalette,
    YoloSegmentation,
    Count,
};

const ValidationRule& ruleOf(Rule rule);

/// Collects findings, up to a number of each rule, so that a manifest of a million wrong lines does not fill memory.
class Findings {
public:
    static constexpr std::size_t kMaxOfEachRule = 100;

    void add(Rule rule, Error error);

    /// In the order in which they were found; then, for each rule that was broken more often, how often.
    std::vector<Finding> finish();

private:
    std::vector<Finding> m_findings;
    std::array<std::size_t, static_cast<std::size_t>(Rule::Count)> m_counts{};
};

/// Where in a file something is found.
struct FindingPlace {
    Findings& findings;
    std::filesystem::path path;
    std::int64_t line = Error::kNoPosition; ///< From 1.

    void report(Rule rule, std::string detail, ErrorCode code = ErrorCode::Malformed) const
    {
        findings.add(rule, {code, std::move(detail), path, line});
    }
};

} // namespace labelwright
