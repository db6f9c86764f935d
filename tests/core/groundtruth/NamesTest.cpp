// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/groundtruth/Names.h"

#include "tests/support/TestFiles.h"

using namespace labelwright;

class NamesTest : public QObject {
    Q_OBJECT
private slots:
    void jobNamesFollowTheRule_data();
    void jobNamesFollowTheRule();
    void attributeNamesFollowTheRule_data();
    void attributeNamesFollowTheRule();
    void errorsSayWhatIsWrong();
    void defaultAttributeOfEveryJobNameIsAllowed();
};

void NamesTest::jobNamesFollowTheRule_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<bool>("allowed");
    QTest::newRow("word") << QByteArray("road") << true;
    QTest::newRow("one letter") << QByteArray("r") << true;
    QTest::newRow("one digit") << QByteArray("7") << true;
    QTest::newRow("hyphens") << QByteArray("Road-scenes--2") << true;
    QTest::newRow("63 characters") << QByteArray(63, 'a') << true;
    QTest::newRow("empty") << QByteArray() << false;
    QTest::newRow("64 characters") << QByteArray(64, 'a') << false;
    QTest::newRow("hyphen first") << QByteArray("-road") << false;
    QTest::newRow("hyphen last") << QByteArray("road-") << false;
    QTest::newRow("hyphen alone") << QByteArray("-") << false;
    QTest::newRow("underscore") << QByteArray("road_scenes") << false;
    QTest::newRow("space") << QByteArray("road scenes") << false;
    QTest::newRow("slash") << QByteArray("../road") << false;
    QTest::newRow("not ASCII") << QByteArray("stra\xC3\x9F"
                                             "e")
                               << false;
}

void NamesTest::jobNamesFollowTheRule()
{
    QFETCH(QByteArray, name);
    QFETCH(bool, allowed);
    const Status checked = checkJobName(name.toStdString());
    QCOMPARE(checked.has_value(), allowed);
    if (!allowed)
        VERIFY_ERROR(checked, ErrorCode::InvalidArgument);
}

void NamesTest::attributeNamesFollowTheRule_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<bool>("allowed");
    QTest::newRow("job and -ref") << QByteArray("road-scenes-ref") << true;
    QTest::newRow("127 characters") << QByteArray(123, 'a') + "-ref" << true;
    QTest::newRow("128 characters") << QByteArray(124, 'a') + "-ref" << false;
    QTest::newRow("no -ref") << QByteArray("road-scenes") << false;
    QTest::newRow("metadata") << QByteArray("road-ref-metadata") << false;
    QTest::newRow("source") << QByteArray("source") << false;
    QTest::newRow("source-ref") << QByteArray("source-ref") << false;
    QTest::newRow("dollar") << QByteArray("$road-ref") << false;
    QTest::newRow("-ref alone") << QByteArray("-ref") << false;
    QTest::newRow("empty") << QByteArray() << false;
}

void NamesTest::attributeNamesFollowTheRule()
{
    QFETCH(QByteArray, name);
    QFETCH(bool, allowed);
    const Status checked = checkAttributeName(name.toStdString());
    QCOMPARE(checked.has_value(), allowed);
    if (!allowed)
        VERIFY_ERROR(checked, ErrorCode::InvalidArgument);
}

void NamesTest::errorsSayWhatIsWrong()
{
    QCOMPARE(
        checkJobName("a b").error().detail,
        std::string("the job name \"a b\" may hold only the letters a to z and A to Z, digits, and hyphens between "
                    "them"));
    QCOMPARE(checkJobName(std::string(64, 'a')).error().detail,
             std::string("the job name is 64 characters long, at most 63 are allowed"));
    QCOMPARE(checkAttributeName("road").error().detail,
             std::string("the label attribute \"road\" must end in \"-ref\" for semantic segmentation"));
}

void NamesTest::defaultAttributeOfEveryJobNameIsAllowed()
{
    QCOMPARE(defaultAttributeName("road-scenes"), std::string("road-scenes-ref"));
    VERIFY_OK(checkAttributeName(defaultAttributeName(std::string(63, 'a'))));
}

QTEST_APPLESS_MAIN(NamesTest)
#include "NamesTest.moc"
