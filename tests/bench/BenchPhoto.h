// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>

namespace labelwright {

/// A 12 MP JPEG with the detail of a photo, made once for the process.
const std::filesystem::path& benchPhoto();

} // namespace labelwright
