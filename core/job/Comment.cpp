// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/Comment.h"

#include "core/base/Text.h"
#include "core/job/EventJson.h"
#include "core/job/EventOrder.h"
#include "core/job/Job.h"
#include "core/job/Stage.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <limits>
#include <utility>

namespace labelwright {
namespace {

constexpr std::int64_t kVersion = 1;
constexpr std::array<std::string_view, 3> kKinds{"commented", "resolved", "reopened"};

Status readPlace(const Json& json, Comment& comment)
{
    const Json* place = memberOf(json, "place");
    if (!place)
        return ok();
    constexpr std::int64_t kMost = std::numeric_limits<int>::max() / 2;
    std::array<int, 4> values{};
    constexpr std::array<std::string_view, 4> kKeys{"x", "y", "width", "height"};
    for (std::size_t index = 0; index < kKeys.size(); ++index) {
        const std::int64_t value = integerOf(*place, kKeys[index]).value_or(-1);
        if (value < (index < 2 ? 0 : 1) || value > kMost)
            return wrongKey("place");
        values[index] = static_cast<int>(value);
    }
    comment.place = Rect{values[0], values[1], values[2], values[3]};
    return ok();
}

Status readSaying(const Json& json, Comment& comment)
{
    const bool isSaid = comment.kind == Comment::Kind::Said;
    comment.thread = textAt(json, "thread");
    comment.text = textAt(json, "text");
    if (isSaid == comment.text.empty())
        return wrongKey("text");
    if (!isSaid && comment.thread.empty())
        return wrongKey("thread");
    return readReplaces(json, comment.replaces);
}

Result<Comment> readComment(const Json& json, std::size_t kind)
{
    Comment comment;
    comment.kind = static_cast<Comment::Kind>(kind);
    if (Status time = readTime(json, "time", comment.time); !time)
        return time.error();
    for (const auto read : {readSubject<Comment>, readPlace, readSaying}) {
        if (Status done = read(json, comment); !done)
            return done.error();
    }
    return comment;
}

Status checkText(std::string_view text)
{
    const std::size_t characters = characterCount(text);
    if (text.find_first_not_of(" \t\r\n") == text.npos)
        return Error{ErrorCode::InvalidArgument, "the comment is empty"};
    if (characters > kMaxCommentCharacters)
        return Error{ErrorCode::InvalidArgument,
                     fmt::format("the comment has {} characters; it may have {}", characters, kMaxCommentCharacters)};
    return ok();
}

Result<Comment> commentOn(const Job& job, ObjectId object, const Worker& worker, Comment::Kind kind)
{
    Result<ObjectSource> source = job.source(object);
    if (!source)
        return source.error();
    Comment comment;
    comment.kind = kind;
    comment.object = object;
    comment.sourceRef = std::move(source->sourceRef);
    comment.stage = verificationName(job.spec());
    comment.worker = worker;
    comment.time = now();
    return comment;
}

Result<CommentThread> findThread(const Job& job, ObjectId object, const std::string& name)
{
    for (CommentThread& thread : threadsOf(job.events(), object)) {
        if (thread.first->name == name)
            return std::move(thread);
    }
    return Error{ErrorCode::InvalidArgument, fmt::format("object {} has no comment \"{}\"", object, name),
                 job.folder()};
}

} // namespace

std::string_view commentName(Comment::Kind kind)
{
    return kKinds[static_cast<std::size_t>(kind)];
}

bool comesBefore(const Comment& left, const Comment& right)
{
    return comesBefore(EventPlace{left.time, left.name}, EventPlace{right.time, right.name});
}

std::string writeComment(const Comment& comment)
{
    Json json = eventJson(commentName(comment.kind), kVersion);
    writeSubject(json, comment);
    json["time"] = zonedTime(comment.time);
    if (!comment.thread.empty())
        json["thread"] = comment.thread;
    if (comment.place)
        json["place"] = {{"x", comment.place->x},
                         {"y", comment.place->y},
                         {"width", comment.place->width},
                         {"height", comment.place->height}};
    if (!comment.text.empty())
        json["text"] = comment.text;
    json["replaces"] = comment.replaces;
    return writeJson(json) + "\n";
}

Result<std::optional<Comment>> parseComment(std::string_view text)
{
    return parseEventOf(kKinds, kVersion, readComment, text);
}

std::vector<CommentThread> threadsOf(const EventLog& events, ObjectId object)
{
    const std::span<const Comment> comments = events.commentsOf(object);
    std::vector<CommentThread> threads;
    for (const Comment& comment : comments) {
        if (comment.kind == Comment::Kind::Said && comment.thread.empty())
            threads.push_back({&comment, {}, false});
    }
    for (CommentThread& thread : threads) {
        const Comment* end = nullptr;
        for (const Comment& comment : comments) {
            if (comment.thread != thread.first->name)
                continue;
            if (comment.kind == Comment::Kind::Said)
                thread.replies.push_back(&comment);
            else if (!end && !isReplaced(comment, comments))
                end = &comment;
        }
        thread.isResolved = end && end->kind == Comment::Kind::Resolved;
    }
    return threads;
}

std::vector<std::string> openThreads(const EventLog& events, ObjectId object)
{
    std::vector<std::string> names;
    for (const CommentThread& thread : threadsOf(events, object)) {
        if (!thread.isResolved)
            names.push_back(thread.first->name);
    }
    return names;
}

Result<Comment> prepareComment(const Job& job, ObjectId object, const Worker& worker, std::string text,
                               std::optional<Rect> place)
{
    if (Status checked = checkText(text); !checked)
        return checked.error();
    if (place && (place->x < 0 || place->y < 0 || place->width < 1 || place->height < 1))
        return Error{ErrorCode::InvalidArgument, "a comment is pinned to pixels of the photo"};
    Result<Comment> comment = commentOn(job, object, worker, Comment::Kind::Said);
    if (!comment)
        return comment;
    comment->place = place;
    comment->text = std::move(text);
    return comment;
}

Result<Comment> prepareReply(const Job& job, ObjectId object, const Worker& worker, std::string text,
                             const std::string& thread)
{
    if (Status checked = checkText(text); !checked)
        return checked.error();
    if (const Result<CommentThread> found = findThread(job, object, thread); !found)
        return found.error();
    Result<Comment> comment = commentOn(job, object, worker, Comment::Kind::Said);
    if (!comment)
        return comment;
    comment->thread = thread;
    comment->text = std::move(text);
    return comment;
}

Result<Comment> prepareThreadEnd(const Job& job, ObjectId object, const Worker& worker, Comment::Kind kind,
                                 const std::string& thread)
{
    const Result<CommentThread> found = findThread(job, object, thread);
    if (!found)
        return found.error();
    if (found->isResolved == (kind == Comment::Kind::Resolved))
        return Error{ErrorCode::InvalidArgument,
                     found->isResolved ? "the comment is resolved already" : "the comment is open already"};
    Result<Comment> comment = commentOn(job, object, worker, kind);
    if (!comment)
        return comment;
    comment->thread = thread;
    for (const Comment& other : job.events().commentsOf(object)) {
        if (other.thread == thread && other.kind != Comment::Kind::Said)
            comment->replaces.push_back(other.name);
    }
    return comment;
}

} // namespace labelwright
