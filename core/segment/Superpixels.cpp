// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/Superpixels.h"

#include "core/segment/WorkingCrop.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <exception>
#include <optional>
#include <utility>
#include <vector>

namespace labelwright {
namespace {

constexpr std::int32_t kNoPiece = -1;

/// The means of a piece's pixels.
struct Centre {
    float x = 0;
    float y = 0;
    std::array<float, 3> color{};
    float pixels = 0;

    void add(Point pixel, const PixelColor& value)
    {
        const float share = 1 / ++pixels;
        x += (static_cast<float>(pixel.x) - x) * share;
        y += (static_cast<float>(pixel.y) - y) * share;
        for (std::size_t i = 0; i < color.size(); ++i)
            color[i] += (value[i] - color[i]) * share;
    }
};

/// A pixel that may join a piece.
struct Candidate {
    Point pixel;
    std::int32_t piece = kNoPiece;
};

/// Candidates by their distance to the piece, in classes of a unit; within a class the last one comes first. So a piece
/// grows some pixels at a time, which keeps to the same part of memory: several times as fast as an exact order, and as
/// good for this purpose.
class CandidateQueue {
public:
    using Class = std::uint8_t;
    static constexpr Class kClasses = 64; ///< The last one holds all from there on.

    static Class classOf(float distance) { return static_cast<Class>(std::min(distance, kClasses - 1.F)); }

    void push(Class distance, const Candidate& candidate)
    {
        m_classes[distance].push_back(candidate);
        m_filled |= std::uint64_t{1} << distance;
    }

    std::optional<Candidate> pop()
    {
        if (m_filled == 0)
            return std::nullopt;
        std::vector<Candidate>& nearest = m_classes[static_cast<std::size_t>(std::countr_zero(m_filled))];
        const Candidate candidate = nearest.back();
        nearest.pop_back();
        if (nearest.empty())
            m_filled &= m_filled - 1;
        return candidate;
    }

private:
    std::array<std::vector<Candidate>, kClasses> m_classes;
    std::uint64_t m_filled = 0; ///< A bit for each class that has any.
};

/// A pixel as the clustering sees it, in one place of memory.
struct Cell {
    PixelColor lab{}; ///< CIELAB with steps of 100/255 in lightness, which is as much as 8 bits of a photo tell.
    CandidateQueue::Class nearest = CandidateQueue::kClasses; ///< The nearest offer so far.
    std::int32_t piece = kNoPiece;
};

Grid<Cell> cellsOf(const Image& image, const Rect& area)
{
    ColorGrid colors = scaledColors(image, area, {area.width, area.height});
    cv::Mat view(colors.height(), colors.width(), CV_8UC3, colors.values().data());
    cv::cvtColor(view, view, cv::COLOR_BGR2Lab);
    Grid<Cell> cells(colors.size());
    std::ranges::transform(colors.values(), cells.values().begin(),
                           [](const PixelColor& lab) { return Cell{.lab = lab}; });
    return cells;
}

/// Grows all pieces at a time.
class Clustering {
public:
    Clustering(Grid<Cell> cells, const SuperpixelOptions& options)
        : m_cells(std::move(cells)), m_placeWeight(static_cast<float>(options.compactness / options.spacingPx))
    {
        plantSeeds(options.spacingPx);
    }

    /// False when it was stopped.
    bool grow(const std::stop_token& stop)
    {
        unsigned step = 0;
        while (const std::optional<Candidate> next = m_candidates.pop()) {
            constexpr unsigned kStepsBetweenLooks = 1U << 14U;
            if (++step % kStepsBetweenLooks == 0 && stop.stop_requested())
                return false;
            Cell& cell = m_cells.at(next->pixel);
            if (cell.piece != kNoPiece)
                continue;
            cell.piece = next->piece;
            m_centres[static_cast<std::size_t>(next->piece)].add(next->pixel, cell.lab);
            offerNeighbours(next->pixel, next->piece);
        }
        return true;
    }

