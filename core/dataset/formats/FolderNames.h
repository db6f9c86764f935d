// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/labels/LabelSet.h"

#include <string>
#include <string_view>
#include <vector>

namespace labelwright {

/// Names for folders of the labels, in their order, that every file system takes and keeps apart: what one does not
/// allow is written "%2F", and so are capitals of labels that differ in nothing else.
/// Errors: TooLarge for a name that is too long for a folder.
Result<std::vector<std::string>> folderNames(const LabelSet& labels);

/// The label's name; text that is no "%2F" stays as it is.
std::string labelNameOf(std::string_view folder);

} // namespace labelwright
