// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Json.h"

#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"

#include <QTest>

using namespace labelwright;

class JsonTest : public QObject {
    Q_OBJECT

private slots:
    void textComesBackByteForByte_data();
    void textComesBackByteForByte();
    void brokenTextIsMalformed_data();
    void brokenTextIsMalformed();
    void everyTruncationIsMalformed();
    void nestingHasALimit();
    void bracketsInsideTextDoNotNest();
    void invalidUtf8IsReplacedWhenWritten();
    void indentedTextEndsWithALineBreak();
    void membersByType();
    void integersBeyondTheRangeAreNone();
    void looseNumbers_data();
    void looseNumbers();
};

void JsonTest::textComesBackByteForByte_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("order of keys") << QByteArray(R"({"zebra":1,"apple":{"y":[],"x":{}},"mid":null})");
    QTest::newRow("raw UTF-8") << QByteArray(R"({"name":"신호등 – 🚦"})");
    QTest::newRow("escapes") << QByteArray(R"({"t":"\"\\\n\t\u0001"})");
    QTest::newRow("numbers") << QByteArray(R"([0,-1,0.5,9007199254740993,1e+300])");
    QTest::newRow("no object") << QByteArray("true");
}

void JsonTest::textComesBackByteForByte()
{
    QFETCH(QByteArray, text);
    const Result<Json> json = parseJson(text.toStdString());
    VERIFY_OK(json);
    QCOMPARE(writeJson(*json), text.toStdString());
}

void JsonTest::brokenTextIsMalformed_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("empty") << QByteArray("");
    QTest::newRow("words") << QByteArray("hello");
    QTest::newRow("text after the end") << QByteArray("{} {}");
    QTest::newRow("comment") << QByteArray("{} // note");
    QTest::newRow("trailing comma") << QByteArray("[1,]");
    QTest::newRow("single quotes") << QByteArray("{'a':1}");
    QTest::newRow("not a number") << QByteArray("[NaN]");
    QTest::newRow("control character in text") << QByteArray("[\"a\nb\"]");
    QTest::newRow("UTF-8 cut off") << QByteArray("[\"\xec\x8b\"]");
    QTest::newRow("overlong UTF-8") << QByteArray("[\"\xc0\xaf\"]");
    QTest::newRow("lone surrogate") << QByteArray(R"(["\ud800"])");
    QTest::newRow("Latin-1") << QByteArray("[\"caf\xe9\"]");
    QTest::newRow("number out of range") << QByteArray("[1e400]");
    QTest::newRow("zero byte") << QByteArray("{}\0", 3);
}

void JsonTest::brokenTextIsMalformed()
{
    QFETCH(QByteArray, text);
    const Result<Json> json = parseJson(text.toStdString());
    VERIFY_ERROR(json, ErrorCode::Malformed);
    QVERIFY(!json.error().positionIsLine);
    QVERIFY(json.error().position >= 0 && json.error().position <= text.size() + 1);
}

void JsonTest::everyTruncationIsMalformed()
{
    const std::string text = R"({"source-ref":"s3://bucket/ü.jpg","n":[1,2.5,true,null],"o":{"k":"\u00fc"}})";
    VERIFY_OK(parseJson(text));
    for (std::size_t size = 0; size < text.size(); ++size)
        VERIFY_ERROR(parseJson(std::string_view(text).substr(0, size)), ErrorCode::Malformed);
}

void JsonTest::nestingHasALimit()
{
    const auto nested = [](std::size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); };
    VERIFY_OK(parseJson(nested(100)));
    VERIFY_ERROR(parseJson(nested(101)), ErrorCode::TooLarge);
    VERIFY_ERROR(parseJson(nested(1'000'000)), ErrorCode::TooLarge);
}

