// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/MergeFormats.h"

#include "app/cli/ConflictFormats.h"
#include "app/cli/Report.h"
#include "core/base/Json.h"
#include "core/base/Text.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace labelwright {
namespace {

std::string countsText(const ArrivalCounts& counts)
{
    std::vector<std::string> parts;
    for (const auto& [count, thing] : {std::pair(counts.answers, "answer"), std::pair(counts.decisions, "decision"),
                                       std::pair(counts.others, "other event")}) {
        if (count > 0)
            parts.push_back(countText(count, thing));
    }
    return fmt::format("{}", fmt::join(parts, ", "));
}

} // namespace

void sayArrivals(const CopyArrivals& copy)
{
    if (copy.byWorker.empty())
        say(fmt::format("{}: nothing new", copy.folder.string()));
    for (const auto& [worker, counts] : copy.byWorker)
        say(fmt::format("{}: {}: {}", copy.folder.string(), worker, countsText(counts)));
}

void sayConflicts(const std::vector<Conflict>& conflicts)
{
    if (conflicts.empty())
        return;
    const std::string text = conflictsText(conflicts);
    say(fmt::format("In conflict; a star stands at what counts until it is settled by labelwright settle:\n{}",
                    text.substr(0, text.size() - 1)));
}

std::string workersJson(const CopyArrivals& copy)
{
    Json workers = Json::array();
    for (const auto& [worker, counts] : copy.byWorker)
        workers.push_back({{"worker", worker},
                           {"answers", counts.answers},
                           {"decisions", counts.decisions},
                           {"others", counts.others}});
    return writeJson(workers);
}

std::string sentencesJson(const std::vector<Error>& errors)
{
    Json array = Json::array();
    for (const Error& error : errors)
        array.push_back(sentence(error));
    return writeJson(array);
}

std::string mergeJson(const MergePlan& plan)
{
    return writeJson({{"events", plan.events.size()},
                      {"manifest-lines", plan.growth ? plan.growth->lines : 0},
                      {"conflicts", *parseJson(conflictsJson(plan.conflicts))},
                      {"not-yet-synced", *parseJson(sentencesJson(plan.notYetSynced))},
                      {"damaged", *parseJson(sentencesJson(plan.damaged))},
                      {"foreign", *parseJson(sentencesJson(plan.foreign))}});
}

int warnOfLeftOut(const MergePlan& plan)
{
    for (const std::vector<Error>* errors : {&plan.notYetSynced, &plan.foreign})
        for (const Error& error : *errors)
            warn(error);
    return warnOfLeftOut(plan.damaged);
}

} // namespace labelwright
