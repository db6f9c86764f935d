// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dataset/ManifestChecks.h"
#include "core/dataset/MaskChecks.h"
#include "core/dataset/OutputContext.h"
#include "core/groundtruth/Manifest.h"
#include "core/groundtruth/OutputLayout.h"
#include "core/job/OutputContent.h"

#include <algorithm>

namespace labelwright {
namespace {

/// What a line of the stage is checked against; a verification's pair has no rule of its own but that it is expected.
std::optional<ExpectedPair> expectedPair(const Stage& stage)
{
    if (stage.kind == Stage::Kind::Verification)
        return std::nullopt;
    const JobSpec& spec = stage.spec;
    return ExpectedPair{spec.taskType, spec.attribute, spec.name, spec.labels, spec.workersPerObject};
}

/// Whether every line is the one that derive makes; what is wrong with a line in itself is a finding of its own.
Result<bool> checkLines(const OutputContext& context, const StageContext& stage, const Manifest& output)
{
    ManifestChecks checks(output.path(), context.findings, expectedPair(stage.stage()));
    bool same = output.lineCount() == context.job.objectCount();
    for (ObjectId object = 0; object < std::min(output.lineCount(), context.job.objectCount()); ++object) {
        const Result<std::string> input = context.job.objectLine(object);
        const Result<std::string> expected = stage.expectedLine(context.job, object);
        const Result<std::string> line = output.line(object);
        if (!input || !expected || !line)
            return input ? (line ? expected.error() : line.error()) : input.error();
        same = *line == *expected && same;
        if (*line == *input || !checks.checkLine(object, *line))
            continue;
        for (const MaskMention& mask : checks.checkAttributes(object, *line)) {
            if (mask.isSuspect)
                reportIndexDefect({context.findings, output.path(), object + 1});
        }
    }
    return same;
}

} // namespace

Result<std::string> StageContext::expectedLine(const Job& job, ObjectId object) const
{
    Result<std::string> line = before ? before->expectedLine(job, object) : job.objectLine(object);
    if (!line)
        return line;
    if (const auto failed = plan.failed.find(object); failed != plan.failed.end())
        return appendMembers(*line, failureMembers(stage().spec, failed->second));
    const auto confidence = confidences.find(object);
    if (confidence == confidences.end())
        return line;
    const auto planned = std::ranges::lower_bound(plan.objects, object, {}, &OutputObject::object);
    return appendMembers(*line, manifestMembers(stage(), *planned, confidence->second));
}

void checkOutputManifest(OutputContext& context, const StageContext& stage)
{
    const std::string path = stage.pathOf(layout::kOutputManifest);
    context.expected.insert(path);
    const Result<Manifest> output = Manifest::open(context.fileAt(path));
    if (!output) {
        const bool missing = output.error().code == ErrorCode::NotFound;
        context.findings.add(missing ? Rule::OutputMissing : Rule::OutputContent, output.error());
        return;
    }
    checkManifestEnd(context.placeOf(path), *output);
    const Result<bool> same = checkLines(context, stage, *output);
    if (!same) {
        context.findings.add(Rule::OutputContent, same.error());
        return;
    }
    if (*same || (context.frozen && stage.before)) // It begins with the lines of when the labeling was completed.
        return;
    if (const Result<ManifestScan> scan = scanManifest(output->path()))
        context.reportDifference(path, scan->sha256);
}

} // namespace labelwright
