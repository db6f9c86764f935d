// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/review/Difference.h"

#include "core/review/Agreement.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"

#include <QTest>

#include <map>
#include <random>

using namespace labelwright;

namespace {

/// A mask of the digits in `rows`, which are of one length.
LabelMask maskOf(const std::vector<QByteArray>& rows)
{
    std::vector<Label> pixels;
    for (const QByteArray& row : rows) {
        for (const char digit : row)
            pixels.push_back(static_cast<Label>(digit - '0'));
    }
    return *LabelMask::create({static_cast<int>(rows.front().size()), static_cast<int>(rows.size())},
                              std::move(pixels));
}

LabelMask randomMask(std::mt19937& random, Size size, unsigned labels)
{
    std::vector<Label> pixels(static_cast<std::size_t>(size.width) * static_cast<std::size_t>(size.height));
    for (Label& pixel : pixels)
        pixel = static_cast<Label>(random() % labels);
    return *LabelMask::create(size, std::move(pixels));
}

} // namespace

class DifferenceTest : public QObject {
    Q_OBJECT
private slots:
    void figuresAreThoseDoneByHand();
    void changesAreListedTheLargestFirst();
    void equalMasksDoNotDiffer();
    void randomMasksAreComparedPixelByPixel();
    void otherSizesAreRefused();
    void theMapShowsEachChangeInItsPlace();
    void partsHangTogetherByCorners();
    void rareChangesShareTheLastNumber();
    void ratersDisagreeWithTheMost();
};

void DifferenceTest::figuresAreThoseDoneByHand()
{
    const LabelMask before = maskOf({"1100", "1100", "0022", "0022"});
    const LabelMask after = maskOf({"1110", "1110", "0022", "0012"});
    const Result<Difference> found = differenceOf(before, after, 4);
    VERIFY_OK(found);
    QCOMPARE(found->changed(), std::int64_t{3});
    QCOMPARE(found->pixels.at(0, 1), std::int64_t{2});
    QCOMPARE(found->pixels.at(2, 1), std::int64_t{1});
    QCOMPARE(found->labels.size(), std::size_t{4});
    const LabelDifference& unlabeled = found->labels[0];
    QCOMPARE(unlabeled.before, std::int64_t{8});
    QCOMPARE(unlabeled.after, std::int64_t{6});
    QCOMPARE(unlabeled.changed, std::int64_t{2});
    QCOMPARE(unlabeled.iou, std::optional(6.0 / 8));
    QVERIFY(unlabeled.fine == BoundaryAgreement{});
    const LabelDifference& first = found->labels[1];
    QCOMPARE(first.before, std::int64_t{4});
    QCOMPARE(first.after, std::int64_t{7});
    QCOMPARE(first.changed, std::int64_t{3});
    QCOMPARE(first.iou, std::optional(4.0 / 7));
    // Before: the two at the right and the lower left one. After: two at the right, two at the bottom, the single one,
    // which alone is farther than a pixel from the outline before, but not than two from (1, 1): it is at 2, 3.
    QVERIFY((first.fine == BoundaryAgreement{3, 3, 5, 4}));
    QVERIFY((first.coarse == BoundaryAgreement{3, 3, 5, 4}));
    const LabelDifference& second = found->labels[2];
    QCOMPARE(second.changed, std::int64_t{1});
    QCOMPARE(second.iou, std::optional(3.0 / 4));
    const LabelDifference& absent = found->labels[3];
    QCOMPARE(absent.changed, std::int64_t{0});
    QVERIFY(!absent.iou && !absent.fine.f());
}

void DifferenceTest::changesAreListedTheLargestFirst()
{
    const Result<Difference> found = differenceOf(maskOf({"0012211"}), maskOf({"1110000"}), 3);
    VERIFY_OK(found);
    QCOMPARE(found->changes, (std::vector<Change>{{0, 1, 2}, {1, 0, 2}, {2, 0, 2}}));
    const Result<Difference> other = differenceOf(maskOf({"0112"}), maskOf({"1220"}), 3);
    VERIFY_OK(other);
    QCOMPARE(other->changes, (std::vector<Change>{{1, 2, 2}, {0, 1, 1}, {2, 0, 1}}));
}

void DifferenceTest::equalMasksDoNotDiffer()
{
    const LabelMask mask = maskOf({"0123", "3210"});
    const Result<Difference> found = differenceOf(mask, mask, 4);
    VERIFY_OK(found);
    QVERIFY(found->changes.empty());
    QCOMPARE(found->changed(), std::int64_t{0});
    QCOMPARE(found->labels[2].iou, std::optional(1.0));
    QCOMPARE(found->labels[2].fine.f(), std::optional(1.0));
    QVERIFY(changedParts(changeMap(mask, mask, found->changes)).empty());
}

