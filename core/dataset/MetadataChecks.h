// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/dataset/Findings.h"
#include "core/groundtruth/TaskType.h"
#include "core/labels/LabelSet.h"

#include <string>
#include <string_view>

namespace labelwright {

/// What a job says about the attribute that it writes.
struct ExpectedPair {
    TaskType task = TaskType::SemanticSegmentation;
    std::string attribute;
    std::string jobName;
    LabelSet labels;
    int workersPerObject = 1;
};

// `metadata` is the text of `<attribute>-metadata` of an object that did not fail. `expected`, if any, is the job that
// writes it.

/// The members that jobs of this kind write, and those among them that say where the attribute is from.
void checkOrigin(const FindingPlace& place, std::string_view metadata, TaskType task, const ExpectedPair* expected);

/// checkOrigin() and the colour map.
void checkSegmentationMetadata(const FindingPlace& place, std::string_view metadata, const ExpectedPair* expected);

/// Indices, names and colours of a colour map as one text, to be compared between lines; empty where there is none.
std::string colorMapSignature(std::string_view metadata);

} // namespace labelwright
