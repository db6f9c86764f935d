// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/edit/Document.h"
#include "core/mask/Region.h"

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

    /// Gives `region` the label; what lies outside the image is ignored. Reports the rows and columns that changed, and
    /// nothing when every pixel had the label already. Cost follows the region's area inside the image.
    /// Precondition: not yet committed.
    void paint(const Region& region, Label label);

    /// Ends the edit as one step named `name`; without a changed pixel there is no step. Call at most once.
    void commit(std::string name);

private:
    Document& m_document;
    MaskPatch m_before; ///< Of the tiles that changed.
    bool m_finished = false;
};

} // namespace labelwright
