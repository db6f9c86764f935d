// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/ChoiceDraft.h"

#include "core/base/AtomicFile.h"
#include "core/base/Json.h"
#include "core/job/Draft.h"
#include "core/job/JobLayout.h"
#include "core/job/LabelChoice.h"

#include <fmt/format.h>

#include <algorithm>

namespace labelwright {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kFormat = "labelwright-choices";
constexpr std::int64_t kVersion = 1;
constexpr std::uintmax_t kMaxFileBytes = 64U << 20U;

Error malformed(std::string detail)
{
    return {ErrorCode::Malformed, std::move(detail)};
}

Json draftJson(ObjectId object, const ChoiceDraft& draft)
{
    return {{"object", object},
            {"draft-id", draft.draftId},
            {"source-ref", draft.sourceRef},
            {"label-ids", draft.choice.ids},
            {"none", draft.choice.isNone},
            {"active-seconds", draft.activeSeconds},
            {"accepted", formatMicros(draft.accepted) + "Z"}};
}

Result<std::vector<int>> readIds(const Json& json)
{
    const Json* list = memberOf(json, "label-ids");
    if (!list || !list->is_array())
        return malformed("a choice has no label-ids");
    std::vector<int> ids;
    for (const Json& id : *list) {
        if (!id.is_number_integer() || id.get<std::int64_t>() < 1 || id.get<std::int64_t>() > 1'000'000'000)
            return malformed("a choice's label-ids are not all ids");
        ids.push_back(id.get<int>());
    }
    return ids;
}

Status readDraftInto(const Json& json, ChoiceDrafts& drafts)
{
    Result<std::vector<int>> ids = readIds(json);
    if (!ids)
        return ids.error();
    const std::optional<std::int64_t> object = integerOf(json, "object");
    const std::optional<Time> accepted = parseTime(stringOf(json, "accepted").value_or(""));
    if (!object || *object < 0 || !accepted)
        return malformed("a choice has no object or was never accepted");
    drafts[*object] = {stringOf(json, "draft-id").value_or(""),
                       stringOf(json, "source-ref").value_or(""),
                       {*std::move(ids), booleanOf(json, "none").value_or(false)},
                       std::max(0.0, numberOf(json, "active-seconds").value_or(0)),
                       *accepted};
    return ok();
}

Result<ChoiceDrafts> parseDrafts(std::string_view text)
{
    const Result<Json> json = parseJson(text);
    if (!json)
        return json.error();
    const Json* choices = memberOf(*json, "choices");
    if (stringOf(*json, "format") != kFormat || !choices || !choices->is_array())
        return malformed("this is no list of choices");
    if (integerOf(*json, "version").value_or(0) > kVersion)
        return Error{ErrorCode::NewerVersion, "the choices were written by a later version"};
    ChoiceDrafts drafts;
    for (const Json& choice : *choices) {
        if (Status read = readDraftInto(choice, drafts); !read)
            return read.error();
    }
    return drafts;
}

fs::path choicesFile(const fs::path& jobFolder, const Worker& worker)
{
    return draftsFolder(jobFolder, worker) / "choices.json";
}

} // namespace

LabelChoice withToggled(const JobSpec& spec, LabelChoice choice, int id)
{
    const bool wasChosen = std::erase(choice.ids, id) > 0;
    if (wasChosen)
        return choice;
    if (spec.taskType == TaskType::ImageClassification)
        choice.ids.clear();
    choice.ids.push_back(id);
    return {inLabelOrder(spec.labels, std::move(choice.ids)), false};
}

LabelChoice withNoneToggled(const LabelChoice& choice)
{
    return {{}, !choice.isNone};
}

bool isComplete(const LabelChoice& choice)
{
    return choice.isNone || !choice.ids.empty();
}

LabelChoice choiceOf(const LabelSet& labels, const AnswerEvent& answer)
{
    return {chosenLabels(labels, answer), answer.chosenLabelIds->empty()};
}

Result<ChoiceDrafts> readChoiceDrafts(const fs::path& jobFolder, const Worker& worker, const EventLog& events)
{
    const fs::path path = choicesFile(jobFolder, worker);
    const Result<std::string> text = readTextFile(path, kMaxFileBytes);
    if (!text && text.error().code == ErrorCode::NotFound)
        return ChoiceDrafts();
    if (!text)
        return text.error();
    Result<ChoiceDrafts> drafts = parseDrafts(*text);
    if (!drafts)
        return drafts.error().at(path);
    std::erase_if(*drafts, [&events](const auto& entry) { return events.holdsDraft(entry.second.draftId); });
    return drafts;
}

Status writeChoiceDrafts(const fs::path& jobFolder, const Worker& worker, const ChoiceDrafts& drafts)
{
    const fs::path path = choicesFile(jobFolder, worker);
    if (drafts.empty())
        return discardDraft(path);
    Json choices = Json::array();
    for (const auto& [object, draft] : drafts)
        choices.push_back(draftJson(object, draft));
    const Json json{{"format", kFormat}, {"version", kVersion}, {"choices", std::move(choices)}};
    return writeFileVerified(path, writeIndentedJson(json), IfExists::Replace);
}

} // namespace labelwright