void JsonTest::bracketsInsideTextDoNotNest()
{
    VERIFY_OK(parseJson("[\"" + std::string(500, '[') + "\"]"));
    VERIFY_OK(parseJson("[\"\\\"" + std::string(500, '{') + "\"]"));
    VERIFY_OK(parseJson("[\"\\\\\"," + std::string("[1]") + "]"));
}

void JsonTest::invalidUtf8IsReplacedWhenWritten()
{
    QCOMPARE(writeJson(Json("a\xff")), std::string("\"a\xef\xbf\xbd\""));
}

void JsonTest::indentedTextEndsWithALineBreak()
{
    Json json;
    json["b"] = 1;
    json["a"] = Json::array({2});
    QCOMPARE(writeIndentedJson(json), std::string("{\n  \"b\": 1,\n  \"a\": [\n    2\n  ]\n}\n"));
}

void JsonTest::membersByType()
{
    const Json json = *parseJson(R"({"s":"x","i":-3,"f":1.5,"b":false,"n":null,"o":{}})");
    QCOMPARE(stringOf(json, "s"), std::optional<std::string>("x"));
    QCOMPARE(integerOf(json, "i"), std::optional<std::int64_t>(-3));
    QCOMPARE(numberOf(json, "i"), std::optional<double>(-3));
    QCOMPARE(numberOf(json, "f"), std::optional<double>(1.5));
    QCOMPARE(booleanOf(json, "b"), std::optional<bool>(false));
    QVERIFY(memberOf(json, "n") && memberOf(json, "n")->is_null());
    for (const char* key : {"i", "f", "b", "n", "o", "none"})
        QVERIFY2(!stringOf(json, key), key);
    for (const char* key : {"s", "f", "b", "n", "o", "none"})
        QVERIFY2(!integerOf(json, key), key);
    for (const char* key : {"s", "b", "n", "o", "none"})
        QVERIFY2(!numberOf(json, key), key);
    for (const char* key : {"s", "i", "f", "n", "o", "none"})
        QVERIFY2(!booleanOf(json, key), key);
    QVERIFY(!memberOf(Json::array({1}), "s"));
}

void JsonTest::integersBeyondTheRangeAreNone()
{
    const Json json = *parseJson(R"({"most":9223372036854775807,"more":9223372036854775808,"huge":1e30})");
    QCOMPARE(integerOf(json, "most"), std::optional<std::int64_t>(9223372036854775807));
    QVERIFY(!integerOf(json, "more"));
    QVERIFY(!integerOf(json, "huge"));
}

void JsonTest::looseNumbers_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("isNumber");
    QTest::addColumn<bool>("isInteger");
    QTest::newRow("integer") << QByteArray("3") << true << true;
    QTest::newRow("integer as text") << QByteArray("\"3\"") << true << true;
    QTest::newRow("integer with a point") << QByteArray("3.0") << true << true;
    QTest::newRow("fraction") << QByteArray("3.5") << true << false;
    QTest::newRow("fraction as text") << QByteArray("\"3.5\"") << true << false;
    QTest::newRow("beyond 2^53") << QByteArray("1e17") << true << false;
    QTest::newRow("words") << QByteArray("\"three\"") << false << false;
    QTest::newRow("a unit behind it") << QByteArray("\"3px\"") << false << false;
    QTest::newRow("empty text") << QByteArray("\"\"") << false << false;
    QTest::newRow("infinity as text") << QByteArray("\"inf\"") << false << false;
    QTest::newRow("null") << QByteArray("null") << false << false;
}

void JsonTest::looseNumbers()
{
    QFETCH(QByteArray, text);
    QFETCH(bool, isNumber);
    QFETCH(bool, isInteger);
    const Json json = *parseJson(text.toStdString());
    QCOMPARE(looseNumber(json).has_value(), isNumber);
    QCOMPARE(looseInteger(json), isInteger ? std::optional<std::int64_t>(3) : std::nullopt);
}

LABELWRIGHT_TEST(JsonTest)
#include "JsonTest.moc"
