// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/Settlement.h"

#include "core/job/EventJson.h"
#include "core/job/EventOrder.h"

#include <algorithm>
#include <array>
#include <utility>

namespace labelwright {
namespace {

constexpr std::int64_t kVersion = 1;
constexpr std::array<std::string_view, 1> kKinds{"settlement"};

Result<Settlement> readSettlement(const Json& json, std::size_t)
{
    Settlement settlement;
    if (Status subject = readSubject(json, settlement); !subject)
        return subject.error();
    if (Status time = readTime(json, "time", settlement.time); !time)
        return time.error();
    settlement.keeps = textAt(json, "keeps");
    if (settlement.keeps.empty())
        return wrongKey("keeps");
    Result<std::vector<std::string>> over = readArray(json, "over", readText);
    if (!over)
        return over.error();
    settlement.over = *std::move(over);
    if (Status replaces = readReplaces(json, settlement.replaces); !replaces)
        return replaces.error();
    return settlement;
}

} // namespace

bool comesBefore(const Settlement& left, const Settlement& right)
{
    return comesBefore(EventPlace{left.time, left.name}, EventPlace{right.time, right.name});
}

std::string writeSettlement(const Settlement& settlement)
{
    Json json = eventJson(kKinds[0], kVersion);
    writeSubject(json, settlement);
    json["time"] = zonedTime(settlement.time);
    json["keeps"] = settlement.keeps;
    json["over"] = settlement.over;
    json["replaces"] = settlement.replaces;
    return writeJson(json) + "\n";
}

Result<std::optional<Settlement>> parseSettlement(std::string_view text)
{
    return parseEventOf(kKinds, kVersion, readSettlement, text);
}

Ruling rulingOf(std::span<const AnswerEvent> answers, std::span<const Settlement> settlements)
{
    Ruling ruling;
    for (const Settlement& settlement : settlements) {
        const auto kept = std::ranges::find(answers, settlement.keeps, &AnswerEvent::name);
        if (kept == answers.end() || isReplaced(settlement, settlements))
            continue;
        if (ruling.putAside.contains(settlement.keeps)) {
            ruling.contradicted.push_back(&settlement);
            continue;
        }
        for (const AnswerEvent& answer : answers) {
            const bool isNamed = std::ranges::find(settlement.over, answer.name) != settlement.over.end();
            if (isNamed && answer.worker.id == kept->worker.id && answer.name != kept->name)
                ruling.putAside.insert(answer.name);
        }
    }
    return ruling;
}

} // namespace labelwright
