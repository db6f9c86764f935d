// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/review/DifferenceView.h"

#include "ui/canvas/Canvas.h"
#include "ui/look/Look.h"
#include "ui/look/QtColor.h"
#include "ui/review/Divider.h"

#include <QKeyEvent>
#include <QLabel>

#include <algorithm>
#include <utility>

namespace labelwright {
namespace {

constexpr int kCaptionHeight = Metrics::kControl;
constexpr int kGap = 2; ///< Between the two of SideBySide.

QLabel* makeCaption(QWidget* parent)
{
    auto* caption = new QLabel(parent);
    caption->setTextFormat(Qt::PlainText);
    caption->setContentsMargins(Metrics::kRelated, 0, Metrics::kRelated, 0);
    return caption;
}

QString shortened(const QLabel& caption, const QString& text, int width)
{
    return caption.fontMetrics().elidedText(text, Qt::ElideRight, std::max(0, width - 2 * Metrics::kRelated));
}

/// Each change in the colours of the label before and of the label after.
StripedLabels stripesOf(const LoadedDifference& difference)
{
    StripedLabels stripes;
    for (const Change& change : difference.masks->difference.changes) {
        if (stripes.first.size() == kMostMappedChanges)
            break;
        stripes.first.push_back(difference.colorOf(change.from));
        stripes.second.push_back(difference.colorOf(change.to));
    }
    stripes.first.resize(kMostMappedChanges + 1, kWhite); // All others look alike.
    stripes.second.resize(kMostMappedChanges + 1, Color{});
    return stripes;
}

QString partText(const LoadedDifference& difference, const Component& part)
{
    const std::vector<Change>& changes = difference.masks->difference.changes;
    const std::size_t place = part.label - 1U;
    if (place >= std::min(changes.size(), kMostMappedChanges))
        return {};
    return QStringLiteral("%1 → %2").arg(difference.nameOf(changes[place].from), difference.nameOf(changes[place].to));
}

} // namespace

DifferenceView::DifferenceView(QWidget* parent)
    : QWidget(parent), m_before(new Canvas(this)), m_after(new Canvas(this)), m_changes(new Canvas(this)),
      m_divider(new Divider(this)), m_left(makeCaption(this)), m_right(makeCaption(this))
{
    m_before->setAccessibleName(tr("Photo with the labels before"));
    m_after->setAccessibleName(tr("Photo with the labels after"));
    m_changes->setAccessibleName(tr("Photo with the changes"));
    m_right->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    for (Canvas* canvas : canvases()) {
        canvas->installEventFilter(this);
        connect(canvas, &Canvas::viewMoved, this, [this, canvas] { follow(*canvas); });
    }
    connect(m_before, &Canvas::zoomChanged, this, &DifferenceView::zoomChanged);
    connect(m_divider, &Divider::moved, this, &DifferenceView::divide);
    m_blink.setInterval(kBlinkMs);
    connect(&m_blink, &QTimer::timeout, this, [this] {
        m_showsAfter = !m_showsAfter;
        place();
    });
    setMinimumSize(480, 320);
    place();
}

DifferenceView::~DifferenceView()
{
    for (Canvas* canvas : canvases()) {
        canvas->disconnect(this);
        canvas->setDocument(nullptr);
    }
}

void DifferenceView::setTitles(const QString& before, const QString& after)
{
    m_titleBefore = before;
    m_titleAfter = after;
    showCaptions();
}

void DifferenceView::setDifference(std::shared_ptr<LoadedDifference> difference)
{
    const auto kept = std::exchange(m_difference, std::move(difference)); // Until the canvases have let go of it.
    setImages();
    if (MaskDifference* masks = hasMasks() ? &*m_difference->masks : nullptr) {
        m_before->setLabels(m_difference->labels);
        m_after->setLabels(m_difference->labels);
        m_changes->setStripes(stripesOf(*m_difference));
        m_before->setDocument(&masks->before);
        m_after->setDocument(&masks->after);
        m_changes->setDocument(&masks->map);
    } else {
        setBlinksByItself(false);
    }
    place();
}

/// They have forgotten their documents then.
void DifferenceView::setImages()
{
    m_isFollowing = true;
    for (Canvas* canvas : canvases())
        canvas->setImage(m_difference->photo);
    m_isFollowing = false;
    follow(*m_before);
}

void DifferenceView::showLoading()
{
    for (Canvas* canvas : canvases())
        canvas->showLoading();
    m_difference.reset();
    place();
}

void DifferenceView::showMessage(const QString& text)
{
    for (Canvas* canvas : canvases())
        canvas->showMessage(text);
    m_difference.reset();
    place();
}

void DifferenceView::setMode(Mode mode)
{
    const bool isOther = mode != m_mode;
    m_mode = mode;
    setBlinksByItself(mode == Mode::Blink);
    if (isOther)
        emit modeChanged();
}

void DifferenceView::setBlinksByItself(bool blinks)
{
    if (blinks && hasMasks())
        m_blink.start();
    else
        m_blink.stop();
    place();
}

void DifferenceView::flip()
{
    if (!hasMasks())
        return;
    if (m_mode != Mode::Blink)
        setMode(Mode::Blink);
    m_blink.stop();
    m_showsAfter = !m_showsAfter;
    place();
}

void DifferenceView::showPart(const std::optional<Component>& part)
{
    std::vector<CanvasBox> boxes;
    if (part && hasMasks())
        boxes.push_back({part->bounds.grown(1), partText(*m_difference, *part), kWhite});
    for (Canvas* canvas : canvases())
        canvas->setBoxes(boxes);
    if (part && hasMasks())
        leading().showArea(part->bounds);
}

void DifferenceView::fit()
{
    leading().fit();
}

void DifferenceView::zoomIn()
{
    leading().zoomIn();
}

void DifferenceView::zoomOut()
{
    leading().zoomOut();
}

void DifferenceView::setPeek(bool peek)
{
    for (Canvas* canvas : canvases())
        canvas->setPeek(peek);
}

/// The others show the same place.
void DifferenceView::follow(const Canvas& moved)
{
    if (m_isFollowing || !moved.hasImage() || moved.isHidden())
        return;
    m_isFollowing = true;
    for (Canvas* canvas : canvases()) {
        if (canvas != &moved && canvas->hasImage())
            canvas->showSamePlace(moved.viewport());
    }
    m_isFollowing = false;
}

void DifferenceView::place()
{
    const bool masks = hasMasks();
    const QRect all(0, kCaptionHeight, width(), std::max(0, height() - kCaptionHeight));
    const int half = (width() - kGap) / 2;
    const bool isSplit = masks && m_mode == Mode::SideBySide;
    const bool isDivided = masks && m_mode == Mode::Slider;
    m_isFollowing = true;
    m_before->setGeometry(isSplit ? QRect(0, all.y(), half, all.height()) : all);
    m_after->setGeometry(isSplit ? QRect(width() - half, all.y(), half, all.height()) : all);
    m_changes->setGeometry(all);
    m_isFollowing = false;
    const int line = static_cast<int>(m_divided * width());
    if (isDivided)
        m_after->setMask(QRect(line, 0, width() - line, all.height()));
    else
        m_after->clearMask();
    m_after->setVisible(isSplit || isDivided || (masks && m_mode == Mode::Blink && m_showsAfter));
    m_changes->setVisible(masks && m_mode == Mode::Changes);
    m_divider->setVisible(isDivided);
    m_divider->setGeometry(line - Divider::kWidth / 2, all.y(), Divider::kWidth, all.height());
    m_divider->raise();
    showCaptions();
}

void DifferenceView::divide(int x)
{
    m_divided = std::clamp(static_cast<double>(x) / std::max(1, width()), 0.0, 1.0);
    place();
}

void DifferenceView::showCaptions()
{
    const int half = width() / 2;
    const QString before = tr("Before: %1").arg(m_titleBefore);
    const QString after = tr("After: %1").arg(m_titleAfter);
    const bool isBlinking = hasMasks() && m_mode == Mode::Blink;
    const bool isOfChanges = hasMasks() && m_mode == Mode::Changes;
    const bool usesBoth = hasMasks() && !isBlinking && !isOfChanges;
    m_left->setGeometry(0, 0, usesBoth ? half : width(), kCaptionHeight);
    m_right->setGeometry(half, 0, width() - half, kCaptionHeight);
    m_right->setVisible(usesBoth);
    m_right->setAlignment((m_mode == Mode::SideBySide ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    QString text = before;
    if (!hasMasks())
        text.clear();
    else if (isOfChanges)
        text = tr("Stripes: the color of the label before and of the label after; white is unlabeled.");
    else if (isBlinking && m_showsAfter)
        text = after;
    m_left->setText(shortened(*m_left, text, m_left->width()));
    m_right->setText(shortened(*m_right, after, m_right->width()));
    m_left->setToolTip(text);
    m_right->setToolTip(after);
}

void DifferenceView::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    place();
}

/// The canvas would hold the space bar for panning, which left does here anyway.
bool DifferenceView::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const auto& key = static_cast<QKeyEvent&>(*event);
    if (key.key() != Qt::Key_Space || key.modifiers() != Qt::NoModifier)
        return QWidget::eventFilter(watched, event);
    if (!key.isAutoRepeat())
        flip();
    return true;
}

} // namespace labelwright
