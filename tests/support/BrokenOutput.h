// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Geometry.h"
#include "core/image/Image.h"
#include "core/labels/Color.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace labelwright::test {

// Ways to break a derived output folder as others' tools, disks and summers have.

/// A palette PNG's pixels by row, and its colours.
struct PaletteMask {
    Size size;
    std::vector<std::uint8_t> values;
    std::vector<Color> palette;
};

/// Fails the running test when it can't be read.
PaletteMask paletteMaskAt(const std::filesystem::path& file);
void writePaletteMask(const std::filesystem::path& file, const PaletteMask& mask);
/// The same as a picture.
Image pictureOf(const PaletteMask& mask);

/// The same colours by other values, 1 for 3 and 3 for 1: what Ground Truth wrote in the summer of 2020.
void reverseIndices(const std::filesystem::path& mask);

void replaceAll(const std::filesystem::path& textFile, const std::string& before, const std::string& after);

} // namespace labelwright::test