void DifferenceTest::randomMasksAreComparedPixelByPixel()
{
    std::mt19937 random(7);
    for (int round = 0; round < 50; ++round) {
        const Size size{1 + static_cast<int>(random() % 40), 1 + static_cast<int>(random() % 40)};
        const auto labels = static_cast<unsigned>(1 + random() % 6);
        const LabelMask before = randomMask(random, size, labels);
        const LabelMask after = randomMask(random, size, labels);
        const Result<Difference> found = differenceOf(before, after, labels);
        VERIFY_OK(found);
        std::map<std::pair<Label, Label>, std::int64_t> pairs;
        for (std::size_t pixel = 0; pixel < before.pixels().size(); ++pixel)
            ++pairs[{before.pixels()[pixel], after.pixels()[pixel]}];
        std::int64_t changed = 0;
        for (const Change& change : found->changes) {
            QCOMPARE(change.pixels, (pairs[{change.from, change.to}]));
            changed += change.pixels;
        }
        QCOMPARE(changed, found->changed());
        for (const LabelDifference& label : found->labels) {
            std::int64_t both = 0;
            std::int64_t either = 0;
            for (const auto& [pair, count] : pairs) {
                both += pair.first == label.label && pair.second == label.label ? count : 0;
                either += pair.first == label.label || pair.second == label.label ? count : 0;
            }
            QCOMPARE(label.changed, either - both);
            QCOMPARE(label.iou.has_value(), either > 0);
            if (either > 0)
                QCOMPARE(*label.iou, static_cast<double>(both) / static_cast<double>(either));
        }
        const LabelMask map = changeMap(before, after, found->changes);
        for (std::size_t pixel = 0; pixel < before.pixels().size(); ++pixel) {
            const Label number = map.pixels()[pixel];
            QCOMPARE(number == 0, before.pixels()[pixel] == after.pixels()[pixel]);
            if (number != 0) {
                const Change& change = found->changes[number - 1U];
                QVERIFY(change.from == before.pixels()[pixel] && change.to == after.pixels()[pixel]);
            }
        }
    }
}

void DifferenceTest::otherSizesAreRefused()
{
    VERIFY_ERROR(differenceOf(maskOf({"00"}), maskOf({"0", "0"}), 1), ErrorCode::Mismatch);
}

void DifferenceTest::theMapShowsEachChangeInItsPlace()
{
    const LabelMask before = maskOf({"0112", "0012"});
    const LabelMask after = maskOf({"0221", "0010"});
    const Result<Difference> found = differenceOf(before, after, 3);
    VERIFY_OK(found);
    QCOMPARE(found->changes, (std::vector<Change>{{1, 2, 2}, {2, 0, 1}, {2, 1, 1}}));
    QVERIFY(changeMap(before, after, found->changes) == maskOf({"0113", "0002"}));
}

void DifferenceTest::partsHangTogetherByCorners()
{
    const std::vector<Component> parts = changedParts(maskOf({"1000", "0101", "0022", "0022"}));
    QCOMPARE(parts.size(), std::size_t{3});
    QCOMPARE(parts[0].label, Label{2});
    QCOMPARE(parts[0].area, std::int64_t{4});
    QCOMPARE(parts[1].area, std::int64_t{2});
    QVERIFY((parts[1].bounds == Rect{0, 0, 2, 2}));
    QVERIFY((parts[2].seed == Point{3, 1}));
}

void DifferenceTest::rareChangesShareTheLastNumber()
{
    std::vector<Label> from;
    std::vector<Label> to;
    for (int label = 0; label < 17; ++label) {
        for (int other = 0; other < 17; ++other) {
            from.push_back(static_cast<Label>(label));
            to.push_back(static_cast<Label>(other));
        }
    }
    const LabelMask before = *LabelMask::create({17, 17}, from);
    const LabelMask after = *LabelMask::create({17, 17}, to);
    const Result<Difference> found = differenceOf(before, after, 17);
    VERIFY_OK(found);
    QCOMPARE(found->changes.size(), std::size_t{17 * 16});
    const LabelMask map = changeMap(before, after, found->changes);
    std::map<Label, int> counts;
    for (const Label number : map.pixels())
        ++counts[number];
    QCOMPARE(counts[0], 17);
    QCOMPARE(counts[253], 1);
    QCOMPARE(counts[254], 17 * 16 - 253);
    QVERIFY(!counts.contains(255));
}

void DifferenceTest::ratersDisagreeWithTheMost()
{
    const std::vector<LabelMask> masks{maskOf({"01112"}), maskOf({"01123"}), maskOf({"01234"})};
    QVERIFY(disagreementMap(masks) == maskOf({"00122"}));
    QVERIFY(disagreementMap(std::span(masks).first(2)) == maskOf({"00011"}));
    QVERIFY(disagreementMap(std::span(masks).first(1)) == maskOf({"00000"}));
}

LABELWRIGHT_TEST(DifferenceTest)
#include "DifferenceTest.moc"
