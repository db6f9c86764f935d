// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Time.h"

#include "tests/support/TestProgram.h"

#include <QTest>

using namespace labelwright;
using std::chrono::microseconds;

namespace {

Time at(qint64 seconds, qint64 micros)
{
    return Time(std::chrono::seconds(seconds)) + microseconds(micros);
}

} // namespace

/// Runs in a time zone of its own (tests/CMakeLists: Asia/Seoul), which must not matter.
class TimeTest : public QObject {
    Q_OBJECT

private slots:
    void formats_data();
    void formats();
    void formatsComeBack_data() { formats_data(); }
    void formatsComeBack();
    void readsVariants_data();
    void readsVariants();
    void refusesAnythingElse_data();
    void refusesAnythingElse();
    void everyTruncationOfTheLongFormIsADifferentTimeOrNone();
    void roundsUpToTheSecond();
    void nowIsBetweenItsNeighbours();
};

void TimeTest::formats_data()
{
    QTest::addColumn<qint64>("seconds");
    QTest::addColumn<qint64>("micros");
    QTest::addColumn<QByteArray>("eventTime");
    QTest::addColumn<QByteArray>("millisUtc");
    QTest::addColumn<QByteArray>("withMicros");
    QTest::addColumn<QByteArray>("fileSecond");
    QTest::newRow("a day in November") << qint64(1795338462) << qint64(870123) << QByteArray("20261122T090742870123Z")
                                       << QByteArray("2026-11-22T09:07:42.870Z")
                                       << QByteArray("2026-11-22T09:07:42.870123") << QByteArray("2026-11-22_09:07:42");
    QTest::newRow("end of a leap day") << qint64(1709251199) << qint64(999999) << QByteArray("20240229T235959999999Z")
                                       << QByteArray("2024-02-29T23:59:59.999Z")
                                       << QByteArray("2024-02-29T23:59:59.999999") << QByteArray("2024-02-29_23:59:59");
    QTest::newRow("start of the epoch") << qint64(0) << qint64(0) << QByteArray("19700101T000000000000Z")
                                        << QByteArray("1970-01-01T00:00:00.000Z")
                                        << QByteArray("1970-01-01T00:00:00.000000")
                                        << QByteArray("1970-01-01_00:00:00");
    QTest::newRow("before the epoch") << qint64(-1) << qint64(1) << QByteArray("19691231T235959000001Z")
                                      << QByteArray("1969-12-31T23:59:59.000Z")
                                      << QByteArray("1969-12-31T23:59:59.000001") << QByteArray("1969-12-31_23:59:59");
}

void TimeTest::formats()
{
    QFETCH(qint64, seconds);
    QFETCH(qint64, micros);
    QFETCH(QByteArray, eventTime);
    QFETCH(QByteArray, millisUtc);
    QFETCH(QByteArray, withMicros);
    QFETCH(QByteArray, fileSecond);
    const Time time = at(seconds, micros);
    QCOMPARE(formatEventTime(time), eventTime.toStdString());
    QCOMPARE(formatMillisUtc(time), millisUtc.toStdString());
    QCOMPARE(formatMicros(time), withMicros.toStdString());
    QCOMPARE(formatFileSecond(time), fileSecond.toStdString());
}

void TimeTest::formatsComeBack()
{
    QFETCH(qint64, seconds);
    QFETCH(qint64, micros);
    QFETCH(QByteArray, eventTime);
    QFETCH(QByteArray, millisUtc);
    QFETCH(QByteArray, withMicros);
    QFETCH(QByteArray, fileSecond);
    QVERIFY(parseTime(eventTime.toStdString()) == at(seconds, micros));
    QVERIFY(parseTime(millisUtc.toStdString()) == at(seconds, micros / 1000 * 1000));
    QVERIFY(parseTime(withMicros.toStdString()) == at(seconds, micros));
    QVERIFY(parseTime(fileSecond.toStdString()) == at(seconds, 0));
}

void TimeTest::readsVariants_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<qint64>("micros");
    QTest::newRow("no fraction") << QByteArray("2026-11-22T09:07:42") << qint64(0);
    QTest::newRow("no fraction, Z") << QByteArray("2026-11-22T09:07:42Z") << qint64(0);
    QTest::newRow("one digit") << QByteArray("2026-11-22T09:07:42.8") << qint64(800000);
    QTest::newRow("six digits, Z") << QByteArray("2026-11-22T09:07:42.000001Z") << qint64(1);
    QTest::newRow("basic, no fraction") << QByteArray("20261122T090742Z") << qint64(0);
    QTest::newRow("basic, no Z") << QByteArray("20261122T090742870123") << qint64(870123);
}

void TimeTest::readsVariants()
{
    QFETCH(QByteArray, text);
    QFETCH(qint64, micros);
    QVERIFY(parseTime(text.toStdString()) == at(1795338462, micros));
}

void TimeTest::refusesAnythingElse_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const char* text : {"",
                             "now",
                             "2026-11-22",
                             "2026-11-22 09:07:42",
                             "2026-13-22T09:07:42",
                             "2026-02-29T09:07:42",
                             "2026-11-31T09:07:42",
                             "2026-00-22T09:07:42",
                             "2026-11-00T09:07:42",
                             "2026-11-22T24:07:42",
                             "2026-11-22T09:60:42",
                             "2026-11-22T09:07:60",
                             "2026-11-22T09:07:42.",
                             "2026-11-22T09:07:42.1234567",
                             "2026-11-22T09:07:42.870ZZ",
                             "2026-11-22T09:07:42+09:00",
                             " 2026-11-22T09:07:42",
                             "2026-11-22T09:07:42\n",
                             "2026-11-22T9:07:42",
                             "2026-11-22T09:07",
                             "26-11-22T09:07:42",
                             "2026-1122T09:07:42",
                             "+026-11-22T09:07:42"})
        QTest::newRow(text) << QByteArray(text);
}

void TimeTest::refusesAnythingElse()
{
    QFETCH(QByteArray, text);
    QVERIFY(!parseTime(text.toStdString()));
}

void TimeTest::everyTruncationOfTheLongFormIsADifferentTimeOrNone()
{
    const std::string text = "2026-11-22T09:07:42.870123Z";
    for (std::size_t size = 0; size + 1 < text.size(); ++size) {
        const auto time = parseTime(text.substr(0, size));
        const bool endsInSeconds = size == 19 || size > 20;
        QCOMPARE(time.has_value(), endsInSeconds);
    }
}

void TimeTest::roundsUpToTheSecond()
{
    QVERIFY(roundedUpToSecond(at(5, 0)) == at(5, 0));
    QVERIFY(roundedUpToSecond(at(5, 1)) == at(6, 0));
    QVERIFY(roundedUpToSecond(at(5, 999999)) == at(6, 0));
    QVERIFY(roundedUpToSecond(at(-1, 1)) == at(0, 0));
}

void TimeTest::nowIsBetweenItsNeighbours()
{
    const auto before = std::chrono::floor<microseconds>(std::chrono::system_clock::now());
    const Time time = now();
    QVERIFY(before <= time && time <= std::chrono::system_clock::now());
}

LABELWRIGHT_TEST(TimeTest)
#include "TimeTest.moc"
