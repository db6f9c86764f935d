// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tools/FillTool.h"

#include "core/edit/MaskEdit.h"
#include "core/mask/Components.h"
#include "core/tools/PixelUnder.h"

namespace labelwright {

void FillTool::press(Document& document, const PointerEvent& event)
{
    const Point pixel = pixelUnder(event.position);
    MaskEdit edit(document);
    edit.paint(componentAt(document.mask(), pixel), event.erase ? kUnlabelled : event.label);
    edit.commit("fill");
}

void FillTool::drag(Document&, const PointerEvent&)
{}

void FillTool::release(Document&, const PointerEvent&)
{}

void FillTool::hover(const Document&, const PointerEvent&)
{}

bool FillTool::commit(Document&, Label)
{
    return false;
}

bool FillTool::stepBack()
{
    return false;
}

bool FillTool::cancel()
{
    return false;
}

bool FillTool::isActive() const
{
    return false;
}

ToolOutline FillTool::outline() const
{
    return {};
}

std::string FillTool::hint() const
{
    return "fill";
}

} // namespace labelwright
