// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tools/LiveWireTool.h"

#include "tests/core/tools/TestWork.h"
#include "tests/support/TestProgram.h"

#include <QTest>

#include <cmath>

using namespace labelwright;

class LiveWireToolTest : public QObject {
    Q_OBJECT

private slots:
    void sideFollowsTheEdgeOnceTheMapIsThere();
    void sideIsStraightUntilTheMapIsThere();
    void straightAndFreehandSuspendTheWire();
    void clickOnTheStartPaintsTheObject();
    void commitClosesToTheStart();
    void eraseTakesAway();
    void wholePhotoCanBeEnclosed();
    void secondClickOfADoubleClickAddsNothing();
    void stepBackTakesTheLastAnchor();
    void cancelDropsEverything();
    void clicksBeforeTheMapIsThereGetTheirWays();
    void clickOutsideTheMapGetsItsWay();
    void commitWaitsForTheWays();
    void straightClickBeforeTheMapIsThereStaysStraight();
    void failedMapLeavesTheWaitingSideStraight();
    void stepBackReopensWhatWaitsToBeClosed();
    void mapOfASmallerAreaIsDropped();
    void failedMapIsNotAskedForAgain();
    void farPointerAsksForALargerMap();
    void worksWithoutAPhoto();
    void photoOfTheSameSizeKeepsTheAnchors();
    void ruleIsObeyed();
    void hintSaysWhatComesNext();
};

namespace {

constexpr Size kSize{200, 200};

/// A white disc around (100, 100), 60 pixels in radius, on black.
Image discPhoto()
{
    Image photo(kSize);
    for (int y = 0; y < kSize.height; ++y) {
        std::uint8_t* to = photo.writableRow(y).data();
        for (int x = 0; x < kSize.width; ++x) {
            for (int channel = 0; channel < Image::kBytesPerPixel; ++channel)
                *to++ = std::hypot(x - 100, y - 100) <= 60 ? 230 : 20;
        }
    }
    return photo;
}

Image grayPhoto(Size size)
{
    Image photo(size);
    for (int y = 0; y < size.height; ++y)
        std::ranges::fill(photo.writableRow(y), std::uint8_t{9});
    return photo;
}

PointerEvent at(double x, double y)
{
    return {.position = {x, y}, .label = 3, .snapDistance = 4};
}

struct Fixture {
    Document document{*LabelMask::create(kSize)};
    LiveWireTool tool;

    Fixture() { tool.setPhoto(discPhoto()); }

    void click(const PointerEvent& event)
    {
        tool.hover(document, event);
        tool.press(document, event);
        tool.release(document, event);
        test::runWork(tool, document);
    }
    void hover(const PointerEvent& event)
    {
        tool.hover(document, event);
        test::runWork(tool, document);
    }
    std::int64_t painted() const { return countLabels(document.mask())[3]; }
    bool hasPaintedDisc() const
    {
        constexpr double kDisc = 3.14159 * 60 * 60;
        return std::abs(static_cast<double>(painted()) - kDisc) < 0.04 * kDisc;
    }
};

double furthestFromDisc(const std::vector<PointF>& path)
{
    double furthest = 0;
    for (const PointF& p : path)
        furthest = std::max(furthest, std::abs(std::hypot(p.x - 100.5, p.y - 100.5) - 60));
    return furthest;
}

} // namespace

void LiveWireToolTest::sideFollowsTheEdgeOnceTheMapIsThere()
{
    Fixture f;
    f.click(at(40.5, 100.5));
    f.hover(at(100.5, 40.5));
    QVERIFY(f.tool.outline().path.size() > 50);
    QVERIFY(furthestFromDisc(f.tool.outline().path) < 4);
}

void LiveWireToolTest::sideIsStraightUntilTheMapIsThere()
{
    Fixture f;
    f.tool.press(f.document, at(40.5, 100.5));
    f.tool.hover(f.document, at(100.5, 40.5));
    QCOMPARE(f.tool.outline().path, (std::vector<PointF>{{40.5, 100.5}, {100.5, 40.5}}));
    test::runWork(f.tool, f.document);
    QVERIFY(f.tool.outline().path.size() > 50); // without another move of the pointer
}

