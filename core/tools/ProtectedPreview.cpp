// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tools/ProtectedPreview.h"

#include "core/mask/Runs.h"

#include <bitset>
#include <cstddef>

namespace labelwright {

std::optional<Label> protectedPreview(const Tool& tool, const Document& document, Label label)
{
    const std::bitset<256> paintable = document.paintRule().paintable();
    if (paintable.all() || !tool.canCommit() || tool.awaitsWork())
        return std::nullopt;
    const ToolOutline outline = tool.outline();
    if (!outline.preview)
        return std::nullopt;
    const LabelMask& mask = document.mask();
    const Label painted = outline.previewLabel.value_or(label);
    const Region inside = outline.preview->clipped(mask.bounds());
    std::optional<Label> result;
    for (const RowSpan& span : inside.spans()) {
        for (int x = span.x0; x < span.x1;) {
            const auto rest =
                mask.row(span.y).subspan(static_cast<std::size_t>(x), static_cast<std::size_t>(span.x1 - x));
            if (rest[0] != painted && paintable[rest[0]])
                return std::nullopt;
            if (rest[0] != painted)
                result = rest[0];
            x += static_cast<int>(runLength(rest));
        }
    }
    return result;
}

bool commitUnlessProtected(Tool& tool, Document& document, Label label)
{
    const std::optional<Label> guard = protectedPreview(tool, document, label);
    if (!guard)
        return tool.commit(document, label);
    if (document.onProtected)
        document.onProtected(*guard);
    return true;
}

} // namespace labelwright
