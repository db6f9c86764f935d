// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/image/Tone.h"

#include "tests/support/TestProgram.h"

#include <QTest>

#include <algorithm>

using namespace labelwright;

class ToneTest : public QObject {
    Q_OBJECT
private slots:
    void aNeutralToneGivesEachValueItself();
    void brightnessAddsWhite();
    void contrastKeepsTheMiddle();
    void gammaLightensTheDark();
    void theOrderIsGammaContrastBrightness();
    void everyToneRisesSteadily_data();
    void everyToneRisesSteadily();
    void valuesOutsideTheRangesCountAsTheNearest();
    void luminanceWeighsTheColours();
};

void ToneTest::aNeutralToneGivesEachValueItself()
{
    const ToneTable table = toneTable({});
    for (std::size_t value = 0; value < table.size(); ++value)
        QCOMPARE(std::size_t{table[value]}, value);
    QVERIFY(Tone{}.isNeutral());
    QVERIFY(!Tone{.contrast = 1}.isNeutral());
}

void ToneTest::brightnessAddsWhite()
{
    QCOMPARE(int{toneTable({.brightness = 20})[100]}, 151);
    QCOMPARE(int{toneTable({.brightness = -20})[100]}, 49);
    QCOMPARE(int{toneTable({.brightness = 100})[0]}, 255);
    QCOMPARE(int{toneTable({.brightness = -100})[255]}, 0);
}

void ToneTest::contrastKeepsTheMiddle()
{
    const ToneTable hard = toneTable({.contrast = 50});
    QCOMPARE(int{hard[127]}, 127);
    QCOMPARE(int{hard[128]}, 129);
    QCOMPARE(int{hard[100]}, 73);
    QCOMPARE(int{hard[63]}, 0);
    const ToneTable soft = toneTable({.contrast = -100});
    QCOMPARE(int{soft[0]}, 96);
    QCOMPARE(int{soft[255]}, 159);
}

void ToneTest::gammaLightensTheDark()
{
    const ToneTable lighter = toneTable({.gamma = 2});
    QCOMPARE(int{lighter[0]}, 0);
    QCOMPARE(int{lighter[64]}, 128);
    QCOMPARE(int{lighter[255]}, 255);
    QCOMPARE(int{toneTable({.gamma = 0.5})[128]}, 64);
}

void ToneTest::theOrderIsGammaContrastBrightness()
{
    // 64 becomes 0.501 by gamma, 0.502 by contrast, 0.602 by brightness.
    QCOMPARE(int{toneTable({.brightness = 10, .contrast = 50, .gamma = 2})[64]}, 153);
}

void ToneTest::everyToneRisesSteadily_data()
{
    QTest::addColumn<int>("brightness");
    QTest::addColumn<int>("contrast");
    QTest::addColumn<double>("gamma");
    for (const int brightness : {-100, -30, 0, 100}) {
        for (const int contrast : {-100, 0, 100}) {
            for (const double gamma : {0.1, 1.0, 2.2, 10.0})
                QTest::addRow("%d, %d, %g", brightness, contrast, gamma) << brightness << contrast << gamma;
        }
    }
}

void ToneTest::everyToneRisesSteadily()
{
    QFETCH(int, brightness);
    QFETCH(int, contrast);
    QFETCH(double, gamma);
    QVERIFY(std::ranges::is_sorted(toneTable({brightness, contrast, gamma})));
}

void ToneTest::valuesOutsideTheRangesCountAsTheNearest()
{
    QVERIFY(toneTable({.brightness = 1000}) == toneTable({.brightness = 100}));
    QVERIFY(toneTable({.contrast = -1000}) == toneTable({.contrast = -100}));
    QVERIFY(toneTable({.gamma = 0}) == toneTable({.gamma = 0.1}));
    QVERIFY(toneTable({.gamma = 99}) == toneTable({.gamma = 10}));
}

void ToneTest::luminanceWeighsTheColours()
{
    for (int value = 0; value < 256; ++value) {
        const auto gray = static_cast<std::uint8_t>(value);
        QCOMPARE(int{luminanceOf(gray, gray, gray)}, value);
    }
    QCOMPARE(int{luminanceOf(255, 0, 0)}, 29);
    QCOMPARE(int{luminanceOf(0, 255, 0)}, 150);
    QCOMPARE(int{luminanceOf(0, 0, 255)}, 76);
}

LABELWRIGHT_TEST(ToneTest)
#include "ToneTest.moc"
