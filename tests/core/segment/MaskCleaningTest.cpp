// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/MaskCleaning.h"

#include "tests/support/TestProgram.h"

#include <QTest>

#include <algorithm>

using namespace labelwright;

namespace {

constexpr ExtremePoints kPoints{{50, 10}, {50, 89}, {10, 50}, {89, 50}};

void fill(ObjectMask& mask, const Rect& rect, std::uint8_t value)
{
    for (int y = rect.y; y < rect.bottom(); ++y) {
        for (int x = rect.x; x < rect.right(); ++x)
            mask.at(x, y) = value;
    }
}

ObjectMask square()
{
    ObjectMask mask({100, 100});
    fill(mask, {30, 30, 40, 40}, kObject);
    return mask;
}

} // namespace

class MaskCleaningTest : public QObject {
    Q_OBJECT
private slots:
    void smallPartsGo();
    void largePartsStay();
    void smallPartsAtAClickStay();
    void smallHolesAreFilled();
    void largeHolesStay();
    void baysAtTheEdgeStay();
    void emptyStaysEmptyAndLoneStays();
    void whatStrokesMadeStays();
};

void MaskCleaningTest::smallPartsGo()
{
    ObjectMask mask = square();
    fill(mask, {80, 80, 5, 5}, kObject);
    cleanMask(mask, kPoints, Grid<Said>(mask.size()));
    QVERIFY(mask.values() == square().values());
}

void MaskCleaningTest::largePartsStay()
{
    ObjectMask mask = square();
    fill(mask, {75, 75, 13, 13}, kObject); // 169 of 1600
    const ObjectMask before = mask;
    cleanMask(mask, kPoints, Grid<Said>(mask.size()));
    QVERIFY(mask.values() == before.values());
}

void MaskCleaningTest::smallPartsAtAClickStay()
{
    ObjectMask mask = square();
    fill(mask, {49, 11, 3, 3}, kObject);
    const ObjectMask before = mask;
    cleanMask(mask, kPoints, Grid<Said>(mask.size()));
    QVERIFY(mask.values() == before.values());
}

void MaskCleaningTest::smallHolesAreFilled()
{
    ObjectMask mask = square();
    fill(mask, {40, 40, 2, 2}, 0);
    cleanMask(mask, kPoints, Grid<Said>(mask.size()));
    QVERIFY(mask.values() == square().values());
}

void MaskCleaningTest::largeHolesStay()
{
    ObjectMask mask = square();
    fill(mask, {40, 40, 8, 8}, 0);
    const ObjectMask before = mask;
    cleanMask(mask, kPoints, Grid<Said>(mask.size()));
    QVERIFY(mask.values() == before.values());
}

void MaskCleaningTest::baysAtTheEdgeStay()
{
    ObjectMask mask({100, 100}, kObject);
    fill(mask, {30, 30, 2, 2}, 0);
    fill(mask, {0, 60, 40, 40}, 0);
    ObjectMask expected = mask;
    fill(expected, {30, 30, 2, 2}, kObject);
    cleanMask(mask, kPoints, Grid<Said>(mask.size()));
    QVERIFY(mask.values() == expected.values());
}

void MaskCleaningTest::emptyStaysEmptyAndLoneStays()
{
    ObjectMask mask({100, 100});
    cleanMask(mask, kPoints, Grid<Said>(mask.size()));
    QVERIFY(std::ranges::none_of(mask.values(), [](std::uint8_t value) { return value != 0; }));
    mask.at(3, 3) = kObject;
    cleanMask(mask, kPoints, Grid<Said>(mask.size()));
    QCOMPARE(int{mask.at(3, 3)}, int{kObject});
}

void MaskCleaningTest::whatStrokesMadeStays()
{
    ObjectMask mask = square();
    fill(mask, {80, 80, 3, 3}, kObject);
    fill(mask, {40, 40, 2, 2}, 0);
    const ObjectMask before = mask;
    Grid<Said> said(mask.size());
    said.at(81, 81) = Said::Belongs;
    said.at(40, 41) = Said::Foreign;
    cleanMask(mask, kPoints, said);
    QVERIFY(mask.values() == before.values());
    cleanMask(mask, kPoints, Grid<Said>(mask.size()));
    QVERIFY(mask.values() == square().values());
}

LABELWRIGHT_TEST(MaskCleaningTest)
#include "MaskCleaningTest.moc"
