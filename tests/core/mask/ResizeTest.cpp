// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mask/Resize.h"

#include "tests/support/TestProgram.h"

#include <QTest>

#include <algorithm>

using namespace labelwright;

class ResizeTest : public QObject {
    Q_OBJECT
private slots:
    void theSameSizeIsTheSame();
    void doubledPixelsAreFour();
    void halvedTakesThePixelUnderTheCentre();
    void noLabelIsMadeUp();
};

namespace {

LabelMask mask(Size size, std::vector<Label> labels)
{
    return *LabelMask::create(size, std::move(labels));
}

} // namespace

void ResizeTest::theSameSizeIsTheSame()
{
    const LabelMask before = mask({3, 2}, {1, 2, 3, 4, 5, 6});
    QVERIFY(resized(before, {3, 2}) == before);
}

void ResizeTest::doubledPixelsAreFour()
{
    QVERIFY(resized(mask({2, 1}, {1, 2}), {4, 2}) == mask({4, 2}, {1, 1, 2, 2, 1, 1, 2, 2}));
}

void ResizeTest::halvedTakesThePixelUnderTheCentre()
{
    QVERIFY(resized(mask({6, 1}, {1, 2, 3, 4, 5, 6}), {2, 1}) == mask({2, 1}, {2, 5}));
    QVERIFY(resized(mask({1, 4}, {1, 2, 3, 4}), {1, 2}) == mask({1, 2}, {2, 4}));
}

void ResizeTest::noLabelIsMadeUp()
{
    const LabelMask before = mask({2, 2}, {1, 254, 254, 1});
    for (int width = 1; width < 9; ++width) {
        const LabelMask after = resized(before, {width, 9 - width});
        QVERIFY(std::ranges::all_of(after.pixels(), [](Label label) { return label == 1 || label == 254; }));
    }
}

LABELWRIGHT_TEST(ResizeTest)
#include "ResizeTest.moc"
