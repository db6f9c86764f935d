// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/ClickLine.h"
#include "app/cli/OutFile.h"
#include "app/cli/Report.h"
#include "app/cli/Subcommand.h"
#include "app/cli/TextInput.h"
#include "core/base/Json.h"
#include "core/base/Text.h"
#include "core/image/ImageReader.h"
#include "core/image/ImageWriter.h"
#include "core/segment/Engine.h"
#include "core/segment/Evidence.h"
#include "core/segment/UserModel.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <chrono>
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

std::string engineNames()
{
    std::string names;
    for (const Engine& each : engines())
        names += fmt::format("{}{}", names.empty() ? "" : ", ", each.id);
    return names;
}

/// Once for each that is different: in a batch a model most likely fails on all photos in the same way.
void warnOnce(Error error)
{
    static std::set<std::string> said;
    error.detail += ownModel() ? "; the program's own network answered instead" : "; the engine did without a network";
    if (said.insert(sentence(error)).second)
        warn(error);
}

Status checkMaskName(const std::filesystem::path& out)
{
    const std::string extension = out.extension().string();
    if (extension.empty() || lowerCase(extension) == ".png")
        return ok();
    return Error{ErrorCode::InvalidArgument,
                 fmt::format("a mask is a PNG file; let its name end in .png, not in {}", extension), out};
}

bool touches(const HintStroke& stroke, const Rect& bounds)
{
    const auto isInside = [&bounds](Point point) { return bounds.contains(point); };
    if (std::ranges::any_of(stroke.points, isInside))
        return true;
    for (std::size_t i = 1; i < stroke.points.size(); ++i) {
        if (std::ranges::any_of(pixelsOf(HintStroke{{stroke.points[i - 1], stroke.points[i]}}), isInside))
            return true;
    }
    return false;
}

Status checkInside(const ObjectHints& hints, const Image& image)
{
    const auto outside = [&image](std::string_view what, Point point) {
        return Error{ErrorCode::InvalidArgument, fmt::format("the {} {},{} lies outside the image of {} x {} pixels",
                                                             what, point.x, point.y, image.width(), image.height())};
    };
    for (const Point point : hints.points.all()) {
        if (!image.bounds().contains(point))
            return outside("point", point);
    }
    for (const HintStroke& stroke : hints.strokes) {
        if (!touches(stroke, image.bounds()))
            return outside(stroke.belongs ? "foreground stroke from" : "background stroke from", stroke.points.front());
    }
    return ok();
}

Result<Done> segment(const Task& task, const Method& method, const InputPhotos& photos)
{
    if (Status spared = photos.spares(task.out); !spared)
        return spared.error();
    const Result<Image> image = readImage(task.image);
    if (!image)
        return image.error();
    if (Status inside = checkInside(task.hints, *image); !inside)
        return inside.error().at(task.image);
    if (method.engine->asksModel && !method.options.model)
        static_cast<void>(ownModel()); // loads it, which is no part of the segmentation
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
    Point point;
    const char* const end = text.data() + text.size();
    const auto [comma, faultOfX] = std::from_chars(text.data(), end, point.x);
    if (faultOfX == std::errc{} && comma != end && *comma == ',') {
        const auto [rest, faultOfY] = std::from_chars(comma + 1, end, point.y);
        if (faultOfY == std::errc{} && rest == end)
            return point;
    }
    return Error{ErrorCode::InvalidArgument, fmt::format("--{} takes x,y in pixels, not \"{}\"", option, text)};
}

Result<Task> parseTask(const std::string& text)
{
    const Result<ClickLine> line = parseClickLine(text);
    if (!line)
        return line.error();
    if (line->out.empty())
        return Error{ErrorCode::InvalidArgument, "\"out\" must name the mask to write"};
    if (Status named = checkMaskName(line->out); !named)
        return named.error();
    return Task{line->image, line->hints, line->out};
}

/// Those of all lines, whatever else is wrong with a line.
InputPhotos photosOf(const std::string& batch)
{
    InputPhotos photos;
    std::istringstream lines(batch);
    for (std::string line; std::getline(lines, line);) {
        if (const Result<Json> json = parseJson(line))
            photos.add(textAt(*json, "image"));
    }
    return photos;
}

/// What went wrong with a line of a batch, with the photo or mask behind the line.
Error inLine(const Error& error, const std::filesystem::path& batch, std::int64_t number)
{
    Error withoutAdvice = error;
    withoutAdvice.code = ErrorCode::InvalidArgument;
    std::string detail = sentence(withoutAdvice);
    detail.pop_back(); // the final stop
    return {error.code, detail, batch, number};
}

int runBatch(const AutosegmentOptions& options, const Method& method)
{
    const Result<std::string> text = readTextInput(options.batch);
    if (!text)
        return fail(text.error());
    const InputPhotos photos = photosOf(*text);
    std::istringstream lines(*text);
    std::int64_t number = 0;
    std::int64_t made = 0;
    std::int64_t failed = 0;
    for (std::string line; std::getline(lines, line);) {
        ++number;
        if (line.empty())
            continue;
        const Result<Task> task = parseTask(line);
        const Result<Done> done = task ? segment(*task, method, photos) : Result<Done>(task.error());
        if (done) {
            ++made;
            say(writeJson(doneJson(*task, *done)));
        } else {
            const Error error = inLine(done.error(), nameOfInput(options.batch), number);
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
    if (Status named = checkMaskName(task.out); !named)
        return wrongUsage(named.error());
    InputPhotos photo;
    photo.add(task.image);
    const Result<Done> done = segment(task, method, photo);
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
    if (!engine)
        return wrongUsage({ErrorCode::InvalidArgument,
                           fmt::format("there is no engine \"{}\"; there is: {}", options.engine, engineNames())});
    Method method{engine, {}, {}};
    if (!options.model.empty()) {
        if (!engine->asksModel)
            return wrongUsage({ErrorCode::InvalidArgument,
                               fmt::format("the engine \"{}\" uses no model; leave --model out, or take --engine {}",
                                           engine->id, std::ranges::find(engines(), true, &Engine::asksModel)->id)});
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
                     "\"right\":[x,y],\"out\":PATH}, where wanted with \"foreground\" and \"background\": lists of "
                     "strokes, each a list of [x,y]; one JSON line out for each, in order; - reads standard input");
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
    command.add_option("--engine", options->engine, "How to segment, one of " + engineNames())->capture_default_str();
    CLI::Option* model = command.add_option("--model", options->model,
                                            "Network of your own to ask first: its JSON file, or the ONNX file beside");
    command.add_option("--runtime", options->runtime, "ONNX Runtime library to run it in, in place of OpenCV")
        ->needs(model);
    command.add_flag("--json", options->json, "One JSON object on one line");
    return [options] { return run(*options); };
}

} // namespace labelwright
