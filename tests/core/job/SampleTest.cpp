// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/Sample.h"

#include "tests/support/TestProgram.h"

#include <QTest>

#include <algorithm>
#include <numeric>

using namespace labelwright;

class SampleTest : public QObject {
    Q_OBJECT
private slots:
    void theShareIsRoundedUp_data();
    void theShareIsRoundedUp();
    void aSeedChoosesTheSameObjects();
    void anotherSeedChoosesOthers();
    void everyObjectIsAsLikely();
    void moreObjectsKeepMostOfTheChoice();
};

namespace {

std::vector<ObjectId> firstObjects(int count)
{
    std::vector<ObjectId> objects(static_cast<std::size_t>(count));
    std::iota(objects.begin(), objects.end(), ObjectId{0});
    return objects;
}

} // namespace

void SampleTest::theShareIsRoundedUp_data()
{
    QTest::addColumn<int>("objects");
    QTest::addColumn<double>("share");
    QTest::addColumn<int>("expected");
    QTest::newRow("none of none") << 0 << 0.5 << 0;
    QTest::newRow("none") << 10 << 0.0 << 0;
    QTest::newRow("one at least") << 10 << 0.001 << 1;
    QTest::newRow("a tenth") << 100 << 0.1 << 10;
    QTest::newRow("rounded up") << 11 << 0.5 << 6;
    QTest::newRow("all") << 7 << 1.0 << 7;
}

void SampleTest::theShareIsRoundedUp()
{
    QFETCH(int, objects);
    QFETCH(double, share);
    QFETCH(int, expected);
    const std::vector<ObjectId> sample = sampleOf(firstObjects(objects), share, 1);
    QCOMPARE(static_cast<int>(sample.size()), expected);
    QVERIFY(std::ranges::is_sorted(sample));
    QVERIFY(std::ranges::adjacent_find(sample) == sample.end());
}

void SampleTest::aSeedChoosesTheSameObjects()
{
    QCOMPARE(sampleOf(firstObjects(1000), 0.004, 7), sampleOf(firstObjects(1000), 0.004, 7));
    std::vector<ObjectId> backwards = firstObjects(1000);
    std::ranges::reverse(backwards);
    QCOMPARE(sampleOf(backwards, 0.1, 7), sampleOf(firstObjects(1000), 0.1, 7));
}

void SampleTest::anotherSeedChoosesOthers()
{
    const std::vector<ObjectId> one = sampleOf(firstObjects(1000), 0.1, 1);
    const std::vector<ObjectId> two = sampleOf(firstObjects(1000), 0.1, 2);
    std::vector<ObjectId> both;
    std::ranges::set_intersection(one, two, std::back_inserter(both));
    QVERIFY(both.size() < 30); // 10 are expected; 30 are seven standard deviations away.
}

void SampleTest::everyObjectIsAsLikely()
{
    std::vector<int> chosen(50, 0);
    for (std::uint64_t seed = 0; seed < 2000; ++seed) {
        for (const ObjectId object : sampleOf(firstObjects(50), 0.2, seed))
            ++chosen[static_cast<std::size_t>(object)];
    }
    // 400 are expected of each, with a standard deviation of 18.
    QVERIFY(*std::ranges::min_element(chosen) > 300);
    QVERIFY(*std::ranges::max_element(chosen) < 500);
}

void SampleTest::moreObjectsKeepMostOfTheChoice()
{
    const std::vector<ObjectId> before = sampleOf(firstObjects(1000), 0.1, 3);
    const std::vector<ObjectId> after = sampleOf(firstObjects(1100), 0.1, 3);
    std::vector<ObjectId> kept;
    std::ranges::set_intersection(before, after, std::back_inserter(kept));
    QVERIFY(kept.size() >= 85);
}

LABELWRIGHT_TEST(SampleTest)
#include "SampleTest.moc"
