// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/ConflictFormats.h"

#include "core/base/Json.h"

#include <fmt/format.h>

#include <algorithm>

namespace labelwright {
namespace {

std::string oneLine(std::string text)
{
    std::ranges::replace_if(
        text, [](char c) { return static_cast<unsigned char>(c) < 0x20; }, ' ');
    return text;
}

} // namespace

std::string conflictsText(const std::vector<Conflict>& conflicts)
{
    std::string text;
    for (const Conflict& conflict : conflicts) {
        text += fmt::format("{}:\n", subjectOf(conflict));
        for (const Conflict::Choice& choice : conflict.choices)
            text += fmt::format("{} {}  {}  {}  {}\n", &choice == &conflict.choices.front() ? '*' : ' ',
                                shortEventName(choice.event), formatMillisUtc(choice.time), choice.author.name,
                                oneLine(choice.says));
    }
    return text;
}

std::string conflictsJson(const std::vector<Conflict>& conflicts)
{
    Json array = Json::array();
    for (const Conflict& conflict : conflicts) {
        Json choices = Json::array();
        for (const Conflict::Choice& choice : conflict.choices)
            choices.push_back({{"event", choice.event},
                               {"worker", choice.author.name},
                               {"time", formatMillisUtc(choice.time)},
                               {"says", choice.says}});
        array.push_back({{"kind", conflictName(conflict.kind)},
                         {"objects", formatObjectRanges(conflict.objects)},
                         {"choices", std::move(choices)}});
    }
    return writeJson(array);
}

} // namespace labelwright
