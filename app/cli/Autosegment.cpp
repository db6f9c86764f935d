// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/ClickLine.h"
#include "app/cli/OutFile.h"
#include "app/cli/Report.h"
#include "app/cli/Subcommand.h"
#include "core/base/AtomicFile.h"
#include "core/base/Json.h"
#include "core/image/ImageReader.h"
#include "core/image/ImageWriter.h"
#include "core/segment/Engine.h"
#include "core/segment/UserModel.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <memory>
#include <optional>
#include <set>
#include <sstream>

namespace labelwright {
namespace {

struct AutosegmentOptions {
    std::filesystem::path image;
    std::filesystem::path out;
    std::string top;
    std::string bottom;
    std::string left;
    std::string right;
    std::filesystem::path batch;
    std::string engine{engines().front().id};
    std::filesystem::path model;
    std::filesystem::path runtime;
    bool json = false;
};

/// How masks are made.
struct Method {
    const Engine* engine = nullptr;
    SegmentOptions options;
    std::optional<Error> modelFailure; ///< Why the model that was asked for can't be opened.
};

struct Task {
    std::filesystem::path image;
    ObjectHints hints;
    std::filesystem::path out;
};

struct Done {
    double milliseconds = 0; ///< Of the segmentation alone.
    Segmentation segmentation;
};

/// Once for each that is different: in a batch a model most likely fails on all photos in the same way.
void warnOnce(const Error& error)
{
    static std::set<std::string> said;
    if (said.insert(sentence(error)).second)
        warn(error);
}

Result<Done> segment(const Task& task, const Method& method)
{
    const Result<Image> image = readImage(task.image);
    if (!image)
        return image.error();
    for (const Point point : task.hints.points.all()) {
        if (!image->bounds().contains(point))
            return Error{ErrorCode::InvalidArgument,
                         fmt::format("the point {},{} lies outside the image of {} x {} pixels", point.x, point.y,
                                     image->width(), image->height()),
                         task.image};
    }
    const auto start = std::chrono::steady_clock::now();
    Result<Segmentation> segmentation = segmentObject(*method.engine, *image, task.hints, method.options);
    const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - start;
    if (!segmentation)
        return segmentation.error().at(task.image);
    if (method.modelFailure)
        segmentation->modelFailure = method.modelFailure;
    if (segmentation->modelFailure)
        warnOnce(*segmentation->modelFailure);
    const Result<std::vector<std::uint8_t>> png =
        encodeGrayPng(image->size(), segmentation->region.raster(image->bounds()));
    if (!png)
        return png.error().at(task.out);
    if (Status written = writeOutFile(task.out, *png); !written)
        return written.error();
    return Done{took.count(), *std::move(segmentation)};
}

Json doneJson(const Task& task, const Done& done)
{
    Json json{{"image", task.image.string()},
              {"out", task.out.string()},
              {"milliseconds", done.milliseconds},
              {"pixels", done.segmentation.region.area()},
              {"confidence", done.segmentation.confidence}};
    if (done.segmentation.modelFailure)
        json["modelFailure"] = sentence(*done.segmentation.modelFailure);
    return json;
}

Result<Point> parsePoint(std::string_view option, const std::string& text)
{
    int x = 0;
    int y = 0;
    char rest = '\0';
    if (std::sscanf(text.c_str(), "%d,%d%c", &x, &y, &rest) != 2)
        return Error{ErrorCode::InvalidArgument, fmt::format("--{} takes x,y in pixels, not \"{}\"", option, text)};
    return Point{x, y};
}

Result<Task> parseTask(const std::string& text)
{
    const Result<ClickLine> line = parseClickLine(text);
    if (!line)
        return line.error();
    if (line->out.empty())
        return Error{ErrorCode::Malformed, "\"out\" must name the mask to write"};
    return Task{line->image, line->hints, line->out};
}

int runBatch(const AutosegmentOptions& options, const Method& method)
{
    const Result<std::string> text = readTextFile(options.batch);
    if (!text)
        return fail(text.error());
    std::istringstream lines(*text);
    std::int64_t number = 0;
    std::int64_t made = 0;
    std::int64_t failed = 0;
    for (std::string line; std::getline(lines, line);) {
        ++number;
        if (line.empty())
            continue;
        const Result<Task> task = parseTask(line);
        const Result<Done> done = task ? segment(*task, method) : Result<Done>(task.error());
        if (done) {
            ++made;
            say(writeJson(doneJson(*task, *done)));
        } else {
            const Error error = task ? done.error() : done.error().at(options.batch).atLine(number);
            ++failed;
            fail(error);
            say(writeJson({{"error", sentence(error)}}));
        }
    }
    return failed == 0 ? 0 : made > 0 ? kLeftOut : kFailed;
}

int runOne(const AutosegmentOptions& options, const Method& method)
{
    Task task{options.image, {}, options.out};
    ExtremePoints& points = task.hints.points;
    for (const auto& [name, text, point] :
         {std::tuple{"top", &options.top, &points.top}, std::tuple{"bottom", &options.bottom, &points.bottom},
          std::tuple{"left", &options.left, &points.left}, std::tuple{"right", &options.right, &points.right}}) {
        const Result<Point> parsed = parsePoint(name, *text);
        if (!parsed)
            return wrongUsage(parsed.error());
        *point = *parsed;
    }
    const Result<Done> done = segment(task, method);
    if (!done)
        return fail(done.error());
    if (options.json)
        say(writeJson(doneJson(task, *done)));
    else
        say(fmt::format("{}: {} pixels in {:.0f} ms", task.out.string(), done->segmentation.region.area(),
                        done->milliseconds));
    return 0;
}

int run(const AutosegmentOptions& options)
{
    const Engine* engine = findEngine(options.engine);
    if (!engine) {
        std::string known;
        for (const Engine& each : engines())
            known += fmt::format("{}{}", known.empty() ? "" : ", ", each.id);
        return wrongUsage({ErrorCode::InvalidArgument,
                           fmt::format("there is no engine \"{}\"; there is: {}", options.engine, known)});
    }
    Method method{engine, {}, {}};
    if (!options.model.empty()) {
        if (!engine->asksModel)
            return wrongUsage(
                {ErrorCode::InvalidArgument, fmt::format("the engine \"{}\" asks no --model", engine->id)});
        if (auto model = openUserModel(options.model, options.runtime))
            method.options.model = *std::move(model);
        else
            method.modelFailure = model.error();
    }
    return options.batch.empty() ? runOne(options, method) : runBatch(options, method);
}

} // namespace

SubcommandAction declareAutosegment(CLI::App& command)
{
    auto options = std::make_shared<AutosegmentOptions>();
    CLI::Option_group* what = command.add_option_group("What", "One of");
    CLI::Option* image = what->add_option("IMAGE", options->image, "Photo");
    what->add_option("--batch", options->batch,
                     "File of JSON lines {\"image\":PATH,\"top\":[x,y],\"bottom\":[x,y],\"left\":[x,y],"
                     "\"right\":[x,y],\"out\":PATH}; one JSON line out for each, in order");
    what->require_option(1);
    const auto addForImage = [&](const std::string& name, auto& value, const std::string& description) {
        CLI::Option* option = command.add_option(name, value, description);
        image->needs(option);
        option->needs(image);
    };
    addForImage("--top", options->top, "x,y of the object's top-most point, in pixels");
    addForImage("--bottom", options->bottom, "x,y of the bottom-most point");
    addForImage("--left", options->left, "x,y of the left-most point");
    addForImage("--right", options->right, "x,y of the right-most point");
    addForImage("-o,--out", options->out, "Mask to write: PNG, 255 inside, 0 outside");
    command.add_option("--engine", options->engine, "How to segment")->capture_default_str();
    CLI::Option* model = command.add_option("--model", options->model,
                                            "Network of your own to ask first: its JSON file, or the ONNX file beside");
    command.add_option("--runtime", options->runtime, "ONNX Runtime library to run it in, in place of OpenCV")
        ->needs(model);
    command.add_flag("--json", options->json, "One JSON object on one line");
    return [options] { return run(*options); };
}

} // namespace labelwright
