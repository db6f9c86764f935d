// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tools/WandTool.h"

#include "tests/core/tools/TestWork.h"
#include "tests/support/TestProgram.h"

#include <QTest>

using namespace labelwright;

class WandToolTest : public QObject {
    Q_OBJECT

private slots:
    void releasePaintsTheRegionUnderThePress();
    void previewShowsTheRegionBeforeTheRelease();
    void draggingRightOrUpTakesInMore();
    void draggingLeftOrDownTakesInLess();
    void toleranceStaysForTheNextPress();
    void releaseBeforeTheResultPaintsWhenItIsThere();
    void pressWhileAResultIsAwaitedIsIgnored();
    void regionOfAMomentAgoIsShownUntilTheNewestIsThere();
    void workOfAnOlderGestureIsDropped();
    void cancelDropsTheGesture();
    void eraseTakesAway();
    void ruleIsObeyed();
    void failureEndsTheGesture();
    void pressOutsideThePhotoDoesNothing();
    void nullPhotoGivesNothing();
    void hintSaysWhatComesNext();
};

namespace {

constexpr double kSnap = 2; // so that one image pixel is one step of tolerance

/// Columns of gray 0, 10, 20 … 90, each 10 wide.
Image steps()
{
    Image photo({100, 20});
    for (int y = 0; y < 20; ++y) {
        std::uint8_t* to = photo.writableRow(y).data();
        for (int x = 0; x < 100; ++x) {
            for (int channel = 0; channel < Image::kBytesPerPixel; ++channel)
                *to++ = static_cast<std::uint8_t>(x / 10 * 10);
        }
    }
    return photo;
}

PointerEvent at(double x, double y)
{
    return {.position = {x, y}, .label = 3, .snapDistance = kSnap};
}

struct Fixture {
    Document document{*LabelMask::create({100, 20})};
    WandTool tool;

    Fixture()
    {
        tool.setPhoto(steps());
        tool.setTolerance(5);
    }
    std::int64_t painted(Label label = 3) const { return countLabels(document.mask())[label]; }
};

} // namespace

void WandToolTest::releasePaintsTheRegionUnderThePress()
{
    Fixture f;
    f.tool.press(f.document, at(55, 5));
    QVERIFY(f.tool.isActive());
    QCOMPARE(test::runWork(f.tool, f.document), 1);
    QCOMPARE(f.painted(), 0);
    f.tool.release(f.document, at(55, 5));
    QVERIFY(!f.tool.isActive());
    QCOMPARE(f.painted(), 10 * 20);
    QCOMPARE(f.document.mask().at({50, 0}), Label(3));
    QCOMPARE(f.document.history().undoNames(), std::vector<std::string>{"wand"});
}

void WandToolTest::previewShowsTheRegionBeforeTheRelease()
{
    Fixture f;
    f.tool.press(f.document, at(55, 5));
    QVERIFY(!f.tool.outline().preview);
    test::runWork(f.tool, f.document);
    QCOMPARE(*f.tool.outline().preview, Region::fromRect({50, 0, 10, 20}));
    f.tool.release(f.document, at(55, 5));
    QVERIFY(!f.tool.outline().preview);
}

void WandToolTest::draggingRightOrUpTakesInMore()
{
    for (const auto& [dx, dy] : {std::pair{6.0, 0.0}, std::pair{0.0, -6.0}, std::pair{3.0, -3.0}}) {
        Fixture f;
        f.tool.press(f.document, at(55, 5));
        f.tool.drag(f.document, at(55 + dx, 5 + dy));
        QCOMPARE(f.tool.tolerance(), 11);
        test::runWork(f.tool, f.document);
        QCOMPARE(*f.tool.outline().preview, Region::fromRect({40, 0, 30, 20}));
    }
}

void WandToolTest::draggingLeftOrDownTakesInLess()
{
    for (const auto& [dx, dy] : {std::pair{-16.0, 0.0}, std::pair{0.0, 16.0}}) {
        Fixture f;
        f.tool.setTolerance(20);
        f.tool.press(f.document, at(55, 5));
        f.tool.drag(f.document, at(55 + dx, 5 + dy));
        QCOMPARE(f.tool.tolerance(), 4);
        f.tool.drag(f.document, at(-1e6, 5));
        QCOMPARE(f.tool.tolerance(), 0);
        f.tool.release(f.document, at(1e6, 5));
        QCOMPARE(f.tool.tolerance(), WandTool::kMaxTolerance);
    }
}

void WandToolTest::toleranceStaysForTheNextPress()
{
    Fixture f;
    f.tool.press(f.document, at(55, 5));
    f.tool.release(f.document, at(60, 5));
    test::runWork(f.tool, f.document);
    QCOMPARE(f.tool.tolerance(), 10);
    f.tool.press(f.document, at(5, 5));
    test::runWork(f.tool, f.document);
    QCOMPARE(*f.tool.outline().preview, Region::fromRect({0, 0, 20, 20}));
}

