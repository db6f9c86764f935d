// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dataset/DatasetSplit.h"

#include "tests/support/TestProgram.h"

#include <QTest>

#include <map>
#include <random>

using namespace labelwright;

namespace {

constexpr PartShares kShares{0.8, 0.1, 0.1};

std::map<DatasetPart, int> countsOf(const std::vector<DatasetPart>& parts)
{
    std::map<DatasetPart, int> counts;
    for (const DatasetPart part : parts)
        ++counts[part];
    return counts;
}

} // namespace

class DatasetSplitTest : public QObject {
    Q_OBJECT
private slots:
    void sharesArePercentOrParts();
    void whatIsNoSplitIsRefused_data();
    void whatIsNoSplitIsRefused();
    void aSumThatIsAnotherIsNamed();
    void aPartThatGetsNothingIsTold();
    void partsAreAsLargeAsTheirShares();
    void theSeedDecides();
    void everyLabelHasItsShareOfEachPart();
    void aSplitByLabelsKeepsTheCounts();
};

void DatasetSplitTest::sharesArePercentOrParts()
{
    QCOMPARE(*parsePartShares("80,10,10"), kShares);
    QCOMPARE(*parsePartShares("0.8,0.1,0.1"), kShares);
    QCOMPARE(*parsePartShares("33.3,33.3,33.3"), (PartShares{1 / 3.0, 1 / 3.0, 1 / 3.0}));
    QCOMPARE(*parsePartShares("0.75,0.25"), (PartShares{0.75, 0.25, 0}));
}

void DatasetSplitTest::whatIsNoSplitIsRefused_data()
{
    QTest::addColumn<std::string>("text");
    for (const char* text : {"", "80", "a,b", "1,2,3,4", "80,80,80", "80,10,5", "8,1,1", "-1,2", "0,0,0", "80,,10",
                             "80,10,", "nan,1", "80 10 10"})
        QTest::newRow(text) << std::string(text);
}

void DatasetSplitTest::whatIsNoSplitIsRefused()
{
    QFETCH(std::string, text);
    const Result<PartShares> shares = parsePartShares(text);
    QVERIFY(!shares);
    QCOMPARE(shares.error().code, ErrorCode::InvalidArgument);
}

void DatasetSplitTest::aSumThatIsAnotherIsNamed()
{
    QCOMPARE(parsePartShares("80,80,80").error().detail,
             std::string("the shares \"80,80,80\" add up to 240; they are to add up to 100, as in 80,10,10"));
}

void DatasetSplitTest::aPartThatGetsNothingIsTold()
{
    const std::vector<Error> empty = emptyParts(kShares, {3, 1, 0});
    QCOMPARE(empty.size(), std::size_t{1});
    QCOMPARE(sentence(empty[0]), std::string("the part test is empty: its share of 10 % of 4 images gives it none."));
    QVERIFY(emptyParts({0.75, 0.25, 0}, {3, 1, 0}).empty());
}

void DatasetSplitTest::partsAreAsLargeAsTheirShares()
{
    std::map<DatasetPart, int> counts = countsOf(splitByChance(1000, kShares, 1));
    QCOMPARE(counts[DatasetPart::Train], 800);
    QCOMPARE(counts[DatasetPart::Validation], 100);
    counts = countsOf(splitByChance(7, kShares, 1));
    QCOMPARE(counts[DatasetPart::Train], 5);
    QCOMPARE(counts[DatasetPart::Validation], 1);
    QCOMPARE(counts[DatasetPart::Test], 1);
    QVERIFY(splitByChance(0, kShares, 1).empty());
}

void DatasetSplitTest::theSeedDecides()
{
    QCOMPARE(splitByChance(100, kShares, 5), splitByChance(100, kShares, 5));
    QVERIFY(splitByChance(100, kShares, 5) != splitByChance(100, kShares, 6));
}

void DatasetSplitTest::everyLabelHasItsShareOfEachPart()
{
    std::mt19937 random(11);
    std::vector<std::vector<Label>> labels(400);
    std::map<Label, int> occurring;
    for (std::vector<Label>& item : labels) {
        for (Label label = 1; label <= 6; ++label) {
            if (random() % (5U * label) == 0) { // the sixth in one of thirty
                item.push_back(label);
                ++occurring[label];
            }
        }
    }
    const std::vector<DatasetPart> parts = splitByLabels(labels, {0.5, 0.25, 0.25}, 3);
    std::map<std::pair<Label, DatasetPart>, int> found;
    for (std::size_t item = 0; item < labels.size(); ++item) {
        for (const Label label : labels[item])
            ++found[{label, parts[item]}];
    }
    for (const auto& [label, count] : occurring) {
        QVERIFY(std::abs(found[{label, DatasetPart::Train}] - 0.5 * count) <= 2);
        QVERIFY(std::abs(found[{label, DatasetPart::Validation}] - 0.25 * count) <= 2);
    }
}

void DatasetSplitTest::aSplitByLabelsKeepsTheCounts()
{
    const std::vector<std::vector<Label>> labels(50, std::vector<Label>{1});
    std::map<DatasetPart, int> counts = countsOf(splitByLabels(labels, kShares, 1));
    QCOMPARE(counts[DatasetPart::Train], 40);
    QCOMPARE(counts[DatasetPart::Validation], 5);
    counts = countsOf(splitByLabels(std::vector<std::vector<Label>>(10), kShares, 1)); // nothing is labeled
    QCOMPARE(counts[DatasetPart::Train], 8);
    QCOMPARE(counts[DatasetPart::Test], 1);
}

LABELWRIGHT_TEST(DatasetSplitTest)
#include "DatasetSplitTest.moc"
