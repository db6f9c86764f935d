// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dataset/formats/SegmentationJson.h"

#include "core/dataset/CocoRle.h"
#include "core/dataset/MaskAssembly.h"

#include <fmt/format.h>

#include <cstdint>
#include <iterator>
#include <limits>
#include <optional>

namespace labelwright {
namespace {

Result<std::vector<std::uint32_t>> listedRuns(const Json& counts)
{
    std::vector<std::uint32_t> runs;
    for (const Json& count : counts) {
        const std::optional<std::int64_t> run = looseInteger(count);
        if (!run || *run < 0 || *run > std::numeric_limits<std::uint32_t>::max())
            return Error{ErrorCode::Malformed, "a run length is expected in \"counts\""};
        runs.push_back(static_cast<std::uint32_t>(*run));
    }
    return runs;
}

} // namespace

std::string rleJson(const Region& columns, Size size)
{
    std::string text = "{\"counts\":\"";
    for (const char c : compressedCocoRuns(cocoRunsOfColumns(columns, size))) {
        if (c == '\\')
            text += '\\';
        text += c;
    }
    fmt::format_to(std::back_inserter(text), "\",\"size\":[{},{}]}}", size.height, size.width);
    return text;
}

std::string ringsJson(std::span<const std::vector<PointF>> ringsOfColumns)
{
    std::string text = "[";
    for (const std::vector<PointF>& ring : ringsOfColumns) {
        text += text.size() > 1 ? ",[" : "[";
        for (const PointF& vertex : ring) {
            for (const double place : {vertex.y, vertex.x}) {
                const fmt::format_int number(static_cast<int>(place));
                text.append(number.data(), number.size());
                text += ',';
            }
        }
        text.back() = ']';
    }
    return text + "]";
}

Result<Region> regionOfRle(const Json& rle, Size size)
{
    const Json* given = memberOf(rle, "size");
    if (!given || !given->is_array() || given->size() != 2)
        return Error{ErrorCode::Malformed, "run lengths have no \"size\" of two numbers"};
    if (looseInteger((*given)[0]) != size.height || looseInteger((*given)[1]) != size.width)
        return Error{ErrorCode::Mismatch, fmt::format("run lengths are of the size {}, and the image has [{},{}]",
                                                      writeJson(*given), size.height, size.width)};
    const Json* counts = memberOf(rle, "counts");
    if (!counts || !(counts->is_string() || counts->is_array()))
        return Error{ErrorCode::Malformed, "run lengths have no \"counts\""};
    const Result<std::vector<std::uint32_t>> runs =
        counts->is_array() ? listedRuns(*counts) : parseCocoRuns(counts->get_ref<const std::string&>());
    return runs ? regionOfCocoRuns(*runs, size) : Result<Region>(runs.error());
}

Result<Region> regionOfRing(const Json& ring, Size size)
{
    if (!ring.is_array() || ring.size() % 2 != 0)
        return Error{ErrorCode::Malformed, "an outline is expected, x and y by turns"};
    std::vector<PointF> vertices;
    for (std::size_t at = 0; at < ring.size(); at += 2) {
        const std::optional<double> x = looseNumber(ring[at]);
        const std::optional<double> y = looseNumber(ring[at + 1]);
        if (!x || !y)
            return Error{ErrorCode::Malformed, "a number is expected in an outline"};
        vertices.push_back({*x, *y});
    }
    return regionOfOutline(vertices, size);
}

} // namespace labelwright
