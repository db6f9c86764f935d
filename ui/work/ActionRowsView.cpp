// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/Canvas.h"
#include "ui/work/ActionRows.h"
#include "ui/work/WorkWindow.h"

#include <QtGlobal>

namespace labelwright {
namespace {

using C = WorkContext;
using Section = ActionSection;
constexpr auto kNewGroup = ActionRow::Group::New;
constexpr auto kPainting = ActionRow::Scope::Painting;

#define TEXT(words) QT_TRANSLATE_NOOP("Actions", words)

void changeView(C& c, void (*change)(ViewSettings&))
{
    ViewSettings settings = c.window.viewSettings();
    change(settings);
    c.window.setViewSettings(settings);
}

// clang-format off
constexpr ActionRow kRows[]{
    {.id = "highlight-unlabelled", .section = Section::View, .text = TEXT("Highlight what is unlabeled"),
     .keys = "Shift+U", .run = [](C& c) { changeView(c, [](ViewSettings& view) {
         view.overlay.unlabelledHighlighted = !view.overlay.unlabelledHighlighted; }); },
     .isChecked = [](const C& c) { return c.canvas.overlayStyle().unlabelledHighlighted; }, .group = kNewGroup,
     .scope = kPainting},
    {.id = "pixel-grid", .section = Section::View, .text = TEXT("Pixel grid"), .keys = "Ctrl+'",
     .run = [](C& c) { changeView(c, [](ViewSettings& view) { view.gridShown = !view.gridShown; }); },
     .isChecked = [](const C& c) { return c.canvas.isPixelGridShown(); }},
    {.id = "navigator", .section = Section::View, .text = TEXT("Navigator"), .keys = "Shift+N",
     .run = [](C& c) { changeView(c, [](ViewSettings& view) { view.navigatorShown = !view.navigatorShown; }); },
     .isChecked = [](const C& c) { return c.window.viewSettings().navigatorShown; }},
    {.id = "adjust-view", .section = Section::View, .text = TEXT("Brightness, contrast, channels…"), .keys = "V",
     .icon = "adjust", .run = [](C& c) { c.window.showViewPopup(); },
     .isEnabled = [](const C& c) { return c.canvas.hasImage(); }},
    {.id = "history", .section = Section::View, .text = TEXT("History"), .keys = "Ctrl+H",
     .run = [](C& c) { c.window.toggleHistory(); },
     .isChecked = [](const C& c) { return c.window.isHistoryShown(); }, .group = kNewGroup, .scope = kPainting},
};
// clang-format on

#undef TEXT

} // namespace

std::span<const ActionRow> viewRows()
{
    return kRows;
}

} // namespace labelwright
