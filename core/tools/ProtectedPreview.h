// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/edit/Document.h"
#include "core/tools/Tool.h"

#include <optional>

namespace labelwright {

/// Where commit() would paint nothing, because the paint rule protects all that the tool's preview would change: the
/// label of one of those pixels. nullopt for a tool that has no preview to keep. `label` is the active one.
/// Cost: the preview's pixels, up to the first that would change.
std::optional<Label> protectedPreview(const Tool& tool, const Document& document, Label label);

/// tool.commit(), unless there is a protectedPreview(): then what is under construction stays, Document::onProtected is
/// told why, and the result is true.
bool commitUnlessProtected(Tool& tool, Document& document, Label label);

} // namespace labelwright
