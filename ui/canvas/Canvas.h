// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/image/Image.h"
#include "core/image/Tone.h"
#include "core/labels/LabelSet.h"
#include "core/tools/Tool.h"
#include "ui/canvas/CanvasBox.h"
#include "ui/canvas/CanvasPainter.h"
#include "ui/canvas/OverlayStyle.h"
#include "ui/canvas/RingCursor.h"
#include "ui/canvas/Scene.h"
#include "ui/canvas/Viewport.h"

#include <QImage>
#include <QWidget>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace labelwright {

/// What lies under the pointer.
struct PixelReading {
    Point pixel;
    Color rgb;                 ///< The photo's own, whatever tone it is shown in.
    Label label = kUnlabelled; ///< kUnlabelled too while there is no document.
};

/// Shows a photo with the labels of a document over it, and turns mouse, pen and keyboard into calls of a tool.
///
/// Pointer: left (or pen) is the tool, Shift makes it straight, with Ctrl at an angle that snaps; Alt or the pen's
/// eraser end makes it erase; Ctrl+left picks the label under the pointer, unless the tool is active; space or middle
/// button pans, as left does where there is no tool, the wheel zooms at the cursor (with Ctrl too), Shift+wheel and
/// Ctrl/Alt+right-drag ask for another brush size. While the tool takes corrections the right button erases, and
/// Ctrl+left takes out. Keys, while it has the focus: Enter commit, Backspace step back, Escape cancel, arrows move
/// what the tool can move (with Shift far) or pan. A key that has nothing to do is left to the parents; keys that the
/// user may bind anew (zoom, peek) are the window's.
///
/// Ownership: document and tool are borrowed; call setDocument(nullptr) or setTool(nullptr) before they go.
class Canvas : public QWidget {
    Q_OBJECT
public:
    explicit Canvas(QWidget* parent = nullptr);
    ~Canvas() override;

    /// The photo, without copying its pixels. Another size than before goes to fit; view settings stay. Drops the
    /// document, whose size belonged to the photo before, and any message.
    void setImage(Image image);
    /// The same photo with other values, such as another window of 16 bits: document, view, boxes and tool stay.
    /// Precondition: there is an image, of this size.
    void replaceImage(Image image);
    /// Takes the photo and the document away and shows that one is on its way.
    void showLoading();
    /// Takes the photo and the document away and shows `text` in the middle: why there is no picture, what to do.
    void showMessage(const QString& text);
    bool hasImage() const { return m_state == State::Picture; }

    /// Precondition: the document's size is the image's, or nullptr. Its owner passes Document::onMaskChanged on to
    /// maskChanged().
    void setDocument(Document* document);
    void setLabels(const LabelSet& labels);
    /// Shows labels in stripes instead, until setLabels(); they have no names.
    void setStripes(StripedLabels labels);
    /// Cancels what the tool before had under construction. nullptr for none: then the picture can only be looked at.
    void setTool(Tool* tool);
    Tool* tool() const { return m_tool; }
    void setActiveLabel(Label label);
    /// Words beside the cross of polygon and auto-segment, such as "top"; where empty, the active label's name.
    void setCursorText(const QString& text);
    void setBoxes(std::vector<CanvasBox> boxes);

    const OverlayStyle& overlayStyle() const { return m_style; }
    void setOverlayStyle(const OverlayStyle& style);
    /// While true the labels are hidden, whatever the style says.
    void setPeek(bool peek);

    /// Brightness, contrast, gamma of the photo, and which of its channels is shown: of the view alone, the photo stays
    /// as it is. Both stay when the image changes.
    const Tone& tone() const { return m_tone; }
    void setTone(const Tone& tone);
    ChannelView channelView() const { return m_channelView; }
    void setChannelView(ChannelView view);

    /// Lines between image pixels, drawn from 8:1 up. Stays when the image changes.
    bool isPixelGridShown() const { return m_gridShown; }
    void setPixelGridShown(bool shown);

    double zoom() const { return m_viewport.zoom(); }
    bool isFitted() const { return m_viewport.isFitted(); }
    const Viewport& viewport() const { return m_viewport; }
    /// Room that fit leaves free, for example for a bar that floats over the canvas. View pixels.
    void setFitMargins(const Viewport::Margins& margins);
    void fit();
    /// About the middle of the view.
    void zoomTo(double zoom);
    void zoomTo100() { zoomTo(1); }
    void zoomIn();
    void zoomOut();

    /// The image pixel under the pointer, while it is inside the image.
    std::optional<Point> pixelUnderCursor() const;
    std::optional<PixelReading> reading() const;

