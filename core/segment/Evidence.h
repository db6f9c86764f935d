// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/image/Image.h"
#include "core/segment/Grid.h"
#include "core/segment/ObjectHints.h"
#include "core/segment/PhotoRaster.h"

#include <cstdint>

namespace labelwright {

/// What a model says of a part of the photo: log odds that the object is there, on a raster of its own.
struct Evidence {
    Grid<float> odds;   ///< Finite.
    PhotoRaster raster; ///< Of the size of `odds`.

    /// Between the raster's pixels by bilinear interpolation; beyond its edge what the edge has. `place` in image
    /// pixels, a pixel's middle being at .5.
    float at(PointF place) const;
    /// Of the image part `area` scaled to the size of `where`, at pixels where that is not 0; 0 elsewhere.
    Grid<float> over(const Rect& area, const Grid<std::uint8_t>& where) const;
};

/// Something that has learned to tell objects from what is around them.
class EvidenceModel {
public:
    virtual ~EvidenceModel() = default;
    /// The same for the same input, whatever the number of threads. Any thread; calls wait for each other.
    /// Errors: what keeps the model from answering; the engine then does without.
    virtual Result<Evidence> evidence(const Image& image, const ObjectHints& hints) const = 0;
    /// What can be done before the first hints, so that the answers to them come sooner; a model that looks at a whole
    /// photo keeps what it saw of the last one. It is done with evidence() where it was not. Errors: as there.
    virtual Status prepare(const Image& /*image*/) const { return ok(); }
};

/// The program's own network, loaded at the first call, which takes a tenth of a second. Errors: Unsupported where the
/// module that runs networks is not installed.
Result<const EvidenceModel*> ownModel();

} // namespace labelwright
