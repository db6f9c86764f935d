// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/JobEvent.h"

#include "core/job/EventJson.h"
#include "core/job/EventOrder.h"
#include "core/job/InstructionsJson.h"
#include "core/job/LabelsJson.h"
#include "core/job/NewJobCheck.h"
#include "core/job/Verdict.h"

#include <algorithm>
#include <array>
#include <utility>

namespace labelwright {
namespace {

constexpr std::int64_t kVersion = 1;

/// In the order of JobChange.
constexpr std::array<std::string_view, 9> kKinds{
    "team", "status", "assignment", "description", "instructions", "time-limit", "verdict-list", "gold", "labels"};
constexpr std::array<std::string_view, 3> kStatuses{"stopped", "resumed", "completed"};

// "team"

Json teamJson(const Team& team)
{
    Json members = Json::array();
    for (const TeamMember& member : team.members)
        members.push_back(memberJson(member));
    return {{"name", team.name}, {"members", std::move(members)}};
}

Result<JobChange> readTeamChange(const Json& event)
{
    const Json* team = memberOf(event, "team");
    if (!team)
        return wrongKey("team");
    Result<std::vector<TeamMember>> members = readArray(*team, "members", readMember);
    if (!members)
        return members.error();
    return JobChange(TeamChange{{textAt(*team, "name"), *std::move(members)}});
}

// "status"

Result<JobChange> readStatusChange(const Json& event)
{
    const auto* found = std::find(kStatuses.begin(), kStatuses.end(), textAt(event, "status"));
    if (found == kStatuses.end())
        return wrongKey("status");
    StatusChange change{static_cast<StatusChange::Kind>(found - kStatuses.begin())};
    if (change.kind == StatusChange::Kind::Completed) {
        change.unlabelled = integerOf(event, "unlabelled").value_or(-1);
        if (change.unlabelled < 0)
            return wrongKey("unlabelled");
    }
    return JobChange(change);
}

// "assignment"

Json rangesJson(const std::vector<ObjectRange>& ranges)
{
    Json array = Json::array();
    for (const ObjectRange& range : ranges)
        array.push_back(Json::array({range.first, range.last}));
    return array;
}

std::optional<ObjectRange> readRange(const Json& json)
{
    constexpr std::uint64_t kMaxObject = std::uint64_t{1} << 53U;
    if (!json.is_array() || json.size() != 2 || !json[0].is_number_unsigned() || !json[1].is_number_unsigned())
        return std::nullopt;
    const auto first = json[0].get<std::uint64_t>();
    const auto last = json[1].get<std::uint64_t>();
    if (first > last || last > kMaxObject)
        return std::nullopt;
    return ObjectRange{static_cast<ObjectId>(first), static_cast<ObjectId>(last)};
}

Result<JobChange> readAssignment(const Json& event)
{
    Result<std::vector<ObjectRange>> objects = readArray(event, "objects", readRange);
    if (!objects)
        return objects.error();
    if (objects->empty())
        return wrongKey("objects");
    Result<std::vector<std::string>> workers = readArray(event, "workers", readText);
    if (!workers)
        return workers.error();
    return JobChange(Assignment{mergedRanges(*std::move(objects)), *std::move(workers)});
}

// "description", "instructions", "time-limit"

Result<JobChange> readDescriptionChange(const Json& event)
{
    const std::optional<std::string> text = stringOf(event, "description");
    if (!text || !checkDescription(*text))
        return wrongKey("description");
    return JobChange(DescriptionChange{*text});
}

Result<JobChange> readInstructionsChange(const Json& event)
{
    const Json* member = memberOf(event, "instructions");
    Result<Instructions> instructions = member ? parseInstructions(writeJson(*member)) : wrongKey("instructions");
    if (!instructions)
        return wrongKey("instructions");
    return JobChange(InstructionsChange{*std::move(instructions)});
}

Result<JobChange> readTimeLimitChange(const Json& event)
{
    const std::chrono::seconds limit(integerOf(event, "task-time-limit-seconds").value_or(0));
    if (!checkTimeLimit(limit))
        return wrongKey("task-time-limit-seconds");
    return JobChange(TimeLimitChange{limit});
}

// "verdict-list"

Result<JobChange> readVerdictListChange(const Json& event)
{
    Result<std::vector<std::string>> categories = readArray(event, "categories", readText);
    if (!categories)
        return categories.error();
    if (!checkVerdictCategories(*categories))
        return wrongKey("categories");
    return JobChange(VerdictListChange{*std::move(categories)});
}

// "gold"

Result<JobChange> readGoldChange(const Json& event)
{
    Result<std::vector<ObjectRange>> objects = readArray(event, "objects", readRange);
    if (!objects)
        return objects.error();
    const double share = numberOf(event, "share").value_or(-1);
    const std::int64_t seed = integerOf(event, "seed").value_or(-1);
    if (!(share >= 0 && share <= 1))
        return wrongKey("share");
    if (seed < 0)
        return wrongKey("seed");
    return JobChange(GoldChange{mergedRanges(*std::move(objects)), share, static_cast<std::uint64_t>(seed)});
}

// "labels"

Result<JobChange> readLabelsChange(const Json& event)
{
    Result<LabelSet> labels = readLabels(kEvent, event);
    if (!labels)
        return labels.error().code == ErrorCode::Malformed ? labels.error() : wrongKey("labels");
    return JobChange(LabelsChange{*std::move(labels)});
}

struct WriteChange {
    Json& json;

