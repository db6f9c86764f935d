// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/Compositor.h"

#include "ui/canvas/LabelRows.h"
#include "ui/canvas/PhotoRows.h"

#include <QThreadPool>
#include <QtConcurrentRun>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <cstddef>
#include <thread>
#include <vector>

namespace labelwright {
namespace {

constexpr int kBandRows = 32;
constexpr int kWorthAThread = 256 * 256; ///< Device pixels.

/// Stripes of unlabelled pixels, in device pixels.
constexpr int kHatchPeriod = 12;
constexpr std::uint32_t kHatchLight = 0x80808080U;
constexpr std::uint32_t kHatchDark = 0x80000000U;
/// Of a stripe of labels in two colours.
constexpr int kStripeWidth = 5;

/// Lines of the grid over light and over dark pixels.
constexpr std::uint32_t kGridDark = 0x38000000U;
constexpr std::uint32_t kGridLight = 0x38383838U;

/// The scene's pixels, taken once: bits() may copy them, which must not happen while other threads draw.
class Surface {
public:
    explicit Surface(QImage& scene)
        : m_pixels(reinterpret_cast<std::uint32_t*>(scene.bits())),
          m_stride(scene.bytesPerLine() / std::ptrdiff_t{sizeof(std::uint32_t)})
    {}
    std::uint32_t* row(int x, int y) const { return m_pixels + y * m_stride + x; }

private:
    std::uint32_t* m_pixels;
    std::ptrdiff_t m_stride;
};

int remainder(int value, int divisor)
{
    return (value % divisor + divisor) % divisor;
}

void drawGridLine(std::uint32_t& pixel)
{
    constexpr std::uint32_t kTooDark = 64; // for a dark line; low, so that the line seldom changes from pixel to pixel
    const std::uint32_t green = pixel >> 8U & 0xffU; // carries most of the brightness
    pixel = blended(pixel, green < kTooDark ? kGridLight : kGridDark);
}

/// True for each device pixel in which a pixel of the image begins, but not for the picture's first.
std::vector<bool> gridLines(int start, int count, int origin, double zoom)
{
    std::vector<bool> lines(static_cast<std::size_t>(count));
    const auto pixelAt = [&](int device) { return std::floor((device + 0.5 - origin) / zoom); };
    for (int i = 0; i < count; ++i)
        lines[static_cast<std::size_t>(i)] = start + i > origin && pixelAt(start + i) != pixelAt(start + i - 1);
    return lines;
}

/// A part of the picture on its way to the screen; the rect lies inside the picture.
class Composition {
public:
    Composition(const Surface& surface, const Rect& rect, const Picture& picture, const Viewport& viewport,
                const PictureStyle& style);
    /// Any number of bands at the same time.
    void drawBand(int top, int bottom) const;

private:
    void drawLabels(const LabelWindow& window, const std::uint32_t* photo, int y, std::vector<Part>& parts) const;
    void drawStriped(const LabelWindow& window, const std::uint32_t* photo, int y, const Part* parts) const;
    bool hasPattern() const { return !m_hatch.empty() || m_style.stripes; }
    void drawGrid(int y) const;
    bool isGridRow(int y) const { return !m_gridRows.empty() && m_gridRows[static_cast<std::size_t>(y - m_rect.y)]; }
    std::uint32_t* row(int y) const { return m_surface.row(m_rect.x, y); }

