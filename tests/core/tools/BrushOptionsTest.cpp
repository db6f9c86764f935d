// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mask/Components.h"
#include "core/tools/BrushTool.h"
#include "tests/support/TestProgram.h"

#include <QTest>

#include <cmath>

using namespace labelwright;

namespace {

constexpr Size kSize{100, 80};

Document blank()
{
    return Document(*LabelMask::create(kSize));
}

PointerEvent at(double x, double y, double pressure = 1)
{
    return {.position = {x, y}, .label = 1, .pressure = pressure};
}

PointerEvent lineTo(double x, double y, bool constrained = false)
{
    return {.position = {x, y}, .label = 1, .straight = true, .constrained = constrained};
}

void stroke(BrushTool& brush, Document& document, const std::vector<PointerEvent>& events)
{
    brush.press(document, events.front());
    for (std::size_t i = 1; i < events.size(); ++i)
        brush.drag(document, events[i]);
    brush.release(document, events.back());
}

std::int64_t count(const Document& document, Label label)
{
    return countLabels(document.mask())[label];
}

/// Gray, as bright as its column; blue is 10 more in the lower half.
Image ramp()
{
    Image image(kSize);
    for (int y = 0; y < kSize.height; ++y) {
        for (int x = 0; x < kSize.width; ++x) {
            std::uint8_t* pixel = image.writableRow(y).data() + x * Image::kBytesPerPixel;
            for (int channel = 0; channel < Image::kBytesPerPixel; ++channel)
                pixel[channel] = static_cast<std::uint8_t>(2 * x);
            pixel[0] = static_cast<std::uint8_t>(pixel[0] + (y >= kSize.height / 2 ? 10 : 0));
        }
    }
    return image;
}

} // namespace

/// What the brush's options and the keys held change about a stroke.
class BrushOptionsTest : public QObject {
    Q_OBJECT

private slots:
    void squareBrushPaintsSquares_data();
    void squareBrushPaintsSquares();
    void squareStrokeIsSweptWithoutGap();
    void pressureScalesTheDiameter();
    void pressureCountsOnlyWhereItIsWanted();
    void changingPressureLeavesNoGap();
    void intensityGateLeavesOtherPixelsAlone();
    void colorGateKeepsTheColorUnderThePress();
    void colorGateOutsideTheImageTakesItsEdge();
    void gateHoldsForTheEraserToo();
    void gateWithoutAPhotoPaintsNothing();
    void lineIsShownBeforeThePress();
    void lineFollowsThePointerUntilTheRelease();
    void cancelledLinePaintsNothing();
    void lineKeepsToStepsOfFifteenDegrees_data();
    void lineKeepsToStepsOfFifteenDegrees();
    void zoomKeepsTheSizeOnTheScreen();
    void zoomBeyondTheLimitsComesBack();
    void zoomLeavesOtherBrushesAlone();
    void optionsOutsideTheirRangeAreClamped();
};

void BrushOptionsTest::squareBrushPaintsSquares_data()
{
    QTest::addColumn<int>("diameter");
    for (const int diameter : {1, 2, 3, 8, 21})
        QTest::addRow("%d", diameter) << diameter;
}

void BrushOptionsTest::squareBrushPaintsSquares()
{
    QFETCH(int, diameter);
    Document document = blank();
    BrushTool brush({.diameterPx = double(diameter), .tip = BrushTip::Square});
    stroke(brush, document, {at(40.4, 40.4)});
    QCOMPARE(count(document, 1), diameter * diameter);
    QVERIFY(brush.outline().ringTip == BrushTip::Square);
    QCOMPARE(brush.outline().ringRadius, diameter / 2.0);
}

void BrushOptionsTest::squareStrokeIsSweptWithoutGap()
{
    Document document = blank();
    BrushTool brush({.diameterPx = 5, .tip = BrushTip::Square});
    stroke(brush, document, {at(10, 10), at(90, 60)});
    QCOMPARE(componentAt(document.mask(), {10, 10}).area(), count(document, 1));
    for (const Point corner : {Point{8, 8}, Point{12, 8}, Point{8, 12}, Point{88, 62}, Point{92, 58}, Point{92, 62}})
        QCOMPARE(document.mask().at(corner), Label(1));
}

void BrushOptionsTest::pressureScalesTheDiameter()
{
    const auto widthAt = [](double pressure) {
        Document document = blank();
        BrushTool brush({.diameterPx = 41, .pressureScales = true});
        stroke(brush, document, {at(50, 40, pressure)});
        int width = 0;
        for (const Label label : document.mask().row(40))
            width += label == 1 ? 1 : 0;
        return width;
    };
    QCOMPARE(widthAt(1), 41);
    QCOMPARE(widthAt(7), 41);
    QVERIFY(std::abs(widthAt(0.5) - 41 * 0.55) <= 1);
    QVERIFY(std::abs(widthAt(0) - 41 * 0.1) <= 1);
}

