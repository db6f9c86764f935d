// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace labelwright {

/// What workers are asked for.
enum class TaskType : std::uint8_t { SemanticSegmentation, ImageClassification, ImageClassificationMultiLabel };

/// What Ground Truth calls a task's parts. Source: GROUND-TRUTH.md sections 1.1, 1.4, 5 and 8.
struct TaskTypeInfo {
    TaskType type{};
    std::string_view id;     ///< "image-classification": in job.json, on the command line and, after "groundtruth/", as
                             ///< the metadata's type.
    std::string_view title;  ///< As the console has it: "Image classification (single label)".
    std::string_view lambda; ///< Follows "PRE-" and "ACS-": "ImageMultiClass".
    std::string_view keyword;        ///< One of TaskKeywords.
    std::string_view element;        ///< Of the worker's page, and the answer's key: "crowd-image-classifier".
    std::int64_t maxObjects = 0;     ///< That Ground Truth takes in one job.
    bool attributeEndsInRef = false; ///< The label attribute must end in "-ref"; it must not where this is false.
};

/// Every task type, in the order in which people are offered them.
std::span<const TaskTypeInfo> taskTypes();

const TaskTypeInfo& infoOf(TaskType type);

/// The type with this id; nullopt for any other text.
std::optional<TaskType> parseTaskType(std::string_view id);

/// Whether workers choose labels for the whole image.
bool isClassification(TaskType type);

} // namespace labelwright
