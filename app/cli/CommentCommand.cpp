// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/AuthorOption.h"
#include "app/cli/CommaList.h"
#include "app/cli/ObjectOption.h"
#include "app/cli/Report.h"
#include "app/cli/Subcommand.h"
#include "core/base/Json.h"
#include "core/image/ImageReader.h"
#include "core/job/Comment.h"
#include "core/job/Job.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <charconv>
#include <memory>

namespace labelwright {
namespace {

struct CommentOptions {
    std::filesystem::path job;
    ObjectId object = 0;
    std::string text;
    std::string place;
    std::string reply;
    std::string resolve;
    std::string reopen;
    std::string author;
    bool json = false;
    bool lists = false; ///< Nothing is said, resolved or reopened.
};

std::optional<int> parsePixel(const std::string& text)
{
    int value = 0;
    const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), value);
    return failure == std::errc() && end == text.data() + text.size() ? std::optional(value) : std::nullopt;
}

/// "x,y" or "x,y,width,height".
Result<std::optional<Rect>> parsePlace(const std::string& text)
{
    if (text.empty())
        return std::optional<Rect>();
    std::vector<int> numbers;
    for (const std::string& part : splitAtCommas(text)) {
        const std::optional<int> number = parsePixel(part);
        if (!number)
            return Error{ErrorCode::InvalidArgument, fmt::format("\"{}\" is no whole number of pixels", part)};
        numbers.push_back(*number);
    }
    if (numbers.size() == 2)
        return std::optional(Rect{numbers[0], numbers[1], 1, 1});
    if (numbers.size() == 4)
        return std::optional(Rect{numbers[0], numbers[1], numbers[2], numbers[3]});
    return Error{ErrorCode::InvalidArgument, "a place is x,y or x,y,width,height"};
}

Status checkIsInPhoto(const Job& job, ObjectId object, const Rect& place)
{
    const Result<ObjectSource> source = job.source(object);
    if (!source)
        return source.error();
    const Result<ImageInfo> image = readImageInfo(source->imagePath);
    if (!image)
        return image.error();
    const Size size = image->size;
    if (place.x < 0 || place.y < 0 || place.x >= size.width || place.y >= size.height ||
        place.width > size.width - place.x || place.height > size.height - place.y)
        return Error{ErrorCode::InvalidArgument,
                     fmt::format("this place is not in the photo, which has {} x {} pixels, the first at 0,0",
                                 size.width, size.height),
                     source->imagePath};
    return ok();
}

Result<Comment> prepared(const Job& job, const Worker& author, const CommentOptions& options)
{
    if (!options.resolve.empty())
        return prepareThreadEnd(job, options.object, author, Comment::Kind::Resolved, options.resolve);
    if (!options.reopen.empty())
        return prepareThreadEnd(job, options.object, author, Comment::Kind::Reopened, options.reopen);
    if (!options.reply.empty())
        return prepareReply(job, options.object, author, options.text, options.reply);
    const Result<std::optional<Rect>> place = parsePlace(options.place);
    if (!place)
        return place.error();
    if (Status inside = *place ? checkIsInPhoto(job, options.object, **place) : ok(); !inside)
        return inside.error();
    return prepareComment(job, options.object, author, options.text, *place);
}

Json placeJson(const std::optional<Rect>& place)
{
    if (!place)
        return nullptr;
    return Json::array({place->x, place->y, place->width, place->height});
}

/// "  at 3,4", as it is typed; empty for a comment on the whole object.
std::string placeText(const std::optional<Rect>& place)
{
    if (!place)
        return {};
    if (place->width == 1 && place->height == 1)
        return fmt::format("  at {},{}", place->x, place->y);
    return fmt::format("  at {},{},{},{}", place->x, place->y, place->width, place->height);
}

/// Every thread of the object, replies below.
int list(const Job& job, const CommentOptions& options)
{
    for (const CommentThread& thread : threadsOf(job.events(), options.object)) {
        std::vector<const Comment*> said{thread.first};
        said.insert(said.end(), thread.replies.begin(), thread.replies.end());
        for (const Comment* comment : said) {
            const bool isFirst = comment == thread.first;
            if (options.json)
                say(writeJson({{"object", comment->object},
                               {"comment", comment->name},
                               {"thread", thread.first->name},
                               {"by", comment->worker.name},
                               {"place", placeJson(comment->place)},
                               {"resolved", thread.isResolved},
                               {"text", comment->text}}));
            else
                say(fmt::format("{}{}: {}{}{}", isFirst ? "" : "    ", comment->worker.name, comment->text,
                                placeText(comment->place),
                                isFirst
                                    ? fmt::format("  [{}, {}]", thread.isResolved ? "resolved" : "open", comment->name)
                                    : std::string()));
        }
    }
    return 0;
}

int run(const CommentOptions& options)
{
    Result<AuthoredJob> opened = openAuthoredJob(options.job, options.author);
    if (!opened)
        return fail(opened.error());
    auto& [job, author] = *opened;
    if (options.lists)
        return list(job, options);
    const Result<Comment> comment = prepared(job, author, options);
    if (!comment)
        return fail(comment.error());
    const Result<Comment> written = writeCommentFile(options.job, *comment);
    if (!written)
        return fail(written.error());
    if (options.json)
        say(writeJson({{"object", written->object}, {"kind", commentName(written->kind)}, {"event", written->name}}));
    else
        say(fmt::format("Object {} ({}): {} by {}, {}", written->object, written->sourceRef, commentName(written->kind),
                        author.name, written->name));
    return 0;
}

} // namespace

SubcommandAction declareComment(CLI::App& command)
{
    auto options = std::make_shared<CommentOptions>();
    command.add_option("JOB", options->job, "Job folder")->required();
    command.add_option("--object", options->object, "Line of the manifest, from 0")
        ->required()
        ->check(faultOfObjectNumber);
    auto* text =
        command.add_option("--text", options->text, "What to say; without it the object's comments are listed");
    auto* place = command.add_option("--at", options->place, "Pixel x,y or box x,y,width,height that it is about");
    auto* reply = command.add_option("--reply", options->reply, "To this comment, as the list names it");
    reply->needs(text)->excludes(place);
    place->needs(text);
    auto* resolve = command.add_option("--resolve", options->resolve, "Say that this comment is dealt with");
    resolve->excludes(text);
    auto* reopen = command.add_option("--reopen", options->reopen, "Say that this comment is not dealt with after all");
    reopen->excludes(text)->excludes(resolve);
    for (CLI::Option* named : {reply, resolve, reopen})
        named->check([](const std::string& name) { return name.empty() ? "a comment has a name" : std::string(); });
    addAuthorOption(command, options->author);
    command.add_flag("--json", options->json, "One JSON object a line");
    return [=] {
        options->lists = text->count() + resolve->count() + reopen->count() == 0;
        return run(*options);
    };
}

} // namespace labelwright
