// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/image/Image.h"
#include "core/mask/LabelMask.h"

#include <stop_token>

namespace labelwright {

/// The mask of the image before, moved along with what moved in the picture from `previous` to `next`: each pixel gets
/// the label of the place it comes from by dense optical flow, and unlabelled where that lies outside the image. Flow
/// is computed on pictures of at most a megapixel. Both images hold at least a pixel.
///
/// Any thread, but not the one that draws: about a second. The first call loads the module liblabelwright-flow.so from
/// the program's run path, as OpenCV's video part is too heavy to be loaded at every start.
/// Errors: Mismatch where the sizes differ; Unsupported where the module is not installed; Cancelled; TooLarge where
/// memory does not suffice.
/// Source: T. Kroeger et al., "Fast optical flow using dense inverse search", ECCV 2016, as in cv::DISOpticalFlow.
Result<LabelMask> carryMask(const Image& previous, const Image& next, const LabelMask& previousMask,
                            const std::stop_token& stop = {});

} // namespace labelwright
