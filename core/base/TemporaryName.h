// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>

namespace labelwright {

/// A hidden name beside `target`, for a folder that becomes `target` when it is whole.
std::filesystem::path makingNameFor(const std::filesystem::path& target);

/// The path with the names that files and folders are to get in the place of those under which they are made, by
/// makingNameFor() and temporaryNameFor(): what people are told of, as the others are gone when they look.
std::filesystem::path pathToBe(const std::filesystem::path& path);

} // namespace labelwright
