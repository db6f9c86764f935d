// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Json.h"

#include <charconv>
#include <cmath>
#include <cstdint>
#include <limits>

namespace labelwright {
namespace {

constexpr int kMaxDepth = 100;

Error malformed(const std::string& detail, std::size_t byte)
{
    Error error{ErrorCode::Malformed, detail};
    error.position = static_cast<std::int64_t>(byte);
    error.positionIsLine = false;
    return error;
}

bool nestedTooDeep(std::string_view text)
{
    int depth = 0;
    bool inString = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (inString) {
            if (c == '\\')
                ++i;
            else if (c == '"')
                inString = false;
        } else if (c == '"') {
            inString = true;
        } else if (c == '{' || c == '[') {
            if (++depth > kMaxDepth)
                return true;
        } else if (c == '}' || c == ']') {
            --depth;
        }
    }
    return false;
}

} // namespace

Result<Json> parseJson(std::string_view text)
{
    if (nestedTooDeep(text))
        return Error{ErrorCode::TooLarge, "this JSON is nested more than 100 deep"};
    // The library takes a zero byte for the end of the text.
    if (const std::size_t zero = text.find('\0'); zero != std::string_view::npos)
        return malformed("this is not valid JSON", zero);
    try {
        return Json::parse(text);
    } catch (const Json::parse_error& failure) {
        return malformed("this is not valid JSON", failure.byte);
    } catch (const Json::exception&) {
        return malformed("this JSON holds a number that is out of range", 0);
    }
}

std::string writeJson(const Json& json)
{
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string writeIndentedJson(const Json& json)
{
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

const Json* memberOf(const Json& json, std::string_view key)
{
    if (!json.is_object())
        return nullptr;
    const auto found = json.find(std::string(key));
    return found == json.end() ? nullptr : &*found;
}

std::optional<std::string> stringOf(const Json& json, std::string_view key)
{
    const Json* member = memberOf(json, key);
    return member && member->is_string() ? std::optional(member->get<std::string>()) : std::nullopt;
}

std::string textAt(const Json& json, std::string_view key)
{
    return stringOf(json, key).value_or("");
}

std::optional<double> numberOf(const Json& json, std::string_view key)
{
    const Json* member = memberOf(json, key);
    return member && member->is_number() ? std::optional(member->get<double>()) : std::nullopt;
}

std::optional<std::int64_t> integerOf(const Json& json, std::string_view key)
{
    const Json* member = memberOf(json, key);
    if (!member || !member->is_number_integer())
        return std::nullopt;
    constexpr auto kMax = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
    if (member->is_number_unsigned() && member->get<std::uint64_t>() > kMax)
        return std::nullopt;
    return member->get<std::int64_t>();
}

std::optional<bool> booleanOf(const Json& json, std::string_view key)
{
    const Json* member = memberOf(json, key);
    return member && member->is_boolean() ? std::optional(member->get<bool>()) : std::nullopt;
}

std::optional<double> looseNumber(const Json& value)
{
    if (value.is_number())
        return value.get<double>();
    if (!value.is_string())
        return std::nullopt;
    const std::string& text = value.get_ref<const std::string&>();
    double number = 0;
    const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), number);
    const bool whole = failure == std::errc() && end == text.data() + text.size();
    return whole && std::isfinite(number) ? std::optional(number) : std::nullopt;
}

std::optional<std::int64_t> looseInteger(const Json& value)
{
    constexpr double kLimit = 9007199254740992.0; // 2^53: every integer below it is exact as a double
    const std::optional<double> number = looseNumber(value);
    if (!number || *number != std::trunc(*number) || std::abs(*number) > kLimit)
        return std::nullopt;
    return static_cast<std::int64_t>(*number);
}

} // namespace labelwright