    void operator()(const TeamChange& change) const { json["team"] = teamJson(change.team); }
    void operator()(const StatusChange& change) const
    {
        json["status"] = kStatuses[static_cast<std::size_t>(change.kind)];
        if (change.kind == StatusChange::Kind::Completed)
            json["unlabelled"] = change.unlabelled;
    }
    void operator()(const Assignment& change) const
    {
        json["objects"] = rangesJson(change.objects);
        json["workers"] = change.workerIds;
    }
    void operator()(const DescriptionChange& change) const { json["description"] = change.description; }
    void operator()(const InstructionsChange& change) const
    {
        json["instructions"] = *parseJson(writeInstructions(change.instructions));
    }
    void operator()(const TimeLimitChange& change) const { json["task-time-limit-seconds"] = change.limit.count(); }
    void operator()(const VerdictListChange& change) const { json["categories"] = change.categories; }
    void operator()(const GoldChange& change) const
    {
        json["objects"] = rangesJson(change.objects);
        json["share"] = change.share;
        json["seed"] = change.seed;
    }
    void operator()(const LabelsChange& change) const { writeLabels(json, change.labels); }
};

Result<JobEvent> readJobEvent(const Json& json, std::size_t kind)
{
    constexpr std::array kReaders{readTeamChange,        readStatusChange,       readAssignment,
                                  readDescriptionChange, readInstructionsChange, readTimeLimitChange,
                                  readVerdictListChange, readGoldChange,         readLabelsChange};
    JobEvent event;
    if (Status worker = readWorker(json, event.author); !worker)
        return worker.error();
    if (Status time = readTime(json, "time", event.time); !time)
        return time.error();
    if (Status replaces = readReplaces(json, event.replaces); !replaces)
        return replaces.error();
    Result<JobChange> change = kReaders[kind](json);
    if (!change)
        return change.error();
    event.change = *std::move(change);
    return event;
}

} // namespace

bool comesBefore(const JobEvent& left, const JobEvent& right)
{
    return comesBefore(EventPlace{left.time, left.name}, EventPlace{right.time, right.name});
}

std::string writeJobEvent(const JobEvent& event)
{
    Json json = eventJson(kKinds[event.change.index()], kVersion);
    json["worker"] = workerJson(event.author);
    json["time"] = zonedTime(event.time);
    std::visit(WriteChange{json}, event.change);
    json["replaces"] = event.replaces;
    return writeJson(json) + "\n";
}

Result<std::optional<JobEvent>> parseJobEvent(std::string_view text)
{
    return parseEventOf(kKinds, kVersion, readJobEvent, text);
}

} // namespace labelwright
