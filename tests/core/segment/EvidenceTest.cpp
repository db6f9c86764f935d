// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/Evidence.h"

#include "core/segment/Engine.h"
#include "core/segment/FourPoint.h"
#include "core/segment/NeuralNetwork.h"
#include "tests/core/segment/TestScenes.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"

#include <array>
#include <atomic>
#include <thread>

using namespace labelwright;
using namespace labelwright::test;

namespace {

/// Says that the left half of the points' box is the object.
class LeftHalfModel : public EvidenceModel {
public:
    Result<Evidence> evidence(const Image&, const ObjectHints& hints) const override
    {
        const Rect box = hints.box();
        const PointF corner{static_cast<double>(box.x), static_cast<double>(box.y)};
        Evidence evidence{Grid<float>({2, 1}), {{2, 1}, corner, box.width / 2.0, static_cast<double>(box.height)}};
        evidence.odds.values() = {6, -6};
        return evidence;
    }
};

class BrokenModel : public EvidenceModel {
public:
    Result<Evidence> evidence(const Image&, const ObjectHints&) const override
    {
        return Error{ErrorCode::Unsupported, "the model is out to lunch"};
    }
};

} // namespace

class EvidenceTest : public QObject {
    Q_OBJECT
private slots:
    void valuesAreInterpolatedBetweenPixelCentres();
    void ourNetworkAnswersAndKnowsAnObject();
    void ourNetworkSeesALargeObjectOnALargerRaster();
    void whatLiesBeyondThePhotoTakesNothingFromItsEdge();
    void ourNetworkAnswersManyThreadsAlike();
    void aUsersModelIsFollowed();
    void aUsersModelThatFailsIsNamedAndOursTakesOver();
    void networksThatAreNoneAreToldInASentence_data();
    void networksThatAreNoneAreToldInASentence();
};

void EvidenceTest::valuesAreInterpolatedBetweenPixelCentres()
{
    Evidence evidence{Grid<float>({2, 2}), {{2, 2}, {10, 20}, 4, 2}};
    evidence.odds.values() = {0, 8, 4, 12};
    QCOMPARE(evidence.at({12, 21}), 0.F); // the first pixel's middle
    QCOMPARE(evidence.at({16, 21}), 8.F);
    QCOMPARE(evidence.at({14, 22}), 6.F); // the middle of all four
    QCOMPARE(evidence.at({-100, -100}), 0.F);
    QCOMPARE(evidence.at({900, 900}), 12.F);
}

void EvidenceTest::ourNetworkAnswersAndKnowsAnObject()
{
    const auto model = ownModel();
    VERIFY_OK(model);
    const Scene scene = drawScene({300, 240}, disc(150, 120, 70));
    const auto evidence = (*model)->evidence(scene.image, {.points = scene.points});
    VERIFY_OK(evidence);
    QVERIFY(evidence->at({150, 120}) > 1);
    QVERIFY(evidence->at({85, 55}) < -1); // the box's corner
    QVERIFY(evidence->at({150, 30}) < -1);
}

void EvidenceTest::ourNetworkSeesALargeObjectOnALargerRaster()
{
    const auto model = ownModel();
    VERIFY_OK(model);
    const Scene small = drawScene({300, 240}, disc(150, 120, 70));
    const Scene large = drawScene({1200, 960}, disc(600, 480, 280));
    const auto before = (*model)->evidence(small.image, {.points = small.points});
    const auto evidence = (*model)->evidence(large.image, {.points = large.points});
    const auto after = (*model)->evidence(small.image, {.points = small.points});
    VERIFY_OK(before);
    VERIFY_OK(evidence);
    VERIFY_OK(after);
    QVERIFY(evidence->odds.width() > before->odds.width());
    QVERIFY(evidence->at({600, 480}) > 1);
    QVERIFY(evidence->at({340, 220}) < -1); // the box's corner
    QVERIFY(after->odds.values() == before->odds.values());
}

void EvidenceTest::whatLiesBeyondThePhotoTakesNothingFromItsEdge()
{
    const auto model = ownModel();
    VERIFY_OK(model);
    const Scene scene = drawScene({600, 480}, disc(300, 400, 250));
    ObjectHints hints{.points = scene.points};
    hints.points.bottom.y -= 2; // a hand does not hit the last row
    const auto evidence = (*model)->evidence(scene.image, hints);
    VERIFY_OK(evidence);
    for (const double x : {120.5, 300.5, 480.5}) {
        QVERIFY(evidence->at({x, 479.5}) > 0);
        QCOMPARE(evidence->at({x, 500}), evidence->at({x, 481}));
    }
}

void EvidenceTest::ourNetworkAnswersManyThreadsAlike()
{
    const auto model = ownModel();
    VERIFY_OK(model);
    const Scene scene = drawScene({300, 240}, disc(150, 120, 70));
    const auto expected = (*model)->evidence(scene.image, {.points = scene.points});
    VERIFY_OK(expected);
    std::atomic<int> alike = 0;
    {
        std::array<std::jthread, 3> threads;
        for (std::jthread& thread : threads)
            thread = std::jthread([&] {
                const auto evidence = (*model)->evidence(scene.image, {.points = scene.points});
                alike += evidence && evidence->odds.values() == expected->odds.values() ? 1 : 0;
            });
    }
    QCOMPARE(alike.load(), 3);
}

void EvidenceTest::aUsersModelIsFollowed()
{
    const Scene scene = drawScene({300, 240}, [](int x, int y) { return x >= 80 && x < 220 && y >= 60 && y < 180; });
    const auto model = std::make_shared<LeftHalfModel>();
    const auto result = segmentFourPoint(flat({300, 240}), {.points = scene.points}, {model});
    VERIFY_OK(result);
    QVERIFY(!result->modelFailure);
    QVERIFY(result->region.contains({100, 100}));
    QVERIFY(!result->region.contains({200, 100}));
}

void EvidenceTest::aUsersModelThatFailsIsNamedAndOursTakesOver()
{
    const Scene scene = drawScene({300, 240}, disc(150, 120, 70));
    const auto ours = segmentFourPoint(scene.image, {.points = scene.points});
    const auto result = segmentFourPoint(scene.image, {.points = scene.points}, {std::make_shared<BrokenModel>()});
    VERIFY_OK(ours);
    VERIFY_OK(result);
    QVERIFY(result->modelFailure);
    QCOMPARE(result->modelFailure->detail, std::string("the model is out to lunch"));
    QVERIFY(result->region == ours->region);
}

void EvidenceTest::networksThatAreNoneAreToldInASentence_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("text") << QByteArray("this is not a network, however long it goes on and on and on");
    QTest::newRow("zeros") << QByteArray(5000, '\0');
}

void EvidenceTest::networksThatAreNoneAreToldInASentence()
{
    QFETCH(QByteArray, content);
    const auto* first = reinterpret_cast<const std::uint8_t*>(content.constData());
    const auto network = loadNetwork({first, static_cast<std::size_t>(content.size())});
    VERIFY_ERROR(network, ErrorCode::Unsupported);
    QVERIFY(sentence(network.error()).find("can't load the network") != std::string::npos);
}

LABELWRIGHT_TEST(EvidenceTest)
#include "EvidenceTest.moc"
