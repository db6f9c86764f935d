// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/cli/Workplace.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"

#include <QJsonObject>

using namespace labelwright::test;

class FlagCommandTest : public QObject {
    Q_OBJECT
private slots:
    void aFlagShowsInStatusAndLog();
    void jsonHoldsTheSame();
    void aFlagIsTakenAway();
    void whatMakesNoSenseIsRefused();
};

namespace {

Outcome flag(const Workplace& place, const std::vector<std::string>& more)
{
    std::vector<std::string> arguments{"flag", place.job()};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return runProgram(arguments);
}

QJsonObject statusOfFirst(const Workplace& place)
{
    return jsonOf(runProgram({"status", place.job(), "--object", "0", "--json"}).out);
}

} // namespace

void FlagCommandTest::aFlagShowsInStatusAndLog()
{
    const Workplace place;
    place.addPhotos(2);
    VERIFY_DONE(place.makeJob());
    const Outcome flagged = flag(place, {"--object", "0", "--note", "a bus?"});
    VERIFY_DONE(flagged);
    QVERIFY2(flagged.out.starts_with("Object 0 (") && flagged.out.ends_with(") is flagged by worker-1: a bus?\n"),
             flagged.out.c_str());
    const Outcome status = runProgram({"status", place.job(), "--object", "0"});
    VERIFY_DONE(status);
    QVERIFY2(status.out.ends_with("Z  flagged by worker-1: a bus?\n"), status.out.c_str());
    const Outcome log = runProgram({"log", place.job(), "--event", "flagged"});
    VERIFY_DONE(log);
    QVERIFY2(log.out.ends_with("  Object flagged  object 0  worker-1: a bus?\n"), log.out.c_str());
    const Outcome other = runProgram({"status", place.job(), "--object", "1"});
    QVERIFY(other.out.find("flagged") == std::string::npos);
}

void FlagCommandTest::jsonHoldsTheSame()
{
    const Workplace place;
    place.addPhotos(1);
    VERIFY_DONE(place.makeJob());
    const QJsonObject done = jsonOf(flag(place, {"--object", "0", "--json"}).out);
    QCOMPARE(done[QStringLiteral("object")].toInt(), 0);
    QVERIFY(done[QStringLiteral("flagged")].toBool());
    QVERIFY(done[QStringLiteral("event")].toString().endsWith(QStringLiteral(".json")));
    const QJsonObject shown = statusOfFirst(place)[QStringLiteral("flag")].toObject();
    QCOMPARE(shown[QStringLiteral("worker")].toString(), QStringLiteral("worker-1"));
    QCOMPARE(shown[QStringLiteral("note")].toString(), QString());
    QVERIFY(!shown[QStringLiteral("time")].toString().isEmpty());
}

void FlagCommandTest::aFlagIsTakenAway()
{
    const Workplace place;
    place.addPhotos(1);
    VERIFY_DONE(place.makeJob());
    VERIFY_DONE(flag(place, {"--object", "0"}));
    const Outcome cleared = flag(place, {"--object", "0", "--clear"});
    VERIFY_DONE(cleared);
    QVERIFY2(cleared.out.ends_with(") is no longer flagged; decided by worker-1\n"), cleared.out.c_str());
    QVERIFY(!statusOfFirst(place).contains(QStringLiteral("flag")));
    VERIFY_REFUSED(flag(place, {"--object", "0", "--clear"}), "object 0 is not flagged");
}

void FlagCommandTest::whatMakesNoSenseIsRefused()
{
    const Workplace place;
    place.addPhotos(1);
    VERIFY_DONE(place.makeJob());
    const auto before = possessionsOf(place.job());
    VERIFY_REFUSED(flag(place, {"--object", "1"}), "object 1");
    VERIFY_REFUSED(flag(place, {"--object", "0", "--by", "nobody"}), "no worker \"nobody\"");
    VERIFY_REFUSED(flag(place, {"--object", "0", "--note", "two\nlines"}), "one line");
    VERIFY_REFUSED(flag(place, {"--object", "0", "--note", std::string(201, 'x')}), "201 characters");
    QCOMPARE(flag(place, {"--object", "-1"}).exitCode, 2);
    QCOMPARE(flag(place, {"--object", "0", "--note", "x", "--clear"}).exitCode, 2);
    QCOMPARE(possessionsOf(place.job()), before);
}

LABELWRIGHT_TEST(FlagCommandTest)
#include "FlagCommandTest.moc"
