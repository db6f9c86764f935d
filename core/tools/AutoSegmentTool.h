// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/Engine.h"
#include "core/segment/ExtremePoints.h"
#include "core/tools/AwaitedWork.h"
#include "core/tools/Tool.h"

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace labelwright {

/// What an AutoSegmentTool asks for: the object between four points of the photo.
class SegmentWork : public ToolWork {
public:
    SegmentWork(const Engine& engine, Image photo, const ExtremePoints& points, SegmentOptions options = {});

    const ExtremePoints& points() const { return m_points; }
    /// The object, after run() has succeeded.
    const Region& region() const { return m_region; }

    Status run(const std::stop_token& stop) override;

private:
    const Engine& m_engine;
    Image m_photo;
    ExtremePoints m_points;
    SegmentOptions m_options;
    Region m_region;
};

/// Four clicks in any order on the extreme points of an object ask for a segmentation, whose result is shown until it
/// is committed or cancelled. From the third click on the pointer's own place stands in for the fourth, so that the
/// preview is live. A placed point can be dragged, which asks again. After a commit it is ready for the next object.
///
/// A press on a placed point (within PointerEvent::snapDistance) takes hold of it; while fewer than four are placed, a
/// release without moving adds a point there instead, as one place may be an object's top and its left end.
class AutoSegmentTool : public Tool {
public:
    /// Precondition: `engine` outlives the tool and its work.
    explicit AutoSegmentTool(const Engine& engine = engines().front());

    /// From the next work on. Precondition: `engine` outlives the tool and its work.
    void setEngine(const Engine& engine) { m_engine = &engine; }
    /// From the next work on; nullptr for the program's own.
    void setModel(std::shared_ptr<const EvidenceModel> model) { m_model = std::move(model); }

    void setPhoto(const Image& photo) override { m_photo = photo; }
    void press(Document& document, const PointerEvent& event) override;
    void drag(Document& document, const PointerEvent& event) override;
    void release(Document& document, const PointerEvent& event) override;
    void hover(const Document& document, const PointerEvent& event) override;
    /// Paints the preview as it is shown; false, and all stays, while there is none.
    bool commit(Document& document, Label label) override;
    bool canCommit() const override { return hasPreview(); }
    bool stepBack() override;
    bool cancel() override;
    bool isActive() const override;
    ToolOutline outline() const override;
    std::string hint() const override;

    std::shared_ptr<ToolWork> takeWork() override;
    /// When the engine failed the points stay and the preview goes.
    bool deliver(Document& document, const std::shared_ptr<ToolWork>& done, const Status& outcome) override;
    bool hasPreview() const { return m_preview.has_value(); }

private:
    struct Held {
        std::size_t click = 0;
        PointF pressedAt;
        bool moves = false; ///< The pointer has left the place of the press.
    };

    void addClick(PointF position);
    void moveHeld(const PointerEvent& event);
    std::optional<std::size_t> clickUnder(const PointerEvent& event) const;
    PointF insideImage(PointF position) const;
    /// Asks when there are enough points and they are not those last asked for. `fourth` stands in for a click.
    void ask(std::optional<PointF> fourth = std::nullopt);
    void forgetWork();

    const Engine* m_engine;
    std::shared_ptr<const EvidenceModel> m_model;
    Image m_photo;
    Size m_imageSize;
    std::vector<PointF> m_clicks; ///< At most four.
    std::optional<Held> m_held;
    std::optional<ExtremePoints> m_askedFor; ///< What the preview shows, or will show once the work has arrived.
    AwaitedWork<SegmentWork> m_awaited;
    std::optional<Region> m_preview;
};

} // namespace labelwright