void LiveWireToolTest::straightAndFreehandSuspendTheWire()
{
    Fixture f;
    f.click(at(40.5, 100.5));
    PointerEvent event = at(100.5, 40.5);
    event.straight = true;
    f.hover(event);
    QCOMPARE(f.tool.outline().path, (std::vector<PointF>{{40.5, 100.5}, {100.5, 40.5}}));
    event.straight = false;
    event.freehand = true;
    f.hover(event);
    QCOMPARE(f.tool.outline().path.size(), std::size_t(2));
    event.freehand = false;
    f.hover(event);
    QVERIFY(f.tool.outline().path.size() > 50);
}

void LiveWireToolTest::clickOnTheStartPaintsTheObject()
{
    Fixture f;
    f.click(at(40.5, 100.5));
    f.click(at(100.5, 40.5));
    f.click(at(160.5, 100.5));
    f.click(at(100.5, 160.5));
    f.hover(at(42, 99));
    QVERIFY(f.tool.outline().closed);
    f.click(at(42, 99));
    QVERIFY(!f.tool.isActive());
    QVERIFY2(f.hasPaintedDisc(), qPrintable(QString::number(f.painted())));
    QCOMPARE(f.document.history().undoNames(), std::vector<std::string>{"live-wire"});
}

void LiveWireToolTest::commitClosesToTheStart()
{
    Fixture f;
    f.click(at(40.5, 100.5));
    QVERIFY(!f.tool.commit(f.document, 3));
    QVERIFY(f.tool.isActive());
    f.click(at(100.5, 40.5));
    f.click(at(160.5, 100.5));
    QVERIFY(f.tool.commit(f.document, 3));
    QVERIFY(!f.tool.isActive());
    QVERIFY(f.painted() > 5000);
}

void LiveWireToolTest::eraseTakesAway()
{
    Document document{*LabelMask::create({50, 50}, std::vector<Label>(2500, 3))};
    LiveWireTool tool;
    PointerEvent event{.position = {}, .label = 3, .erase = true, .snapDistance = 1};
    for (const PointF& place : {PointF{10, 10}, PointF{30, 10}, PointF{30, 30}, PointF{10, 10}}) {
        event.position = place;
        tool.press(document, event);
    }
    QCOMPARE(countLabels(document.mask())[3] + countLabels(document.mask())[kUnlabelled], 2500);
    QVERIFY(countLabels(document.mask())[kUnlabelled] > 150);
}

void LiveWireToolTest::wholePhotoCanBeEnclosed()
{
    Document document{*LabelMask::create({50, 40})};
    LiveWireTool tool;
    for (const PointF& place : {PointF{-5, -5}, PointF{80, 0}, PointF{49.5, 39.5}, PointF{0, 70}})
        tool.press(document, {.position = place, .label = 3});
    QVERIFY(tool.commit(document, 3));
    QCOMPARE(countLabels(document.mask())[3], 50 * 40);
}

void LiveWireToolTest::secondClickOfADoubleClickAddsNothing()
{
    Fixture f;
    f.click(at(40.5, 100.5));
    f.click(at(40.6, 100.4));
    QCOMPARE(f.tool.outline().markers.size(), std::size_t(1));
}

void LiveWireToolTest::stepBackTakesTheLastAnchor()
{
    Fixture f;
    QVERIFY(!f.tool.stepBack());
    f.click(at(40.5, 100.5));
    f.click(at(100.5, 40.5));
    f.click(at(160.5, 100.5));
    const std::vector<PointF> whole = f.tool.outline().path;
    QVERIFY(f.tool.stepBack());
    test::runWork(f.tool, f.document);
    QCOMPARE(f.tool.outline().markers.size(), std::size_t(2));
    QCOMPARE(f.tool.outline().path, whole); // the side to the pointer, which has not moved
    QVERIFY(f.tool.stepBack());
    QVERIFY(f.tool.stepBack());
    QVERIFY(!f.tool.isActive());
    QVERIFY(f.tool.outline().path.empty());
}

void LiveWireToolTest::cancelDropsEverything()
{
    Fixture f;
    QVERIFY(!f.tool.cancel());
    f.tool.press(f.document, at(40.5, 100.5));
    const std::shared_ptr<ToolWork> work = f.tool.takeWork();
    QVERIFY(work);
    QVERIFY(f.tool.cancel());
    QVERIFY(!f.tool.deliver(f.document, work, work->run({})));
    QVERIFY(!f.tool.isActive());
    QCOMPARE(f.painted(), 0);
}

