// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/groundtruth/TaskType.h"

#include <algorithm>
#include <array>

namespace labelwright {
namespace {

constexpr std::array<TaskTypeInfo, 3> kTaskTypes{{
    {TaskType::SemanticSegmentation, "semantic-segmentation", "Semantic segmentation", "SemanticSegmentation",
     "image segmentation", "crowd-semantic-segmentation", 20'000, true},
    {TaskType::ImageClassification, "image-classification", "Image classification (single label)", "ImageMultiClass",
     "image classification", "crowd-image-classifier", 100'000, false},
    {TaskType::ImageClassificationMultiLabel, "image-classification-multilabel", "Image classification (multi-label)",
     "ImageMultiClassMultiLabel", "image classification", "crowd-image-classifier-multi-select", 100'000, false},
}};

} // namespace

std::span<const TaskTypeInfo> taskTypes()
{
    return kTaskTypes;
}

const TaskTypeInfo& infoOf(TaskType type)
{
    return kTaskTypes[static_cast<std::size_t>(type)];
}

std::optional<TaskType> parseTaskType(std::string_view id)
{
    const auto* found = std::ranges::find(kTaskTypes, id, &TaskTypeInfo::id);
    return found == kTaskTypes.end() ? std::nullopt : std::optional(found->type);
}

bool isClassification(TaskType type)
{
    return type != TaskType::SemanticSegmentation;
}

} // namespace labelwright
