// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/labels/Color.h"

#include "core/labels/LabelSet.h"
#include "tests/support/TestProgram.h"

#include <QTest>

#include <set>

using namespace labelwright;

class ColorTest : public QObject {
    Q_OBJECT

private slots:
    void hexIsLowerCase();
    void hexComesBack();
    void readsEitherCaseAndNoHash();
    void refusesAnythingElse_data();
    void refusesAnythingElse();
    void defaultsAreGroundTruths_data();
    void defaultsAreGroundTruths();
    void defaultsAreAllDifferentAndNotWhite();
};

void ColorTest::hexIsLowerCase()
{
    QCOMPARE(hexColor({0x2c, 0xa0, 0x2c}), std::string("#2ca02c"));
    QCOMPARE(hexColor({0, 0, 10}), std::string("#00000a"));
    QCOMPARE(hexColor(kWhite), std::string("#ffffff"));
}

void ColorTest::hexComesBack()
{
    for (unsigned value = 0; value < 256; ++value) {
        const auto channel = static_cast<std::uint8_t>(value);
        const Color color{channel, static_cast<std::uint8_t>(channel + 85U), static_cast<std::uint8_t>(channel * 3U)};
        QVERIFY(parseHexColor(hexColor(color)) == color);
    }
}

void ColorTest::readsEitherCaseAndNoHash()
{
    QVERIFY((parseHexColor("#2CA02C") == Color{0x2c, 0xa0, 0x2c}));
    QVERIFY((parseHexColor("2ca02C") == Color{0x2c, 0xa0, 0x2c}));
}

void ColorTest::refusesAnythingElse_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const char* text : {"", "#", "#2ca02", "#2ca02cc", "#2ca", "##2ca02c", "2ca02g", "#2ca0 2", "red", "#2ca02c "})
        QTest::newRow(text) << QByteArray(text);
}

void ColorTest::refusesAnythingElse()
{
    QFETCH(QByteArray, text);
    QVERIFY(!parseHexColor(text.toStdString()));
}

void ColorTest::defaultsAreGroundTruths_data()
{
    QTest::addColumn<int>("index");
    QTest::addColumn<QByteArray>("hex");
    // GROUND-TRUTH.md section 4.4: those seen in real segmentation jobs, and a line end and the end of the list.
    QTest::newRow("first") << 0 << QByteArray("#2ca02c");
    QTest::newRow("second") << 1 << QByteArray("#1f77b4");
    QTest::newRow("third") << 2 << QByteArray("#ff7f0e");
    QTest::newRow("fourth") << 3 << QByteArray("#d62728");
    QTest::newRow("fifth") << 4 << QByteArray("#9467bd");
    QTest::newRow("tenth") << 9 << QByteArray("#ff9896");
    QTest::newRow("twentieth") << 19 << QByteArray("#9edae5");
    QTest::newRow("forty-first") << 40 << QByteArray("#3182bd");
    QTest::newRow("sixtieth") << 59 << QByteArray("#d9d9d9");
}

void ColorTest::defaultsAreGroundTruths()
{
    QFETCH(int, index);
    QFETCH(QByteArray, hex);
    QCOMPARE(hexColor(defaultLabelColor(static_cast<std::size_t>(index))), hex.toStdString());
}

void ColorTest::defaultsAreAllDifferentAndNotWhite()
{
    std::set<std::string> seen{hexColor(kWhite)};
    for (std::size_t index = 0; index < kMaxLabels; ++index)
        QVERIFY2(seen.insert(hexColor(defaultLabelColor(index))).second, hexColor(defaultLabelColor(index)).c_str());
}

LABELWRIGHT_TEST(ColorTest)
#include "ColorTest.moc"
