// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/FourPoint.h"
#include "tests/core/segment/TestScenes.h"
#include "tests/support/TestFiles.h"

using namespace labelwright;
using namespace labelwright::test;

/// A program whose run path does not lead to the module that runs networks.
class NetworkMissingTest : public QObject {
    Q_OBJECT
private slots:
    void theModuleIsNamed();
    void theCutAloneStillFindsObjects();
    void strokesAreObeyedAllTheSame();
};

void NetworkMissingTest::theModuleIsNamed()
{
    const auto model = ownModel();
    VERIFY_ERROR(model, ErrorCode::Unsupported);
    QVERIFY(sentence(model.error()).find("not installed") != std::string::npos);
}

void NetworkMissingTest::theCutAloneStillFindsObjects()
{
    for (const IsInside& shape : {disc(90, 80, 50), disc(0, 80, 60), disc(90, 80, 7)}) {
        const Scene scene = drawScene({200, 160}, shape);
        const auto result = segmentFourPoint(scene.image, {.points = scene.points});
        VERIFY_OK(result);
        QVERIFY(!result->modelFailure); // nobody asked for a model
        QVERIFY(agreement(result->region, scene.object) > 0.9);
    }
}

void NetworkMissingTest::strokesAreObeyedAllTheSame()
{
    const Scene scene = drawScene({200, 160}, disc(90, 80, 50));
    ObjectHints hints{.points = scene.points};
    hints.strokes = {{{{90, 80}, {100, 80}}, false}, {{{20, 20}}, true}};
    const auto result = segmentObject(engines().front(), scene.image, hints);
    VERIFY_OK(result);
    QVERIFY(!result->region.contains({95, 80}));
    QVERIFY(result->region.contains({20, 20}));
}

QTEST_APPLESS_MAIN(NetworkMissingTest)
#include "NetworkMissingTest.moc"
