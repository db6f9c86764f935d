// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/GrabCut.h"

#include "tests/core/segment/TestScenes.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"

using namespace labelwright;
using namespace labelwright::test;

class GrabCutTest : public QObject {
    Q_OBJECT
private slots:
    void aDiscIsFound();
    void aPhotoFullOfTheObjectIsTakenWhole();
    void callsDoNotDependOnEachOther();
};

void GrabCutTest::aDiscIsFound()
{
    const Scene scene = drawScene({400, 320}, disc(190, 160, 100));
    const auto result = segmentGrabCut(scene.image, {.points = scene.points});
    VERIFY_OK(result);
    QVERIFY(agreement(result->region, scene.object) > 0.96);
    QVERIFY(result->confidence > 0.5);
}

void GrabCutTest::aPhotoFullOfTheObjectIsTakenWhole()
{
    const Scene scene = drawScene({120, 100}, [](int, int) { return true; });
    const auto result = segmentGrabCut(scene.image, {.points = scene.points});
    VERIFY_OK(result);
    QVERIFY(agreement(result->region, scene.object) > 0.5);
}

void GrabCutTest::callsDoNotDependOnEachOther()
{
    const Scene scene = drawScene({400, 320}, disc(190, 160, 100));
    const auto first = segmentGrabCut(scene.image, {.points = scene.points});
    const auto other = segmentGrabCut(noise({200, 160}), {.points = {{90, 30}, {90, 130}, {40, 80}, {140, 80}}});
    const auto again = segmentGrabCut(scene.image, {.points = scene.points});
    VERIFY_OK(first);
    VERIFY_OK(other);
    VERIFY_OK(again);
    QVERIFY(first->region == again->region);
}

LABELWRIGHT_TEST(GrabCutTest)
#include "GrabCutTest.moc"
