// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"

#include <filesystem>

namespace labelwright {

/// Draws two photo-like scenes, scene-1.png (a cup on a table) and scene-2.png (a rocket at dusk), 660 x 440 pixels,
/// with uneven light and noise. For the sample job where its photos can't be had; resources/sample/clicks.jsonl knows
/// them. The same bytes each time. Errors: those of writeFileVerified.
Status drawSampleScenes(const std::filesystem::path& folder);

} // namespace labelwright
