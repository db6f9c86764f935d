// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/Wand.h"

#include "core/segment/BitRow.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <span>
#include <utility>
#include <vector>

namespace labelwright {
namespace {

constexpr std::size_t kChannels = 3;

/// The colours that belong to the region, as an interval of each channel.
class ColorRange {
public:
    ColorRange(const std::uint8_t* center, int tolerance)
    {
        for (std::size_t i = 0; i < kChannels; ++i) {
            const int lowest = std::max(0, center[i] - tolerance);
            m_lowest[i] = static_cast<std::uint8_t>(lowest);
            m_extent[i] = static_cast<std::uint8_t>(std::min(255, center[i] + tolerance) - lowest);
        }
    }

    /// Sets the bits of the row's first pixels, as many as `width`.
    void mark(const std::uint8_t* pixels, int width, std::span<BitRow::Word> row) const
    {
        for (int x = 0; x < width; x += BitRow::kWordBits) {
            BitRow::Word bits = 0;
            for (int i = 0; i < std::min(width - x, BitRow::kWordBits); ++i) {
                bits |= contains(pixels) << i;
                pixels += Image::kBytesPerPixel;
            }
            row[static_cast<std::size_t>(x / BitRow::kWordBits)] = bits;
        }
    }

private:
    /// 1 or 0, without branches: a photo can't be foretold.
    BitRow::Word contains(const std::uint8_t* pixel) const
    {
        return channelContains(pixel, 0) & channelContains(pixel, 1) & channelContains(pixel, 2);
    }
    BitRow::Word channelContains(const std::uint8_t* pixel, std::size_t channel) const
    {
        return static_cast<std::uint8_t>(pixel[channel] - m_lowest[channel]) <= m_extent[channel] ? 1 : 0;
    }

    std::array<std::uint8_t, kChannels> m_lowest{};
    std::array<std::uint8_t, kChannels> m_extent{};
};

/// Spreads from run to run of pixels in range. A row of the photo is read when it is reached first.
class Flood {
public:
    Flood(const Image& image, const ColorRange& range, const Rect& limit)
        : m_image(image), m_range(range), m_limit(limit), m_words(BitRow::wordsFor(limit.width)),
          m_rows(static_cast<std::size_t>(limit.height))
    {}

    /// False when it was stopped.
    bool spreadFrom(Point seed, const std::stop_token& stop)
    {
        const int x = seed.x - m_limit.x;
        reach({seed.y - m_limit.y, x, x + 1});
        for (unsigned step = 0; !m_frontier.empty(); ++step) {
            constexpr unsigned kStepsBetweenLooks = 256;
            if (step % kStepsBetweenLooks == 0 && stop.stop_requested())
                return false;
            const RowSpan run = m_frontier.back();
            m_frontier.pop_back();
            reach({run.y - 1, run.x0, run.x1});
            reach({run.y + 1, run.x0, run.x1});
        }
        return true;
    }

    Region reached()
    {
        std::vector<RowSpan> spans;
        for (int y = 0; y < m_limit.height; ++y) {
            std::vector<BitRow::Word>& words = m_rows[static_cast<std::size_t>(y)];
            if (words.empty())
                continue;
            const BitRow row(reachedOf(words));
            for (int x = row.nextSet(0); x < m_limit.width; x = row.nextSet(spans.back().x1 - m_limit.x))
                spans.push_back({m_limit.y + y, m_limit.x + x, m_limit.x + row.nextClear(x)});
        }
        return Region::fromSpans(std::move(spans));
    }

private:
    /// Takes in the runs that `touching`, which counts from the limit's corner, overlaps.
    void reach(const RowSpan& touching)
    {
        if (touching.y < 0 || touching.y >= m_limit.height)
            return;
        std::vector<BitRow::Word>& words = m_rows[static_cast<std::size_t>(touching.y)];
        if (words.empty())
            read(touching.y, words);
        BitRow open(openOf(words));
        int x = open.nextSet(touching.x0);
        while (x < touching.x1) {
            const RowSpan run{touching.y, open.runStart(x), open.nextClear(x)};
            open.flip(run.x0, run.x1);
            BitRow(reachedOf(words)).flip(run.x0, run.x1);
            m_frontier.push_back(run);
            x = open.nextSet(run.x1);
        }
    }

    void read(int y, std::vector<BitRow::Word>& words)
    {
        words.resize(2 * m_words);
        const auto left = static_cast<std::size_t>(m_limit.x) * Image::kBytesPerPixel;
        m_range.mark(m_image.row(m_limit.y + y).data() + left, m_limit.width, openOf(words));
    }

    /// Pixels in range that were not yet reached.
    std::span<BitRow::Word> openOf(std::vector<BitRow::Word>& words) const { return std::span(words).first(m_words); }
    std::span<BitRow::Word> reachedOf(std::vector<BitRow::Word>& words) const { return std::span(words).last(m_words); }

    const Image& m_image;
    const ColorRange& m_range;
    Rect m_limit;
    std::size_t m_words;                           ///< Of a row's bits.
    std::vector<std::vector<BitRow::Word>> m_rows; ///< Open bits, then reached ones; empty for a row not yet reached.
    std::vector<RowSpan> m_frontier;
};

} // namespace

Result<Region> wandRegion(const Image& image, Point seed, int tolerance, const Rect& limit, const std::stop_token& stop)
try {
    const Rect inside = image.isNull() ? Rect{} : limit.intersected(image.bounds());
    if (!inside.contains(seed))
        return Error{ErrorCode::InvalidArgument, "the wand's seed lies outside the image"};
    const auto left = static_cast<std::size_t>(seed.x) * Image::kBytesPerPixel;
    const ColorRange range(image.row(seed.y).data() + left, std::clamp(tolerance, 0, 255));
    Flood flood(image, range, inside);
    if (!flood.spreadFrom(seed, stop))
        return Error{ErrorCode::Cancelled, "the wand was stopped"};
    return flood.reached();
} catch (const std::exception&) {
    return Error{ErrorCode::TooLarge, "there is not enough memory for a region of so many pieces"};
}

} // namespace labelwright
