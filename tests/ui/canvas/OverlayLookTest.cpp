// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/TestProgram.h"
#include "tests/ui/canvas/Compositions.h"

#include <QTest>

using namespace labelwright;
using namespace labelwright::test;

/// What labels look like over a photo.
class OverlayLookTest : public QObject {
    Q_OBJECT
private slots:
    void fillAndEdgeHaveTheirOpacity_data();
    void fillAndEdgeHaveTheirOpacity();
    void unlabelledPixelsAreUntouched();
    void edgeIsOneDevicePixelWide_data();
    void edgeIsOneDevicePixelWide();
    void neighboursEachHaveAnEdge();
    void hiddenDrawsNothing();
    void aHiddenLabelLeavesTheOthers();
    void anOutlineIsTwoPixelsWideWithACasing_data();
    void anOutlineIsTwoPixelsWideWithACasing();
    void aCasingStandsOutFromItsLine();
    void theImagesBorderIsAnEdge_data();
    void theImagesBorderIsAnEdge();
    void soloShowsOneLabelAlone();
    void unlabelledIsHatchedWhereAsked();
    void allOpacitiesStayInRange();
};

void OverlayLookTest::fillAndEdgeHaveTheirOpacity_data()
{
    QTest::addColumn<int>("percent");
    QTest::addColumn<double>("fill");
    QTest::addColumn<double>("edge");
    QTest::newRow("0") << 0 << 0.0 << 0.0;
    QTest::newRow("10") << 10 << 0.1 << 0.2;
    QTest::newRow("default") << OverlayStyle::kDefaultOpacityPercent << 0.45 << 0.9;
    QTest::newRow("100") << 100 << 1.0 << 1.0;
}

void OverlayLookTest::fillAndEdgeHaveTheirOpacity()
{
    QFETCH(const int, percent);
    QFETCH(const double, fill);
    QFETCH(const double, edge);
    const QImage scene = overlaid(maskWithSquare(1), 1, {.opacityPercent = percent});
    QVERIFY(isNearMix(scene.pixel(5, 5), {0, 200, 0}, fill));
    QVERIFY(isNearMix(scene.pixel(3, 5), {0, 110, 0}, edge));
    QVERIFY(isNearMix(scene.pixel(8, 8), {0, 110, 0}, edge));
}

void OverlayLookTest::unlabelledPixelsAreUntouched()
{
    const QImage scene = overlaid(maskWithSquare(1), 1, {});
    for (const QPoint at : {QPoint(0, 0), QPoint(2, 5), QPoint(9, 5), QPoint(5, 2), QPoint(11, 11)})
        QCOMPARE(scene.pixel(at), qRgb(kPhoto.red, kPhoto.green, kPhoto.blue));
}

void OverlayLookTest::edgeIsOneDevicePixelWide_data()
{
    QTest::addColumn<double>("zoom");
    for (const double zoom : {0.5, 1.0, 2.0, 3.7, 16.0})
        QTest::addRow("%g", zoom) << zoom;
}

void OverlayLookTest::edgeIsOneDevicePixelWide()
{
    QFETCH(const double, zoom);
    Document document(blankMask({40, 40}));
    paint(document, Region::fromRect({10, 10, 20, 20}), 3);
    const QImage scene = overlaid(document.mask(), zoom, {.opacityPercent = 50});
    const int y = scene.height() / 2;
    int edges = 0;
    int fills = 0;
    for (int x = 0; x < scene.width(); ++x) {
        edges += isNear(scene.pixel(x, y), 110, 0, 0) ? 1 : 0;
        fills += isNear(scene.pixel(x, y), 150, 75, 100) ? 1 : 0;
    }
    QCOMPARE(edges, 2);
    QVERIFY(std::abs(fills + edges - 20 * zoom) <= 1);
}

void OverlayLookTest::neighboursEachHaveAnEdge()
{
    Document document(blankMask({12, 12}));
    paint(document, Region::fromRect({0, 0, 6, 12}), 1);
    paint(document, Region::fromRect({6, 0, 6, 12}), 2);
    const QImage scene = overlaid(document.mask(), 1, {.opacityPercent = 50});
    QVERIFY(isNear(scene.pixel(5, 6), 0, 110, 0));
    QVERIFY(isNear(scene.pixel(6, 6), 0, 0, 110));
    QVERIFY(isNearMix(scene.pixel(4, 6), {0, 200, 0}, 0.5));
}

void OverlayLookTest::hiddenDrawsNothing()
{
    QCOMPARE(overlaid(maskWithSquare(1), 1, {.hidden = true}), photoScene(12, 12));
}

void OverlayLookTest::aHiddenLabelLeavesTheOthers()
{
    Document document(blankMask({12, 12}));
    paint(document, Region::fromRect({0, 0, 4, 12}), 1);
    paint(document, Region::fromRect({6, 0, 6, 12}), 2);
    OverlayStyle style;
    style.hiddenLabels.set(2);
    const QImage scene = overlaid(document.mask(), 1, style);
    QVERIFY(isNearMix(scene.pixel(2, 6), {0, 200, 0}, 0.45));
    QCOMPARE(scene.copy(6, 0, 6, 12), photoScene(6, 12));
}

