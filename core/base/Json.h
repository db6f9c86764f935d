// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// For .cpp files only: the one header that names the JSON library's type, and Json.cpp the one file that catches its
// exceptions. tests/architecture checks that no other header includes it.

#include "core/base/Result.h"

#include <nlohmann/json.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace labelwright {

/// Keeps keys in the order of the text; what Ground Truth writes is not sorted everywhere.
using Json = nlohmann::ordered_json;

/// Strict JSON (no comments, no NaN, valid UTF-8), the whole of `text`, nested at most 100 deep.
/// Errors: Malformed with the byte offset.
Result<Json> parseJson(std::string_view text);

/// As Ground Truth writes: no spaces, non-ASCII text raw. Invalid UTF-8 is replaced by U+FFFD.
std::string writeJson(const Json& json);

/// With an indent of two and a final line break, for files of ours that people may read.
std::string writeIndentedJson(const Json& json);

/// Members of an object by key: nullopt or nullptr where `json` is no object, lacks the key, or holds another type
/// (an integer beyond 64 bits with sign is one).
const Json* memberOf(const Json& json, std::string_view key);
std::optional<std::string> stringOf(const Json& json, std::string_view key);
/// The same, empty instead of nullopt.
std::string textAt(const Json& json, std::string_view key);
std::optional<double> numberOf(const Json& json, std::string_view key);
std::optional<std::int64_t> integerOf(const Json& json, std::string_view key);
std::optional<bool> booleanOf(const Json& json, std::string_view key);

/// A number that may also stand as text, 3 or "3", as Ground Truth's files have it in places; nullopt for anything
/// else. An integer may be written 3.0 and lies within 2^53.
std::optional<double> looseNumber(const Json& value);
std::optional<std::int64_t> looseInteger(const Json& value);

} // namespace labelwright
