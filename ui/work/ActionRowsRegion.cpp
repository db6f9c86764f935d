// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/IslandStepper.h"
#include "ui/bridge/RegionActions.h"
#include "ui/bridge/WorkSession.h"
#include "ui/canvas/Canvas.h"
#include "ui/work/ActionRows.h"
#include "ui/work/LabelPalette.h"
#include "ui/work/WorkWindow.h"

#include <QtGlobal>

namespace labelwright {
namespace {

using C = WorkContext;
using Section = ActionSection;
constexpr auto kNewGroup = ActionRow::Group::New;
constexpr auto kPainting = ActionRow::Scope::Painting;

#define TEXT(words) QT_TRANSLATE_NOOP("Actions", words)

bool isLabeling(const C& c)
{
    return c.session.view() == WorkSession::View::Labeling;
}

bool hasRegion(const C& c)
{
    return c.regions.hasRegion();
}

bool canDelete(const C& c)
{
    return hasRegion(c) || c.session.tool().isActive();
}

/// Of what is edited the corner under the pointer, else the region.
void deleteRegion(C& c)
{
    if (!c.canvas.takeOut())
        c.regions.erase();
}

void editRegion(C& c)
{
    if (c.session.mayLeaveTool())
        c.session.commitTool();
}

void askForRelabel(C& c)
{
    if (c.session.mayLeaveTool())
        c.window.askForRelabel();
}

bool canCopyPrevious(const C& c)
{
    return c.session.canCopyPrevious();
}

template <void (RegionActions::*act)()>
void onRegions(C& c)
{
    (c.regions.*act)();
}

// clang-format off
constexpr ActionRow kRows[]{
    {.id = "copy-region", .section = Section::Edit, .text = TEXT("Copy region"), .keys = "Ctrl+C",
     .run = onRegions<&RegionActions::copy>, .isEnabled = hasRegion, .group = kNewGroup, .scope = kPainting},
    {.id = "paste-region", .section = Section::Edit, .text = TEXT("Paste region"), .keys = "Ctrl+V",
     .run = onRegions<&RegionActions::paste>, .isEnabled = [](const C& c) { return c.regions.canPaste(); },
     .scope = kPainting},
    {.id = "delete-region", .section = Section::Edit, .text = TEXT("Delete region"), .keys = "Del",
     .run = deleteRegion, .isEnabled = canDelete, .scope = kPainting},
    {.id = "copy-previous", .section = Section::Edit, .text = TEXT("Copy labels from the previous object"),
     .keys = "Ctrl+Shift+V", .run = [](C& c) { c.window.copyPrevious(WorkSession::Carry::AsItIs); },
     .isEnabled = canCopyPrevious, .group = kNewGroup, .scope = kPainting},
    {.id = "carry-previous", .section = Section::Edit, .text = TEXT("Carry labels along from the previous object"),
     .keys = "Ctrl+Shift+F", .run = [](C& c) { c.window.copyPrevious(WorkSession::Carry::AlongFlow); },
     .isEnabled = canCopyPrevious, .scope = kPainting},
    {.id = "preferences", .section = Section::Edit, .text = TEXT("Preferences…"), .keys = "Ctrl+,",
     .icon = "settings", .run = [](C& c) { c.window.showPreferences(); }, .group = kNewGroup},
    {.id = "change-keys", .section = Section::Edit, .text = TEXT("Change keyboard shortcuts…"),
     .run = [](C& c) { c.window.changeKeys(c.window); }},

    {.id = "edit-region", .section = Section::Region, .text = TEXT("Edit as polygon"), .keys = "Shift+P",
     .run = editRegion, .isEnabled = hasRegion, .scope = kPainting},
    {.id = "relabel-region", .section = Section::Region, .text = TEXT("Relabel"), .keys = "Shift+R",
     .run = onRegions<&RegionActions::relabel>, .isEnabled = hasRegion, .scope = kPainting},
    {.id = "smooth-region", .section = Section::Region, .text = TEXT("Smooth"), .keys = "Ctrl+M",
     .run = onRegions<&RegionActions::smooth>, .isEnabled = hasRegion, .group = kNewGroup, .scope = kPainting},
    {.id = "grow-region", .section = Section::Region, .text = TEXT("Grow"), .keys = "Ctrl+Up",
     .run = onRegions<&RegionActions::grow>, .isEnabled = hasRegion, .scope = kPainting},
    {.id = "shrink-region", .section = Section::Region, .text = TEXT("Shrink"), .keys = "Ctrl+Down",
     .run = onRegions<&RegionActions::shrink>, .isEnabled = hasRegion, .scope = kPainting},
    {.id = "keep-largest", .section = Section::Region, .text = TEXT("Keep largest"), .keys = "Ctrl+K",
     .run = onRegions<&RegionActions::keepLargest>, .isEnabled = hasRegion, .scope = kPainting},
    {.id = "fill-unlabelled", .section = Section::Region, .text = TEXT("Fill all unlabeled"), .keys = "Shift+G",
     .run = onRegions<&RegionActions::fillUnlabelled>, .isEnabled = isLabeling, .group = kNewGroup,
     .scope = kPainting},
    {.id = "relabel-class", .section = Section::Region, .text = TEXT("Relabel a class in this image…"),
     .keys = "Ctrl+R", .run = askForRelabel, .isEnabled = isLabeling, .scope = kPainting},
    {.id = "islands", .section = Section::Region, .text = TEXT("Islands and holes"), .keys = "N",
     .run = [](C& c) { c.islands.isActive() ? c.islands.stop() : c.islands.start(); }, .isEnabled = isLabeling,
     .isChecked = [](const C& c) { return c.islands.isActive(); }, .group = kNewGroup, .scope = kPainting},

    {.id = "lock-label", .section = Section::Labels, .text = TEXT("Lock or unlock the label"), .keys = "L",
     .run = [](C& c) { c.palette.toggleLocked(c.session.activeLabel()); }, .scope = kPainting},
    {.id = "paint-unlabelled", .section = Section::Labels, .text = TEXT("Paint only over what is unlabeled"),
     .keys = "U", .run = [](C& c) { c.window.togglePaintUnlabelled(); }, .scope = kPainting},
    {.id = "solo-label", .section = Section::Labels, .text = TEXT("Show the label alone"), .keys = "Shift+T",
     .run = [](C& c) { c.palette.toggleSolo(c.session.activeLabel()); }, .scope = kPainting},
    {.id = "pick-label", .section = Section::Labels, .text = TEXT("Take the label under the pointer"), .keys = "I",
     .run = [](C& c) { c.window.pickLabel(); }, .isEnabled = isLabeling, .scope = kPainting},
    {.id = "solo-click", .section = Section::Canvas, .text = TEXT("Show a label alone"),
     .gesture = TEXT("Alt+click on its eye"), .scope = kPainting},
    {.id = "take-out-corner", .section = Section::Canvas, .text = TEXT("Delete it, as Delete region does"),
     .gesture = TEXT("Alt+click on a corner"), .scope = kPainting},
    {.id = "move-pasted", .section = Section::Canvas, .text = TEXT("Move a pasted region"),
     .gesture = TEXT("Arrow keys, with Shift further"), .scope = kPainting},
    {.id = "pick-click", .section = Section::Canvas, .text = TEXT("Take the label under the pointer"),
     .gesture = TEXT("Ctrl+click"), .scope = kPainting},
};
// clang-format on

#undef TEXT

} // namespace

std::span<const ActionRow> regionRows()
{
    return kRows;
}

} // namespace labelwright
