// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/LabelShares.h"

#include "tests/support/TestProgram.h"

#include <QTest>

#include <numeric>

using namespace labelwright;

class LabelSharesTest : public QObject {
    Q_OBJECT
private slots:
    void sharesAreThoseOfAllPixels();
    void aLargeMaskIsCountedInParts();
};

void LabelSharesTest::sharesAreThoseOfAllPixels()
{
    LabelShares count;
    QVERIFY(count.countMore(*LabelMask::create({5, 2}, {0, 0, 0, 1, 1, 1, 1, 1, 2, 0})));
    const auto shares = count.shares();
    QCOMPARE(shares[0], 0.4);
    QCOMPARE(shares[1], 0.5);
    QCOMPARE(shares[2], 0.1);
    QCOMPARE(std::accumulate(shares.begin(), shares.end(), 0.0), 1.0);
}

void LabelSharesTest::aLargeMaskIsCountedInParts()
{
    constexpr Size size{4000, 3000};
    std::vector<Label> labels(std::size_t{4000} * 3000);
    for (std::size_t i = 0; i < labels.size(); ++i)
        labels[i] = i % 4000 < 1000 ? 3 : 0;
    labels[7'777'777] = 5; // a slip of the hand
    const LabelMask mask = *LabelMask::create(size, std::move(labels));
    LabelShares count;
    int parts = 1;
    while (!count.countMore(mask))
        ++parts;
    QVERIFY(parts > 1);
    QCOMPARE(count.shares()[3], 0.25);
    QVERIFY(count.shares()[5] > 0);
    QVERIFY(count.shares()[0] < 0.75);
}

LABELWRIGHT_TEST(LabelSharesTest)
#include "LabelSharesTest.moc"
