// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/image/SampleRows.h"

#include <cstdint>

namespace labelwright {

/// What the tags of a TIFF file's page say. Source of the tags' numbers: TIFF 6.0.
struct TiffPage {
    Size size;
    int bitDepth = 1;
    int samples = 1; ///< A pixel.
    int orientation = 1;
    std::uint16_t photometric = 1;
    std::uint16_t sampleFormat = 1;
    std::uint16_t compression = 1;
    bool isPlanar = false;  ///< Each sample is stored by itself.
    bool isReduced = false; ///< A smaller version of another page.
    SampleMeaning::Alpha alpha = SampleMeaning::Alpha::None;

    /// Nothing but copying makes a picture of it.
    bool isPlain() const;
    /// Precondition: isPlain().
    SampleMeaning meaning() const;
};

/// Errors: Malformed (no extent), Unsupported.
Status checkPage(const TiffPage& page);

} // namespace labelwright
