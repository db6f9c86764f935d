// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/LabelRows.h"

#include "tests/support/TestProgram.h"
#include "tests/ui/canvas/Compositions.h"
#include "ui/canvas/Viewport.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <vector>

using namespace labelwright;
using namespace labelwright::test;

namespace {

/// What LabelRows reads, with a margin of one pixel.
class LabelPlane {
public:
    LabelPlane(MaskPyramid& mask, const Viewport& viewport, const Rect& rect)
    {
        const LabelRows rows(mask.levelFor(viewport.zoom()), viewport, rect, 1);
        LabelRows::Scratch scratch;
        m_stride = rows.stride();
        m_labels.resize(static_cast<std::size_t>(m_stride * (rect.height + 2)));
        for (int y = -1; y <= rect.height; ++y)
            rows.read(rect.y + y, scratch, m_labels.data() + (y + 1) * m_stride);
    }
    const Label* row(int y) const { return m_labels.data() + (y + 1) * m_stride + 1; }

private:
    int m_stride = 0;
    std::vector<Label> m_labels;
};

} // namespace

class LabelRowsTest : public QObject {
    Q_OBJECT
private slots:
    void aThreadOfOnePixelIsSeen_data();
    void aThreadOfOnePixelIsSeen();
    void eachDevicePixelShowsTheLabelUnderIt();
    void aPartIsTheSameAsTheWhole();
};

void LabelRowsTest::aThreadOfOnePixelIsSeen_data()
{
    QTest::addColumn<double>("zoom");
    for (const double zoom : {1.0, 0.9, 0.51, 0.5, 1.0 / 3, 0.11, 1.0 / 32})
        QTest::addRow("%g", zoom) << zoom;
}

void LabelRowsTest::aThreadOfOnePixelIsSeen()
{
    QFETCH(const double, zoom);
    Document document(blankMask({401, 333}));
    paint(document, Region::fromRect({0, 0, 401, 333}), 1);
    paint(document, Region::fromRect({201, 0, 1, 333}), 2);
    const Viewport viewport = cornerViewport({401, 333}, zoom);
    MaskPyramid pyramid;
    pyramid.setMask(&document.mask());
    const Rect all = viewport.deviceFromImage({0, 0, 401, 333});
    const LabelPlane plane(pyramid, viewport, all);
    const int rows = static_cast<int>(std::floor(333 * zoom));
    QVERIFY(rows > 5);
    for (int y = 0; y < rows; ++y)
        QVERIFY2(std::count(plane.row(y), plane.row(y) + all.width, 2) >= 1, qPrintable(QString::number(y)));
}

void LabelRowsTest::eachDevicePixelShowsTheLabelUnderIt()
{
    Document document(blankMask({16, 16}));
    Noise noise(3);
    for (int i = 0; i < 100; ++i)
        paint(document, Region::fromRect({noise.below(16), noise.below(16), 1, 1}), static_cast<Label>(noise.below(4)));
    MaskPyramid pyramid;
    pyramid.setMask(&document.mask());
    for (const double zoom : {1.0, 2.0, 5.0}) {
        const Viewport viewport = cornerViewport({16, 16}, zoom);
        const int extent = static_cast<int>(16 * zoom);
        const LabelPlane plane(pyramid, viewport, {0, 0, extent, extent});
        for (int y = 0; y < extent; ++y) {
            for (int x = 0; x < extent; ++x)
                QCOMPARE(plane.row(y)[x], document.mask().at({int(x / zoom), int(y / zoom)}));
        }
        QCOMPARE(int(plane.row(-1)[0]), 0);
        QCOMPARE(int(plane.row(0)[extent]), 0);
    }
}

void LabelRowsTest::aPartIsTheSameAsTheWhole()
{
    Document document(blankMask({90, 70}));
    Noise noise(11);
    for (int i = 0; i < 60; ++i)
        paint(document, Region::fromRect({noise.below(90), noise.below(70), 1 + noise.below(9), 1 + noise.below(9)}),
              static_cast<Label>(noise.below(4)));
    MaskPyramid pyramid;
    pyramid.setMask(&document.mask());
    for (const double zoom : {0.3, 0.77, 1.0, 2.6}) {
        const Viewport viewport = cornerViewport({90, 70}, zoom);
        const Rect all = viewport.deviceFromImage({0, 0, 90, 70});
        const LabelPlane whole(pyramid, viewport, all);
        const Rect part{all.width / 3, all.height / 4, all.width / 2, all.height / 2};
        const LabelPlane alone(pyramid, viewport, part);
        for (int y = -1; y <= part.height; ++y) {
            for (int x = -1; x <= part.width; ++x)
                QCOMPARE(alone.row(y)[x], whole.row(part.y + y)[part.x + x]);
        }
    }
}

LABELWRIGHT_TEST(LabelRowsTest)
#include "LabelRowsTest.moc"
