// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dataset/LabelEffects.h"

#include "core/dataset/KeptCounts.h"

#include <algorithm>

namespace labelwright {
namespace {

std::vector<LabelEffect> effectsOnLabels(const LabelSet& now, const LabelSet& after)
{
    std::vector<LabelEffect> effects;
    for (std::size_t place = 1; place <= now.size(); ++place) {
        const auto label = static_cast<Label>(place);
        const int id = now.at(label).id;
        const Label becomes = after.findId(id).value_or(kUnlabelled);
        effects.push_back({label, becomes, becomes == kUnlabelled || after.at(becomes).id != id, 0, 0});
    }
    return effects;
}

std::vector<Label> labelsBack(const LabelSet& now, const LabelSet& after)
{
    std::vector<Label> back;
    for (std::size_t place = 1; place <= after.size(); ++place) {
        if (now.gone().contains(after.at(static_cast<Label>(place)).id))
            back.push_back(static_cast<Label>(place));
    }
    return back;
}

ObjectEffect effectOn(ObjectId object, const LabelCounts& counts, std::vector<LabelEffect>& labels, bool isPainted)
{
    ObjectEffect effect{object};
    bool keepsAny = false;
    for (const LabelCount& count : counts) {
        if (count.label == kUnlabelled || count.label > labels.size()) {
            keepsAny = keepsAny || count.label == kUnlabelled; // The answer was that there is none.
            continue;
        }
        LabelEffect& of = labels[count.label - 1U];
        ++of.objects;
        of.pixels += isPainted ? count.pixels : 0;
        keepsAny = keepsAny || of.becomes != kUnlabelled;
        if (of.isAnother)
            (of.becomes == kUnlabelled ? effect.lost : effect.merged).push_back(count);
    }
    effect.losesAnswer = !isPainted && !keepsAny && !effect.lost.empty();
    return effect;
}

} // namespace

Result<JobCounts> countJob(const Job& job, const std::stop_token& stop,
                           const std::function<void(std::int64_t, std::int64_t)>& progress)
{
    JobCounts found;
    KeptCounts kept(job);
    const auto all = static_cast<std::int64_t>(job.events().answers().size());
    std::int64_t done = 0;
    for (const auto& [object, answers] : job.events().answers()) {
        if (stop.stop_requested())
            return Error{ErrorCode::Cancelled, "counting the labels was stopped", job.folder()};
        if (progress)
            progress(done++, all);
        if (object >= job.objectCount())
            continue; // Job::problems() tells of it.
        Result<LabelCounts> counts = kept.of(object);
        if (!counts)
            found.problems.push_back(counts.error());
        else if (!counts->empty())
            found.objects.emplace(object, *std::move(counts));
    }
    if (progress)
        progress(all, all);
    return found;
}

std::int64_t LabelEffects::losing() const
{
    return std::ranges::count_if(objects, [](const ObjectEffect& effect) { return !effect.lost.empty(); });
}

std::int64_t LabelEffects::givenOutAgain() const
{
    return std::ranges::count_if(objects, &ObjectEffect::losesAnswer);
}

LabelEffects effectsOf(const LabelSet& now, const LabelSet& after, const std::map<ObjectId, LabelCounts>& counts,
                       TaskType task)
{
    LabelEffects effects{effectsOnLabels(now, after), {}, labelsBack(now, after)};
    for (const auto& [object, found] : counts) {
        ObjectEffect effect = effectOn(object, found, effects.labels, !isClassification(task));
        if (!effect.merged.empty() || !effect.lost.empty())
            effects.objects.push_back(std::move(effect));
    }
    return effects;
}

} // namespace labelwright
