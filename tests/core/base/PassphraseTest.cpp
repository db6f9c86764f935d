// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Passphrase.h"

#include "tests/support/TestProgram.h"

#include <QTest>

using namespace labelwright;

class PassphraseTest : public QObject {
    Q_OBJECT
private slots:
    void hashMatchesItsPassphraseAlone();
    void lengthIsLimited();
    void whatIsNoHashMatchesNothing();
};

void PassphraseTest::hashMatchesItsPassphraseAlone()
{
    const std::string passphrase = "correct horse b\xc3\xa4ttery";
    const Result<std::string> hash = hashPassphrase(passphrase);
    QVERIFY(hash.has_value());
    QVERIFY(hash->starts_with("$argon2id$v=19$m=262144,t=3,p=1$"));
    QVERIFY(hash->find("horse") == std::string::npos);
    QVERIFY(matchesPassphrase(*hash, passphrase));
    QVERIFY(!matchesPassphrase(*hash, "correct horse battery"));
}

void PassphraseTest::lengthIsLimited()
{
    QCOMPARE(hashPassphrase("1234567").error().code, ErrorCode::InvalidArgument);
    QCOMPARE(hashPassphrase(std::string(1025, 'x')).error().code, ErrorCode::InvalidArgument);
}

void PassphraseTest::whatIsNoHashMatchesNothing()
{
    QVERIFY(!matchesPassphrase("", ""));
    QVERIFY(!matchesPassphrase("passphrase", "passphrase"));
    QVERIFY(!matchesPassphrase(std::string(4096, '$'), "passphrase"));
}

LABELWRIGHT_TEST(PassphraseTest)
#include "PassphraseTest.moc"
