// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dataset/formats/PartFiles.h"

#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"

#include <QTest>

using namespace labelwright;
using namespace labelwright::test;

class PartFilesTest : public QObject {
    Q_OBJECT
private slots:
    void partsAreFoundInNames_data();
    void partsAreFoundInNames();
};

void PartFilesTest::partsAreFoundInNames_data()
{
    QTest::addColumn<std::string>("name");
    QTest::addColumn<int>("part"); // -1: none
    QTest::newRow("ours") << std::string("instances_validation_polygons") << int(DatasetPart::Validation);
    QTest::newRow("with a year") << std::string("instances_val2017") << int(DatasetPart::Validation);
    QTest::newRow("alone") << std::string("Train") << int(DatasetPart::Train);
    QTest::newRow("with a dash") << std::string("test-dev2017") << int(DatasetPart::Test);
    QTest::newRow("all") << std::string("instances_all") << -1;
    QTest::newRow("part of a word") << std::string("interval_contest_trains") << -1;
    QTest::newRow("nothing") << std::string() << -1;
}

void PartFilesTest::partsAreFoundInNames()
{
    QFETCH(std::string, name);
    QFETCH(int, part);
    const std::optional<DatasetPart> found = partByName(name);
    QCOMPARE(found ? int(*found) : -1, part);
}

LABELWRIGHT_TEST(PartFilesTest)
#include "PartFilesTest.moc"
