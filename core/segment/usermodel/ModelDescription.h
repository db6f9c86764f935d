// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Geometry.h"
#include "core/base/Result.h"

#include <array>
#include <cstdint>
#include <filesystem>
#include <string>

namespace labelwright {

/// What the JSON file beside a user's network says of it; README.md describes the file.
struct ModelDescription {
    enum class Kind : std::uint8_t { Dextr, Ritm, Sam };
    enum class Values : std::uint8_t { Logits, Probabilities };

    Kind kind{};
    std::filesystem::path network; ///< The ONNX file; of a sam pair the encoder.
    std::filesystem::path decoder; ///< Of a sam pair alone.

    // The picture that the network sees: (0 to 255 - mean) / deviation, channel by channel in its own order.
    Size size;
    bool isRgb = true; ///< Else BGR.
    std::array<float, 3> mean{};
    std::array<float, 3> deviation{};

    std::string image;              ///< Name of the input with the picture.
    std::string clicks;             ///< ritm: of that with the clicks.
    std::string output;             ///< Of a sam pair the encoder's.
    Values values = Values::Logits; ///< Of the output.

    double marginPx = 0;            ///< dextr: of the network's picture, around the object's box.
    double radiusPx = 0;            ///< ritm: of a click, in the network's picture.
    bool takesPreviousMask = false; ///< ritm: `clicks` begins with a channel for it.
};

/// `path` names the JSON file or the ONNX file that has it beside it. Errors: Malformed with the key at fault, besides
/// those of readFile().
Result<ModelDescription> readModelDescription(const std::filesystem::path& path);

} // namespace labelwright
