// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/image/Image.h"
#include "core/mask/Region.h"
#include "core/segment/Evidence.h"
#include "core/segment/ObjectHints.h"

#include <memory>
#include <optional>
#include <span>
#include <string_view>

namespace labelwright {

/// What an engine makes of an object's hints.
struct Segmentation {
    Region region;         ///< In image pixels; never empty.
    double confidence = 0; ///< 0 to 1: share of the object's boundary that lies on a visible edge.
    /// Why the model that was asked for was not used; the engine then did without it.
    std::optional<Error> modelFailure{};
};

struct SegmentOptions {
    /// In place of the program's own network, for engines that ask one; nullptr for that.
    std::shared_ptr<const EvidenceModel> model{};
};

/// One way to turn hints into a mask. Pure: the same input gives the same bytes, whatever the number of threads.
struct Engine {
    std::string_view id; ///< As on the command line: "four-point".
    /// All hints at once, in one cut: every pixel of a stroke is on its side. Points outside the image are moved to its
    /// edge; strokes outside do nothing. Of strokes that contradict each other the last one holds.
    /// Errors: InvalidArgument for an empty image, or where nothing can be the object.
    Result<Segmentation> (*segment)(const Image& image, const ObjectHints& hints, const SegmentOptions& options);
    bool asksModel = false; ///< Whether it makes use of SegmentOptions::model.
};

/// What an engine says where the hints leave no pixel to the object.
Error nothingLeft();

/// Every engine, the default first.
std::span<const Engine> engines();
/// nullptr for an unknown id.
const Engine* findEngine(std::string_view id);

/// The object as a person sees it who made the strokes one after the other: as if correctObject() was called for each.
Result<Segmentation> segmentObject(const Engine& engine, const Image& image, const ObjectHints& hints,
                                   const SegmentOptions& options = {});

/// The mask `before` with the last of the strokes obeyed. It changes only where the engine's answer differs in one
/// piece with what lies at the stroke: all else stays as it is, to the pixel.
/// Precondition: `hints` has a stroke, and `before` obeys all but the last.
Result<Segmentation> correctObject(const Engine& engine, const Image& image, const ObjectHints& hints,
                                   const Region& before, const SegmentOptions& options = {});

} // namespace labelwright
