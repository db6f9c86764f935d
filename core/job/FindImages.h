// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"

#include <filesystem>
#include <stop_token>
#include <string_view>
#include <vector>

namespace labelwright {

/// The photos below `folder` that a job is made of, relative to it, in natural order: runs of digits compare as
/// numbers, so that 2.jpg stands before 10.jpg. Hidden files and folders are left out; a folder met again through a
/// symlink is not entered twice, and keeps its own name where it has one. Stopped, it returns
/// Cancelled. Errors: NotFound, Unreadable, with the path.
Result<std::vector<std::filesystem::path>> findImages(const std::filesystem::path& folder,
                                                      const std::stop_token& stop = {});

/// Natural order of relative paths, folder by folder; equal only for equal texts.
bool naturallyLess(std::string_view left, std::string_view right);

} // namespace labelwright
