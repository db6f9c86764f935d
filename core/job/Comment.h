// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Geometry.h"
#include "core/base/Result.h"
#include "core/base/Time.h"
#include "core/job/ObjectId.h"
#include "core/job/Worker.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace labelwright {

class EventLog;
class Job;

/// Something said about an object, or the end of a thread of it; immutable once written, beside the object's answers.
struct Comment {
    enum class Kind : std::uint8_t {
        Said,
        Resolved, ///< What the thread was about is done.
        Reopened,
    };
    Kind kind{};
    ObjectId object = 0;
    std::string sourceRef; ///< As the manifest's line said it.
    std::string stage;     ///< The verification stage's name.
    Worker worker;
    Time time{};        ///< Also in the event's name.
    std::string thread; ///< Name of the comment that began the thread; empty for that one itself.
    /// Of a first comment that is pinned to the picture: pixels of the photo as displayed, 1 x 1 for a point.
    std::optional<Rect> place{};
    std::string text;                  ///< Of Said: never empty, at most kMaxCommentCharacters.
    std::vector<std::string> replaces; ///< Of the others: the thread's earlier ends that this one takes the place of.
    std::string name;                  ///< File name of the event, set when it is written or read; not in the JSON.
    friend bool operator==(const Comment&, const Comment&) = default;
};

inline constexpr std::size_t kMaxCommentCharacters = 2000;

/// "commented", "resolved" or "reopened", which is also the event's kind in its file.
std::string_view commentName(Comment::Kind kind);

/// By time, then by the hash in the name, as answers are (DESIGN rule 4).
bool comesBefore(const Comment& left, const Comment& right);

/// The event file's text; `name` is not part of it.
std::string writeComment(const Comment& comment);

/// nullopt for an event of another kind. Errors: NewerVersion; Malformed, naming the key. Without a path.
Result<std::optional<Comment>> parseComment(std::string_view text);

/// A comment and what was said to it. Pointers into the log: valid until an event of the object is added.
struct CommentThread {
    const Comment* first = nullptr;
    std::vector<const Comment*> replies; ///< In order.
    bool isResolved = false;             ///< By the end that no other replaced, of several the first.
};

/// The object's threads, in the order in which they were begun. What belongs to a thread that has not arrived is not
/// there yet.
std::vector<CommentThread> threadsOf(const EventLog& events, ObjectId object);

/// Names of the first comments of those that are not resolved.
std::vector<std::string> openThreads(const EventLog& events, ObjectId object);

// Each makes an event that is to be written by writeCommentFile() and taken up by EventLog::add(). Thread: the job's.
// Errors: those of Job::source; InvalidArgument for a text that is empty or too long, a place that is no pixel, a
// thread that the object has not, and one that is in that state already.

Result<Comment> prepareComment(const Job& job, ObjectId object, const Worker& worker, std::string text,
                               std::optional<Rect> place);
Result<Comment> prepareReply(const Job& job, ObjectId object, const Worker& worker, std::string text,
                             const std::string& thread);
Result<Comment> prepareThreadEnd(const Job& job, ObjectId object, const Worker& worker, Comment::Kind kind,
                                 const std::string& thread);

} // namespace labelwright
