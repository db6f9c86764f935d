// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/ClickLine.h"

#include "core/base/Json.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <utility>

namespace labelwright {
namespace {

constexpr double kMaxCoordinate = 1'000'000;
constexpr std::array<std::string_view, 9> kKeys{"image", "label", "top",        "bottom",    "left",
                                                "right", "out",   "foreground", "background"};

std::optional<Point> pointIn(const Json& value)
{
    if (!value.is_array() || value.size() != 2)
        return std::nullopt;
    for (const Json& number : value) {
        if (!number.is_number_integer() || std::abs(number.get<double>()) > kMaxCoordinate)
            return std::nullopt;
    }
    return Point{value[0].get<int>(), value[1].get<int>()};
}

Result<Point> pointOf(const Json& line, std::string_view key)
{
    const Json* member = memberOf(line, key);
    const std::optional<Point> point = member ? pointIn(*member) : std::nullopt;
    if (!point)
        return Error{ErrorCode::InvalidArgument, fmt::format("\"{}\" must be [x,y] in whole pixels", key)};
    return *point;
}

std::optional<HintStroke> strokeIn(const Json& value, bool belongs)
{
    if (!value.is_array() || value.empty())
        return std::nullopt;
    HintStroke stroke{{}, belongs};
    for (const Json& each : value) {
        const std::optional<Point> point = pointIn(each);
        if (!point)
            return std::nullopt;
        stroke.points.push_back(*point);
    }
    return stroke;
}

Status appendStrokes(const Json& line, std::string_view key, bool belong, std::vector<HintStroke>& strokes)
{
    const Json* member = memberOf(line, key);
    if (!member || member->is_null())
        return ok();
    const Error wrong{ErrorCode::InvalidArgument,
                      fmt::format("\"{}\" must be a list of strokes, each a list of [x,y] in whole pixels", key)};
    if (!member->is_array())
        return wrong;
    for (const Json& each : *member) {
        std::optional<HintStroke> stroke = strokeIn(each, belong);
        if (!stroke)
            return wrong;
        strokes.push_back(*std::move(stroke));
    }
    return ok();
}

Status checkKeys(const Json& line)
{
    if (!line.is_object())
        return Error{ErrorCode::InvalidArgument, "a line must be one JSON object, {\"image\":...}"};
    for (const auto& [key, value] : line.items()) {
        if (std::ranges::find(kKeys, key) == kKeys.end())
            return Error{ErrorCode::InvalidArgument,
                         fmt::format("there is no key \"{}\"; there is: {}", key, fmt::join(kKeys, ", "))};
    }
    return ok();
}

} // namespace

Result<ClickLine> parseClickLine(std::string_view text)
{
    const Result<Json> line = parseJson(text);
    if (!line)
        return Error{ErrorCode::InvalidArgument, line.error().detail};
    if (Status known = checkKeys(*line); !known)
        return known.error();
    ClickLine click;
    click.image = stringOf(*line, "image").value_or("");
    click.label = stringOf(*line, "label").value_or("");
    click.out = stringOf(*line, "out").value_or("");
    if (click.image.empty())
        return Error{ErrorCode::InvalidArgument, "\"image\" must name a file"};
    ExtremePoints& points = click.hints.points;
    for (const auto& [key, point] : {std::pair{"top", &points.top}, std::pair{"bottom", &points.bottom},
                                     std::pair{"left", &points.left}, std::pair{"right", &points.right}}) {
        const Result<Point> parsed = pointOf(*line, key);
        if (!parsed)
            return parsed.error();
        *point = *parsed;
    }
    for (const auto& [key, belong] : {std::pair{"foreground", true}, std::pair{"background", false}}) {
        if (Status read = appendStrokes(*line, key, belong, click.hints.strokes); !read)
            return read.error();
    }
    return click;
}

} // namespace labelwright
