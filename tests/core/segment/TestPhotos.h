// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/image/Image.h"

#include <cstdint>

namespace labelwright::test {

Image uniformPhoto(Size size, std::uint8_t gray);
/// Gray noise of all values, the same for the same seed.
Image noisePhoto(Size size, unsigned seed);
/// Smooth blotches of colour, some pixels wide, that differ from place to place: something to follow.
Image blotchPhoto(Size size, Point offset = {});

} // namespace labelwright::test
