// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dataset/CocoRle.h"

#include "core/mask/TransposedRegion.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <limits>
#include <numeric>

namespace labelwright {
namespace {

constexpr char kFirstCharacter = 48;
constexpr int kBitsPerCharacter = 5;
constexpr int kMaxCharacters = 8; // 40 bits: more than a difference of two runs has

Error malformed(std::string detail, std::size_t position)
{
    Error error{ErrorCode::Malformed, std::move(detail)};
    error.position = static_cast<std::int64_t>(position);
    error.positionIsLine = false;
    return error;
}

} // namespace

std::vector<std::uint32_t> cocoRuns(const Region& region, Size size)
{
    return cocoRunsOfColumns(transposed(region), size);
}

std::vector<std::uint32_t> cocoRunsOfColumns(const Region& columns, Size size)
{
    std::vector<std::uint32_t> runs;
    runs.reserve(2 * columns.spans().size() + 1);
    std::int64_t end = 0; // of the last run inside
    for (const RowSpan& down : columns.spans()) {
        const std::int64_t begin = std::int64_t{down.y} * size.height + down.x0;
        const auto length = static_cast<std::uint32_t>(down.x1 - down.x0);
        if (begin == end && !runs.empty()) {
            runs.back() += length;
        } else {
            runs.push_back(static_cast<std::uint32_t>(begin - end));
            runs.push_back(length);
        }
        end = begin + length;
    }
    if (const std::int64_t all = std::int64_t{size.width} * size.height; end < all)
        runs.push_back(static_cast<std::uint32_t>(all - end));
    return runs;
}

Result<Region> regionOfCocoRuns(std::span<const std::uint32_t> runs, Size size)
{
    const std::int64_t all = std::accumulate(runs.begin(), runs.end(), std::int64_t{0});
    if (all != std::int64_t{size.width} * size.height)
        return Error{ErrorCode::Mismatch,
                     fmt::format("the run lengths are those of {} pixels, and the image has {} x {}", all, size.width,
                                 size.height)};
    std::vector<RowSpan> down;
    std::int64_t begin = 0;
    for (std::size_t run = 0; run < runs.size(); ++run) {
        const std::int64_t end = begin + runs[run];
        while (begin < end && run % 2 == 1) {
            const auto column = static_cast<int>(begin / size.height);
            const auto top = static_cast<int>(begin % size.height);
            const auto bottom = static_cast<int>(std::min<std::int64_t>(size.height, top + (end - begin)));
            down.push_back({column, top, bottom});
            begin += bottom - top;
        }
        begin = end;
    }
    return transposed(Region::fromSpans(std::move(down)));
}

std::string compressedCocoRuns(std::span<const std::uint32_t> runs)
{
    std::string text;
    text.reserve(runs.size() * 2);
    for (std::size_t run = 0; run < runs.size(); ++run) {
        std::int64_t value = runs[run];
        if (run > 2)
            value -= runs[run - 2];
        for (bool isMore = true; isMore;) {
            const auto bits = static_cast<int>(value & 0x1f);
            value >>= kBitsPerCharacter;
            isMore = (bits & 0x10) != 0 ? value != -1 : value != 0; // the highest bit that is written is the sign
            text += static_cast<char>(kFirstCharacter + bits + (isMore ? 0x20 : 0));
        }
    }
    return text;
}

Result<std::vector<std::uint32_t>> parseCocoRuns(std::string_view text)
{
    std::vector<std::uint32_t> runs;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t first = at;
        std::int64_t value = 0;
        for (bool isMore = true; isMore; ++at) {
            if (at == text.size() || at - first == kMaxCharacters)
                return malformed("a run length has no end", first);
            const int bits = text[at] - kFirstCharacter;
            if (bits < 0 || bits > 0x3f)
                return malformed("this is no character of compressed run lengths", at);
            const auto shift = static_cast<int>(at - first) * kBitsPerCharacter;
            value |= std::int64_t{bits & 0x1f} << shift;
            isMore = (bits & 0x20) != 0;
            if (!isMore && (bits & 0x10) != 0)
                value -= std::int64_t{1} << (shift + kBitsPerCharacter);
        }
        if (runs.size() > 2)
            value += runs[runs.size() - 2];
        if (value < 0 || value > std::numeric_limits<std::uint32_t>::max())
            return malformed(fmt::format("a run can't be {} pixels long", value), first);
        runs.push_back(static_cast<std::uint32_t>(value));
    }
    return runs;
}

} // namespace labelwright