void BrushOptionsTest::pressureCountsOnlyWhereItIsWanted()
{
    Document document = blank();
    BrushTool brush({.diameterPx = 20});
    stroke(brush, document, {at(50, 40, 1)});
    const std::int64_t area = count(document, 1);
    stroke(brush, document, {at(50, 40, 0.2)});
    QCOMPARE(count(document, 1), area);
}

void BrushOptionsTest::changingPressureLeavesNoGap()
{
    for (const BrushTip tip : {BrushTip::Round, BrushTip::Square}) {
        Document document = blank();
        BrushTool brush({.diameterPx = 24, .tip = tip, .pressureScales = true});
        stroke(brush, document,
               {at(15, 15, 1), at(80, 30, 0), at(80, 30, 0.7), at(40, 60, 0.05), at(20, 70, 0), at(60, 20, 0)});
        const Region all = pixelsOf(document.mask(), 1);
        QCOMPARE(parts(all, Connectivity::Eight).size(), std::size_t(1));
        QVERIFY(all.contains({80, 22})); // pressed harder in one place
    }
}

void BrushOptionsTest::intensityGateLeavesOtherPixelsAlone()
{
    Document document = blank();
    BrushTool brush({.diameterPx = 30, .gate = BrushGate::Intensity, .lowIntensity = 80, .highIntensity = 100});
    brush.setPhoto(ramp());
    stroke(brush, document, {at(20, 20), at(70, 20)});
    for (int x = 0; x < kSize.width; ++x)
        QCOMPARE(document.mask().at({x, 20}), Label(x >= 40 && x <= 50 ? 1 : 0));
}

void BrushOptionsTest::colorGateKeepsTheColorUnderThePress()
{
    Document document = blank();
    BrushTool brush({.diameterPx = 9, .gate = BrushGate::Color, .colorTolerance = 8});
    brush.setPhoto(ramp());
    stroke(brush, document, {at(30, 38), at(60, 38), at(30, 43)});
    for (int x = 0; x < kSize.width; ++x)
        QCOMPARE(document.mask().at({x, 38}), Label(x >= 26 && x <= 34 ? 1 : 0));
    QCOMPARE(document.mask().at({30, 39}), Label(1));
    QCOMPARE(document.mask().at({30, 40}), Label(0)); // its blue is 10 more
}

void BrushOptionsTest::colorGateOutsideTheImageTakesItsEdge()
{
    Document document = blank();
    BrushTool brush({.diameterPx = 40, .gate = BrushGate::Color, .colorTolerance = 6});
    brush.setPhoto(ramp());
    stroke(brush, document, {at(-3, 20)});
    QCOMPARE(document.mask().at({3, 20}), Label(1));
    QCOMPARE(document.mask().at({4, 20}), Label(0));
}

void BrushOptionsTest::gateHoldsForTheEraserToo()
{
    Document document = blank();
    BrushTool brush({.diameterPx = 200});
    stroke(brush, document, {at(50, 40)});
    QCOMPARE(count(document, 1), kSize.width * kSize.height);
    BrushTool eraser({.diameterPx = 200, .erases = true, .gate = BrushGate::Intensity, .lowIntensity = 150});
    eraser.setPhoto(ramp());
    stroke(eraser, document, {at(50, 40)});
    QCOMPARE(document.mask().at({74, 20}), Label(1));
    QCOMPARE(document.mask().at({75, 20}), Label(0));
}

void BrushOptionsTest::gateWithoutAPhotoPaintsNothing()
{
    for (const BrushGate gate : {BrushGate::Intensity, BrushGate::Color}) {
        Document document = blank();
        BrushTool brush({.gate = gate});
        stroke(brush, document, {at(50, 40)});
        QCOMPARE(count(document, 1), 0);
    }
}

void BrushOptionsTest::lineIsShownBeforeThePress()
{
    Document document = blank();
    BrushTool brush({.diameterPx = 1});
    brush.hover(document, lineTo(30, 10));
    QVERIFY(brush.outline().path.empty()); // from nowhere
    stroke(brush, document, {at(10, 10)});
    brush.hover(document, lineTo(30, 10));
    QVERIFY((brush.outline().path == std::vector<PointF>{{10.5, 10.5}, {30.5, 10.5}}));
    brush.hover(document, at(31, 10));
    QVERIFY(brush.outline().path.empty());
}

