// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/groundtruth/TaskType.h"

#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"

#include <QObject>

using namespace labelwright;

class TaskTypeTest : public QObject {
    Q_OBJECT
private slots:
    void everyTypeIsFoundByItsId();
    void otherTextsAreNoType();
    void onlyMasksAreNamedByReference();
};

void TaskTypeTest::everyTypeIsFoundByItsId()
{
    QCOMPARE(taskTypes().size(), std::size_t{3});
    for (const TaskTypeInfo& info : taskTypes()) {
        QCOMPARE(infoOf(info.type).id, info.id);
        QVERIFY(parseTaskType(info.id) == info.type);
    }
}

void TaskTypeTest::otherTextsAreNoType()
{
    for (const char* text : {"", "image", "Image-classification", "groundtruth/image-classification"})
        QVERIFY(!parseTaskType(text));
}

void TaskTypeTest::onlyMasksAreNamedByReference()
{
    for (const TaskTypeInfo& info : taskTypes())
        QCOMPARE(info.attributeEndsInRef, !isClassification(info.type));
}

LABELWRIGHT_TEST(TaskTypeTest)
#include "TaskTypeTest.moc"
