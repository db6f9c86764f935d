// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/edit/Document.h"
#include "core/mask/Components.h"
#include "core/mask/Region.h"

#include <string>
#include <vector>

namespace labelwright {

// Edits of whole regions. Each is one step of the history, obeys the document's paint rule, and returns whether a pixel
// changed; if none did there is no step. A region may reach beyond the image. No MaskEdit may exist for the document.
//
// Pixels that are taken off a region (smooth, shrink, reshape) get the nearest label around it, so that no unlabelled
// seam is left between two classes.

/// Gives `label` to every unlabelled pixel: "fill-unlabelled".
bool fillUnlabelled(Document& document, Label label);

/// Gives `label` to the region: "relabel-region".
bool relabelRegion(Document& document, const Region& region, Label label);

/// Gives `to` to every pixel that has `from`: "relabel-class".
bool relabelClass(Document& document, Label from, Label to);

/// Turns `before` into `after`: what is new gets the label of before's first pixel, what is gone the nearest label
/// around `before`. For results that were computed elsewhere, such as a contour edited by hand. `name` is the step's.
bool reshape(Document& document, const Region& before, const Region& after, std::string name);

/// smoothed(), grown() and shrunk() of a region of one label: "smooth", "grow", "shrink". The image's edges are no
/// borders. Slow on large regions (see core/mask/Morphology.h): compute those elsewhere and call reshape().
bool smooth(Document& document, const Region& region, double radiusPx);
bool grow(Document& document, const Region& region, double radiusPx);
bool shrink(Document& document, const Region& region, double radiusPx);

/// Keeps the largest component of `label` (corners count as contact) and absorbs the others into what surrounds each:
/// "keep-largest".
bool keepLargest(Document& document, Label label);

/// Gives the island the label that shares the longest border with it: "absorb-island". False as well when the mask has
/// another label at the island's seed by now.
bool absorb(Document& document, const Island& island);

/// Pixels cut out of a mask, to be pasted into the same or another one of the same job.
struct MaskCut {
    Region region;
    std::vector<Label> labels; ///< Of its pixels, span by span.
};

/// What `mask` has in `region`; what lies outside the mask is left out.
MaskCut cutOut(const LabelMask& mask, const Region& region);

/// Puts the cut's pixels where they were, moved by (dx, dy): "paste".
bool paste(Document& document, const MaskCut& cut, int dx = 0, int dy = 0);

/// Makes the mask what `other` is, as far as the paint rule allows: "copy-previous". Errors: Mismatch when their sizes
/// differ. Success without a change makes no step.
Status copyMask(Document& document, const LabelMask& other);

} // namespace labelwright
