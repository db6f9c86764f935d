// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/ClickLine.h"

#include "core/base/Json.h"

#include <fmt/format.h>

#include <cmath>

namespace labelwright {
namespace {

constexpr double kMaxCoordinate = 1'000'000;

Result<Point> pointOf(const Json& line, std::string_view key)
{
    const Error wrong{ErrorCode::Malformed, fmt::format("\"{}\" must be [x,y] in whole pixels", key)};
    const Json* member = memberOf(line, key);
    if (!member || !member->is_array() || member->size() != 2)
        return wrong;
    for (const Json& number : *member) {
        if (!number.is_number_integer() || std::abs(number.get<double>()) > kMaxCoordinate)
            return wrong;
    }
    return Point{(*member)[0].get<int>(), (*member)[1].get<int>()};
}

} // namespace

Result<ClickLine> parseClickLine(std::string_view text)
{
    const Result<Json> line = parseJson(text);
    if (!line)
        return line.error();
    ClickLine click;
    click.image = stringOf(*line, "image").value_or("");
    click.label = stringOf(*line, "label").value_or("");
    click.out = stringOf(*line, "out").value_or("");
    if (click.image.empty())
        return Error{ErrorCode::Malformed, "\"image\" must name a file"};
    for (const auto& [key, point] : {std::pair{"top", &click.points.top}, std::pair{"bottom", &click.points.bottom},
                                     std::pair{"left", &click.points.left}, std::pair{"right", &click.points.right}}) {
        const Result<Point> parsed = pointOf(*line, key);
        if (!parsed)
            return parsed.error();
        *point = *parsed;
    }
    return click;
}

} // namespace labelwright
