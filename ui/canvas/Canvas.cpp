// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/Canvas.h"

#include "core/edit/MaskEdit.h"
#include "ui/canvas/CanvasPainter.h"
#include "ui/look/Look.h"
#include "ui/look/QtColor.h"

#include <QCoreApplication>
#include <QPaintEvent>
#include <QPainter>

#include <cassert>
#include <cmath>
#include <utility>

namespace labelwright {
Canvas::Canvas(QWidget* parent) : QWidget(parent)
{
    // The hand's whole path is wanted, not one point a frame.
    QCoreApplication::setAttribute(Qt::AA_CompressHighFrequencyEvents, false);
    QCoreApplication::setAttribute(Qt::AA_CompressTabletEvents, false);
    setAttribute(Qt::WA_OpaquePaintEvent);
    setAttribute(Qt::WA_InputMethodEnabled, false);
    setMouseTracking(true);
    setTabletTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Picture to label"));
    m_scene.setSurround(Look::instance().tokens().surround);
    connect(&Look::instance(), &Look::changed, this, [this] {
        m_scene.setSurround(Look::instance().tokens().surround);
        update();
    });
    connect(&m_scene.photo(), &PhotoPyramid::ready, this, [this] {
        m_scene.invalidate();
        update();
        emit pictureChanged();
    });
}

Canvas::~Canvas() = default;

void Canvas::setState(State state, const QString& message)
{
    cancelTool();
    m_document = nullptr;
    m_scene.setMask(nullptr);
    m_boxes.clear();
    m_state = state;
    m_message = message;
    if (state != State::Picture)
        m_scene.setPhoto({});
    updateCursorShape();
    toolUpdated();
    update();
    emit pictureChanged();
}

void Canvas::setImage(Image image)
{
    assert(!image.isNull());
    const double zoomBefore = zoom();
    setState(State::Picture, {});
    m_viewport.setImageSize(image.size());
    m_scene.setPhoto(std::move(image));
    viewChanged(zoomBefore);
}

void Canvas::replaceImage(Image image)
{
    assert(hasImage() && image.size() == m_viewport.imageSize());
    m_scene.setPhoto(std::move(image));
    update();
    emit pictureChanged();
}

void Canvas::showLoading()
{
    setState(State::Loading, tr("Loading the picture"));
}

void Canvas::showMessage(const QString& text)
{
    setState(State::Message, text);
}

void Canvas::setDocument(Document* document)
{
    assert(!document || document->mask().size() == m_viewport.imageSize());
    cancelTool();
    m_document = document;
    m_scene.setMask(document ? &document->mask() : nullptr);
    updateCursorShape();
    toolUpdated();
    update();
    emit pictureChanged();
}

void Canvas::setLabels(const LabelSet& labels)
{
    m_labels = labels;
    m_stripes.reset();
    toolUpdated();
    updateOverlay();
}

void Canvas::setStripes(StripedLabels labels)
{
    m_labels = {};
    m_stripes = std::move(labels);
    updateOverlay();
}

void Canvas::updateOverlay()
{
    if (m_stripes)
        m_scene.setStripes(*m_stripes, shownStyle());
    else
        m_scene.setOverlay(m_labels, shownStyle());
    update();
    emit pictureChanged();
}

void Canvas::setTool(Tool* tool)
{
    if (tool == m_tool)
        return;
    cancelTool();
    m_tool = tool;
    updateCursorShape();
    hoverAgain();
    toolUpdated();
}

void Canvas::setActiveLabel(Label label)
{
    m_activeLabel = label;
    toolUpdated();
}

void Canvas::setCursorText(const QString& text)
{
    m_cursorText = text;
    toolUpdated();
}

void Canvas::setBoxes(std::vector<CanvasBox> boxes)
{
    m_boxes = std::move(boxes);
    update();
}

OverlayStyle Canvas::shownStyle() const
{
    OverlayStyle style = m_style;
    style.hidden = style.hidden || m_peek;
    return style;
}

void Canvas::setOverlayStyle(const OverlayStyle& style)
{
    m_style = style;
    updateOverlay();
}

void Canvas::setTone(const Tone& tone)
{
    m_tone = tone;
    updatePhotoColors();
}

void Canvas::setChannelView(ChannelView view)
{
    m_channelView = view;
    updatePhotoColors();
}

void Canvas::updatePhotoColors()
{
    m_scene.setPhotoColors(photoColors(m_tone, m_channelView));
    update();
    emit pictureChanged();
}

void Canvas::setPixelGridShown(bool shown)
{
    m_gridShown = shown;
    m_scene.setPixelGridShown(shown);
    update();
}

QImage Canvas::overview(QSize size)
{
    return hasImage() && !size.isEmpty() ? m_scene.overview(size) : QImage();
}

void Canvas::setPeek(bool peek)
{
    if (peek == m_peek)
        return;
    m_peek = peek;
    setOverlayStyle(m_style);
}

void Canvas::maskChanged(const Rect& rect)
{
    if (!m_document)
        return;
    const Rect device = m_scene.maskChanged(rect);
    const double ratio = m_viewport.devicePixelRatio();
    update(QRectF(device.x / ratio, device.y / ratio, device.width / ratio, device.height / ratio).toAlignedRect());
    emit pictureChanged();
}

void Canvas::toolUpdated()
{
    updateOutline();
    const std::string hint = m_tool ? m_tool->hint() : std::string();
    const bool active = m_tool && m_tool->isActive();
    if (hint == m_hint && active == m_toolActive)
        return;
    m_hint = hint;
    m_toolActive = active;
    emit toolChanged();
}

void Canvas::updateOutline()
{
    m_outline = canUseTool() ? m_tool->outline() : ToolOutline{};
    const Label label = m_outline.previewLabel.value_or(m_activeLabel);
    if (m_outline.preview)
        m_outline.preview = paintedPart(*m_document, *m_outline.preview, label);
    if (m_scene.setPreview(m_outline.preview, colorOf(label)))
        update();
    QRegion covered = outlineRegion(m_outline, m_viewport);
    if (const auto cross = crossCursor())
        covered += crossBounds(*cross, rect());
    update(m_drawnOver);
    update(covered);
    m_drawnOver = covered;
}

Color Canvas::colorOf(Label label) const
{
    const bool isKnown = label != kUnlabelled && label <= m_labels.size();
    return isKnown ? m_labels.at(label).color : kWhite;
}

QString Canvas::nameOf(Label label) const
{
    const bool isKnown = label != kUnlabelled && label <= m_labels.size();
    return isKnown ? QString::fromStdString(m_labels.at(label).name) : tr("Unlabeled");
}

bool Canvas::showsToolCursor() const
{
    return m_cursor && canUseTool() && !m_spaceHeld && m_gesture != Gesture::Pan;
}

std::optional<CrossCursor> Canvas::crossCursor() const
{
    if (!showsToolCursor())
        return std::nullopt;
    const bool picks = picksLabel() && (m_gesture == Gesture::None || m_gesture == Gesture::Pick);
    if (const auto here = picks ? reading() : std::nullopt)
        return CrossCursor{*m_cursor, nameOf(here->label), qtColor(colorOf(here->label))};
    if (m_outline.ringCentre)
        return std::nullopt;
    const Label label = m_outline.previewLabel.value_or(m_activeLabel);
    QString text = m_cursorText;
    if (text.isEmpty() && label != kUnlabelled)
        text = nameOf(label);
    return CrossCursor{*m_cursor, text, qtColor(colorOf(label))};
}

void Canvas::paintEvent(QPaintEvent* event)
{
    if (devicePixelRatioF() != m_viewport.devicePixelRatio())
        updateView();
    QPainter painter(this);
    if (!hasImage()) {
        painter.fillRect(rect(), Look::instance().tokens().surround);
        const QString iconName = m_state == State::Message ? QStringLiteral("warning") : QStringLiteral("image");
        paintMessage(painter, rect(), iconName, m_message, Look::instance().tokens().text);
        return;
    }
    const double ratio = m_viewport.devicePixelRatio();
    QRegion exposed;
    for (const QRect& part : event->region())
        exposed +=
            QRectF(part.x() * ratio, part.y() * ratio, part.width() * ratio, part.height() * ratio).toAlignedRect();
    painter.scale(1 / ratio, 1 / ratio); // the scene is in device pixels
    m_scene.paint(painter, exposed);
    painter.scale(ratio, ratio);
    painter.setRenderHint(QPainter::Antialiasing);
    paintBoxes(painter, m_boxes, m_viewport);
    paintOutline(painter, m_outline, m_viewport);
    const auto cross = crossCursor();
    if (cross)
        paintCross(painter, *cross, rect());
    else if (m_outline.ringCentre && showsToolCursor())
        m_ring.paint(painter, m_outline, m_viewport, qtColor(colorOf(m_activeLabel)));
}

void Canvas::resizeEvent(QResizeEvent*)
{
    updateView();
}

} // namespace labelwright
