// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/ClickLine.h"
#include "app/cli/Report.h"
#include "app/cli/SampleScenes.h"
#include "app/cli/Subcommand.h"
#include "app/cli/TaskOptions.h"
#include "core/base/AtomicFile.h"
#include "core/base/Text.h"
#include "core/edit/MaskEdit.h"
#include "core/image/ImageReader.h"
#include "core/job/CreateJob.h"
#include "core/job/Submit.h"
#include "core/segment/Engine.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <sstream>

namespace labelwright {
namespace {

namespace fs = std::filesystem;

struct SampleOptions {
    fs::path job;
    fs::path photos;
    fs::path clicks;
    fs::path instructions;
    bool label = false;
};

Result<std::vector<ClickLine>> readClicks(const fs::path& path)
{
    const Result<std::string> text = readTextFile(path);
    if (!text)
        return text.error();
    std::vector<ClickLine> clicks;
    std::istringstream lines(*text);
    std::int64_t number = 0;
    for (std::string line; std::getline(lines, line);) {
        ++number;
        Result<ClickLine> click = parseClickLine(line);
        if (!click)
            return click.error().at(path).atLine(number);
        clicks.push_back(*std::move(click));
    }
    return clicks;
}

/// Drops the clicks on photos that are not there; draws the scenes where none is.
Status gatherPhotos(const fs::path& photos, std::vector<ClickLine>& clicks)
{
    const auto isMissing = [&photos](const ClickLine& click) {
        std::error_code failure;
        return !fs::exists(photos / click.image, failure);
    };
    if (std::all_of(clicks.begin(), clicks.end(), isMissing)) {
        say("No sample photos here: two drawn scenes take their place.");
        if (Status drawn = drawSampleScenes(photos); !drawn)
            return drawn;
    }
    std::erase_if(clicks, isMissing);
    return ok();
}

std::vector<std::string> labelNames(const std::vector<ClickLine>& clicks)
{
    std::vector<std::string> names;
    for (const ClickLine& click : clicks) {
        if (std::find(names.begin(), names.end(), click.label) == names.end())
            names.push_back(click.label);
    }
    return names;
}

Status create(const SampleOptions& options, const std::vector<ClickLine>& clicks)
{
    NewJob job;
    job.folder = options.job;
    job.name = "sample-job";
    job.images = options.photos;
    Result<LabelSet> labels = LabelSet::fromNames(labelNames(clicks));
    if (!labels)
        return labels.error();
    job.labels = *std::move(labels);
    if (!options.instructions.empty()) {
        Result<Instructions> instructions = readInstructionsFile(options.instructions);
        if (!instructions)
            return instructions.error();
        job.instructions = *std::move(instructions);
    }
    const Result<CreatedJob> created = createJob(job);
    if (!created)
        return created.error();
    say(fmt::format("Made {}: {}, {}", options.job.string(), countText(created->spec.manifest.lines, "photo"),
                    countText(static_cast<std::int64_t>(created->spec.labels.size()), "label")));
    return ok();
}

Result<LabelMask> segmentAll(const Image& photo, const std::string& imageName, const LabelSet& labels,
                             const std::vector<ClickLine>& clicks)
{
    Result<LabelMask> blank = LabelMask::create(photo.size());
    if (!blank)
        return blank.error();
    Document document(*std::move(blank));
    for (const ClickLine& click : clicks) {
        if (click.image != imageName)
            continue;
        const Result<Segmentation> segmentation = segmentObject(engines().front(), photo, click.hints);
        if (!segmentation)
            return segmentation.error();
        MaskEdit edit(document);
        edit.paint(segmentation->region, *labels.findName(click.label));
        edit.commit("auto-segment");
    }
    return std::move(document).takeMask();
}

Status labelObject(Job& job, ObjectId object, const std::vector<ClickLine>& clicks)
{
    const Result<ObjectSource> source = job.source(object);
    if (!source)
        return source.error();
    const Result<std::vector<std::uint8_t>> file = readFile(source->imagePath);
    if (!file)
        return file.error();
    const Result<ImageInfo> info = readImageInfo(*file);
    const Result<Image> photo = decodeImage(*file);
    if (!info || !photo)
        return (info ? photo.error() : info.error()).at(source->imagePath);

    const Time accepted = now();
    Result<LabelMask> mask = segmentAll(*photo, source->imagePath.filename().string(), job.spec().labels, clicks);
    if (!mask)
        return mask.error();
    const Time submitted = now();
    const std::chrono::duration<double> active = submitted - accepted;
    const Result<AnswerEvent> answer = submitAnswer(job, {.object = object,
                                                          .worker = job.spec().team.front(),
                                                          .mask = *std::move(mask),
                                                          .image = identify(*file, *info),
                                                          .accepted = accepted,
                                                          .submitted = submitted,
                                                          .activeSeconds = active.count()});
    if (!answer)
        return answer.error();
    say(fmt::format("Object {}, {}: saved and verified", object, source->imagePath.filename().string()));
    return ok();
}

int run(const SampleOptions& options)
{
    Result<std::vector<ClickLine>> clicks = readClicks(options.clicks);
    if (!clicks)
        return fail(clicks.error());
    if (Status gathered = gatherPhotos(options.photos, *clicks); !gathered)
        return fail(gathered.error());
    std::error_code failure;
    if (!fs::exists(options.job, failure)) {
        if (Status created = create(options, *clicks); !created)
            return fail(created.error());
    }
    if (!options.label)
        return 0;
    Result<Job> job = Job::open(options.job);
    if (!job)
        return fail(job.error());
    for (ObjectId object = 0; object < job->objectCount(); ++object) {
        if (!job->events().answersOf(object).empty())
            continue;
        if (Status labelled = labelObject(*job, object, *clicks); !labelled)
            return fail(labelled.error());
    }
    return 0;
}

} // namespace

SubcommandAction declareSample(CLI::App& command)
{
    auto options = std::make_shared<SampleOptions>();
    command.add_option("JOB", options->job, "Folder to make; a sample job that is there is gone on with")->required();
    command
        .add_option("--photos", options->photos,
                    "Folder of the sample photos; where it holds none, two scenes are drawn there")
        ->required();
    command.add_option("--clicks", options->clicks, "Recorded clicks, as JSON lines")->required();
    command.add_option("--instructions", options->instructions, "HTML file");
    command.add_flag("--label", options->label, "Also auto-segment from the clicks what has no answer yet, and submit");
    return [options] { return run(*options); };
}

} // namespace labelwright
