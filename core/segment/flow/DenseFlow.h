// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

/// The one function of the module liblabelwright-flow.so, which core/segment/MaskFlow.cpp loads when it is needed
/// first.
///
/// For each pixel of `to` the way to the same thing in `from`, in pixels: `flow` gets width * height pairs (x, y), row
/// by row, as the pictures' gray values are. Precondition: both extents are at least kLabelwrightFlowMinExtent.
/// Returns 0, or 1 when it failed; throws nothing. Any thread.
extern "C" [[gnu::visibility("default")]] int labelwright_dense_flow(const std::uint8_t* from, const std::uint8_t* to,
                                                                     int width, int height, float* flow);

inline constexpr const char* kLabelwrightFlowModule = "liblabelwright-flow.so";
inline constexpr const char* kLabelwrightFlowFunction = "labelwright_dense_flow";
inline constexpr int kLabelwrightFlowMinExtent = 16;
