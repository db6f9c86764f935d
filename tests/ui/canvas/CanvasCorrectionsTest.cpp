// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/edit/RegionEdits.h"
#include "core/tools/AutoSegmentTool.h"
#include "tests/support/TestProgram.h"
#include "tests/ui/canvas/CanvasHand.h"

#include <QTest>

using namespace labelwright;
using namespace labelwright::test;

namespace {

const Region kFound = Region::fromRect({20, 20, 41, 31});

/// Finds the same whatever it is asked, and obeys strokes.
Result<Segmentation> segmentFixed(const Image&, const ObjectHints& hints, const SegmentOptions&)
{
    Region found = kFound;
    for (const HintStroke& stroke : hints.strokes) {
        for (const Point& pixel : pixelsOf(stroke)) {
            const Region one = Region::fromRect({pixel.x, pixel.y, 1, 1});
            found = stroke.belongs ? united(found, one) : subtracted(found, one);
        }
    }
    return Segmentation{found, 1};
}
constexpr Engine kEngine{"fixed", segmentFixed};

/// A hand whose tool has found something on a gray photo.
struct Found {
    CanvasHand hand;
    AutoSegmentTool tool{kEngine};

    Found()
    {
        hand.canvas.setImage(plainImage({120, 90}, {128, 128, 128}));
        hand.canvas.setDocument(&hand.document);
        hand.canvas.zoomTo100();
        hand.canvas.setTool(&tool);
        QObject::connect(&hand.canvas, &Canvas::workPending, &hand.canvas, [this] {
            while (const auto work = tool.takeWork())
                tool.deliver(hand.document, work, work->run({}));
            hand.canvas.toolUpdated();
        });
        for (const PointF place : {PointF{40.5, 20.5}, PointF{60.5, 35.5}, PointF{40.5, 50.5}, PointF{20.5, 35.5}})
            hand.click(place);
    }
    ~Found() { hand.canvas.setTool(nullptr); }

    QColor colorAt(PointF place) { return QColor::fromRgb(grabbed(hand.canvas).pixel(hand.inView(place).toPoint())); }
};

} // namespace

/// What the auto-segment tool found, corrected by a real hand.
class CanvasCorrectionsTest : public QObject {
    Q_OBJECT
private slots:
    void leftBelongsAndRightDoesNot();
    void altAndThePensEraserEndSayItDoesNotBelong();
    void rightButtonDragsAStroke();
    void rightButtonDoesNothingBefore();
    void quickClicksAreTwoCorrections();
    void ctrlClickTakesACorrectionOut();
    void strokesAreDrawn();
    void previewShowsWhatThePaintRuleLetsBePainted();
};

void CanvasCorrectionsTest::leftBelongsAndRightDoesNot()
{
    Found found;
    found.hand.click({70.5, 40.5});
    found.hand.press({30.5, 30.5}, Qt::RightButton);
    found.hand.release({30.5, 30.5}, Qt::RightButton);
    QVERIFY(found.hand.typeKey(Qt::Key_Return));
    QCOMPARE(int(found.hand.at(70, 40)), 1);
    QCOMPARE(int(found.hand.at(30, 30)), 0);
    QCOMPARE(int(found.hand.at(31, 30)), 1);
}

void CanvasCorrectionsTest::altAndThePensEraserEndSayItDoesNotBelong()
{
    using Tip = QPointingDevice::PointerType;
    Found found;
    found.hand.click({30.5, 30.5}, Qt::AltModifier);
    found.hand.pen(QEvent::TabletPress, {40.5, 40.5}, Tip::Eraser);
    found.hand.pen(QEvent::TabletRelease, {40.5, 40.5}, Tip::Eraser);
    QVERIFY(found.hand.typeKey(Qt::Key_Return));
    QCOMPARE(int(found.hand.at(30, 30)), 0);
    QCOMPARE(int(found.hand.at(40, 40)), 0);
}

void CanvasCorrectionsTest::rightButtonDragsAStroke()
{
    Found found;
    found.hand.press({30.5, 30.5}, Qt::RightButton);
    found.hand.move({35.5, 30.5}, Qt::RightButton);
    found.hand.release({40.5, 30.5}, Qt::RightButton);
    QVERIFY(found.hand.typeKey(Qt::Key_Return));
    for (int x = 30; x <= 40; ++x)
        QCOMPARE(int(found.hand.at(x, 30)), 0);
    QCOMPARE(int(found.hand.at(41, 30)), 1);
}

void CanvasCorrectionsTest::rightButtonDoesNothingBefore()
{
    Found found;
    found.hand.typeKey(Qt::Key_Escape);
    found.hand.press({30.5, 30.5}, Qt::RightButton);
    found.hand.release({30.5, 30.5}, Qt::RightButton);
    QVERIFY(!found.tool.isActive());
}

void CanvasCorrectionsTest::quickClicksAreTwoCorrections()
{
    Found found;
    found.hand.doubleClick({70.5, 40.5});
    QVERIFY(found.tool.isActive());
    QVERIFY(found.hand.isBlank());
    QCOMPARE(found.tool.outline().strokes.size(), std::size_t(2));
}

void CanvasCorrectionsTest::ctrlClickTakesACorrectionOut()
{
    Found found;
    found.hand.click({70.5, 40.5});
    QCOMPARE(found.tool.outline().strokes.size(), std::size_t(1));
    found.hand.click({72.5, 41.5}, Qt::ControlModifier);
    QVERIFY(found.tool.outline().strokes.empty());
    QVERIFY(found.tool.outline().preview == kFound);
}

void CanvasCorrectionsTest::strokesAreDrawn()
{
    Found found;
    found.hand.stroke({{72.5, 40.5}, {84.5, 40.5}});
    found.hand.stroke({{30.5, 44.5}, {48.5, 44.5}}, Qt::AltModifier);
    QEvent leave(QEvent::Leave);
    QApplication::sendEvent(&found.hand.canvas, &leave);
    const QColor belongs = found.colorAt({83.5, 40.5});
    QVERIFY2(belongs.green() > belongs.red() + 80, qPrintable(belongs.name()));
    const QColor foreign = found.colorAt({47.5, 44.5});
    QVERIFY2(foreign.red() > foreign.green() + 80, qPrintable(foreign.name()));
    QVERIFY(found.colorAt({72, 42}).green() > 150); // the plus has an upright
    QVERIFY(found.colorAt({30, 42}).red() < 100);   // the minus has none
}

void CanvasCorrectionsTest::previewShowsWhatThePaintRuleLetsBePainted()
{
    Found found;
    relabelRegion(found.hand.document, Region::fromRect({20, 20, 20, 31}), 2);
    QEvent leave(QEvent::Leave);
    QApplication::sendEvent(&found.hand.canvas, &leave);
    const QColor before = found.colorAt({30.5, 40.5});
    PaintRule rule;
    rule.locked.set(2);
    found.hand.document.setPaintRule(rule);
    found.hand.canvas.toolUpdated();
    const QColor locked = found.colorAt({30.5, 40.5});
    QVERIFY(before != locked);
    QCOMPARE(found.colorAt({50.5, 40.5}).green() > 160, true); // the other half is still shown in label 1's colour
    found.hand.typeKey(Qt::Key_Escape);
    QCOMPARE(found.colorAt({30.5, 40.5}), locked); // there was none
}

LABELWRIGHT_TEST(CanvasCorrectionsTest)
#include "CanvasCorrectionsTest.moc"
