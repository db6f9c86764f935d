// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"

#include <filesystem>
#include <string>

namespace labelwright {

/// SHA-256 of a file's content, as Sha256::finish() gives it. Thread: any. Memory: 256 KiB, whatever the file's size.
/// Errors: NotFound, Unreadable, Unsupported for what is no regular file; with the path.
Result<std::string> hashOfFile(const std::filesystem::path& path);

} // namespace labelwright
