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
constexpr int kBlock = 32;

inline std::uint8_t byte(std::uint32_t pixel, unsigned number)
{
    return static_cast<std::uint8_t>(pixel >> 8U * number);
}

using Bytes = std::uint8_t __attribute__((vector_size(16)));
using Words = std::uint16_t __attribute__((vector_size(16)));

/// For each share the weights of two pixels' blue, green, red and nothing.
constexpr auto kWeights = [] {
    std::array<std::array<std::uint16_t, 8>, 256> weights{};
    for (std::uint16_t share = 0; share < 256; ++share) {
        const auto rest = static_cast<std::uint16_t>(256 - share);
        weights[share] = {rest, rest, rest, 0, share, share, share, 0};
    }
    return weights;
}();

/// under * (255 - alpha) / 255 + over, byte by byte: the alpha of `over` is in each byte of `rest`, taken from 255.
[[gnu::always_inline]] inline void blendBytes(const std::uint8_t* under, const std::uint8_t* over,
                                              const std::uint8_t* rest, std::uint8_t* to, int count)
{
    for (int i = 0; i < count; ++i) {
        const auto product = static_cast<std::uint16_t>(under[i] * rest[i] + 128);
        const auto scaled = static_cast<std::uint16_t>(product + (product >> 8U));
        to[i] = static_cast<std::uint8_t>((scaled >> 8U) + over[i]);
    }
}

/// Pixels [x, x + count), whose colours are in `over`.
[[gnu::always_inline]] inline void blendBlock(const std::uint32_t* under, const std::uint32_t* over, std::uint32_t* to,
                                              int count)
{
    std::array<std::uint32_t, kBlock> rest;
    std::array<std::uint32_t, kBlock> result;
    for (int i = 0; i < count; ++i)
        rest[static_cast<std::size_t>(i)] = (255 - (over[i] >> 24U)) * 0x010101U;
    blendBytes(reinterpret_cast<const std::uint8_t*>(under), reinterpret_cast<const std::uint8_t*>(over),
               reinterpret_cast<const std::uint8_t*>(rest.data()), reinterpret_cast<std::uint8_t*>(result.data()),
               4 * count);
    for (int i = 0; i < count; ++i)
        to[i] = kOpaque | result[static_cast<std::size_t>(i)];
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
    std::uint32_t pixel = 0;
    blendBlock(&under, &over, &pixel, 1);
    return pixel;
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
void interpolateRow(const std::uint8_t* bgr, const std::int32_t* columns, const std::uint8_t* shares, std::uint32_t* to,
                    int count)
{
    for (int x = 0; x < count; ++x) {
        Bytes pixels;
        Words weights;
        std::memcpy(&pixels, bgr + std::ptrdiff_t{3} * columns[x], sizeof pixels);
        std::memcpy(&weights, kWeights[shares[x]].data(), sizeof weights);
        const Bytes spread =
            __builtin_shufflevector(pixels, Bytes{}, 0, 16, 1, 16, 2, 16, 16, 16, 3, 16, 4, 16, 5, 16, 16, 16);
        Words products;
        std::memcpy(&products, &spread, sizeof products);
        products *= weights;
        products += __builtin_shufflevector(products, products, 4, 5, 6, 7, 0, 1, 2, 3);
        Bytes sums;
        std::memcpy(&sums, &products, sizeof sums);
        sums = __builtin_shufflevector(sums, Bytes{}, 1, 3, 5, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16);
        std::uint32_t pixel = 0;
        std::memcpy(&pixel, &sums, sizeof pixel);
        to[x] = kOpaque | pixel;
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
    std::array<std::uint32_t, kBlock> over;
    for (int x = 0; x < count; x += kBlock) {
        const int block = std::min(kBlock, count - x);
        const bool plain = isPlain(labels + x, parts + x, block);
        if (plain && labels[x] == kUnlabelled && hatch) {
            std::copy_n(hatch + x, block, over.data());
        } else if (plain) {
            over.fill(table[labels[x]]);
        } else {
            for (int i = 0; i < block; ++i) {
                const std::uint32_t color = table[static_cast<std::size_t>(parts[x + i]) << 8U | labels[x + i]];
                over[static_cast<std::size_t>(i)] = hatch && labels[x + i] == kUnlabelled ? hatch[x + i] : color;
            }
        }
        if (block == kBlock)
            blendBlock(under + x, over.data(), to + x, kBlock);
        else
            blendBlock(under + x, over.data(), to + x, block);
    }
}

} // namespace labelwright
