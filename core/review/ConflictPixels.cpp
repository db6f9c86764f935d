// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/review/ConflictPixels.h"

#include "core/job/Consolidate.h"
#include "core/job/EventLog.h"

#include <functional>
#include <numeric>
#include <optional>
#include <span>
#include <vector>

namespace labelwright {
namespace {

namespace fs = std::filesystem;

const AnswerEvent* findAnswer(const EventLog& events, ObjectId object, const std::string& name)
{
    for (const std::span<const AnswerEvent> answers : {events.answersOf(object), events.adjustmentsOf(object)}) {
        for (const AnswerEvent& answer : answers) {
            if (answer.name == name)
                return &answer;
        }
    }
    return nullptr;
}

/// nullopt for labels of the whole image too.
std::optional<LabelMask> findMask(const std::vector<fs::path>& folders, ObjectId object, const std::string& name,
                                  const LabelSet& labels)
{
    for (const fs::path& folder : folders) {
        const EventLog events = EventLog::openPart(folder, {&object, 1});
        const AnswerEvent* answer = findAnswer(events, object, name);
        if (!answer || answer->chosenLabelIds)
            continue;
        const Result<std::vector<std::uint8_t>> bytes = events.maskBytes(*answer);
        Result<LabelMask> mask = bytes ? answerMask(*answer, *bytes, labels) : Result<LabelMask>(bytes.error());
        if (mask)
            return *std::move(mask);
    }
    return std::nullopt;
}

std::int64_t differingPixels(const LabelMask& left, const LabelMask& right)
{
    return std::transform_reduce(left.pixels().begin(), left.pixels().end(), right.pixels().begin(), std::int64_t{0},
                                 std::plus<>(), [](Label one, Label other) { return one == other ? 0 : 1; });
}

} // namespace

std::map<std::string, std::int64_t> conflictPixels(const MergePlan& plan, const LabelSet& labels,
                                                   const std::stop_token& stop)
{
    std::vector<fs::path> folders{plan.jobFolder};
    for (const CopyArrivals& copy : plan.copies)
        folders.push_back(copy.folder);
    std::map<std::string, std::int64_t> pixels;
    for (const Conflict& conflict : plan.conflicts) {
        const bool isOfAnswers =
            conflict.kind == Conflict::Kind::Answers || conflict.kind == Conflict::Kind::Adjustment;
        if (!isOfAnswers || stop.stop_requested())
            continue;
        const ObjectId object = conflict.objects.front().first;
        const std::optional<LabelMask> first = findMask(folders, object, conflict.choices.front().event, labels);
        if (!first)
            continue;
        for (const Conflict::Choice& choice : std::span(conflict.choices).subspan(1)) {
            const std::optional<LabelMask> mask = findMask(folders, object, choice.event, labels);
            if (mask && mask->size() == first->size())
                pixels.emplace(choice.event, differingPixels(*first, *mask));
        }
    }
    return pixels;
}

} // namespace labelwright
