// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/edit/Document.h"
#include "core/mask/Region.h"

#include <bitset>
#include <optional>
#include <string>

namespace labelwright {

/// The only writer of pixels: one edit that is undone as one step. Unless committed it restores every pixel when it is
/// destroyed, so no tool can leave half a stroke behind. Only one may exist for a document at a time.
class MaskEdit {
public:
    explicit MaskEdit(Document& document);
    ~MaskEdit();
    MaskEdit(const MaskEdit&) = delete;
    MaskEdit& operator=(const MaskEdit&) = delete;

    /// Gives `region` the label; what lies outside the image is ignored, and so are pixels that the document's paint
    /// rule, as it was when this edit began, protects. Reports what changed in parts, as a large brush's move changes
    /// the narrow crescent ahead of it, and nothing when every pixel had the label already. Cost follows the region's
    /// area inside the image. Precondition: not yet committed.
    void paint(const Region& region, Label label);

    /// Ends the edit as one step named `name`; without a changed pixel there is no step, and the result is false. Call
    /// at most once.
    bool commit(std::string name);

private:
    /// Of part of a row, inside the mask; the rectangle that changed.
    Rect fill(const Rect& row, Label label);
    Rect fillPaintable(const Rect& row, Label label);

    Document& m_document;
    std::bitset<256> m_paintable;     ///< By the label that a pixel has.
    MaskPatch m_before;               ///< Of the tiles that changed.
    std::optional<Label> m_protected; ///< Of a pixel that the paint rule kept from being changed.
    bool m_finished = false;
};

/// The part of `region` that has `label` once a MaskEdit has painted it: without what lies outside the image or is
/// protected. For previews.
Region paintedPart(const Document& document, const Region& region, Label label);

} // namespace labelwright
