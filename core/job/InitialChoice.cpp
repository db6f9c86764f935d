// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/InitialChoice.h"

#include "core/groundtruth/ClassificationMetadata.h"
#include "core/job/LabelChange.h"
#include "core/job/LabelChoice.h"

#include <fmt/format.h>

namespace labelwright {
namespace {

Result<std::vector<int>> idsOf(const Classification& classification, const Job& job)
{
    const JobSpec& spec = job.spec();
    std::vector<int> ids;
    for (const ClassifiedLabel& label : classification.labels) {
        const std::optional<Label> found = prelabelNamed(label.name, job.firstLabels(), spec.labels);
        if (!found)
            return Error{ErrorCode::Mismatch, fmt::format("\"{}\" says \"{}\", which is no label of the job",
                                                          spec.prelabel.attribute, label.name)};
        if (*found != kUnlabelled)
            ids.push_back(spec.labels.at(*found).id);
    }
    return idsOfToday(spec.labels, ids);
}

} // namespace

Result<std::optional<std::vector<int>>> initialChoice(const Job& job, ObjectId object)
{
    const JobSpec& spec = job.spec();
    if (spec.prelabel.kind != Prelabel::Kind::Attribute)
        return std::optional<std::vector<int>>();
    const Result<std::string> line = job.objectLine(object);
    if (!line)
        return line.error();
    const auto located = [&](const Error& error) { return error.at(job.manifest().path()).atLine(object + 1); };
    const Result<std::optional<Classification>> earlier = readClassification(*line, spec.prelabel.attribute);
    if (!earlier)
        return located(earlier.error());
    if (!*earlier || (*earlier)->failureReason)
        return std::optional<std::vector<int>>();
    Result<std::vector<int>> ids = idsOf(**earlier, job);
    if (!ids)
        return located(ids.error());
    return checkChoice(spec, *ids) ? std::optional(*std::move(ids)) : std::nullopt;
}

} // namespace labelwright
