// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Result.h"

#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"

#include <QTest>

#include <memory>
#include <set>

using namespace labelwright;

class ResultTest : public QObject {
    Q_OBJECT

private slots:
    void holdsAValueOrAnError();
    void carriesWhatCanOnlyBeMoved();
    void sentenceSaysWhereWhatAndWhatToDo_data();
    void sentenceSaysWhereWhatAndWhatToDo();
    void atKeepsTheFirstPath();
    void everyCodeHasItsOwnName();
};

void ResultTest::holdsAValueOrAnError()
{
    const Result<int> value = 7;
    QVERIFY(value.has_value());
    QCOMPARE(*value, 7);
    const Result<int> error = Error{ErrorCode::Busy, "it is in use"};
    QVERIFY(!error);
    QCOMPARE(error.error().detail, std::string("it is in use"));
    QVERIFY(ok().has_value());
}

void ResultTest::carriesWhatCanOnlyBeMoved()
{
    Result<std::unique_ptr<int>> result = std::make_unique<int>(3);
    const std::unique_ptr<int> taken = *std::move(result);
    QCOMPARE(*taken, 3);
}

void ResultTest::sentenceSaysWhereWhatAndWhatToDo_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<int>("position");
    QTest::addColumn<bool>("isLine");
    QTest::addColumn<int>("code");
    QTest::addColumn<QByteArray>("text");
    const int malformed = static_cast<int>(ErrorCode::Malformed);
    const int mismatch = static_cast<int>(ErrorCode::Mismatch);
    QTest::newRow("line of a file") << QByteArray("/job/input.manifest") << 12 << true << malformed
                                    << QByteArray("/job/input.manifest, line 12: it is broken. "
                                                  "Mend the file, or take it from a backup.");
    QTest::newRow("byte of a file") << QByteArray("a.png") << 0 << false << mismatch
                                    << QByteArray("a.png, byte 0: it is broken.");
    QTest::newRow("file") << QByteArray("a.png") << -1 << true << mismatch << QByteArray("a.png: it is broken.");
    QTest::newRow("line of nothing") << QByteArray() << 3 << true << mismatch << QByteArray("line 3: it is broken.");
    QTest::newRow("detail alone") << QByteArray() << -1 << true << mismatch << QByteArray("it is broken.");
}

void ResultTest::sentenceSaysWhereWhatAndWhatToDo()
{
    QFETCH(QByteArray, path);
    QFETCH(int, position);
    QFETCH(bool, isLine);
    QFETCH(int, code);
    QFETCH(QByteArray, text);
    const Error error{static_cast<ErrorCode>(code), "it is broken", path.toStdString(), position, isLine};
    QCOMPARE(sentence(error), text.toStdString());
}

void ResultTest::atKeepsTheFirstPath()
{
    const Error error{ErrorCode::NotFound, "it is gone"};
    QCOMPARE(error.at("inner").at("outer").path, std::filesystem::path("inner"));
    QCOMPARE(error.atLine(5).position, 5);
    QVERIFY(error.atLine(5).positionIsLine);
}

void ResultTest::everyCodeHasItsOwnName()
{
    std::set<std::string_view> names;
    const auto last = static_cast<int>(ErrorCode::Unreachable);
    for (int code = 0; code <= last; ++code) {
        const std::string_view name = codeName(static_cast<ErrorCode>(code));
        QVERIFY(!name.empty());
        names.insert(name);
        const std::string_view whatToDo = advice(static_cast<ErrorCode>(code));
        QVERIFY(whatToDo.empty() || whatToDo.ends_with('.'));
    }
    QCOMPARE(names.size(), static_cast<std::size_t>(last) + 1);
}

LABELWRIGHT_TEST(ResultTest)
#include "ResultTest.moc"
