// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/groundtruth/Names.h"

#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"

using namespace labelwright;

Q_DECLARE_METATYPE(labelwright::TaskType)

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
    QTest::addColumn<TaskType>("task");
    QTest::addColumn<bool>("allowed");
    const auto row = [](const char* what, const QByteArray& name, bool asMask, bool asClass) {
        QTest::addRow("%s, segmentation", what) << name << TaskType::SemanticSegmentation << asMask;
        QTest::addRow("%s, single label", what) << name << TaskType::ImageClassification << asClass;
        QTest::addRow("%s, multi-label", what) << name << TaskType::ImageClassificationMultiLabel << asClass;
    };
    row("job and -ref", "road-scenes-ref", true, false);
    row("127 characters", QByteArray(123, 'a') + "-ref", true, false);
    row("128 characters", QByteArray(124, 'a') + "-ref", false, false);
    row("no -ref", "road-scenes", false, true);
    row("127 characters without -ref", QByteArray(127, 'a'), false, true);
    row("128 characters without -ref", QByteArray(128, 'a'), false, false);
    row("metadata", "road-ref-metadata", false, false);
    row("metadata alone", "road-metadata", false, false);
    row("source", "source", false, false);
    row("source-ref", "source-ref", false, false);
    row("dollar", "$road-ref", false, false);
    row("-ref alone", "-ref", false, false);
    row("ref alone", "ref", false, true);
    row("empty", "", false, false);
}

void NamesTest::attributeNamesFollowTheRule()
{
    QFETCH(QByteArray, name);
    QFETCH(TaskType, task);
    QFETCH(bool, allowed);
    const Status checked = checkAttributeName(name.toStdString(), task);
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
    QCOMPARE(checkAttributeName("road", TaskType::SemanticSegmentation).error().detail,
             std::string("the label attribute \"road\" must end in \"-ref\" for semantic segmentation"));
    QCOMPARE(checkAttributeName("road-ref", TaskType::ImageClassification).error().detail,
             std::string("the label attribute \"road-ref\" must not end in \"-ref\" for image classification"));
}

void NamesTest::defaultAttributeOfEveryJobNameIsAllowed()
{
    QCOMPARE(defaultAttributeName("road-scenes", TaskType::SemanticSegmentation), std::string("road-scenes-ref"));
    QCOMPARE(defaultAttributeName("road-scenes", TaskType::ImageClassification), std::string("road-scenes"));
    QCOMPARE(defaultAttributeName("road-ref", TaskType::ImageClassification), std::string("road-ref-label"));
    for (const TaskTypeInfo& task : taskTypes()) {
        for (const std::string& name : {std::string(63, 'a'), std::string("road-ref"), std::string("road-metadata"),
                                        std::string("source"), std::string("source-ref")})
            VERIFY_OK(checkAttributeName(defaultAttributeName(name, task.type), task.type));
    }
}

LABELWRIGHT_TEST(NamesTest)
#include "NamesTest.moc"
