// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// For .cpp files only, as core/base/Json.h is.

#include "core/base/Json.h"
#include "core/base/Result.h"
#include "core/base/Time.h"
#include "core/job/Team.h"
#include "core/job/Worker.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace labelwright {

/// What the first members of a JSON file of ours say.
struct FileHead {
    std::string_view format;  ///< "labelwright-job"
    std::int64_t version = 1; ///< The latest that this program knows.
    std::string_view called;  ///< In sentences: "job".
};

/// Malformed: the member is missing or no proper value.
Error wrongKey(const FileHead& head, std::string_view key);

/// Errors: Malformed.
Status checkFormat(const Json& json, const FileHead& head);
/// Errors: Malformed; NewerVersion.
Status checkVersion(const Json& json, const FileHead& head);

/// The array at `key`, each element read by `readOne`, which gives nullopt for what is none. Errors: Malformed.
template <typename ReadOne>
auto readArray(const FileHead& head, const Json& json, std::string_view key, ReadOne readOne)
    -> Result<std::vector<typename decltype(readOne(json))::value_type>>
{
    const Json* array = memberOf(json, key);
    if (!array || !array->is_array())
        return wrongKey(head, key);
    std::vector<typename decltype(readOne(json))::value_type> values;
    for (const Json& element : *array) {
        auto value = readOne(element);
        if (!value)
            return wrongKey(head, key);
        values.push_back(*std::move(value));
    }
    return values;
}

/// nullopt for an empty text too.
std::optional<std::string> readText(const Json& json);

/// "2026-11-22T09:07:42.870123Z"
std::string zonedTime(Time time);

Json workerJson(const Worker& worker);
/// nullopt without a name or an id.
std::optional<Worker> readWorker(const Json& json);

/// The worker's members with role and status.
Json memberJson(const TeamMember& member);
std::optional<TeamMember> readMember(const Json& json);

} // namespace labelwright
