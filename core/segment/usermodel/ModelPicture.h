// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/image/Image.h"
#include "core/segment/Evidence.h"
#include "core/segment/NeuralNetwork.h"
#include "core/segment/PhotoRaster.h"
#include "core/segment/usermodel/ModelDescription.h"

#include <vector>

namespace labelwright {

/// Three channels, one after the other, as the description wants them; 0 outside the photo.
std::vector<float> makePicture(const Image& image, const PhotoRaster& raster, const ModelDescription& description);

/// A map that a network answered with, of any resolution, for the picture on `raster`.
/// Errors: Unsupported for another shape, for values that are none, and for a map without an object.
Result<Evidence> evidenceOf(const Tensor& map, ModelDescription::Values values, const PhotoRaster& raster);

} // namespace labelwright
