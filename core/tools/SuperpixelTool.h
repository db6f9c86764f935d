// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/edit/MaskEdit.h"
#include "core/segment/Superpixels.h"
#include "core/tools/AwaitedWork.h"
#include "core/tools/Tool.h"

#include <deque>
#include <memory>
#include <optional>
#include <vector>

namespace labelwright {

/// Paints the photo's superpixels: the one under the pointer is shown, a press and a drag paint each one that they
/// touch, or take its label away with PointerEvent::erase; "superpixel" in the history.
///
/// The photo is cut tile by tile around the pointer, elsewhere; the last few tiles are kept. What a stroke touches
/// before its tile is there is painted when it is.
class SuperpixelTool : public Tool {
public:
    static constexpr int kTileSize = 512;

    const SuperpixelOptions& options() const { return m_options; }
    /// Clamped to kMinSpacing and kMaxSpacing of SuperpixelOptions.
    void setSpacing(int spacingPx);

    void setPhoto(const Image& photo) override;
    void press(Document& document, const PointerEvent& event) override;
    void drag(Document& document, const PointerEvent& event) override;
    void release(Document& document, const PointerEvent& event) override;
    void hover(const Document& document, const PointerEvent& event) override;
    /// Ends the stroke under way and keeps it.
    bool commit(Document& document, Label label) override;
    bool stepBack() override;
    /// Restores the pixels of the stroke under way.
    bool cancel() override;
    /// True from the press until the stroke is painted.
    bool isActive() const override;
    ToolOutline outline() const override;
    std::string hint() const override;

    std::shared_ptr<ToolWork> takeWork() override;
    bool deliver(Document& document, const std::shared_ptr<ToolWork>& done, const Status& outcome) override;

private:
    class Work;
    using Tile = std::shared_ptr<const Superpixels>;
    struct Piece {
        Tile tile;
        int number = 0;
        friend bool operator==(const Piece&, const Piece&) = default;
    };
    struct Stroke {
        std::unique_ptr<MaskEdit> edit;
        Label label = kUnlabelled;
        PointF last;                  ///< Where the pointer was.
        std::optional<Piece> painted; ///< The last one.
        std::vector<Point> waiting;   ///< Pixels touched before their tiles were there.
        bool isReleased = false;
    };

    Rect tileAround(Point pixel) const;
    std::optional<Piece> pieceAt(Point pixel) const; ///< None while its tile is not there.
    void point(PointF position);
    void strokeTo(PointF position);
    void touch(Point pixel);
    void end();
    void forgetTiles();
    /// Asks for the tile that is needed next, unless there is none or it was asked for already.
    void ask();
    std::optional<Rect> nextTile() const;

    SuperpixelOptions m_options;
    Image m_photo;
    std::optional<Point> m_pointer; ///< The pixel under it, while it lies in the photo.
    std::deque<Tile> m_tiles;       ///< Of m_photo with m_options, the newest first.
    std::optional<Stroke> m_stroke;
    Rect m_asked; ///< The tile that was asked for last; not asked for again when that failed.
    AwaitedWork<Work> m_awaited;
};

} // namespace labelwright
