// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/dataset/Findings.h"
#include "core/dataset/MetadataChecks.h"

#include <string>

namespace labelwright {

/// Checks the classification `attribute` of a line that has a value and metadata and did not fail. `expected`, if any,
/// is the job that writes it.
void checkClassification(const FindingPlace& place, const std::string& line, const std::string& attribute,
                         TaskType task, const ExpectedPair* expected);

} // namespace labelwright