void OverlayLookTest::anOutlineIsTwoPixelsWideWithACasing_data()
{
    edgeIsOneDevicePixelWide_data();
}

void OverlayLookTest::anOutlineIsTwoPixelsWideWithACasing()
{
    QFETCH(const double, zoom);
    Document document(blankMask({40, 40}));
    paint(document, Region::fromRect({10, 10, 20, 20}), 1);
    const QImage scene = overlaid(document.mask(), zoom, {.mode = OverlayMode::Outline});
    const int y = scene.height() / 2;
    int lines = 0;
    int casings = 0;
    for (int x = 0; x < scene.width(); ++x) {
        lines += scene.pixel(x, y) == qRgb(0, 200, 0) ? 1 : 0;
        casings += isNearMix(scene.pixel(x, y), kWhite, 0.75) ? 1 : 0;
    }
    QCOMPARE(lines, 4);
    QCOMPARE(casings, 2);
    QCOMPARE(scene.pixel(scene.width() / 2, y), photoScene(1, 1).pixel(0, 0));
}

void OverlayLookTest::aCasingStandsOutFromItsLine()
{
    const LabelSet labels = LabelSet::fromNames({"pale", "deep"}, {{250, 240, 120}, {20, 0, 90}}).value();
    const OverlayColors colors = overlayColors(labels, {.mode = OverlayMode::Outline});
    QCOMPARE(colors.of(Part::Casing)[1] & 0xffffffU, 0U);
    QVERIFY((colors.of(Part::Casing)[2] & 0xffU) > 150);
}

void OverlayLookTest::theImagesBorderIsAnEdge_data()
{
    QTest::addColumn<double>("zoom");
    for (const double zoom : {0.37, 0.5, 1.0, 1.5, 3.1})
        QTest::addRow("%g", zoom) << zoom;
}

void OverlayLookTest::theImagesBorderIsAnEdge()
{
    QFETCH(const double, zoom);
    Document document(blankMask({61, 61}));
    paint(document, Region::fromRect({0, 0, 61, 61}), 1);
    const QImage scene = overlaid(document.mask(), zoom, {.opacityPercent = 50});
    const int last = scene.width() - 1;
    const int middle = last / 2;
    for (const QPoint at : {QPoint(0, middle), QPoint(last, middle), QPoint(middle, 0), QPoint(middle, last)})
        QVERIFY(isNear(scene.pixel(at), 0, 110, 0));
    for (const QPoint at : {QPoint(1, middle), QPoint(last - 1, middle), QPoint(middle, middle)})
        QVERIFY(isNearMix(scene.pixel(at), {0, 200, 0}, 0.5));
}

void OverlayLookTest::soloShowsOneLabelAlone()
{
    Document document(blankMask({12, 12}));
    paint(document, Region::fromRect({0, 0, 4, 12}), 1);
    paint(document, Region::fromRect({6, 0, 6, 12}), 2);
    OverlayStyle style{.solo = 1};
    style.hiddenLabels.set(1);
    const QImage scene = overlaid(document.mask(), 1, style);
    QVERIFY(isNearMix(scene.pixel(2, 6), {0, 200, 0}, 0.45));
    QCOMPARE(scene.copy(6, 0, 6, 12), photoScene(6, 12));
}

void OverlayLookTest::unlabelledIsHatchedWhereAsked()
{
    const LabelMask mask = maskWithSquare(1);
    const QImage plain = overlaid(mask, 4, {});
    const QImage hatched = overlaid(mask, 4, {.unlabelledHighlighted = true});
    int light = 0;
    int dark = 0;
    for (int y = 0; y < plain.height(); ++y) {
        for (int x = 0; x < plain.width(); ++x) {
            if (mask.at({x / 4, y / 4}) != kUnlabelled) {
                QCOMPARE(hatched.pixel(x, y), plain.pixel(x, y));
                continue;
            }
            light += isNearMix(hatched.pixel(x, y), kWhite, 0.5) ? 1 : 0;
            dark += isNearMix(hatched.pixel(x, y), {}, 0.5) ? 1 : 0;
        }
    }
    const int unlabelled = 48 * 48 - 24 * 24;
    QCOMPARE(light + dark, unlabelled);
    QVERIFY(std::abs(light - dark) <= unlabelled / 8);
}

void OverlayLookTest::allOpacitiesStayInRange()
{
    for (int percent = 0; percent <= 100; ++percent) {
        const LabelSet labels = LabelSet::fromNames({"light"}, {{255, 255, 254}}).value();
        const std::uint32_t over = overlayColors(labels, {.opacityPercent = percent}).of(Part::Inside)[1];
        QVERIFY2(isNear(blended(0xffffffffU, over), 255, 255, 255 - percent / 100.0),
                 qPrintable(QString::number(percent)));
    }
}

LABELWRIGHT_TEST(OverlayLookTest)
#include "OverlayLookTest.moc"