void LiveWireToolTest::clicksBeforeTheMapIsThereGetTheirWays()
{
    Fixture f;
    f.tool.press(f.document, at(40.5, 100.5));
    f.tool.press(f.document, at(100.5, 40.5));
    f.tool.press(f.document, at(160.5, 100.5));
    f.tool.hover(f.document, at(100.5, 160.5));
    QCOMPARE(f.tool.outline().path,
             (std::vector<PointF>{{40.5, 100.5}, {100.5, 40.5}, {160.5, 100.5}, {100.5, 160.5}}));
    QCOMPARE(f.tool.hint(), std::string("live-wire.working"));
    QCOMPARE(test::runWork(f.tool, f.document), 3); // of each anchor, in order
    QVERIFY(f.tool.outline().path.size() > 150);
    QVERIFY(furthestFromDisc(f.tool.outline().path) < 4);
    QCOMPARE(f.tool.outline().markers.size(), std::size_t(3));
}

void LiveWireToolTest::clickOutsideTheMapGetsItsWay()
{
    const Size size{3'000, 20};
    Document document{*LabelMask::create(size)};
    LiveWireTool tool;
    tool.setPhoto(grayPhoto(size));
    tool.press(document, at(10.5, 10.5));
    QCOMPARE(test::runWork(tool, document), 1);
    tool.press(document, at(1'000.5, 10.5));
    tool.hover(document, at(1'000.5, 10.5));
    QCOMPARE(tool.outline().path.size(), std::size_t(2));
    test::runWork(tool, document);
    QVERIFY(tool.outline().path.size() > 100);
}

void LiveWireToolTest::commitWaitsForTheWays()
{
    Fixture f;
    for (const PointF& place : {PointF{40.5, 100.5}, PointF{100.5, 40.5}, PointF{160.5, 100.5}, PointF{100.5, 160.5}})
        f.tool.press(f.document, at(place.x, place.y));
    QVERIFY(f.tool.canCommit());
    QVERIFY(f.tool.commit(f.document, 3));
    QVERIFY(f.tool.isActive());
    QVERIFY(f.tool.outline().closed);
    QCOMPARE(f.painted(), 0);
    f.tool.press(f.document, at(20.5, 20.5)); // it is closed: no place for another
    QVERIFY(f.tool.commit(f.document, 2));    // nor to be closed once more
    test::runWork(f.tool, f.document);
    QVERIFY(!f.tool.isActive());
    QVERIFY2(f.hasPaintedDisc(), qPrintable(QString::number(f.painted())));
    QCOMPARE(f.document.history().undoNames(), std::vector<std::string>{"live-wire"});
}

void LiveWireToolTest::straightClickBeforeTheMapIsThereStaysStraight()
{
    Fixture f;
    f.tool.press(f.document, at(40.5, 100.5));
    PointerEvent straight = at(100.5, 40.5);
    straight.straight = true;
    f.tool.press(f.document, straight);
    f.tool.press(f.document, at(160.5, 100.5));
    test::runWork(f.tool, f.document);
    const std::vector<PointF> path = f.tool.outline().path;
    QVERIFY(path.size() > 50);
    QCOMPARE(path[1], (PointF{100.5, 40.5}));
}

void LiveWireToolTest::failedMapLeavesTheWaitingSideStraight()
{
    Fixture f;
    f.tool.press(f.document, at(40.5, 100.5));
    f.tool.press(f.document, at(100.5, 40.5));
    QVERIFY(f.tool.deliver(f.document, f.tool.takeWork(), Error{ErrorCode::TooLarge, "no memory"}));
    f.tool.hover(f.document, at(160.5, 100.5));
    QCOMPARE(test::runWork(f.tool, f.document), 1); // of the next anchor
    const std::vector<PointF> path = f.tool.outline().path;
    QCOMPARE(path[1], (PointF{100.5, 40.5}));
    QVERIFY(path.size() > 50);
}

void LiveWireToolTest::stepBackReopensWhatWaitsToBeClosed()
{
    Fixture f;
    for (const PointF& place : {PointF{40.5, 100.5}, PointF{100.5, 40.5}, PointF{160.5, 100.5}})
        f.tool.press(f.document, at(place.x, place.y));
    QVERIFY(f.tool.commit(f.document, 3));
    QVERIFY(f.tool.stepBack());
    test::runWork(f.tool, f.document);
    QVERIFY(f.tool.isActive());
    QVERIFY(!f.tool.outline().closed);
    QCOMPARE(f.tool.outline().markers.size(), std::size_t(3));
    QCOMPARE(f.painted(), 0);
}

void LiveWireToolTest::mapOfASmallerAreaIsDropped()
{
    const Size size{3'000, 20};
    Document document{*LabelMask::create(size)};
    LiveWireTool tool;
    tool.setPhoto(grayPhoto(size));
    tool.press(document, at(10.5, 10.5));
    const std::shared_ptr<ToolWork> first = tool.takeWork();
    tool.press(document, at(1'000.5, 10.5));
    const std::shared_ptr<ToolWork> second = tool.takeWork();
    QVERIFY(first && second && first != second);
    QVERIFY(!tool.deliver(document, first, first->run({})));
    QVERIFY(tool.deliver(document, second, second->run({})));
}

void LiveWireToolTest::failedMapIsNotAskedForAgain()
{
    Fixture f;
    f.tool.press(f.document, at(40.5, 100.5));
    QVERIFY(f.tool.deliver(f.document, f.tool.takeWork(), Error{ErrorCode::TooLarge, "no memory"}));
    f.tool.hover(f.document, at(100.5, 40.5));
    QVERIFY(!f.tool.takeWork());
    QCOMPARE(f.tool.outline().path, (std::vector<PointF>{{40.5, 100.5}, {100.5, 40.5}}));
}

void LiveWireToolTest::farPointerAsksForALargerMap()
{
    const Size size{3'000, 20};
    Document document{*LabelMask::create(size)};
    LiveWireTool tool;
    tool.setPhoto(grayPhoto(size));
    tool.press(document, at(10.5, 10.5));
    QCOMPARE(test::runWork(tool, document), 1);
    tool.hover(document, at(100.5, 10.5));
    QCOMPARE(test::runWork(tool, document), 0);
    tool.hover(document, at(1'000.5, 10.5));
    QCOMPARE(tool.outline().path.size(), std::size_t(2));
    QCOMPARE(test::runWork(tool, document), 1);
    QVERIFY(tool.outline().path.size() > 100);
    tool.hover(document, at(100.5, 10.5));
    QCOMPARE(test::runWork(tool, document), 0);
}

void LiveWireToolTest::worksWithoutAPhoto()
{
    Fixture f;
    f.tool.setPhoto({});
    f.click(at(20, 20));
    f.click(at(60, 20));
    f.click(at(60, 60));
    QVERIFY(f.tool.commit(f.document, 3));
    QVERIFY(f.painted() > 700);
}

void LiveWireToolTest::photoOfTheSameSizeKeepsTheAnchors()
{
    Fixture f;
    f.click(at(40.5, 100.5));
    f.hover(at(100.5, 40.5));
    f.tool.setPhoto(discPhoto());
    QCOMPARE(f.tool.outline().path.size(), std::size_t(2));
    QCOMPARE(test::runWork(f.tool, f.document), 1);
    QVERIFY(f.tool.outline().path.size() > 50);
    f.tool.setPhoto({});
    QVERIFY(!f.tool.isActive());
}

void LiveWireToolTest::ruleIsObeyed()
{
    Fixture f;
    PaintRule rule;
    rule.locked.set(kUnlabelled);
    f.document.setPaintRule(rule);
    f.click(at(20, 20));
    f.click(at(60, 20));
    f.click(at(60, 60));
    f.tool.commit(f.document, 3);
    QCOMPARE(f.painted(), 0);
}

void LiveWireToolTest::hintSaysWhatComesNext()
{
    Fixture f;
    QCOMPARE(f.tool.hint(), std::string("live-wire.start"));
    f.tool.press(f.document, at(20, 20));
    QCOMPARE(f.tool.hint(), std::string("live-wire.working"));
    test::runWork(f.tool, f.document);
    QCOMPARE(f.tool.hint(), std::string("live-wire.next"));
    f.click(at(60, 20));
    f.click(at(60, 60));
    QCOMPARE(f.tool.hint(), std::string("live-wire.close"));
}

LABELWRIGHT_TEST(LiveWireToolTest)
#include "LiveWireToolTest.moc"