    Grid<std::int32_t> pieces() const
    {
        Grid<std::int32_t> pieces(m_cells.size());
        std::ranges::transform(m_cells.values(), pieces.values().begin(), &Cell::piece);
        return pieces;
    }
    int count() const { return static_cast<int>(m_centres.size()); }

private:
    /// In the middles of a regular grid's cells, at least one a row and column.
    void plantSeeds(int spacing)
    {
        const int columns = std::max(1, (m_cells.width() + spacing / 2) / spacing);
        const int rows = std::max(1, (m_cells.height() + spacing / 2) / spacing);
        for (int row = 0; row < rows; ++row) {
            for (int column = 0; column < columns; ++column) {
                const Point seed{(2 * column + 1) * m_cells.width() / (2 * columns),
                                 (2 * row + 1) * m_cells.height() / (2 * rows)};
                m_candidates.push(0, {seed, count()});
                m_centres.emplace_back();
            }
        }
    }

    void offerNeighbours(Point pixel, std::int32_t piece)
    {
        constexpr std::array<Point, 4> kSides{{{-1, 0}, {1, 0}, {0, -1}, {0, 1}}};
        const Centre& centre = m_centres[static_cast<std::size_t>(piece)];
        for (const Point& side : kSides) {
            const Point neighbour{pixel.x + side.x, pixel.y + side.y};
            if (!m_cells.bounds().contains(neighbour))
                continue;
            Cell& cell = m_cells.at(neighbour);
            if (cell.piece != kNoPiece)
                continue;
            const CandidateQueue::Class offered = CandidateQueue::classOf(distance(neighbour, cell.lab, centre));
            if (offered >= cell.nearest)
                continue; // a nearer piece takes it first
            cell.nearest = offered;
            m_candidates.push(offered, {neighbour, piece});
        }
    }

    float distance(Point pixel, const PixelColor& color, const Centre& centre) const
    {
        const float dx = static_cast<float>(pixel.x) - centre.x;
        const float dy = static_cast<float>(pixel.y) - centre.y;
        const float lightness = (color[0] - centre.color[0]) * (100.F / 255);
        const float a = color[1] - centre.color[1];
        const float b = color[2] - centre.color[2];
        return std::sqrt(lightness * lightness + a * a + b * b + m_placeWeight * m_placeWeight * (dx * dx + dy * dy));
    }

    Grid<Cell> m_cells;
    std::vector<Centre> m_centres;
    CandidateQueue m_candidates;
    float m_placeWeight; ///< Of a pixel's distance, against a unit of colour.
};

std::vector<Rect> boundsOf(const Grid<std::int32_t>& pieces, const Rect& area, int count)
{
    std::vector<Rect> bounds(static_cast<std::size_t>(count));
    for (int y = 0; y < pieces.height(); ++y) {
        for (int x = 0; x < pieces.width(); ++x) {
            Rect& rect = bounds[static_cast<std::size_t>(pieces.at(x, y))];
            rect = rect.united({area.x + x, area.y + y, 1, 1});
        }
    }
    return bounds;
}

} // namespace

Region Superpixels::region(int piece) const
{
    std::vector<RowSpan> spans;
    const Rect around = bounds[static_cast<std::size_t>(piece)];
    for (int y = around.y; y < around.bottom(); ++y) {
        for (int x = around.x; x < around.right(); ++x) {
            if (pieceAt({x, y}) == piece)
                spans.push_back({y, x, x + 1});
        }
    }
    return Region::fromSpans(std::move(spans));
}

Result<Superpixels> cutSuperpixels(const Image& image, const Rect& area, const SuperpixelOptions& options,
                                   const std::stop_token& stop)
try {
    if (image.isNull() || area.isEmpty() || area.intersected(image.bounds()) != area)
        return Error{ErrorCode::InvalidArgument, "there is no such part of the image to cut into superpixels"};
    const SuperpixelOptions sound{
        .spacingPx = std::clamp(options.spacingPx, SuperpixelOptions::kMinSpacing, SuperpixelOptions::kMaxSpacing),
        .compactness = std::max(0.0, options.compactness)};
    Clustering clustering(cellsOf(image, area), sound);
    if (!clustering.grow(stop))
        return Error{ErrorCode::Cancelled, "the cut into superpixels was stopped"};
    Superpixels cut{.area = area, .pieces = clustering.pieces(), .count = clustering.count(), .bounds = {}};
    cut.bounds = boundsOf(cut.pieces, area, cut.count);
    return cut;
} catch (const std::exception&) { // OpenCV's, and lack of memory
    return Error{ErrorCode::TooLarge, "there is not enough memory to cut the image into superpixels"};
}

} // namespace labelwright
