// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/ObjectRange.h"

#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"

using namespace labelwright;

class ObjectRangeTest : public QObject {
    Q_OBJECT
private slots:
    void textBecomesMergedRanges_data();
    void textBecomesMergedRanges();
    void whatNamesNoObjectsIsRefused_data();
    void whatNamesNoObjectsIsRefused();
    void rangesHoldTheirEnds();
};

void ObjectRangeTest::textBecomesMergedRanges_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("merged");
    QTest::addColumn<int>("count");
    QTest::addRow("one") << "7"
                         << "7" << 1;
    QTest::addRow("range") << "0-99"
                           << "0-99" << 100;
    QTest::addRow("list") << "3,0-1"
                          << "0-1,3" << 3;
    QTest::addRow("touching") << "0-1,2,3-4"
                              << "0-4" << 5;
    QTest::addRow("overlapping") << "5-9,0-6"
                                 << "0-9" << 10;
    QTest::addRow("one within another") << "0-9,2-3,5"
                                        << "0-9" << 10;
    QTest::addRow("twice") << "4,4"
                           << "4" << 1;
}

void ObjectRangeTest::textBecomesMergedRanges()
{
    QFETCH(QString, text);
    QFETCH(QString, merged);
    QFETCH(int, count);
    const Result<std::vector<ObjectRange>> ranges = parseObjectRanges(text.toStdString());
    VERIFY_OK(ranges);
    QCOMPARE(formatObjectRanges(*ranges), merged.toStdString());
    QCOMPARE(objectCountOf(*ranges), std::int64_t{count});
}

void ObjectRangeTest::whatNamesNoObjectsIsRefused_data()
{
    QTest::addColumn<QString>("text");
    for (const char* text : {"", ",", "1,", "a", "-1", "1-", "-", "2-1", "1 - 2", "0x1", "1.5", "9007199254740993",
                             "99999999999999999999"})
        QTest::addRow("\"%s\"", text) << text;
}

void ObjectRangeTest::whatNamesNoObjectsIsRefused()
{
    QFETCH(QString, text);
    VERIFY_ERROR(parseObjectRanges(text.toStdString()), ErrorCode::InvalidArgument);
}

void ObjectRangeTest::rangesHoldTheirEnds()
{
    const std::vector<ObjectRange> ranges{{2, 4}, {6, 6}};
    const std::vector<bool> held{false, false, true, true, true, false, true, false};
    for (std::size_t object = 0; object < held.size(); ++object)
        QCOMPARE(holdsObject(ranges, static_cast<ObjectId>(object)), held[object]);
    QVERIFY(!holdsObject({}, 0));
}

LABELWRIGHT_TEST(ObjectRangeTest)
#include "ObjectRangeTest.moc"