void WandToolTest::releaseBeforeTheResultPaintsWhenItIsThere()
{
    Fixture f;
    f.tool.press(f.document, at(55, 5));
    f.tool.release(f.document, at(55, 5));
    QCOMPARE(f.painted(), 0);
    QVERIFY(f.tool.isActive());
    test::runWork(f.tool, f.document);
    QCOMPARE(f.painted(), 10 * 20);
    QVERIFY(!f.tool.isActive());
}

void WandToolTest::pressWhileAResultIsAwaitedIsIgnored()
{
    Fixture f;
    f.tool.press(f.document, at(55, 5));
    f.tool.release(f.document, at(55, 5));
    f.tool.press(f.document, at(5, 5));
    f.tool.drag(f.document, at(50, 5));
    f.tool.release(f.document, at(50, 5));
    test::runWork(f.tool, f.document);
    QCOMPARE(f.painted(), 10 * 20);
    QCOMPARE(f.document.mask().at({55, 5}), Label(3));
}

void WandToolTest::regionOfAMomentAgoIsShownUntilTheNewestIsThere()
{
    Fixture f;
    f.tool.press(f.document, at(55, 5));
    const std::shared_ptr<ToolWork> first = f.tool.takeWork();
    QVERIFY(first);
    QVERIFY(!f.tool.takeWork());
    f.tool.release(f.document, at(61, 5));
    const std::shared_ptr<ToolWork> second = f.tool.takeWork();
    QVERIFY(second && second != first);
    QVERIFY(f.tool.deliver(f.document, first, first->run({})));
    QCOMPARE(f.tool.outline().preview->area(), 10 * 20);
    QCOMPARE(f.painted(), 0);
    QVERIFY(f.tool.deliver(f.document, second, second->run({})));
    QCOMPARE(f.painted(), 30 * 20);
    QVERIFY(!f.tool.deliver(f.document, second, ok()));
    QVERIFY(!f.tool.deliver(f.document, first, ok()));
}

void WandToolTest::workOfAnOlderGestureIsDropped()
{
    Fixture f;
    f.tool.press(f.document, at(55, 5));
    const std::shared_ptr<ToolWork> old = f.tool.takeWork();
    f.tool.cancel();
    f.tool.press(f.document, at(5, 5));
    QVERIFY(!f.tool.deliver(f.document, old, old->run({})));
    QVERIFY(!f.tool.outline().preview);
}

void WandToolTest::cancelDropsTheGesture()
{
    Fixture f;
    QVERIFY(!f.tool.cancel());
    f.tool.press(f.document, at(55, 5));
    const std::shared_ptr<ToolWork> work = f.tool.takeWork();
    QVERIFY(f.tool.cancel());
    QVERIFY(!f.tool.isActive());
    QVERIFY(!f.tool.deliver(f.document, work, work->run({})));
    f.tool.release(f.document, at(55, 5));
    QVERIFY(!f.tool.commit(f.document, 3));
    QCOMPARE(f.painted(), 0);
}

void WandToolTest::eraseTakesAway()
{
    Fixture f;
    f.tool.press(f.document, at(55, 5));
    f.tool.release(f.document, at(55, 5));
    test::runWork(f.tool, f.document);
    PointerEvent erasing = at(55, 5);
    erasing.erase = true;
    f.tool.press(f.document, erasing);
    f.tool.release(f.document, erasing);
    test::runWork(f.tool, f.document);
    QCOMPARE(f.painted(), 0);
}

void WandToolTest::ruleIsObeyed()
{
    Fixture f;
    PaintRule rule;
    rule.locked.set(kUnlabelled);
    f.document.setPaintRule(rule);
    f.tool.press(f.document, at(55, 5));
    f.tool.release(f.document, at(55, 5));
    test::runWork(f.tool, f.document);
    QCOMPARE(f.painted(), 0);
}

void WandToolTest::failureEndsTheGesture()
{
    Fixture f;
    f.tool.press(f.document, at(55, 5));
    QVERIFY(f.tool.deliver(f.document, f.tool.takeWork(), Error{ErrorCode::TooLarge, "no memory"}));
    QVERIFY(!f.tool.isActive());
    f.tool.release(f.document, at(55, 5));
    QCOMPARE(f.painted(), 0);
}

void WandToolTest::pressOutsideThePhotoDoesNothing()
{
    Fixture f;
    f.tool.press(f.document, at(100, 5));
    f.tool.press(f.document, at(5, -0.1));
    QVERIFY(!f.tool.isActive());
    QVERIFY(!f.tool.takeWork());
}

void WandToolTest::nullPhotoGivesNothing()
{
    Fixture f;
    f.tool.setPhoto({});
    f.tool.press(f.document, at(5, 5));
    QVERIFY(!f.tool.takeWork());
}

void WandToolTest::hintSaysWhatComesNext()
{
    Fixture f;
    QCOMPARE(f.tool.hint(), std::string("wand.press"));
    f.tool.press(f.document, at(55, 5));
    QCOMPARE(f.tool.hint(), std::string("wand.drag"));
    f.tool.release(f.document, at(55, 5));
    QCOMPARE(f.tool.hint(), std::string("wand.working"));
}

LABELWRIGHT_TEST(WandToolTest)
#include "WandToolTest.moc"
