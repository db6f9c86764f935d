// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/WorkSession.h"
#include "ui/work/ActionRows.h"
#include "ui/work/WorkWindow.h"

#include <QtGlobal>

namespace labelwright {
namespace {

using C = WorkContext;
using Section = ActionSection;

#define TEXT(words) QT_TRANSLATE_NOOP("Actions", words)

bool canDecide(const C& c)
{
    return c.session.canDecide();
}

// clang-format off
constexpr ActionRow kRows[]{
    {.id = "accept", .section = Section::Review, .text = TEXT("Accept"), .keys = "Y",
     .run = [](C& c) { c.window.acceptObject(); }, .isEnabled = canDecide, .scope = ActionRow::Scope::Review},
    {.id = "reject", .section = Section::Review, .text = TEXT("Reject…"), .keys = "R",
     .run = [](C& c) { c.window.askForVerdict(); }, .isEnabled = canDecide, .scope = ActionRow::Scope::Review},
    {.id = "comment", .section = Section::Review, .text = TEXT("Comment…"), .keys = "C",
     .run = [](C& c) { c.window.askForComment(); },
     .isEnabled = [](const C& c) { return c.session.view() == WorkSession::View::Labeling; },
     .group = ActionRow::Group::New},
};
// clang-format on

#undef TEXT

} // namespace

std::span<const ActionRow> reviewRows()
{
    return kRows;
}

} // namespace labelwright
