// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/MaskPyramid.h"

#include "tests/support/TestProgram.h"
#include "tests/ui/canvas/Pictures.h"

#include <QTest>

using namespace labelwright;
using namespace labelwright::test;

namespace {

using Labels = std::vector<Label>;

/// The level made the slow way: every block from what stands in it and around it, from the mask on.
Labels reference(const LabelMask& mask, int shrink)
{
    Labels labels(mask.pixels().begin(), mask.pixels().end());
    Size size = mask.size();
    for (int done = 1; done < shrink; done *= 2) {
        const MaskPyramid::Level from{size, labels, done};
        Labels to;
        for (int y = 0; y < size.height; y += 2) {
            for (int x = 0; x < size.width; x += 2)
                to.push_back(
                    MaskPyramid::rarestLabel(from, x, std::min(x + 2, size.width), y, std::min(y + 2, size.height)));
        }
        labels = to;
        size = {(size.width + 1) / 2, (size.height + 1) / 2};
    }
    return labels;
}

Labels labelsOf(const MaskPyramid::Level& level)
{
    return {level.labels.begin(), level.labels.end()};
}

/// Large areas of one label and single pixels of others.
Document noisyDocument(Size size, std::uint32_t seed)
{
    Document document(blankMask(size));
    Noise noise(seed);
    for (int i = 0; i < 12; ++i) {
        const Rect rect{noise.below(size.width), noise.below(size.height), 1 + noise.below(size.width),
                        1 + noise.below(size.height)};
        paint(document, Region::fromRect(i % 3 ? Rect{rect.x, rect.y, 1, 1} : rect),
              static_cast<Label>(noise.below(4)));
    }
    return document;
}

} // namespace

class MaskPyramidTest : public QObject {
    Q_OBJECT
private slots:
    void rarestLabelOfABlock_data();
    void rarestLabelOfABlock();
    void unlabelledCountsWhereItIsToBeSeen_data();
    void unlabelledCountsWhereItIsToBeSeen();
    void aGapIsOnEveryLevelWhereItCounts();
    void levelsFitTheZoom_data();
    void levelsFitTheZoom();
    void levelsAreTheSameAsBlockByBlock_data();
    void levelsAreTheSameAsBlockByBlock();
    void aChangeBringsEveryLevelUpToDate();
    void aSinglePixelIsOnEveryLevel();
    void anotherMaskStartsAnew();
};

void MaskPyramidTest::rarestLabelOfABlock_data()
{
    QTest::addColumn<QString>("rows"); // 4 x 4 labels; the block is the middle
    QTest::addColumn<int>("label");
    QTest::newRow("one label") << QStringLiteral("7777777777777777") << 7;
    QTest::newRow("nothing") << QStringLiteral("1111100110011111") << 0;
    QTest::newRow("any label before nothing") << QStringLiteral("0000000000300000") << 3;
    QTest::newRow("even a frequent one") << QStringLiteral("3333333333033333") << 3;
    QTest::newRow("the rarer") << QStringLiteral("2222232223322222") << 2;
    QTest::newRow("the rarer, last") << QStringLiteral("2222233220222222") << 2;
    QTest::newRow("a thread, left") << QStringLiteral("4544454445444544") << 5;
    QTest::newRow("a thread, right") << QStringLiteral("4454445444544454") << 5;
    QTest::newRow("a thread, below") << QStringLiteral("4444444455554444") << 5;
    QTest::newRow("the first of equals") << QStringLiteral("5544554455445544") << 5;
}

void MaskPyramidTest::rarestLabelOfABlock()
{
    QFETCH(const QString, rows);
    QFETCH(const int, label);
    Labels labels;
    for (const QChar digit : rows)
        labels.push_back(static_cast<Label>(digit.digitValue()));
    QCOMPARE(int(MaskPyramid::rarestLabel({{4, 4}, labels, 1}, 1, 3, 1, 3)), label);
}

void MaskPyramidTest::unlabelledCountsWhereItIsToBeSeen_data()
{
    QTest::addColumn<QString>("rows"); // 4 x 4 labels
    QTest::addColumn<Rect>("block");
    QTest::addColumn<int>("label");
    const Rect middle{1, 1, 2, 2};
    QTest::newRow("a gap in a label") << QStringLiteral("3333333333033333") << middle << 0;
    QTest::newRow("a gap between two") << QStringLiteral("4405440544054405") << middle << 0;
    QTest::newRow("a label in nothing") << QStringLiteral("0000000000300000") << middle << 3;
    QTest::newRow("a gap at the right edge") << QStringLiteral("3330333033303330") << Rect{2, 1, 2, 2} << 0;
    QTest::newRow("a gap at the lower edge") << QStringLiteral("3333333333330000") << Rect{1, 2, 2, 2} << 0;
}

void MaskPyramidTest::unlabelledCountsWhereItIsToBeSeen()
{
    QFETCH(const QString, rows);
    QFETCH(const Rect, block);
    Labels labels;
    for (const QChar digit : rows)
        labels.push_back(static_cast<Label>(digit.digitValue()));
    const MaskPyramid::Level level{{4, 4}, labels, 1, MaskPyramid::Unlabelled::Counts};
    QTEST(int(MaskPyramid::rarestLabel(level, block.x, block.right(), block.y, block.bottom())), "label");
}

