// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/RowKernels.h"

#include <algorithm>
#include <cstddef>
#include <cstring>

// The resolvers behind target_clones run before a sanitizer is ready.
#if defined(__x86_64__) && defined(__linux__) && defined(__GNUC__) && !defined(__clang__) &&                           \
    !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#define LABELWRIGHT_CLONES __attribute__((target_clones("avx2", "default")))
#else
#define LABELWRIGHT_CLONES
#endif

namespace labelwright {
namespace {

constexpr std::uint32_t kOpaque = 0xff000000U;
constexpr std::uint32_t kTwoChannels = 0x00ff00ffU;
constexpr std::uint64_t kFourLanes = 0x00ff00ff00ff00ffU;
constexpr int kBlock = 32;

inline std::uint8_t byte(std::uint32_t pixel, unsigned number)
{
    return static_cast<std::uint8_t>(pixel >> 8U * number);
}

/// The four bytes in four lanes of 16 bits, in the order 0, 2, 1, 3.
inline std::uint64_t spread(std::uint32_t pixel)
{
    return (pixel | std::uint64_t{pixel} << 24U) & kFourLanes;
}

inline std::uint32_t blend(std::uint32_t under, std::uint32_t over)
{
    const std::uint32_t rest = 255 - (over >> 24U);
    const auto scaled = [rest](std::uint32_t channels) {
        const std::uint32_t product = channels * rest + 0x00800080U;
        return (product + (product >> 8U & kTwoChannels)) >> 8U & kTwoChannels;
    };
    return kOpaque | ((over & ~kOpaque) + (scaled(under & kTwoChannels) | scaled(under >> 8U & 0xffU) << 8U));
}

struct Offset {
    int dx = 0;
    int dy = 0;
    bool isNear = false;
};

/// The places whose label makes a pixel part of an outline (near) or of its casing.
constexpr auto kDisc = [] {
    std::array<Offset, 36> disc{};
    std::size_t count = 0;
    for (int dy = -kOutlineReach; dy <= kOutlineReach; ++dy) {
        for (int dx = -kOutlineReach; dx <= kOutlineReach; ++dx) {
            const int distance = dx * dx + dy * dy;
            if (distance > 0 && distance <= 10)
                disc[count++] = {dx, dy, distance <= 5};
        }
    }
    return disc;
}();

/// Pixels [x, x + count) of a row; in a function of its own so that the usual count is known to the compiler.
[[gnu::always_inline]] inline void outlineBlock(const std::array<const Label*, 2 * kOutlineReach + 1>& rows, int x,
                                                Part* to, int count)
{
    std::array<Label, kBlock> near{};
    std::array<Label, kBlock> far{};
    const Label* centre = rows[kOutlineReach] + x;
    for (const Offset& offset : kDisc) {
        const Label* other = rows[static_cast<std::size_t>(kOutlineReach + offset.dy)] + x + offset.dx;
        Label* different = offset.isNear ? near.data() : far.data();
        for (int i = 0; i < count; ++i)
            different[i] |= static_cast<Label>(other[i] ^ centre[i]);
    }
    for (int i = 0; i < count; ++i) {
        const Part inside = far[static_cast<std::size_t>(i)] != 0 ? Part::Casing : Part::Inside;
        to[x + i] = near[static_cast<std::size_t>(i)] != 0 ? Part::Edge : inside;
    }
}

/// The inside of a single label.
inline bool isPlain(const Label* labels, const Part* parts, int count)
{
    int different = 0;
    for (int i = 0; i < count; ++i)
        different |= (labels[i] ^ labels[0]) | static_cast<int>(parts[i]);
    return different == 0;
}

} // namespace

std::uint32_t blended(std::uint32_t under, std::uint32_t over)
{
    return blend(under, over);
}

LABELWRIGHT_CLONES
void expandRow(const std::uint8_t* bgr, std::uint32_t* to, int count)
{
    for (int x = 0; x < count; ++x)
        to[x] = kOpaque | std::uint32_t{bgr[3 * x + 2]} << 16U | std::uint32_t{bgr[3 * x + 1]} << 8U | bgr[3 * x];
}

LABELWRIGHT_CLONES
void mixRows(const std::uint8_t* upper, const std::uint8_t* lower, int share, std::uint8_t* to, int count)
{
    const auto second = static_cast<std::uint16_t>(share);
    const auto first = static_cast<std::uint16_t>(256 - share);
    for (int i = 0; i < count; ++i) {
        const auto sum = static_cast<std::uint16_t>(upper[i] * first + lower[i] * second);
        to[i] = static_cast<std::uint8_t>(sum >> 8U);
    }
}

LABELWRIGHT_CLONES
void pickRow(const std::uint32_t* from, const std::int32_t* columns, std::uint32_t* to, int count)
{
    for (int x = 0; x < count; ++x)
        to[x] = from[columns[x]];
}

LABELWRIGHT_CLONES
void interpolateRow(const std::uint32_t* from, const ColumnPairs& pairs, std::uint32_t* to, int count)
{
    for (int x = 0; x < count; ++x) {
        const std::uint32_t share = pairs.share[x];
        const std::uint64_t sum = spread(from[pairs.first[x]]) * (256 - share) + spread(from[pairs.second[x]]) * share;
        const std::uint64_t lanes = sum >> 8U & kFourLanes;
        to[x] = static_cast<std::uint32_t>(lanes | lanes >> 24U);
    }
}

LABELWRIGHT_CLONES
void recolorRow(std::uint32_t* row, const PhotoColors& colors, int count)
{
    if (colors.ofLuminance) {
        for (int x = 0; x < count; ++x)
            row[x] = luminanceOf(byte(row[x], 0), byte(row[x], 1), byte(row[x], 2)) * 0x010101U;
    }
    for (int x = 0; x < count; ++x)
        row[x] = kOpaque | colors.blue[byte(row[x], 0)] | colors.green[byte(row[x], 1)] | colors.red[byte(row[x], 2)];
}

LABELWRIGHT_CLONES
void edgeRow(const Label* above, const Label* row, const Label* below, Part* to, int count)
{
    for (int x = 0; x < count; ++x) {
        const int different = (row[x] ^ row[x - 1]) | (row[x] ^ row[x + 1]) | (row[x] ^ above[x]) | (row[x] ^ below[x]);
        to[x] = different != 0 ? Part::Edge : Part::Inside;
    }
}

LABELWRIGHT_CLONES
void outlineRow(const std::array<const Label*, 2 * kOutlineReach + 1>& rows, Part* to, int count)
{
    int x = 0;
    for (; x + kBlock <= count; x += kBlock)
        outlineBlock(rows, x, to, kBlock);
    outlineBlock(rows, x, to, count - x);
}

LABELWRIGHT_CLONES
void joinRows(const Label* upper, const Label* lower, Label* to, int count)
{
    for (int x = 0; x < count; ++x)
        to[x] = upper[x] == lower[x] ? upper[x] : kMixed;
}

LABELWRIGHT_CLONES
void blendRow(const std::uint32_t* under, const Label* labels, const Part* parts, const OverlayColors& colors,
              const std::uint32_t* hatch, std::uint32_t* to, int count)
{
    const std::uint32_t* table = colors.byPart[0].data();
    for (int x = 0; x < count; x += kBlock) {
        const int end = std::min(x + kBlock, count);
        const bool plain = isPlain(labels + x, parts + x, end - x);
        if (plain && labels[x] == kUnlabelled && hatch) {
            for (int i = x; i < end; ++i)
                to[i] = blend(under[i], hatch[i]);
        } else if (plain) {
            const std::uint32_t over = table[labels[x]];
            for (int i = x; i < end; ++i)
                to[i] = blend(under[i], over);
        } else {
            for (int i = x; i < end; ++i) {
                const std::uint32_t over = table[static_cast<std::size_t>(parts[i]) << 8U | labels[i]];
                to[i] = blend(under[i], hatch && labels[i] == kUnlabelled ? hatch[i] : over);
            }
        }
    }
}

} // namespace labelwright
