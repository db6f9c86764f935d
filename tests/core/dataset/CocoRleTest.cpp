// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dataset/CocoRle.h"

#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"

#include <QTest>

#include <algorithm>
#include <random>

using namespace labelwright;

using Runs = std::vector<std::uint32_t>;

class CocoRleTest : public QObject {
    Q_OBJECT
private slots:
    void runsGoDownTheColumns_data();
    void runsGoDownTheColumns();
    void theTextIsThatOfPycocotools_data();
    void theTextIsThatOfPycocotools();
    void everyRegionComesBack();
    void runsOfAnotherSizeAreAMismatch();
    void emptyRunsInBetweenAreRead();
    void brokenTextIsMalformed_data();
    void brokenTextIsMalformed();
};

void CocoRleTest::runsGoDownTheColumns_data()
{
    QTest::addColumn<Region>("region");
    QTest::addColumn<Runs>("runs");
    QTest::newRow("nothing") << Region() << Runs{12};
    QTest::newRow("everything") << Region::fromRect({0, 0, 4, 3}) << Runs{0, 12};
    QTest::newRow("the first pixel") << Region::fromRect({0, 0, 1, 1}) << Runs{0, 1, 11};
    QTest::newRow("the last pixel") << Region::fromRect({3, 2, 1, 1}) << Runs{11, 1};
    QTest::newRow("a row") << Region::fromRect({1, 1, 2, 1}) << Runs{4, 1, 2, 1, 4};
    QTest::newRow("columns are one run") << Region::fromRect({1, 0, 2, 3}) << Runs{3, 6, 3};
    QTest::newRow("from column to column") << Region::fromSpans({{0, 1, 2}, {2, 0, 1}}) << Runs{2, 2, 8};
}

void CocoRleTest::runsGoDownTheColumns()
{
    QFETCH(Region, region);
    QFETCH(Runs, runs);
    QCOMPARE(cocoRuns(region, {4, 3}), runs);
    const Result<Region> back = regionOfCocoRuns(runs, {4, 3});
    VERIFY_OK(back);
    QCOMPARE(*back, region);
}

/// The texts are worked out by hand from the description: '0' is 48.
void CocoRleTest::theTextIsThatOfPycocotools_data()
{
    QTest::addColumn<Runs>("runs");
    QTest::addColumn<std::string>("text");
    QTest::newRow("none") << Runs{} << std::string();
    QTest::newRow("0") << Runs{0} << std::string("0");
    QTest::newRow("15 fits the sign") << Runs{15} << std::string("?");
    QTest::newRow("16 needs one more for the sign") << Runs{16} << std::string("`0"); // 10000 + more, 0
    QTest::newRow("31") << Runs{31} << std::string("o0");                             // 11111 + more, 0
    QTest::newRow("32") << Runs{32} << std::string("P1");                             // 00000 + more, 1
    QTest::newRow("12 megapixels") << Runs{12'000'000} << std::string("PhV^;");
    QTest::newRow("a backslash") << Runs{44} << std::string("\\1"); // 01100 + more, 1
    QTest::newRow("the first three are as they are") << Runs{1, 2, 3} << std::string("123");
    QTest::newRow("the fourth is a difference") << Runs{1, 2, 3, 4, 5} << std::string("12322");
    QTest::newRow("a negative difference") << Runs{6, 9, 6, 8} << std::string("696O");        // -1: 11111
    QTest::newRow("the least of one character") << Runs{0, 20, 0, 4} << std::string("0d00@"); // -16: 10000
    QTest::newRow("below it") << Runs{0, 20, 0, 3} << std::string("0d00_O");                  // -17: 01111 + more, -1
}

void CocoRleTest::theTextIsThatOfPycocotools()
{
    QFETCH(Runs, runs);
    QFETCH(std::string, text);
    QCOMPARE(compressedCocoRuns(runs), text);
    const Result<Runs> back = parseCocoRuns(text);
    VERIFY_OK(back);
    QCOMPARE(*back, runs);
}

void CocoRleTest::everyRegionComesBack()
{
    std::mt19937 random(3);
    for (int round = 0; round < 500; ++round) {
        const Size size{1 + static_cast<int>(random() % 40), 1 + static_cast<int>(random() % 60)};
        std::vector<std::uint8_t> raster(static_cast<std::size_t>(size.width * size.height));
        const auto share = random() % 6;
        std::ranges::generate(raster, [&] { return static_cast<std::uint8_t>(random() % 5 < share); });
        const Region region = Region::fromRaster({0, 0, size.width, size.height}, raster);
        const Result<Runs> runs = parseCocoRuns(compressedCocoRuns(cocoRuns(region, size)));
        VERIFY_OK(runs);
        const Result<Region> back = regionOfCocoRuns(*runs, size);
        VERIFY_OK(back);
        QCOMPARE(*back, region);
    }
}

void CocoRleTest::runsOfAnotherSizeAreAMismatch()
{
    VERIFY_ERROR(regionOfCocoRuns(Runs{4, 1, 2, 1, 3}, {4, 3}), ErrorCode::Mismatch);
    VERIFY_ERROR(regionOfCocoRuns(Runs{4, 4'000'000'000}, {4, 3}), ErrorCode::Mismatch);
    VERIFY_ERROR(regionOfCocoRuns(Runs{}, {4, 3}), ErrorCode::Mismatch);
}

void CocoRleTest::emptyRunsInBetweenAreRead()
{
    const Result<Region> region = regionOfCocoRuns(Runs{4, 1, 0, 1, 6, 0, 0}, {4, 3});
    VERIFY_OK(region);
    QCOMPARE(*region, Region::fromRect({1, 1, 1, 2}));
}

void CocoRleTest::brokenTextIsMalformed_data()
{
    QTest::addColumn<std::string>("text");
    QTest::addColumn<int>("position");
    QTest::newRow("a character below") << std::string("1/") << 1;
    QTest::newRow("a character above") << std::string("12p") << 2;
    QTest::newRow("not ASCII") << std::string("1\xc3\xa9") << 1;
    QTest::newRow("no end") << std::string("1o") << 1;
    QTest::newRow("too long") << std::string("PPPPPPPPP1") << 0;
    QTest::newRow("negative") << std::string("O") << 0;
    QTest::newRow("negative by a difference") << std::string("111N") << 3;
}

void CocoRleTest::brokenTextIsMalformed()
{
    QFETCH(std::string, text);
    QFETCH(int, position);
    const Result<Runs> runs = parseCocoRuns(text);
    VERIFY_ERROR(runs, ErrorCode::Malformed);
    QCOMPARE(runs.error().position, std::int64_t{position});
}

LABELWRIGHT_TEST(CocoRleTest)
#include "CocoRleTest.moc"
