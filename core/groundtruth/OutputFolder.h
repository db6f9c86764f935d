// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/AtomicFile.h"
#include "core/base/Result.h"
#include "core/groundtruth/Manifest.h"
#include "core/groundtruth/TaskType.h"
#include "core/groundtruth/WorkerTemplate.h"
#include "core/labels/LabelSet.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace labelwright {

enum class OutputKind : std::uint8_t { Segmentation, BoundingBoxes, Classification };

/// A label attribute found in an output manifest.
struct OutputAttribute {
    std::string name;
    OutputKind kind = OutputKind::Segmentation;
    TaskType task = TaskType::SemanticSegmentation; ///< Of a classification, single label or multi-label.
    std::string jobName;                            ///< Of the first line that has one.
    /// Union of the lines' colour maps or class maps in index order; none for boxes, or when no line says and there is
    /// no annotation-tool/data.json.
    LabelSet labels;
    std::int64_t labelled = 0;         ///< Lines that hold the attribute.
    std::int64_t unchosen = 0;         ///< Of those, multi-label: without any label.
    std::vector<std::int64_t> failed;  ///< Objects with a failure reason.
    std::vector<std::int64_t> suspect; ///< Objects in the index-defect window: read their masks by colour.
};

/// Something odd that did not stop the folder from being opened.
struct OutputNote {
    std::int64_t line = 0; ///< Of the manifest, from 1; 0 when it concerns no line.
    std::string text;      ///< An English clause without a full stop.
    friend bool operator==(const OutputNote&, const OutputNote&) = default;
};

/// The output of a real Ground Truth job, only ever read. Lines are not kept: read one by manifest.line() and
/// readSegmentation(), readClassification() or readBoundingBoxes() when it is needed.
struct OutputFolder {
    std::filesystem::path root;
    std::filesystem::path manifestPath;
    Manifest manifest;
    std::vector<OutputAttribute> attributes;  ///< In the order of their first appearance: the last is the newest job.
    std::optional<Instructions> instructions; ///< Of annotation-tool/template.liquid.
    std::string noneCategory;                 ///< Of the same; see exclusionCategoryOf().
    std::vector<OutputNote> notes;

    /// The newest segmentation attribute; nullptr when there is none. Valid as long as the folder is.
    const OutputAttribute* segmentation() const;
    /// The newest one of a segmentation or a classification, as segmentation().
    const OutputAttribute* newest() const;
};

/// Opens `<job>/manifests/output/output.manifest`, the same with "manifest", or a flat folder that holds
/// output.manifest beside the masks. Every line is read once: about 30 microseconds for one of 1 kB. Lines that can't
/// be read become notes. `progress` counts lines. Errors: NotFound when there is no manifest; those of Manifest::open;
/// Cancelled.
Result<OutputFolder> openOutputFolder(const std::filesystem::path& root, const std::stop_token& stop = {},
                                      const Progress& progress = {});

/// The same of a manifest that lies anywhere; its folder is the root.
Result<OutputFolder> openOutputManifest(const std::filesystem::path& manifest, const std::stop_token& stop = {},
                                        const Progress& progress = {});

} // namespace labelwright