    /// The whole picture with its labels, as they are shown, in so many pixels; null without a picture. Cost follows
    /// `size`, not the photo.
    QImage overview(QSize size);
    /// Moves this place of the image to the middle of the view, as far as the viewport's policy allows.
    void centreOn(PointF place);
    /// The same zoom and place as another view of a picture of this size has; of one of another size nothing happens.
    void showSamePlace(const Viewport& other);
    /// Moves to `area`, and zooms in by notches of the wheel until it is large enough to be seen, or as large as it may
    /// be.
    void showArea(const Rect& area);
    /// Takes out the vertex under the pointer; false where the tool has none there. See Tool::takeOut().
    bool takeOut();
    /// Zooms about the middle of the view, as the wheel does.
    void turnWheel(int eighthsOfDegree);

    QSize sizeHint() const override { return {960, 720}; }
    QSize minimumSizeHint() const override { return {160, 120}; }

public slots:
    /// Pixels of the document changed inside `rect`.
    void maskChanged(const labelwright::Rect& rect);
    /// The tool was given something from outside: options, a segmentation.
    void toolUpdated();

signals:
    void cursorMoved(const std::optional<labelwright::Point>& pixel);
    void zoomChanged(double zoom);
    /// Another part of the picture is shown than before, or in another size.
    void viewMoved();
    /// Photo, labels or their style are others than before, so that overview() is too.
    void pictureChanged();
    /// Ctrl+click: this label lies under the pointer; kUnlabelled may be it.
    void labelPicked(labelwright::Label label);
    /// A gesture or key changed pixels of the document, also while the stroke is not yet ended.
    void edited();
    /// The tool's hint or whether it is active may be another now.
    void toolChanged();
    /// The tool was called: its takeWork() may have some.
    void workPending();
    /// Shift+wheel; one notch is 1 or -1.
    void brushSizeStepRequested(int steps);
    /// Ctrl+right-drag or Alt+right-drag; image pixels, not clamped to what the brush allows.
    void brushDiameterRequested(double diameterPx);

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void tabletEvent(QTabletEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void keyReleaseEvent(QKeyEvent* event) override;
    void enterEvent(QEnterEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    enum class State : std::uint8_t { Empty, Loading, Message, Picture };
    enum class Gesture : std::uint8_t { None, Tool, Pan, BrushSize, Pick };

    /// One mouse or pen event, whichever it was.
    struct Pointer {
        QPointF position;
        Qt::MouseButton button = Qt::NoButton;
        Qt::KeyboardModifiers modifiers{};
        bool eraserEnd = false;
        double pressure = 1;
    };

    void pointerPressed(const Pointer& pointer);
    void pointerMoved(const Pointer& pointer);
    void pointerReleased(const Pointer& pointer);
    void cancelTool();
    void panBy(QPointF step);
    /// Tells the tool where the pointer is, after the picture moved under it.
    void hoverAgain();
    PointerEvent toolEvent(const Pointer& pointer) const;
    bool picksLabel() const;
    void pickLabel();
    bool canUseTool() const { return hasImage() && m_document && m_tool; }

    template <typename Call>
    void callTool(Call call);
    bool handleToolKey(int key);
    bool handleArrow(const QKeyEvent& event);

    void setState(State state, const QString& message);
    OverlayStyle shownStyle() const;
    void updateOverlay();
    void updatePhotoColors();
    Color colorOf(Label label) const;
    QString nameOf(Label label) const;
    bool showsToolCursor() const;
    std::optional<CrossCursor> crossCursor() const;
    void updateView();
    void zoomAt(PointF anchor, double zoomWanted);
    void viewChanged(double zoomBefore);
    void updateOutline();
    void updateCursorShape();
    void moveCursor(const std::optional<QPointF>& position);
    void setSpaceHeld(bool held);
    void setCtrlHeld(bool held);

    Viewport m_viewport;
    Scene m_scene;
    LabelSet m_labels;
    std::optional<StripedLabels> m_stripes;
    OverlayStyle m_style;
    Tone m_tone;
    ChannelView m_channelView = ChannelView::Color;
    bool m_gridShown = false;
    State m_state = State::Empty;
    Document* m_document = nullptr;
    Tool* m_tool = nullptr;
    Label m_activeLabel = kUnlabelled;

    Gesture m_gesture = Gesture::None;
    Qt::MouseButton m_gestureButton = Qt::NoButton;
    QPointF m_gestureStart;
    QPointF m_lastPosition;
    double m_diameterAtStart = 0;
    bool m_eraserEnd = false;
    bool m_spaceHeld = false;
    bool m_ctrlHeld = false;
    bool m_peek = false;
    int m_wheelRest = 0; ///< Eighths of a degree of Shift+wheel that are not yet a notch.
    std::optional<QPointF> m_cursor;
    ToolOutline m_outline;
    RingCursor m_ring;
    QRegion m_drawnOver; ///< What outline, cursor and their text cover, in view pixels.
    std::vector<CanvasBox> m_boxes;
    QString m_message;
    QString m_cursorText;
    std::string m_hint;
    bool m_toolActive = false;
};

} // namespace labelwright
