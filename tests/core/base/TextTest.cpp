// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Text.h"

#include "tests/support/TestProgram.h"

#include <QTest>

using namespace labelwright;

class TextTest : public QObject {
    Q_OBJECT
private slots:
    void charactersAreCountedAndNotBytes();
    void aLineHasNoControlCharacter();
    void onlyLatinCapitalsAreMadeSmall();
    void onlyOneIsOne();
};

void TextTest::charactersAreCountedAndNotBytes()
{
    QCOMPARE(characterCount(""), std::size_t{0});
    QCOMPARE(characterCount("bus"), std::size_t{3});
    QCOMPARE(characterCount("Stra\u00dfe \u2014 \uac00"), std::size_t{10});
}

void TextTest::aLineHasNoControlCharacter()
{
    QVERIFY(isOneLine(""));
    QVERIFY(isOneLine("a bus, \uac00"));
    QVERIFY(!isOneLine("a\nbus"));
    QVERIFY(!isOneLine("a\tbus"));
    QVERIFY(!isOneLine("a\x7f"));
}

void TextTest::onlyLatinCapitalsAreMadeSmall()
{
    QCOMPARE(lowerCase("A Bus @[`{ AZ az 09 \u00c9"), std::string("a bus @[`{ az az 09 \u00c9"));
    QCOMPARE(lowerCase(""), std::string());
}

void TextTest::onlyOneIsOne()
{
    QCOMPARE(countText(0, "event"), std::string("0 events"));
    QCOMPARE(countText(1, "event"), std::string("1 event"));
    QCOMPARE(countText(21, "further line"), std::string("21 further lines"));
}

LABELWRIGHT_TEST(TextTest)
#include "TextTest.moc"
