// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// For .cpp files only, as core/base/Json.h is.

#include "core/base/Json.h"
#include "core/job/FileJson.h"
#include "core/labels/LabelSet.h"

namespace labelwright {

/// Writes the labels as the members "labels" and, where some are gone, "gone-labels".
void writeLabels(Json& json, const LabelSet& labels);

/// Errors: Malformed, naming the key; those of LabelSet::create.
Result<LabelSet> readLabels(const FileHead& head, const Json& json);

} // namespace labelwright
