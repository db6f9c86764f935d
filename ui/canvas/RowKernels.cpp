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
constexpr int kEight = 8;

inline std::uint8_t byte(std::uint32_t pixel, unsigned number)
{
    return static_cast<std::uint8_t>(pixel >> 8U * number);
}

using Bytes = std::uint8_t __attribute__((vector_size(16)));
using Words = std::uint16_t __attribute__((vector_size(16)));
using TwoBytes = std::uint8_t __attribute__((vector_size(32)));
using TwoWords = std::uint16_t __attribute__((vector_size(32)));

/// Reads 28 bytes.
[[gnu::always_inline]] inline void expandEight(const std::uint8_t* bgr, std::uint32_t* to)
{
    Bytes left;
    Bytes right;
    std::memcpy(&left, bgr, sizeof left);
    std::memcpy(&right, bgr + 12, sizeof right);
    constexpr TwoBytes kOpaqueByte = TwoBytes{} + 255;
    const TwoBytes both = __builtin_shufflevector(left, right, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16,
                                                  17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31);
    const TwoBytes pixels =
        __builtin_shufflevector(both, kOpaqueByte, 0, 1, 2, 32, 3, 4, 5, 32, 6, 7, 8, 32, 9, 10, 11, 32, //
                                16, 17, 18, 32, 19, 20, 21, 32, 22, 23, 24, 32, 25, 26, 27, 32);
    std::memcpy(to, &pixels, sizeof pixels);
}

/// For each share the weights of two pixels' blue, green, red and nothing.
constexpr auto kWeights = [] {
    std::array<std::array<std::uint16_t, 8>, 256> weights{};
    for (std::uint16_t share = 0; share < 256; ++share) {
        const auto rest = static_cast<std::uint16_t>(256 - share);
        weights[share] = {rest, rest, rest, 0, share, share, share, 0};
    }
    return weights;
}();

/// Blue, green and red of two device pixels in the high bytes of words 0 to 2 and 8 to 10.
[[gnu::always_inline]] inline void interpolateTwo(const std::uint8_t* left, const std::uint8_t* right, int leftShare,
                                                  int rightShare, TwoBytes& sums)
{
    Bytes one;
    Bytes other;
    std::memcpy(&one, left, sizeof one);
    std::memcpy(&other, right, sizeof other);
    const TwoBytes pixels = __builtin_shufflevector(one, other, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15,
                                                    16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31);
    const TwoBytes spread =
        __builtin_shufflevector(pixels, TwoBytes{}, 0, 32, 1, 32, 2, 32, 32, 32, 3, 32, 4, 32, 5, 32, 32, 32, //
                                16, 32, 17, 32, 18, 32, 32, 32, 19, 32, 20, 32, 21, 32, 32, 32);
    Words oneWeight;
    Words otherWeight;
    std::memcpy(&oneWeight, kWeights[static_cast<std::size_t>(leftShare)].data(), sizeof oneWeight);
    std::memcpy(&otherWeight, kWeights[static_cast<std::size_t>(rightShare)].data(), sizeof otherWeight);
    TwoWords products =
        __builtin_shufflevector(oneWeight, otherWeight, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15) *
        reinterpret_cast<TwoWords>(spread);
    products += __builtin_shufflevector(products, products, 4, 5, 6, 7, 0, 1, 2, 3, 12, 13, 14, 15, 8, 9, 10, 11);
    sums = reinterpret_cast<TwoBytes>(products);
}

[[gnu::always_inline]] inline void interpolateFour(const std::uint8_t* bgr, const std::int32_t* columns,
                                                   const std::uint8_t* shares, std::uint32_t* to)
{
    const auto pixel = [&](int i) { return bgr + std::ptrdiff_t{3} * columns[i]; };
    TwoBytes even;
    TwoBytes odd;
    interpolateTwo(pixel(0), pixel(2), shares[0], shares[2], even);
    interpolateTwo(pixel(1), pixel(3), shares[1], shares[3], odd);
    const TwoBytes four = __builtin_shufflevector(even, odd, 1, 3, 5, 7, 33, 35, 37, 39, 1, 3, 5, 7, 33, 35, 37, 39, //
                                                  17, 19, 21, 23, 49, 51, 53, 55, 17, 19, 21, 23, 49, 51, 53, 55);
    std::array<std::uint64_t, 4> pairs;
    std::memcpy(pairs.data(), &four, sizeof four);
    constexpr std::uint64_t kBothOpaque = 0xff000000ff000000ULL;
    const std::array<std::uint64_t, 2> result{pairs[0] | kBothOpaque, pairs[2] | kBothOpaque};
    std::memcpy(to, result.data(), sizeof result);
}

/// under * rest / 255 for the first (0) or last (8) eight bytes of each half of a vector, a word for each.
template <int kFirst>
[[gnu::always_inline]] inline void scaleHalf(const TwoBytes& under, const TwoBytes& rest, TwoWords& result)
{
    const auto words = [](const TwoBytes& from, TwoBytes& to) {
        constexpr TwoBytes kNone{};
        constexpr int k = kFirst;
        to = __builtin_shufflevector(from, kNone, k, 32, k + 1, 32, k + 2, 32, k + 3, 32, k + 4, 32, k + 5, 32, k + 6,
                                     32, k + 7, 32, k + 16, 32, k + 17, 32, k + 18, 32, k + 19, 32, k + 20, 32, k + 21,
                                     32, k + 22, 32, k + 23, 32);
    };
    TwoBytes value;
    TwoBytes factor;
    words(under, value);
    words(rest, factor);
    const TwoWords products = reinterpret_cast<TwoWords>(value) * reinterpret_cast<TwoWords>(factor) + 128;
    result = (products + (products >> 8)) >> 8;
}

