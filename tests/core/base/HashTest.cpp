// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Hash.h"

#include "tests/support/TestProgram.h"

#include <QTest>

#include <vector>

using namespace labelwright;

class HashTest : public QObject {
    Q_OBJECT

private slots:
    void knownVectors_data();
    void knownVectors();
    void piecesGiveTheHashOfTheWhole();
    void movedHashGoesOn();
};

void HashTest::knownVectors_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("hash");
    // FIPS 180-4 example values.
    QTest::newRow("empty") << QByteArray("")
                           << QByteArray("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    QTest::newRow("abc") << QByteArray("abc")
                         << QByteArray("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    QTest::newRow("two blocks") << QByteArray("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")
                                << QByteArray("248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
    QTest::newRow("a million a") << QByteArray(1'000'000, 'a')
                                 << QByteArray("cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

void HashTest::knownVectors()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, hash);
    QCOMPARE(sha256Hex(text.toStdString()), hash.toStdString());
    const std::vector<std::uint8_t> bytes(text.begin(), text.end());
    QCOMPARE(sha256Hex(bytes), hash.toStdString());
}

void HashTest::piecesGiveTheHashOfTheWhole()
{
    std::vector<std::uint8_t> bytes(1000);
    for (std::size_t i = 0; i < bytes.size(); ++i)
        bytes[i] = static_cast<std::uint8_t>(i * i);
    for (const std::size_t cut : {0U, 1U, 63U, 64U, 65U, 999U, 1000U}) {
        Sha256 hash;
        hash.update(std::span(bytes).first(cut));
        hash.update(std::span(bytes).subspan(cut));
        QCOMPARE(hash.finish(), sha256Hex(bytes));
    }
}

void HashTest::movedHashGoesOn()
{
    const std::vector<std::uint8_t> bytes{'a', 'b', 'c'};
    Sha256 first;
    first.update(std::span(bytes).first(1));
    Sha256 second = std::move(first);
    second.update(std::span(bytes).subspan(1));
    QCOMPARE(second.finish(), sha256Hex("abc"));
}

LABELWRIGHT_TEST(HashTest)
#include "HashTest.moc"
