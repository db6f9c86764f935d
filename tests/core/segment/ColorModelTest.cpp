// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/ColorModel.h"

#include "tests/support/TestProgram.h"

#include <QTest>

#include <cmath>

using namespace labelwright;

class ColorModelTest : public QObject {
    Q_OBJECT
private slots:
    void knownColoursSpeakForTheirSide();
    void similarColoursSpeakMoreSoftly();
    void unknownColoursSayLittle();
    void aSideWithoutColoursSaysNothing();
    void weightsCount();
    void extremeColoursStayInside();
};

void ColorModelTest::knownColoursSpeakForTheirSide()
{
    ColorModel model;
    model.addObject({20, 20, 200}, 100);
    model.addBackground({200, 180, 20}, 100);
    model.finish();
    QVERIFY(model.logRatio({20, 20, 200}) > 2);
    QVERIFY(model.logRatio({200, 180, 20}) < -2);
}

void ColorModelTest::similarColoursSpeakMoreSoftly()
{
    ColorModel model;
    model.addObject({100, 100, 100}, 100);
    model.addBackground({220, 220, 220}, 100);
    model.finish();
    const float same = model.logRatio({100, 100, 100});
    const float near = model.logRatio({116, 100, 100});
    QVERIFY(near > 0.5F);
    QVERIFY(near < same);
}

void ColorModelTest::unknownColoursSayLittle()
{
    ColorModel model;
    model.addObject({0, 0, 0}, 500);
    model.addBackground({255, 255, 255}, 10);
    model.finish();
    QVERIFY(std::abs(model.logRatio({128, 128, 128})) < 0.01F);
}

void ColorModelTest::aSideWithoutColoursSaysNothing()
{
    ColorModel model;
    model.finish();
    QCOMPARE(model.logRatio({1, 2, 3}), 0.F);
    ColorModel oneSided;
    oneSided.addObject({9, 9, 9}, 1);
    oneSided.finish();
    QCOMPARE(oneSided.logRatio({9, 9, 9}), 0.F);
    QCOMPARE(oneSided.logRatio({200, 9, 9}), 0.F);
}

void ColorModelTest::weightsCount()
{
    ColorModel model;
    model.addObject({50, 50, 50}, 3);
    model.addObject({150, 150, 150}, 1);
    model.addBackground({50, 50, 50}, 1);
    model.addBackground({150, 150, 150}, 3);
    model.finish();
    QVERIFY(model.logRatio({50, 50, 50}) > 0.5F);
    QVERIFY(std::abs(model.logRatio({50, 50, 50}) + model.logRatio({150, 150, 150})) < 0.01F);
}

void ColorModelTest::extremeColoursStayInside()
{
    ColorModel model;
    model.addObject({255, 255, 255}, 1);
    model.addBackground({0, 0, 0}, 1);
    model.finish();
    QVERIFY(model.logRatio({255, 255, 255}) > 1);
    QVERIFY(model.logRatio({0, 0, 0}) < -1);
    ColorModel atRowEnds; // neighbours in memory, far apart as colours
    atRowEnds.addObject({0, 0, 255}, 1);
    atRowEnds.addBackground({240, 16, 0}, 1);
    atRowEnds.finish();
    QVERIFY(std::abs(atRowEnds.logRatio({0, 16, 0})) < 0.01F);
    QVERIFY(std::abs(atRowEnds.logRatio({240, 0, 255})) < 0.01F);
}

LABELWRIGHT_TEST(ColorModelTest)
#include "ColorModelTest.moc"