/// under * rest / 255 + over, byte by byte, for eight pixels.
[[gnu::always_inline]] inline void blendEight(const std::uint32_t* under, const TwoBytes& rest, const TwoBytes& over,
                                              std::uint32_t* to)
{
    TwoBytes bytes;
    std::memcpy(&bytes, under, sizeof bytes);
    TwoWords first;
    TwoWords last;
    scaleHalf<0>(bytes, rest, first);
    scaleHalf<8>(bytes, rest, last);
    const TwoBytes blended =
        over + __builtin_shufflevector(reinterpret_cast<TwoBytes>(first), reinterpret_cast<TwoBytes>(last), //
                                       0, 2, 4, 6, 8, 10, 12, 14, 32, 34, 36, 38, 40, 42, 44, 46,           //
                                       16, 18, 20, 22, 24, 26, 28, 30, 48, 50, 52, 54, 56, 58, 60, 62);
    std::memcpy(to, &blended, sizeof blended);
}

/// What is left of the colours under a premultiplied one, in each byte; nothing of their alpha.
inline std::uint32_t restUnder(std::uint32_t over)
{
    return (255 - (over >> 24U)) * 0x010101U;
}

/// Eight pixels, each with a colour of its own.
[[gnu::always_inline]] inline void blendEight(const std::uint32_t* under, const std::uint32_t* over, std::uint32_t* to)
{
    std::array<std::uint32_t, kEight> opaque;
    std::array<std::uint32_t, kEight> rest;
    for (std::size_t i = 0; i < kEight; ++i) {
        opaque[i] = over[i] | kOpaque;
        rest[i] = restUnder(over[i]);
    }
    TwoBytes overBytes;
    TwoBytes restBytes;
    std::memcpy(&overBytes, opaque.data(), sizeof overBytes);
    std::memcpy(&restBytes, rest.data(), sizeof restBytes);
    blendEight(under, restBytes, overBytes, to);
}

/// kCount pixels of one colour.
template <int kCount>
[[gnu::always_inline]] inline void blendPlain(const std::uint32_t* under, std::uint32_t over, std::uint32_t* to)
{
    using Pixels = std::uint32_t __attribute__((vector_size(32)));
    const auto overBytes = reinterpret_cast<TwoBytes>(Pixels{} + (over | kOpaque));
    const auto restBytes = reinterpret_cast<TwoBytes>(Pixels{} + restUnder(over));
    for (int x = 0; x < kCount; x += kEight)
        blendEight(under + x, restBytes, overBytes, to + x);
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
    std::uint32_t pixel = kOpaque;
    for (unsigned channel = 0; channel < 3; ++channel) {
        const std::uint32_t product = byte(under, channel) * (255 - (over >> 24U)) + 128;
        pixel |= (((product + (product >> 8U)) >> 8U) + byte(over, channel)) << 8U * channel;
    }
    return pixel;
}

LABELWRIGHT_CLONES
void expandRow(const std::uint8_t* bgr, std::uint32_t* to, int count)
{
    int x = 0;
    for (; 3 * x + 32 <= 3 * count; x += kEight)
        expandEight(bgr + std::ptrdiff_t{3} * x, to + x);
    for (; x < count; ++x)
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
void pickRow(const std::uint8_t* bgr, const std::int32_t* columns, std::uint32_t* to, int count)
{
    // A word reads a byte of the next pixel too: there is none behind the last one.
    const auto last = std::equal_range(columns, columns + count, columns[count - 1]).first - columns;
    for (std::ptrdiff_t x = 0; x < last; ++x) {
        std::memcpy(to + x, bgr + std::ptrdiff_t{3} * columns[x], sizeof *to);
        to[x] |= kOpaque;
    }
    expandRow(bgr + std::ptrdiff_t{3} * columns[last], to + last, 1);
    std::fill(to + last + 1, to + count, to[last]);
}

LABELWRIGHT_CLONES
void interpolateRow(const std::uint8_t* bgr, const std::int32_t* columns, const std::uint8_t* shares, std::uint32_t* to,
                    int count)
{
    int x = 0;
    for (; x + 4 <= count; x += 4)
        interpolateFour(bgr, columns + x, shares + x, to + x);
    for (; x < count; ++x) {
        const std::uint8_t* pixel = bgr + std::ptrdiff_t{3} * columns[x];
        to[x] = kOpaque;
        for (unsigned channel = 0; channel < 3; ++channel) {
            const int sum = pixel[channel] * (256 - shares[x]) + pixel[channel + 3] * shares[x];
            to[x] |= static_cast<std::uint32_t>(sum >> 8) << 8U * channel;
        }
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
    const auto colorAt = [&](int x) {
        const std::uint32_t color = table[static_cast<std::size_t>(parts[x]) << 8U | labels[x]];
        return hatch && labels[x] == kUnlabelled ? hatch[x] : color;
    };
    const auto isOneColor = [&](int x, int length) {
        return isPlain(labels + x, parts + x, length) && !(hatch && labels[x] == kUnlabelled);
    };
    int x = 0;
    while (x + kEight <= count) {
        if (x + kBlock <= count && isOneColor(x, kBlock)) {
            blendPlain<kBlock>(under + x, table[labels[x]], to + x);
            x += kBlock;
            continue;
        }
        if (isOneColor(x, kEight)) {
            blendPlain<kEight>(under + x, table[labels[x]], to + x);
        } else {
            std::array<std::uint32_t, kEight> over;
            for (int i = 0; i < kEight; ++i)
                over[static_cast<std::size_t>(i)] = colorAt(x + i);
            blendEight(under + x, over.data(), to + x);
        }
        x += kEight;
    }
    for (; x < count; ++x)
        to[x] = blended(under[x], colorAt(x));
}

} // namespace labelwright
