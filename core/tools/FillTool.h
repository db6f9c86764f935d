// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/tools/Tool.h"

namespace labelwright {

/// A click gives the active label to all pixels of the mask that hang together with the one under it, at their sides,
/// and have its label, or are as unlabelled as it is; "fill" in the history. PointerEvent::erase takes their label
/// away. A click outside the image does nothing.
class FillTool : public Tool {
public:
    void press(Document& document, const PointerEvent& event) override;
    void drag(Document& document, const PointerEvent& event) override;
    void release(Document& document, const PointerEvent& event) override;
    void hover(const Document& document, const PointerEvent& event) override;
    bool commit(Document& document, Label label) override;
    bool stepBack() override;
    bool cancel() override;
    bool isActive() const override;
    ToolOutline outline() const override;
    std::string hint() const override;
};

} // namespace labelwright
