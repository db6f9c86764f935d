// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/tools/AwaitedWork.h"
#include "core/tools/ObjectParts.h"
#include "core/tools/SegmentWork.h"
#include "core/tools/Tool.h"

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace labelwright {

struct AutoSegmentOptions {
    AutoSegmentStart start = AutoSegmentStart::Points;
    bool strokesBelong = true; ///< What clicks and strokes on the preview say of their pixels.
    friend bool operator==(const AutoSegmentOptions&, const AutoSegmentOptions&) = default;
};

/// Shows an object by four points, a box or a lasso and asks for its segmentation, whose result is shown until it is
/// committed or cancelled; then it is ready for the next object. From the third point on the pointer's own place stands
/// in for the fourth, and a box's preview follows its corner. Points and corners can be dragged, which asks again.
///
/// Once all is placed, clicks and strokes near the object correct it: their pixels belong to it, or with
/// PointerEvent::erase don't, or with PointerEvent::straight do whatever the options say. They are answered one after
/// the other, each from the mask before it. PointerEvent::takesOut on one takes it out.
///
/// addPart() keeps what is shown and begins a further part, which is united with it. A stroke that begins on an earlier
/// part goes on with that one.
class AutoSegmentTool : public Tool {
public:
    /// Precondition: `engine` outlives the tool and its work.
    explicit AutoSegmentTool(const Engine& engine = engines().front());

    /// From the next work on. Precondition: `engine` outlives the tool and its work.
    void setEngine(const Engine& engine) { m_engine = &engine; }
    /// From the next work on; nullptr for the program's own.
    void setModel(std::shared_ptr<const EvidenceModel> model) { m_model = std::move(model); }

    const AutoSegmentOptions& options() const { return m_options; }
    /// Another start drops points that are not complete yet; what is complete stays.
    void setOptions(const AutoSegmentOptions& options);

    /// False, and nothing happens, where there is no mask to add a part to.
    bool addPart();
    bool canAddPart() const { return !sketch().isEmpty() && hasMask(); }

    void setPhoto(const Image& photo) override { m_photo = photo; }
    void press(Document& document, const PointerEvent& event) override;
    void drag(Document& document, const PointerEvent& event) override;
    void release(Document& document, const PointerEvent& event) override;
    void hover(const Document& document, const PointerEvent& event) override;
    /// Paints the preview as it is shown; false, and all stays, while there is none of all four points. Where an answer
    /// is on its way the tool stays active, and paints when that is delivered. A stroke that is being drawn ends.
    bool commit(Document& document, Label label) override;
    bool canCommit() const override { return awaitsWork() || hasMask(); }
    bool awaitsWork() const override { return sketch().isComplete() && m_awaited.isWaiting(); }
    /// The last correction first, then the points, then the part before.
    bool stepBack() override;
    bool cancel() override;
    bool isActive() const override { return m_parts.size() > 1 || !sketch().isEmpty(); }
    bool takesCorrections() const override { return sketch().isComplete(); }
    bool takeOut(const Document& document, const PointerEvent& event) override;
    ToolOutline outline() const override;
    std::string hint() const override;

    std::shared_ptr<ToolWork> takeWork() override { return m_awaited.take(); }
    /// When the engine failed the points stay and the preview goes; a correction that it can't obey goes instead.
    bool deliver(Document& document, const std::shared_ptr<ToolWork>& done, const Status& outcome) override;
    bool hasPreview() const { return m_preview.has_value(); }
    /// A preview of all that is placed: to be corrected, accepted or dropped.
    bool hasMask() const;

private:
    ObjectSketch& sketch() { return m_parts.back().sketch; }
    const ObjectSketch& sketch() const { return m_parts.back().sketch; }
    std::vector<Region>& masks() { return m_parts.back().masks; }
    const std::vector<Region>& masks() const { return m_parts.back().masks; }

    void beginPart();
    void beginStroke(const PointerEvent& event);
    void endStroke();
    void goOnWithPartAt(Point pixel);
    bool isNear(Point pixel) const;
    /// Corrections are on their way, and nothing else.
    bool isCorrecting() const { return m_awaited.isWaiting() && !m_isOutdated; }
    PointF insideImage(PointF position) const;
    /// Asks for the whole part, unless too little is placed or that was asked for last. `last` stands in for a point.
    void ask(std::optional<PointF> last = std::nullopt);
    /// The same after a gesture: a preview of another start goes.
    void askAgain();
    /// Asks for what is not obeyed yet, unless something is on its way: the rest follows then.
    void askForRest();
    void ask(ObjectHints hints, std::optional<Region> before, std::size_t obeyed);
    void takeStrokeOut(std::size_t stroke);
    bool showPassing(const SegmentWork* work);
    void take(const SegmentWork& work, const Status& outcome);
    void paint(Document& document, Label label);
    void forgetWork();
    void forgetMasks();
    void updatePreview();

    const Engine* m_engine;
    std::shared_ptr<const EvidenceModel> m_model;
    AutoSegmentOptions m_options;
    Image m_photo;
    Size m_imageSize;
    std::vector<ObjectPart> m_parts; ///< Never empty; the last is the one in hand.
    int m_moment = 0;                ///< Counts parts and strokes.
    std::optional<HintStroke> m_stroke;
    bool m_isFar = false;                  ///< The last press was too far from the object to be about it.
    std::optional<ObjectHints> m_askedFor; ///< What the masks show, or will show once the work has arrived.
    bool m_isOutdated = false;             ///< The masks are of a start that was changed since.
    int m_object = 0;
    AwaitedWork<SegmentWork> m_awaited;
    std::optional<Region> m_preview;
    std::optional<Label> m_accepted; ///< To be painted with once no correction is on its way.
    bool m_addsPart = false;         ///< The same for a further part.
};

} // namespace labelwright
