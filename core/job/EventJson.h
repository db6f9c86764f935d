// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// For .cpp files only, as core/base/Json.h is.

#include "core/job/FileJson.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace labelwright {

// What all events have in common, whatever they are about. Errors of all that reads: Malformed, naming the key.

inline constexpr FileHead kEvent{"labelwright-event", 1, "event"}; ///< The latest version is each kind's own.

Error wrongKey(std::string_view key);

/// The first members of an event.
Json eventJson(std::string_view kind, std::int64_t version);

/// The place of the event's kind among `kinds`; nullopt for an event of none of them. Errors also: NewerVersion when
/// it is one of them and its version is above `version`.
Result<std::optional<std::size_t>> eventKind(const Json& json, std::span<const std::string_view> kinds,
                                             std::int64_t version);

/// The event in `text`, read by `read` from its JSON and its kind's place among `kinds`; nullopt for one of another
/// kind. Errors also: those of parseJson, eventKind and `read`.
template <typename Event>
Result<std::optional<Event>> parseEventOf(std::span<const std::string_view> kinds, std::int64_t version,
                                          Result<Event> (*read)(const Json& json, std::size_t kind),
                                          std::string_view text)
{
    const Result<Json> json = parseJson(text);
    if (!json)
        return json.error();
    const Result<std::optional<std::size_t>> kind = eventKind(*json, kinds, version);
    if (!kind)
        return kind.error();
    if (!*kind)
        return std::optional<Event>();
    Result<Event> event = read(*json, **kind);
    if (!event)
        return event.error();
    return std::optional(*std::move(event));
}

/// FileJson's readArray().
template <typename ReadOne>
auto readArray(const Json& json, std::string_view key, ReadOne readOne)
{
    return readArray(kEvent, json, key, readOne);
}

Status readTime(const Json& json, std::string_view key, Time& time);
Status readWorker(const Json& json, Worker& worker);
Status readReplaces(const Json& json, std::vector<std::string>& replaces);

/// The members that say which object an event is about and whose it is, in the order in which they are written.
template <typename Event>
void writeSubject(Json& json, const Event& event)
{
    json["object"] = event.object;
    json["source-ref"] = event.sourceRef;
    json["stage"] = event.stage;
    json["worker"] = workerJson(event.worker);
}

template <typename Event>
Status readSubject(const Json& json, Event& event)
{
    event.object = integerOf(json, "object").value_or(-1);
    event.sourceRef = textAt(json, "source-ref");
    event.stage = textAt(json, "stage");
    if (event.object < 0)
        return wrongKey("object");
    if (event.sourceRef.empty())
        return wrongKey("source-ref");
    if (event.stage.empty())
        return wrongKey("stage");
    return readWorker(json, event.worker);
}

/// What an event's file says of itself, one of a kind that this version does not know too.
struct EventHead {
    std::string kind;
    Worker worker;
    std::string maskFile{}; ///< A file beside the event's that is part of it; empty without one.
    std::string maskSha256{};
};

Result<EventHead> readEventHead(std::string_view text);

/// Whether `maskFile` is the name of a mask: one of another shape might lead anywhere.
bool isMaskName(const EventHead& head);

/// Seconds that are not negative, at "active-seconds".
Status readActiveSeconds(const Json& json, double& seconds);

} // namespace labelwright
