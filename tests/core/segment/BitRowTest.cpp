// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/BitRow.h"

#include "tests/support/TestProgram.h"

#include <QTest>

#include <random>
#include <vector>

using namespace labelwright;

class BitRowTest : public QObject {
    Q_OBJECT

private slots:
    void searchesFindWhatASlowLookFinds_data();
    void searchesFindWhatASlowLookFinds();
    void flippingTwiceChangesNothing();
    void leavesABitBehindTheLastPixel();
};

namespace {

using Words = std::vector<BitRow::Word>;

bool isSet(const Words& words, int x)
{
    return (words[static_cast<std::size_t>(x / 64)] >> (x % 64) & 1U) != 0;
}

} // namespace

void BitRowTest::searchesFindWhatASlowLookFinds_data()
{
    QTest::addColumn<int>("width");
    for (int width : {1, 5, 63, 64, 65, 127, 128, 300})
        QTest::addRow("%d pixels", width) << width;
}

void BitRowTest::searchesFindWhatASlowLookFinds()
{
    QFETCH(int, width);
    std::minstd_rand random(static_cast<unsigned>(width));
    for (int round = 0; round < 40; ++round) {
        Words words(BitRow::wordsFor(width));
        BitRow row(words);
        for (int x = 0; x < width;) {
            const int end = std::min(width, x + 1 + static_cast<int>(random() % 90));
            if (random() % 2 == 0)
                row.flip(x, end);
            x = end;
        }
        for (int x = 0; x < width; ++x) {
            int set = x;
            while (set < width && !isSet(words, set))
                ++set;
            int clear = x;
            while (clear < width && isSet(words, clear))
                ++clear;
            int start = x;
            while (start > 0 && isSet(words, start - 1))
                --start;
            QCOMPARE(std::min(width, row.nextSet(x)), set);
            QCOMPARE(row.nextClear(x), clear);
            if (isSet(words, x))
                QCOMPARE(row.runStart(x), start);
        }
    }
}

void BitRowTest::flippingTwiceChangesNothing()
{
    Words words(BitRow::wordsFor(200));
    BitRow row(words);
    row.flip(3, 190);
    QVERIFY(!isSet(words, 2) && isSet(words, 3) && isSet(words, 189) && !isSet(words, 190));
    row.flip(10, 130);
    row.flip(10, 130);
    row.flip(3, 190);
    QCOMPARE(words, Words(BitRow::wordsFor(200)));
}

void BitRowTest::leavesABitBehindTheLastPixel()
{
    QCOMPARE(BitRow::wordsFor(1), std::size_t(1));
    QCOMPARE(BitRow::wordsFor(63), std::size_t(1));
    QCOMPARE(BitRow::wordsFor(64), std::size_t(2));
}

LABELWRIGHT_TEST(BitRowTest)
#include "BitRowTest.moc"
