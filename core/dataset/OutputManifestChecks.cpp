// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dataset/ManifestChecks.h"
#include "core/dataset/OutputContext.h"
#include "core/groundtruth/Manifest.h"
#include "core/groundtruth/OutputLayout.h"
#include "core/job/OutputContent.h"

#include <algorithm>

namespace labelwright {
namespace {

/// Whether the line is the one that derive makes; `planned` is nullptr for an object without its answers.
bool isExpectedLine(const OutputContext& context, ObjectId object, const OutputObject* planned,
                    const std::string& input, const std::string& line)
{
    if (const auto failed = context.plan.failed.find(object); failed != context.plan.failed.end())
        return line == appendMembers(input, failureMembers(context.job.spec(), failed->second));
    if (planned == nullptr || !context.confidences.contains(object))
        return line == input;
    const double confidence = context.confidences.at(object);
    return line == appendMembers(input, manifestMembers(context.job.spec(), *planned, confidence));
}

/// Whether every line is; what is wrong with a line in itself is a finding of its own.
Result<bool> checkLines(const OutputContext& context, const Manifest& output)
{
    const JobSpec& spec = context.job.spec();
    ManifestChecks checks(output.path(), context.findings,
                          ExpectedPair{spec.taskType, spec.attribute, spec.name, spec.labels, spec.workersPerObject});
    bool same = output.lineCount() == context.job.objectCount();
    auto next = context.plan.objects.begin();
    for (ObjectId object = 0; object < std::min(output.lineCount(), context.job.objectCount()); ++object) {
        const Result<std::string> input = context.job.objectLine(object);
        const Result<std::string> line = output.line(object);
        if (!input || !line)
            return input ? line.error() : input.error();
        const bool isPlanned = next != context.plan.objects.end() && next->object == object;
        same = isExpectedLine(context, object, isPlanned ? &*next : nullptr, *input, *line) && same;
        next += isPlanned ? 1 : 0;
        if (*line != *input && checks.checkLine(object, *line))
            checks.checkAttributes(object, *line);
    }
    return same;
}

} // namespace

void checkOutputManifest(OutputContext& context)
{
    const std::string path = context.stagePath(layout::kOutputManifest);
    context.expected.insert(path);
    const Result<Manifest> output = Manifest::open(context.fileAt(path));
    if (!output) {
        const bool missing = output.error().code == ErrorCode::NotFound;
        context.findings.add(missing ? Rule::OutputMissing : Rule::OutputContent, output.error());
        return;
    }
    checkManifestEnd(context.placeOf(path), *output);
    const Result<bool> same = checkLines(context, *output);
    if (!same) {
        context.findings.add(Rule::OutputContent, same.error());
        return;
    }
    if (*same)
        return;
    if (const Result<ManifestScan> scan = scanManifest(output->path()))
        context.reportDifference(path, scan->sha256);
}

} // namespace labelwright
