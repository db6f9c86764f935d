// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/ObjectFlag.h"

#include "core/base/Text.h"
#include "core/job/EventJson.h"
#include "core/job/EventOrder.h"
#include "core/job/EventScan.h"
#include "core/job/Job.h"
#include "core/job/JobLayout.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace labelwright {
namespace {

constexpr std::int64_t kVersion = 1;
constexpr std::array<std::string_view, 2> kKinds{"flagged", "unflagged"};

Result<ObjectFlag> readFlag(const Json& json, std::size_t kind)
{
    ObjectFlag flag;
    flag.kind = static_cast<ObjectFlag::Kind>(kind);
    if (Status subject = readSubject(json, flag); !subject)
        return subject.error();
    if (Status time = readTime(json, "time", flag.time); !time)
        return time.error();
    if (Status replaces = readReplaces(json, flag.replaces); !replaces)
        return replaces.error();
    flag.note = textAt(json, "note");
    return flag;
}

Status checkNote(std::string_view note)
{
    if (!isOneLine(note))
        return Error{ErrorCode::InvalidArgument, "the note of a flag is one line"};
    if (const std::size_t characters = characterCount(note); characters > kMaxFlagNote)
        return Error{ErrorCode::InvalidArgument,
                     fmt::format("the note has {} characters; it may have {}", characters, kMaxFlagNote)};
    return ok();
}

} // namespace

std::string_view flagName(ObjectFlag::Kind kind)
{
    return kKinds[static_cast<std::size_t>(kind)];
}

bool comesBefore(const ObjectFlag& left, const ObjectFlag& right)
{
    return comesBefore(EventPlace{left.time, left.name}, EventPlace{right.time, right.name});
}

std::string writeObjectFlag(const ObjectFlag& flag)
{
    Json json = eventJson(flagName(flag.kind), kVersion);
    writeSubject(json, flag);
    json["time"] = zonedTime(flag.time);
    if (!flag.note.empty())
        json["note"] = flag.note;
    json["replaces"] = flag.replaces;
    return writeJson(json) + "\n";
}

Result<std::optional<ObjectFlag>> parseObjectFlag(std::string_view text)
{
    return parseEventOf(kKinds, kVersion, readFlag, text);
}

Result<ObjectFlag> prepareFlag(const Job& job, ObjectId object, const Worker& worker, std::optional<std::string> note)
{
    if (Status checked = checkNote(note.value_or("")); !checked)
        return checked.error();
    const ObjectFlag::Kind kind = note ? ObjectFlag::Kind::Flagged : ObjectFlag::Kind::Unflagged;
    return ObjectFlag{kind, object, {}, job.spec().name, worker, now(), std::move(note).value_or(std::string()),
                      {},   {}};
}

Result<ObjectFlag> writeFlag(const Job& job, ObjectFlag flag)
{
    Result<ObjectSource> source = job.source(flag.object);
    if (!source)
        return source.error();
    flag.sourceRef = std::move(source->sourceRef);
    flag.replaces.clear();
    // Also those that are replaced already: whoever has not yet read what came between sees the last one all the same.
    for (const ObjectFlag& other : scanObjectEvents(eventsFolder(job.folder()), flag.object).flags)
        flag.replaces.push_back(other.name);
    std::sort(flag.replaces.begin(), flag.replaces.end());
    return writeObjectFlagFile(job.folder(), std::move(flag));
}

Result<ObjectFlag> flagObject(Job& job, ObjectId object, const Worker& worker, std::optional<std::string> note)
{
    if (!note && !job.events().currentFlag(object))
        return Error{ErrorCode::InvalidArgument, fmt::format("object {} is not flagged", object), job.folder()};
    Result<ObjectFlag> prepared = prepareFlag(job, object, worker, std::move(note));
    if (!prepared)
        return prepared.error();
    Result<ObjectFlag> written = writeFlag(job, *std::move(prepared));
    if (written)
        job.events().add(*written);
    return written;
}

} // namespace labelwright
