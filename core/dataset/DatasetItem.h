// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Geometry.h"
#include "core/base/Time.h"
#include "core/groundtruth/TaskType.h"
#include "core/labels/LabelSet.h"
#include "core/mask/LabelMask.h"

#include <array>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace labelwright {

/// What an image of a dataset is for.
enum class DatasetPart : std::uint8_t { Train, Validation, Test };

inline constexpr std::array kDatasetParts{DatasetPart::Train, DatasetPart::Validation, DatasetPart::Test};

/// "train", "validation", "test".
std::string_view partName(DatasetPart part);

/// An image with its labels on the way between a job and a dataset, whatever format holds it.
struct DatasetItem {
    std::int64_t number = 0; ///< From 0, in the dataset's order.
    /// What its files are named, without extension: unique in the dataset whatever the case of letters, and allowed by
    /// every file system.
    std::string name{};
    std::string photoExtension{};  ///< ".jpg": lower case, with the dot.
    std::filesystem::path photo{}; ///< On this machine; empty where nobody knows.
    /// How the dataset's files name a photo that does not lie in the dataset; empty where it does.
    std::string photoReference{};
    Size size{}; ///< Of the photo as it is shown; a mask's too. Without extent where nobody knows.
    DatasetPart part = DatasetPart::Train;
    std::optional<LabelMask> mask{};  ///< A segmentation's. Labels are those of the dataset's LabelSet.
    std::vector<Label> chosen{};      ///< A classification's: ascending; at most one where the task is single label.
    Time labelled{};                  ///< Submission of the last answer.
    double confidence = 0;            ///< From 0 to 1; 0 with one worker.
    std::vector<std::string> notes{}; ///< What reading it could not take over or changed, each a clause.

    std::string photoFile() const { return name + photoExtension; }
};

/// What all items of a dataset have in common.
struct DatasetInfo {
    std::string name{}; ///< The job's.
    TaskType task = TaskType::SemanticSegmentation;
    std::string attribute{}; ///< Label attribute name in Ground Truth's manifests.
    LabelSet labels{};
    bool isSplit = false; ///< Else every item is of the part Train, and files are not named for parts.
    std::int64_t itemCount = 0;

    bool hasMasks() const { return !isClassification(task); }
};

} // namespace labelwright