    Surface m_surface;
    Rect m_rect;
    const PictureStyle& m_style;
    Point m_origin;
    PhotoRows m_photo;
    std::optional<LabelRows> m_labels;
    std::vector<std::uint32_t> m_hatch; ///< Of the picture's first row and a period more, to be shifted row by row.
    std::vector<bool> m_gridColumns;
    std::vector<bool> m_gridRows;
};

Composition::Composition(const Surface& surface, const Rect& rect, const Picture& picture, const Viewport& viewport,
                         const PictureStyle& style)
    : m_surface(surface), m_rect(rect), m_style(style), m_origin(viewport.origin()),
      m_photo(picture.photo, viewport, rect)
{
    if (picture.mask && style.showsLabels())
        m_labels.emplace(*picture.mask, viewport, rect, style.reach());
    if (style.hatchesUnlabelled) {
        for (int x = 0; x < rect.width + kHatchPeriod; ++x)
            m_hatch.push_back(remainder(rect.x - m_origin.x + x, kHatchPeriod) < kHatchPeriod / 2 ? kHatchLight
                                                                                                  : kHatchDark);
    }
    if (style.showsPixelGrid && viewport.zoom() >= PictureStyle::kGridZoom) {
        m_gridColumns = gridLines(rect.x, rect.width, m_origin.x, viewport.zoom());
        m_gridRows = gridLines(rect.y, rect.height, m_origin.y, viewport.zoom());
    }
}

void Composition::drawBand(int top, int bottom) const
{
    PhotoRows::Scratch scratch;
    std::vector<std::uint32_t> photo(static_cast<std::size_t>(m_rect.width));
    std::vector<Part> parts(static_cast<std::size_t>(m_rect.width));
    std::optional<LabelWindow> window;
    if (m_labels)
        window.emplace(*m_labels);
    bool wasUniform = false;
    for (int y = top; y < bottom; ++y) {
        const bool photoRepeats = y > top && m_photo.repeats(y);
        if (window)
            window->moveTo(y);
        const bool isUniform = !window || window->isUniform();
        if (photoRepeats && isUniform && wasUniform && !hasPattern() && isGridRow(y) == isGridRow(y - 1)) {
            std::copy_n(row(y - 1), m_rect.width, row(y));
            continue;
        }
        wasUniform = isUniform;
        std::uint32_t* to = window ? photo.data() : row(y);
        if (!photoRepeats || !window) {
            m_photo.read(y, scratch, to);
            if (m_style.photoColors)
                recolorRow(to, *m_style.photoColors, m_rect.width);
        }
        if (window)
            drawLabels(*window, to, y, parts);
        drawGrid(y);
    }
}

void Composition::drawLabels(const LabelWindow& window, const std::uint32_t* photo, int y,
                             std::vector<Part>& parts) const
{
    if (m_style.mode == OverlayMode::Outline) {
        std::array<const Label*, 2 * kOutlineReach + 1> rows{};
        for (int dy = -kOutlineReach; dy <= kOutlineReach; ++dy)
            rows[static_cast<std::size_t>(kOutlineReach + dy)] = window.row(dy);
        outlineRow(rows, parts.data(), m_rect.width);
    } else {
        edgeRow(window.row(-1), window.row(0), window.row(1), parts.data(), m_rect.width);
    }
    if (m_style.stripes)
        return drawStriped(window, photo, y, parts.data());
    const std::uint32_t* hatch = m_hatch.empty() ? nullptr : m_hatch.data() + remainder(y - m_origin.y, kHatchPeriod);
    blendRow(photo, window.row(0), parts.data(), m_style.colors, hatch, row(y), m_rect.width);
}

/// Stripes keep their place on the picture, so that they move with it.
void Composition::drawStriped(const LabelWindow& window, const std::uint32_t* photo, int y, const Part* parts) const
{
    const int phase = m_rect.x - m_origin.x + y - m_origin.y;
    for (int x = 0; x < m_rect.width;) {
        const int place = remainder(phase + x, 2 * kStripeWidth);
        const int count = std::min(kStripeWidth - place % kStripeWidth, m_rect.width - x);
        const OverlayColors& colors = place < kStripeWidth ? m_style.colors : *m_style.stripes;
        blendRow(photo + x, window.row(0) + x, parts + x, colors, nullptr, row(y) + x, count);
        x += count;
    }
}

void Composition::drawGrid(int y) const
{
    if (m_gridColumns.empty())
        return;
    const bool everywhere = isGridRow(y);
    for (int x = 0; x < m_rect.width; ++x) {
        if (everywhere || m_gridColumns[static_cast<std::size_t>(x)])
            drawGridLine(row(y)[x]);
    }
}

void fill(const Surface& surface, const Rect& rect, QRgb color)
{
    for (int y = rect.y; y < rect.bottom(); ++y)
        std::fill_n(surface.row(rect.x, y), std::max(0, rect.width), color);
}

void fillAround(const Surface& surface, const Rect& rect, const Rect& inside, QRgb color)
{
    if (inside.isEmpty()) {
        fill(surface, rect, color);
        return;
    }
    fill(surface, {rect.x, rect.y, rect.width, inside.y - rect.y}, color);
    fill(surface, {rect.x, inside.bottom(), rect.width, rect.bottom() - inside.bottom()}, color);
    fill(surface, {rect.x, inside.y, inside.x - rect.x, inside.height}, color);
    fill(surface, {inside.right(), inside.y, rect.right() - inside.right(), inside.height}, color);
}

Rect pictureRect(const Viewport& viewport)
{
    const Size size = viewport.imageSize();
    return viewport.deviceFromImage({0, 0, size.width, size.height});
}

/// Calls `draw` for each band of the rect, for a large one from a second thread too, and `drawn` from this thread for
/// those that are done.
template <typename Draw>
void drawInBands(const Rect& rect, const Draw& draw, const PartDrawn& drawn)
{
    const int count = (rect.height + kBandRows - 1) / kBandRows;
    std::vector<std::atomic<bool>> isDrawn(static_cast<std::size_t>(std::max(0, count)));
    std::atomic<int> next{0};
    const auto band = [&](int number) {
        const int top = rect.y + number * kBandRows;
        return Rect{rect.x, top, rect.width, std::min(kBandRows, rect.bottom() - top)};
    };
    const auto drawNext = [&] {
        const int number = next++;
        if (number >= count)
            return false;
        draw(band(number));
        isDrawn[static_cast<std::size_t>(number)] = true;
        isDrawn[static_cast<std::size_t>(number)].notify_one();
        return true;
    };
    QFuture<void> helper;
    if (rect.width * rect.height >= kWorthAThread && std::thread::hardware_concurrency() > 1) {
        // One of its own: the global one may be busy with files for long.
        static QThreadPool pool;
        pool.setMaxThreadCount(1);
        helper = QtConcurrent::run(&pool, [&] {
            while (drawNext()) {
            }
        });
    }
    int told = 0;
    const auto tell = [&] {
        if (drawn)
            drawn(band(told));
        ++told;
    };
    while (drawNext()) {
        while (told < count && isDrawn[static_cast<std::size_t>(told)])
            tell();
    }
    while (told < count) {
        isDrawn[static_cast<std::size_t>(told)].wait(false);
        tell();
    }
    helper.waitForFinished();
}

} // namespace

void compose(QImage& scene, const Rect& rect, const Picture& picture, const Viewport& viewport,
             const PictureStyle& style, const PartDrawn& drawn)
{
    const Rect inside = picture.photo.image.isNull() ? Rect{} : rect.intersected(pictureRect(viewport));
    const Surface surface(scene);
    std::optional<Composition> composition;
    if (!inside.isEmpty())
        composition.emplace(surface, inside, picture, viewport, style);
    const auto draw = [&](const Rect& part) {
        const Rect partInside = part.intersected(inside);
        fillAround(surface, part, partInside, style.surround);
        if (!partInside.isEmpty())
            composition->drawBand(partInside.y, partInside.bottom());
    };
    drawInBands(rect, draw, drawn);
}

void composeRegion(QImage& scene, const Rect& rect, const Region& region, const Viewport& viewport,
                   const OverlayColors& colors)
{
    const Rect part = viewport.deviceFromImage(region.bounds()).intersected(rect).intersected(pictureRect(viewport));
    if (part.isEmpty())
        return;
    const Surface surface(scene);
    const Rect around = part.grown(1);
    std::vector<Label> labels(static_cast<std::size_t>(around.width) * static_cast<std::size_t>(around.height));
    const auto row = [&](int y) { return labels.data() + std::ptrdiff_t{y - around.y} * around.width; };
    for (const RowSpan& span : region.spans()) {
        const Rect device = viewport.deviceFromImage({span.x0, span.y, span.x1 - span.x0, 1}).intersected(around);
        for (int y = device.y; y < device.bottom(); ++y)
            std::fill_n(row(y) + (device.x - around.x), device.width, Label{1});
    }
    std::vector<Part> parts(static_cast<std::size_t>(part.width));
    for (int y = part.y; y < part.bottom(); ++y) {
        edgeRow(row(y - 1) + 1, row(y) + 1, row(y + 1) + 1, parts.data(), part.width);
        std::uint32_t* pixels = surface.row(part.x, y);
        blendRow(pixels, row(y) + 1, parts.data(), colors, nullptr, pixels, part.width);
    }
}

} // namespace labelwright
