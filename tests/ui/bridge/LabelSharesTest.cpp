// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/LabelShares.h"

#include <QTest>

#include <numeric>

using namespace labelwright;

class LabelSharesTest : public QObject {
    Q_OBJECT
private slots:
    void smallMasksAreCountedExactly();
    void largeMasksAreCountedByRows();
};

void LabelSharesTest::smallMasksAreCountedExactly()
{
    const auto shares = labelShares(*LabelMask::create({5, 2}, {0, 0, 0, 1, 1, 1, 1, 1, 2, 0}));
    QCOMPARE(shares[0], 0.4);
    QCOMPARE(shares[1], 0.5);
    QCOMPARE(shares[2], 0.1);
    QCOMPARE(std::accumulate(shares.begin(), shares.end(), 0.0), 1.0);
}

void LabelSharesTest::largeMasksAreCountedByRows()
{
    // Left quarter label 3: every row says the same, so that counting some of them is exact too.
    constexpr Size size{4000, 3000};
    std::vector<Label> labels(std::size_t{4000} * 3000);
    for (std::size_t i = 0; i < labels.size(); ++i)
        labels[i] = i % 4000 < 1000 ? 3 : 0;
    const auto shares = labelShares(*LabelMask::create(size, std::move(labels)));
    QCOMPARE(shares[3], 0.25);
    QCOMPARE(shares[0], 0.75);
}

QTEST_APPLESS_MAIN(LabelSharesTest)
#include "LabelSharesTest.moc"