void BrushOptionsTest::lineFollowsThePointerUntilTheRelease()
{
    Document document = blank();
    BrushTool brush({.diameterPx = 1});
    stroke(brush, document, {at(10, 10)});
    brush.press(document, lineTo(30, 30));
    brush.drag(document, at(40, 10)); // the key may be let go
    QVERIFY(brush.isActive());
    QVERIFY((brush.outline().path == std::vector<PointF>{{10.5, 10.5}, {40.5, 10.5}}));
    QCOMPARE(count(document, 1), 1);
    brush.release(document, at(50, 10));
    QCOMPARE(count(document, 1), 41);
    QCOMPARE(document.mask().at({50, 10}), Label(1));
    QVERIFY(brush.outline().path.empty());
    QCOMPARE(document.history().undoNames().size(), std::size_t(2));
}

void BrushOptionsTest::cancelledLinePaintsNothing()
{
    Document document = blank();
    BrushTool brush({.diameterPx = 1});
    stroke(brush, document, {at(10, 10)});
    brush.press(document, lineTo(30, 30));
    QVERIFY(brush.cancel());
    QVERIFY(brush.outline().path.empty());
    brush.release(document, lineTo(30, 30));
    QCOMPARE(count(document, 1), 1);
}

void BrushOptionsTest::lineKeepsToStepsOfFifteenDegrees_data()
{
    QTest::addColumn<QPointF>("pointer");
    QTest::addColumn<QPointF>("end");
    QTest::newRow("nearly level") << QPointF(70, 43) << QPointF(70.5, 40.5);
    QTest::newRow("nearly upright") << QPointF(38, 70) << QPointF(40.5, 70.5);
    QTest::newRow("nearly a diagonal") << QPointF(20, 18) << QPointF(19.5, 19.5);
    QTest::newRow("at 30 degrees") << QPointF(75, 60) << QPointF(74.5, 60.5);
}

void BrushOptionsTest::lineKeepsToStepsOfFifteenDegrees()
{
    QFETCH(QPointF, pointer);
    QFETCH(QPointF, end);
    Document document = blank();
    BrushTool brush({.diameterPx = 1});
    stroke(brush, document, {at(40.5, 40.5)});
    brush.hover(document, lineTo(pointer.x(), pointer.y(), true));
    const std::vector<PointF> shown = brush.outline().path;
    QCOMPARE(QPointF(shown.back().x, shown.back().y), end);
    stroke(brush, document, {lineTo(pointer.x(), pointer.y(), true)});
    QCOMPARE(document.mask().at({int(end.x()), int(end.y())}), Label(1));
    QCOMPARE(componentAt(document.mask(), {40, 40}, Connectivity::Eight).area(), count(document, 1));
    const QPointF way = end - QPointF(40.5, 40.5);
    const double steps = std::atan2(way.y(), way.x()) / (std::acos(-1) / 12);
    QVERIFY(std::abs(steps - std::round(steps)) < 0.08);
}

void BrushOptionsTest::zoomKeepsTheSizeOnTheScreen()
{
    BrushTool brush({.diameterPx = 40, .scalesWithZoom = true});
    brush.setZoom(2);
    QCOMPARE(brush.options().diameterPx, 20.0);
    brush.setZoom(0.5);
    QCOMPARE(brush.options().diameterPx, 80.0);
    brush.setDiameter(10);
    brush.setZoom(1);
    QCOMPARE(brush.options().diameterPx, 5.0);
}

void BrushOptionsTest::zoomBeyondTheLimitsComesBack()
{
    BrushTool brush({.diameterPx = 24, .scalesWithZoom = true});
    brush.setZoom(64);
    QCOMPARE(brush.options().diameterPx, BrushOptions::kMinDiameter);
    brush.setZoom(1.0 / 1000);
    QCOMPARE(brush.options().diameterPx, BrushOptions::kMaxDiameter);
    brush.setZoom(1);
    QCOMPARE(brush.options().diameterPx, 24.0);
}

void BrushOptionsTest::zoomLeavesOtherBrushesAlone()
{
    BrushTool brush({.diameterPx = 24});
    brush.setZoom(8);
    QCOMPARE(brush.options().diameterPx, 24.0);
    BrushOptions scaling = brush.options();
    scaling.scalesWithZoom = true;
    brush.setOptions(scaling); // from here on
    QCOMPARE(brush.options().diameterPx, 24.0);
    brush.setZoom(4);
    QCOMPARE(brush.options().diameterPx, 48.0);
}

void BrushOptionsTest::optionsOutsideTheirRangeAreClamped()
{
    BrushTool brush({.diameterPx = 5000, .lowIntensity = -1, .highIntensity = 300, .colorTolerance = 256});
    QCOMPARE(brush.options().diameterPx, BrushOptions::kMaxDiameter);
    QCOMPARE(brush.options().lowIntensity, 0);
    QCOMPARE(brush.options().highIntensity, 255);
    QCOMPARE(brush.options().colorTolerance, 255);
}

LABELWRIGHT_TEST(BrushOptionsTest)
#include "BrushOptionsTest.moc"
