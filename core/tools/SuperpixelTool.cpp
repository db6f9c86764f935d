// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tools/SuperpixelTool.h"

#include "core/mask/Shapes.h"
#include "core/tools/PixelUnder.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace labelwright {
namespace {

constexpr std::size_t kKeptTiles = 12;

} // namespace

class SuperpixelTool::Work : public ToolWork {
public:
    Work(Image photo, Rect area, SuperpixelOptions options)
        : m_photo(std::move(photo)), m_area(area), m_options(options)
    {}

    Status run(const std::stop_token& stop) override
    {
        Result<Superpixels> cut = cutSuperpixels(m_photo, m_area, m_options, stop);
        if (!cut)
            return cut.error();
        m_tile = std::make_shared<const Superpixels>(std::move(*cut));
        return ok();
    }

    Tile tile() const { return m_tile; }

private:
    Image m_photo;
    Rect m_area;
    SuperpixelOptions m_options;
    Tile m_tile;
};

void SuperpixelTool::setSpacing(int spacingPx)
{
    const int spacing = std::clamp(spacingPx, SuperpixelOptions::kMinSpacing, SuperpixelOptions::kMaxSpacing);
    if (spacing == std::exchange(m_options.spacingPx, spacing))
        return;
    forgetTiles();
    ask();
}

void SuperpixelTool::setPhoto(const Image& photo)
{
    cancel();
    forgetTiles();
    m_pointer.reset();
    m_photo = photo;
}

void SuperpixelTool::press(Document& document, const PointerEvent& event)
{
    end();
    m_stroke.emplace();
    m_stroke->edit = std::make_unique<MaskEdit>(document);
    m_stroke->label = event.erase ? kUnlabelled : event.label;
    m_stroke->last = event.position;
    strokeTo(event.position);
}

void SuperpixelTool::drag(Document&, const PointerEvent& event)
{
    if (m_stroke && !m_stroke->isReleased)
        strokeTo(event.position);
}

void SuperpixelTool::release(Document& document, const PointerEvent& event)
{
    drag(document, event);
    if (!m_stroke)
        return;
    m_stroke->isReleased = true;
    if (m_stroke->waiting.empty())
        end();
}

void SuperpixelTool::hover(const Document&, const PointerEvent& event)
{
    point(event.position);
}

bool SuperpixelTool::commit(Document&, Label)
{
    const bool wasActive = isActive();
    end();
    return wasActive;
}

bool SuperpixelTool::stepBack()
{
    return false;
}

bool SuperpixelTool::cancel()
{
    const bool wasActive = isActive();
    m_stroke.reset();
    m_asked = {}; // whoever runs the work may drop it with the gesture
    m_awaited.forget();
    return wasActive;
}

bool SuperpixelTool::isActive() const
{
    return m_stroke.has_value();
}

ToolOutline SuperpixelTool::outline() const
{
    ToolOutline outline;
    if (!m_pointer)
        return outline;
    if (const std::optional<Piece> piece = pieceAt(*m_pointer))
        outline.preview = piece->tile->region(piece->number);
    return outline;
}

std::string SuperpixelTool::hint() const
{
    const bool isMissing = m_pointer && !pieceAt(*m_pointer);
    return isMissing && m_awaited.isWaiting() ? "superpixel.working" : "superpixel";
}

std::shared_ptr<ToolWork> SuperpixelTool::takeWork()
{
    return m_awaited.take();
}

bool SuperpixelTool::deliver(Document&, const std::shared_ptr<ToolWork>& done, const Status& outcome)
{
    const std::shared_ptr<Work> work = m_awaited.arrived(done);
    if (!work)
        return false;
    if (outcome) {
        m_tiles.push_front(work->tile());
        m_tiles.resize(std::min(m_tiles.size(), kKeptTiles));
        m_asked = {};
    }
    if (m_stroke) {
        for (const Point& pixel : std::exchange(m_stroke->waiting, {})) {
            if (outcome || !m_asked.contains(pixel)) // what can't be cut is left as it is
                touch(pixel);
        }
        if (m_stroke->isReleased && m_stroke->waiting.empty())
            end();
    }
    ask();
    return true;
}

Rect SuperpixelTool::tileAround(Point pixel) const
{
    return Rect{pixel.x / kTileSize * kTileSize, pixel.y / kTileSize * kTileSize, kTileSize, kTileSize}.intersected(
        m_photo.bounds());
}

std::optional<SuperpixelTool::Piece> SuperpixelTool::pieceAt(Point pixel) const
{
    const auto tile = std::ranges::find_if(m_tiles, [pixel](const Tile& each) { return each->area.contains(pixel); });
    if (tile == m_tiles.end())
        return std::nullopt;
    return Piece{*tile, (*tile)->pieceAt(pixel)};
}

void SuperpixelTool::point(PointF position)
{
    const Point pixel = pixelUnder(position);
    m_pointer = !m_photo.isNull() && m_photo.bounds().contains(pixel) ? std::optional(pixel) : std::nullopt;
    ask();
}

void SuperpixelTool::strokeTo(PointF position)
{
    constexpr double kOnePixel = 0.5;
    const Region line = capsule(m_stroke->last, position, kOnePixel).clipped(m_photo.bounds());
    m_stroke->last = position;
    for (const RowSpan& span : line.spans()) {
        for (int x = span.x0; x < span.x1; ++x)
            touch({x, span.y});
    }
    point(position);
}

void SuperpixelTool::touch(Point pixel)
{
    const std::optional<Piece> piece = pieceAt(pixel);
    if (!piece) {
        m_stroke->waiting.push_back(pixel);
        return;
    }
    if (piece == m_stroke->painted)
        return;
    m_stroke->edit->paint(piece->tile->region(piece->number), m_stroke->label);
    m_stroke->painted = piece;
}

void SuperpixelTool::end()
{
    if (m_stroke)
        m_stroke->edit->commit("superpixel");
    m_stroke.reset();
}

void SuperpixelTool::forgetTiles()
{
    m_tiles.clear();
    m_asked = {};
    m_awaited.forget();
}

void SuperpixelTool::ask()
{
    const std::optional<Rect> tile = nextTile();
    if (!tile || *tile == m_asked)
        return;
    m_asked = *tile;
    m_awaited.ask(std::make_shared<Work>(m_photo, *tile, m_options));
}

std::optional<Rect> SuperpixelTool::nextTile() const
{
    if (m_stroke && !m_stroke->waiting.empty())
        return tileAround(m_stroke->waiting.front());
    if (!m_pointer)
        return std::nullopt;
    constexpr int kAhead = kTileSize / 4; // so that a pointer that leaves a tile finds the next one there
    for (const Point& side : std::array<Point, 5>{{{0, 0}, {-kAhead, 0}, {kAhead, 0}, {0, -kAhead}, {0, kAhead}}}) {
        const Point pixel{m_pointer->x + side.x, m_pointer->y + side.y};
        if (m_photo.bounds().contains(pixel) && !pieceAt(pixel))
            return tileAround(pixel);
    }
    return std::nullopt;
}

} // namespace labelwright
