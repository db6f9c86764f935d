// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Base64.h"

#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"

#include <QTest>

using namespace labelwright;

namespace {

std::vector<std::uint8_t> bytesOf(std::string_view text)
{
    return {text.begin(), text.end()};
}

} // namespace

class Base64Test : public QObject {
    Q_OBJECT

private slots:
    void bothWays_data();
    void bothWays();
    void everyByteValueComesBack();
    void brokenTextIsMalformed_data();
    void brokenTextIsMalformed();
};

void Base64Test::bothWays_data()
{
    QTest::addColumn<QByteArray>("plain");
    QTest::addColumn<QByteArray>("encoded");
    // RFC 4648, section 10.
    QTest::newRow("empty") << QByteArray("") << QByteArray("");
    QTest::newRow("f") << QByteArray("f") << QByteArray("Zg==");
    QTest::newRow("fo") << QByteArray("fo") << QByteArray("Zm8=");
    QTest::newRow("foo") << QByteArray("foo") << QByteArray("Zm9v");
    QTest::newRow("foob") << QByteArray("foob") << QByteArray("Zm9vYg==");
    QTest::newRow("fooba") << QByteArray("fooba") << QByteArray("Zm9vYmE=");
    QTest::newRow("foobar") << QByteArray("foobar") << QByteArray("Zm9vYmFy");
    QTest::newRow("both signs of the alphabet") << QByteArray("\xfb\xff\xbf", 3) << QByteArray("+/+/");
}

void Base64Test::bothWays()
{
    QFETCH(QByteArray, plain);
    QFETCH(QByteArray, encoded);
    const auto bytes = bytesOf(plain.toStdString());
    QCOMPARE(encodeBase64(bytes), encoded.toStdString());
    const auto decoded = decodeBase64(encoded.toStdString());
    VERIFY_OK(decoded);
    QCOMPARE(*decoded, bytes);
}

void Base64Test::everyByteValueComesBack()
{
    std::vector<std::uint8_t> bytes;
    for (int i = 0; i < 1024; ++i)
        bytes.push_back(static_cast<std::uint8_t>(i * 5));
    const auto decoded = decodeBase64(encodeBase64(bytes));
    VERIFY_OK(decoded);
    QCOMPARE(*decoded, bytes);
}

void Base64Test::brokenTextIsMalformed_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("no padding") << QByteArray("Zg");
    QTest::newRow("half the padding") << QByteArray("Zg=");
    QTest::newRow("too much padding") << QByteArray("Zm9v=");
    QTest::newRow("one digit") << QByteArray("Z");
    QTest::newRow("foreign character") << QByteArray("Zm9*");
    QTest::newRow("URL alphabet") << QByteArray("-_-_");
    QTest::newRow("line break") << QByteArray("Zm9v\nYmFy");
    QTest::newRow("text after the padding") << QByteArray("Zg==Zg==");
    QTest::newRow("zero byte") << QByteArray("Zm9v\0", 5);
    QTest::newRow("bits left over") << QByteArray("Zh==");
}

void Base64Test::brokenTextIsMalformed()
{
    QFETCH(QByteArray, text);
    const auto decoded = decodeBase64(text.toStdString());
    VERIFY_ERROR(decoded, ErrorCode::Malformed);
    QVERIFY(decoded.error().position >= 0 && decoded.error().position <= text.size());
    QVERIFY(!decoded.error().positionIsLine);
}

LABELWRIGHT_TEST(Base64Test)
#include "Base64Test.moc"