void MaskPyramidTest::aGapIsOnEveryLevelWhereItCounts()
{
    Document document(blankMask({64, 64}));
    paint(document, Region::fromRect({0, 0, 64, 64}), 2);
    paint(document, Region::fromRect({41, 23, 1, 1}), kUnlabelled);
    MaskPyramid pyramid;
    pyramid.setMask(&document.mask());
    const auto hasGap = [&](double zoom) {
        const Labels labels = labelsOf(pyramid.levelFor(zoom));
        return std::ranges::find(labels, kUnlabelled) != labels.end();
    };
    for (const double zoom : {0.5, 0.25, 0.05}) {
        pyramid.setUnlabelled(MaskPyramid::Unlabelled::Yields);
        QVERIFY(!hasGap(zoom));
        pyramid.setUnlabelled(MaskPyramid::Unlabelled::Counts);
        QVERIFY(hasGap(zoom));
    }
}

void MaskPyramidTest::levelsFitTheZoom_data()
{
    QTest::addColumn<double>("zoom");
    QTest::addColumn<int>("shrink");
    QTest::addColumn<int>("width");
    QTest::newRow("enlarged") << 8.0 << 1 << 13;
    QTest::newRow("100 %") << 1.0 << 1 << 13;
    QTest::newRow("above 60 %") << 0.61 << 1 << 13;
    QTest::newRow("below 60 %") << 0.59 << 2 << 7;
    QTest::newRow("one half") << 0.5 << 2 << 7;
    QTest::newRow("one third") << 1.0 / 3 << 2 << 7;
    QTest::newRow("just above 30 %") << 0.301 << 2 << 7;
    QTest::newRow("one quarter") << 0.25 << 4 << 4;
    QTest::newRow("as small as it goes") << 0.001 << 16 << 1;
}

void MaskPyramidTest::levelsFitTheZoom()
{
    QFETCH(const double, zoom);
    const LabelMask mask = blankMask({13, 5});
    MaskPyramid pyramid;
    pyramid.setMask(&mask);
    const MaskPyramid::Level level = pyramid.levelFor(zoom);
    QTEST(level.shrink, "shrink");
    QTEST(level.size.width, "width");
    QCOMPARE(level.labels.size(), static_cast<std::size_t>(level.size.width * level.size.height));
}

void MaskPyramidTest::levelsAreTheSameAsBlockByBlock_data()
{
    QTest::addColumn<int>("width");
    QTest::addColumn<int>("height");
    for (const auto& [width, height] : {std::pair{1, 1}, {1, 9}, {9, 1}, {16, 16}, {17, 15}, {37, 23}, {128, 64}})
        QTest::addRow("%d x %d", width, height) << width << height;
}

void MaskPyramidTest::levelsAreTheSameAsBlockByBlock()
{
    QFETCH(const int, width);
    QFETCH(const int, height);
    for (std::uint32_t seed = 0; seed < 20; ++seed) {
        const Document document = noisyDocument({width, height}, seed);
        MaskPyramid pyramid;
        pyramid.setMask(&document.mask());
        for (const double zoom : {1.0, 0.5, 0.25, 0.125}) {
            const MaskPyramid::Level level = pyramid.levelFor(zoom);
            QCOMPARE(labelsOf(level), reference(document.mask(), level.shrink));
        }
    }
}

void MaskPyramidTest::aChangeBringsEveryLevelUpToDate()
{
    Noise noise(5);
    Document document = noisyDocument({61, 47}, 9);
    MaskPyramid pyramid;
    pyramid.setMask(&document.mask());
    pyramid.levelFor(0.05);
    document.onMaskChanged = [&](const Rect& rect) { pyramid.changed(rect); };
    for (int i = 0; i < 200; ++i) {
        const Rect rect{noise.below(70) - 5, noise.below(50) - 5, 1 + noise.below(12), 1 + noise.below(12)};
        paint(document, Region::fromRect(rect), static_cast<Label>(noise.below(4)));
        for (const double zoom : {0.5, 0.25, 0.0625})
            QCOMPARE(labelsOf(pyramid.levelFor(zoom)), reference(document.mask(), pyramid.levelFor(zoom).shrink));
    }
}

void MaskPyramidTest::aSinglePixelIsOnEveryLevel()
{
    Document document(blankMask({200, 200}));
    paint(document, Region::fromRect({0, 0, 200, 200}), 1);
    paint(document, Region::fromRect({137, 59, 1, 1}), 2);
    MaskPyramid pyramid;
    pyramid.setMask(&document.mask());
    for (double zoom = 1; zoom > 1.0 / 128; zoom /= 2) {
        const MaskPyramid::Level level = pyramid.levelFor(zoom);
        QCOMPARE(int(level.row(59 / level.shrink)[137 / level.shrink]), 2);
    }
}

void MaskPyramidTest::anotherMaskStartsAnew()
{
    Document first(blankMask({64, 64}));
    paint(first, Region::fromRect({0, 0, 64, 64}), 1);
    const LabelMask second = blankMask({64, 64});
    MaskPyramid pyramid;
    pyramid.setMask(&first.mask());
    QCOMPARE(int(pyramid.levelFor(0.25).labels[0]), 1);
    pyramid.setMask(&second);
    QCOMPARE(int(pyramid.levelFor(0.25).labels[0]), 0);
    pyramid.setMask(nullptr);
    QVERIFY(!pyramid.hasMask());
    pyramid.changed({0, 0, 5, 5});
}

LABELWRIGHT_TEST(MaskPyramidTest)
#include "MaskPyramidTest.moc"
