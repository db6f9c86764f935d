// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mask/LabelMask.h"

#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"

#include <QTest>

#include <algorithm>

using namespace labelwright;

class LabelMaskTest : public QObject {
    Q_OBJECT

private slots:
    void newMaskIsUnlabelled();
    void oneLabelledPixelIsEnough();
    void takesLabelsRowByRow();
    void impossibleSizesAreErrors_data();
    void impossibleSizesAreErrors();
    void wrongCountIsAnError();
    void countsEveryLabel();
    void relabelledMapsEveryPixel();
};

Q_DECLARE_METATYPE(Size)

void LabelMaskTest::newMaskIsUnlabelled()
{
    const auto mask = LabelMask::create({3, 2});
    VERIFY_OK(mask);
    QCOMPARE(mask->pixels().size(), std::size_t(6));
    QVERIFY(std::all_of(mask->pixels().begin(), mask->pixels().end(), [](Label l) { return l == kUnlabelled; }));
    QVERIFY((mask->bounds() == Rect{0, 0, 3, 2}));
    VERIFY_OK(LabelMask::create({LabelMask::kMaxExtent, 1}));
}

void LabelMaskTest::oneLabelledPixelIsEnough()
{
    QVERIFY(isUnlabelled(*LabelMask::create({5, 4})));
    std::vector<Label> labels(20);
    labels.back() = 3;
    QVERIFY(!isUnlabelled(*LabelMask::create({5, 4}, labels)));
}

void LabelMaskTest::takesLabelsRowByRow()
{
    const auto mask = LabelMask::create({3, 2}, {1, 2, 3, 4, 5, 6});
    VERIFY_OK(mask);
    QCOMPARE(mask->at({2, 0}), Label(3));
    QCOMPARE(mask->at({0, 1}), Label(4));
    QVERIFY(std::ranges::equal(mask->row(1), std::vector<Label>{4, 5, 6}));
}

void LabelMaskTest::impossibleSizesAreErrors_data()
{
    QTest::addColumn<Size>("size");
    QTest::newRow("no width") << Size{0, 5};
    QTest::newRow("no height") << Size{5, 0};
    QTest::newRow("negative") << Size{-1, 5};
    QTest::newRow("too wide") << Size{LabelMask::kMaxExtent + 1, 1};
    QTest::newRow("too high") << Size{1, LabelMask::kMaxExtent + 1};
}

void LabelMaskTest::impossibleSizesAreErrors()
{
    QFETCH(Size, size);
    VERIFY_ERROR(LabelMask::create(size), ErrorCode::TooLarge);
    VERIFY_ERROR(LabelMask::create(size, {}), ErrorCode::TooLarge);
}

void LabelMaskTest::wrongCountIsAnError()
{
    const auto mask = LabelMask::create({3, 2}, std::vector<Label>(5));
    VERIFY_ERROR(mask, ErrorCode::Mismatch);
    QCOMPARE(mask.error().detail, std::string("a mask of 3 x 2 pixels has 6 pixels and not 5"));
}

void LabelMaskTest::countsEveryLabel()
{
    std::vector<Label> labels;
    for (int label = 0; label < 255; ++label)
        labels.insert(labels.end(), static_cast<std::size_t>(label) + 1, static_cast<Label>(label));
    std::rotate(labels.begin(), labels.begin() + 12'345, labels.end());
    const auto counts = countLabels(*LabelMask::create({static_cast<int>(labels.size()) / 64, 64}, labels));
    for (std::size_t label = 0; label < 255; ++label)
        QCOMPARE(counts[label], static_cast<std::int64_t>(label) + 1);
    QCOMPARE(counts[255], 0);
}

void LabelMaskTest::relabelledMapsEveryPixel()
{
    std::array<Label, 256> table{};
    table[1] = 7;
    table[2] = 1;
    const LabelMask mask = *LabelMask::create({2, 2}, {0, 1, 2, 1});
    QVERIFY(relabelled(mask, table) == *LabelMask::create({2, 2}, {0, 7, 1, 7}));
    QCOMPARE(mask.at({1, 0}), Label(1));
}

LABELWRIGHT_TEST(LabelMaskTest)
#include "LabelMaskTest.moc"
