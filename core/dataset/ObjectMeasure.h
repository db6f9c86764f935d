// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/job/Job.h"
#include "core/mask/LabelMask.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace labelwright {

/// How many components have an area of at least 2^i pixels and less than 2^(i+1).
using ComponentSizes = std::array<std::int64_t, 32>;

/// A label in one object.
struct LabelMeasure {
    Label label = kUnlabelled;
    std::int64_t pixels = 0;     ///< 0 for a label of the whole image.
    std::int64_t components = 0; ///< Pixels of the label that touch at a side or a corner; none for kUnlabelled.
    std::int64_t smallest = 0;   ///< Area of the smallest component, in pixels; 0 without one.
    std::int64_t largest = 0;
    ComponentSizes sizes{};
    friend bool operator==(const LabelMeasure&, const LabelMeasure&) = default;
};

/// What is labelled in an object, in figures: those labels that occur, kUnlabelled among them, by number.
using ObjectMeasure = std::vector<LabelMeasure>;

/// Of labelsNow(), or of the labels that were chosen for the whole image, of which kUnlabelled stands for none; empty
/// without an answer. Thread: any, with a Job that nobody changes meanwhile. Errors: as countLabelsNow. Cost: decodes
/// the answers' masks, and one pass over the mask for its components.
Result<ObjectMeasure> measureObject(const Job& job, ObjectId object);

/// One line of text for a cache, without its end, and back; nullopt for anything else, as measures of other answers.
std::string measureLine(const Job& job, ObjectId object, const ObjectMeasure& measure);
struct ReadMeasure {
    ObjectId object = 0;
    ObjectMeasure measure;
};
std::optional<ReadMeasure> readMeasureLine(const Job& job, std::string_view line);

} // namespace labelwright
