// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/DawidSkene.h"

#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"

#include <cmath>

using namespace labelwright;

namespace {

/// Votes of workers 0, 1, 2.
std::vector<ObjectVotes> votesOf(const std::vector<std::vector<std::size_t>>& answers)
{
    std::vector<ObjectVotes> objects;
    for (const std::vector<std::size_t>& each : answers) {
        ObjectVotes& votes = objects.emplace_back();
        for (std::size_t worker = 0; worker < each.size(); ++worker)
            votes.votes.push_back({worker, each[worker]});
    }
    return objects;
}

/// Worker 2 takes class 1 for class 2 and the other way round.
std::vector<ObjectVotes> mixedUp()
{
    return votesOf({{0, 0, 0}, {1, 1, 2}, {2, 2, 1}, {1, 1, 2}, {0, 1, 2}, {2, 1, 2}});
}

QString rounded(const std::vector<std::vector<double>>& probabilities)
{
    QStringList rows;
    for (const std::vector<double>& row : probabilities) {
        QStringList numbers;
        for (const double number : row)
            numbers.append(QString::number(number, 'f', 6));
        rows.append(numbers.join(' '));
    }
    return rows.join('\n');
}

} // namespace

class DawidSkeneTest : public QObject {
    Q_OBJECT
private slots:
    void givesTheIndependentlyComputedNumbers();
    void learnsWhoMixesClassesUp();
    void probabilitiesOfAnObjectSumToOne();
    void sameVotesGiveTheSameBits();
    void manyClassesAndVotesStayFinite();
    void nothingToEstimateIsNothing();
};

void DawidSkeneTest::givesTheIndependentlyComputedNumbers()
{
    // By another program, from the formulas alone.
    QCOMPARE(rounded(estimateClasses(mixedUp(), 3, 3)), QString("0.986317 0.008618 0.005066\n"
                                                                "0.002518 0.981810 0.015672\n"
                                                                "0.009546 0.073161 0.917293\n"
                                                                "0.002518 0.981810 0.015672\n"
                                                                "0.039197 0.918878 0.041925\n"
                                                                "0.005978 0.779139 0.214883"));
}

void DawidSkeneTest::learnsWhoMixesClassesUp()
{
    // Two votes for class 2 lose, since one of them is of the worker who says 2 and means 1.
    const std::vector<std::vector<double>> truths = estimateClasses(mixedUp(), 3, 3);
    QVERIFY(truths[5][1] > truths[5][2]);
}

void DawidSkeneTest::probabilitiesOfAnObjectSumToOne()
{
    for (const std::vector<double>& truth : estimateClasses(mixedUp(), 3, 3)) {
        double sum = 0;
        for (const double probability : truth) {
            QVERIFY(probability > 0 && probability < 1);
            sum += probability;
        }
        QVERIFY(std::abs(sum - 1) < 1e-12);
    }
}

void DawidSkeneTest::sameVotesGiveTheSameBits()
{
    QVERIFY(estimateClasses(mixedUp(), 3, 3) == estimateClasses(mixedUp(), 3, 3));
}

void DawidSkeneTest::manyClassesAndVotesStayFinite()
{
    std::vector<ObjectVotes> objects;
    for (std::size_t object = 0; object < 300; ++object) {
        ObjectVotes& votes = objects.emplace_back();
        for (std::size_t worker = 0; worker < 9; ++worker)
            votes.votes.push_back({worker, (object + (worker == object % 9 ? 1 : 0)) % 254});
    }
    const std::vector<std::vector<double>> truths = estimateClasses(objects, 9, 254);
    for (std::size_t object = 0; object < objects.size(); ++object) {
        const auto likeliest = std::ranges::max_element(truths[object]);
        QCOMPARE(static_cast<std::size_t>(likeliest - truths[object].begin()), object % 254);
        QVERIFY(std::isfinite(*likeliest));
    }
}

void DawidSkeneTest::nothingToEstimateIsNothing()
{
    QVERIFY(estimateClasses({}, 3, 2).empty());
}

LABELWRIGHT_TEST(DawidSkeneTest)
#include "DawidSkeneTest.moc"
