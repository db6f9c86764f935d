// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/ObjectRange.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>

namespace labelwright {
namespace {

/// Beyond it `last + 1` would overflow one day.
constexpr ObjectId kMaxObject = ObjectId{1} << 53U;

std::optional<ObjectId> parseObject(std::string_view text)
{
    ObjectId object = 0;
    const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), object);
    const bool whole = failure == std::errc() && end == text.data() + text.size();
    return whole && object >= 0 && object <= kMaxObject ? std::optional(object) : std::nullopt;
}

std::optional<ObjectRange> parseRange(std::string_view text)
{
    const std::size_t dash = text.find('-');
    const std::optional<ObjectId> first = parseObject(text.substr(0, dash));
    const std::optional<ObjectId> last = dash == text.npos ? first : parseObject(text.substr(dash + 1));
    if (!first || !last || *last < *first)
        return std::nullopt;
    return ObjectRange{*first, *last};
}

} // namespace

std::vector<ObjectRange> mergedRanges(std::vector<ObjectRange> ranges)
{
    std::sort(ranges.begin(), ranges.end(),
              [](const ObjectRange& left, const ObjectRange& right) { return left.first < right.first; });
    std::vector<ObjectRange> merged;
    for (const ObjectRange& range : ranges) {
        if (!merged.empty() && range.first <= merged.back().last + 1)
            merged.back().last = std::max(merged.back().last, range.last);
        else
            merged.push_back(range);
    }
    return merged;
}

bool holdsObject(const std::vector<ObjectRange>& ranges, ObjectId object)
{
    const auto after = std::upper_bound(ranges.begin(), ranges.end(), object,
                                        [](ObjectId asked, const ObjectRange& range) { return asked < range.first; });
    return after != ranges.begin() && object <= std::prev(after)->last;
}

std::int64_t objectCountOf(const std::vector<ObjectRange>& ranges)
{
    std::int64_t count = 0;
    for (const ObjectRange& range : ranges)
        count += range.last - range.first + 1;
    return count;
}

Result<std::vector<ObjectRange>> parseObjectRanges(std::string_view text)
{
    std::vector<ObjectRange> ranges;
    for (std::size_t begin = 0; begin <= text.size();) {
        const std::size_t end = std::min(text.find(',', begin), text.size());
        const std::string_view part = text.substr(begin, end - begin);
        const std::optional<ObjectRange> range = parseRange(part);
        if (!range)
            return Error{ErrorCode::InvalidArgument,
                         fmt::format("\"{}\" names no objects; write numbers and ranges, as in 0-99,120", part)};
        ranges.push_back(*range);
        begin = end + 1;
    }
    return mergedRanges(std::move(ranges));
}

std::string formatObjectRanges(const std::vector<ObjectRange>& ranges)
{
    std::string text;
    for (const ObjectRange& range : ranges) {
        if (!text.empty())
            text += ',';
        text += range.first == range.last ? fmt::to_string(range.first) : fmt::format("{}-{}", range.first, range.last);
    }
    return text;
}

} // namespace labelwright
