// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/ObjectMask.h"
#include "app/cli/ObjectOption.h"
#include "app/cli/OutFile.h"
#include "app/cli/Report.h"
#include "app/cli/Subcommand.h"
#include "core/dataset/ContactSheet.h"
#include "core/dataset/Overlay.h"
#include "core/image/ImageReader.h"
#include "core/image/ImageWriter.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <memory>

namespace labelwright {
namespace {

struct RenderOptions {
    std::filesystem::path job;
    std::optional<ObjectId> object;
    bool contactSheet = false;
    std::filesystem::path out;
    int columns = 3;
    int width = 480;
    int opacityPercent = 45;
};

struct LabeledPhoto {
    Image image;
    LabelMask mask;
    std::string title;
};

Result<LabeledPhoto> readLabeled(const Job& job, ObjectId object)
{
    const Result<ObjectSource> source = job.source(object);
    if (!source)
        return source.error();
    const Result<Image> image = readImage(source->imagePath);
    if (!image)
        return image.error();
    Result<LabelMask> mask = objectMask(job, object, image->size());
    if (!mask)
        return mask.error();
    return LabeledPhoto{*image, *std::move(mask), fmt::format("{}  {}", object, source->imagePath.filename().string())};
}

int write(const Result<Image>& picture, const std::filesystem::path& out)
{
    if (!picture)
        return fail(picture.error().at(out));
    const Result<std::vector<std::uint8_t>> png = encodePng(*picture);
    if (!png)
        return fail(png.error().at(out));
    if (Status written = writeOutFile(out, *png); !written)
        return fail(written.error());
    say(out.string());
    return 0;
}

int renderObject(const Job& job, const RenderOptions& options)
{
    const Result<LabeledPhoto> photo = readLabeled(job, *options.object);
    if (!photo)
        return fail(photo.error());
    const LabelSet& labels = job.spec().labels;
    const Result<Image> overlay =
        renderOverlay(photo->image, photo->mask, labels, {.opacityPercent = options.opacityPercent});
    if (!overlay)
        return fail(overlay.error());
    return write(addLegend(*overlay, photo->mask, labels, photo->title, legendScale(overlay->width())), options.out);
}

int renderContactSheet(const Job& job, const RenderOptions& options)
{
    std::vector<Image> cells;
    std::vector<Error> leftOut;
    for (ObjectId object = 0; object < job.objectCount(); ++object) {
        const Result<LabeledPhoto> photo = readLabeled(job, object);
        if (!photo) {
            leftOut.push_back(photo.error());
            continue;
        }
        Result<Image> cell = contactCell(photo->image, photo->mask, job.spec().labels, photo->title, options.width,
                                         {.opacityPercent = options.opacityPercent});
        if (!cell)
            return fail(cell.error());
        cells.push_back(*std::move(cell));
    }
    const int exitCode = warnOfLeftOut(leftOut);
    const int written = write(contactSheet(cells, options.columns), options.out);
    return written == 0 ? exitCode : written;
}

Status sparesPhotos(const Job& job, const std::filesystem::path& out)
{
    std::error_code failure;
    if (!std::filesystem::exists(out, failure))
        return ok();
    InputPhotos photos;
    for (ObjectId object = 0; object < job.objectCount(); ++object) {
        if (const Result<ObjectSource> source = job.source(object))
            photos.add(source->imagePath);
    }
    return photos.spares(out);
}

int run(const RenderOptions& options)
{
    const Result<Job> job = Job::open(options.job);
    if (!job)
        return fail(job.error());
    if (Status spared = sparesPhotos(*job, options.out); !spared)
        return fail(spared.error());
    return options.contactSheet ? renderContactSheet(*job, options) : renderObject(*job, options);
}

} // namespace

SubcommandAction declareRender(CLI::App& command)
{
    auto options = std::make_shared<RenderOptions>();
    command.add_option("JOB", options->job, "Job folder")->required();
    CLI::Option_group* what = command.add_option_group("What", "One of");
    what->add_option("--object", options->object, "Line of the manifest, from 0")->check(faultOfObjectNumber);
    what->add_flag("--contact-sheet", options->contactSheet, "All objects on one sheet");
    what->require_option(1);
    command.add_option("-o,--out", options->out, "PNG to write")->required();
    command.add_option("--columns", options->columns, "Of the contact sheet")
        ->check(CLI::Range(1, 100))
        ->capture_default_str();
    command.add_option("--width", options->width, "Of one photo on the contact sheet, in pixels")
        ->check(CLI::Range(64, 4096))
        ->capture_default_str();
    command.add_option("--opacity", options->opacityPercent, "Of the labels, in percent")
        ->check(CLI::Range(0, 100))
        ->capture_default_str();
    return [options] { return run(*options); };
}

} // namespace labelwright
