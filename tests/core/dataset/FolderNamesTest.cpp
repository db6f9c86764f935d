// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dataset/formats/FolderNames.h"

#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"

#include <QTest>

using namespace labelwright;

class FolderNamesTest : public QObject {
    Q_OBJECT
private slots:
    void whatNoFolderCanBeNamedIsEscaped_data();
    void whatNoFolderCanBeNamedIsEscaped();
    void labelsThatDifferInCapitalsStayApart();
    void foreignFoldersKeepTheirNames();
    void aNameTooLongIsRefused();
};

void FolderNamesTest::whatNoFolderCanBeNamedIsEscaped_data()
{
    QTest::addColumn<std::string>("label");
    QTest::addColumn<std::string>("folder");
    QTest::newRow("plain") << std::string("bus & coach") << std::string("bus & coach");
    QTest::newRow("not ASCII") << std::string("étage") << std::string("étage");
    QTest::newRow("slash") << std::string("a/b") << std::string("a%2Fb");
    QTest::newRow("backslash") << std::string("a\\b") << std::string("a%5Cb");
    QTest::newRow("this folder") << std::string(".") << std::string("%2E");
    QTest::newRow("the folder above") << std::string("..") << std::string("%2E%2E");
    QTest::newRow("hidden") << std::string(".cars") << std::string("%2Ecars");
    QTest::newRow("ends in a dot") << std::string("a.") << std::string("a%2E");
    QTest::newRow("ends in a blank") << std::string("a ") << std::string("a%20");
    QTest::newRow("percent") << std::string("50%2F") << std::string("50%252F");
    QTest::newRow("device") << std::string("CON") << std::string("%43ON");
    QTest::newRow("device with an ending") << std::string("lpt1.old") << std::string("%6Cpt1.old");
    QTest::newRow("no device") << std::string("CONE") << std::string("CONE");
    QTest::newRow("line break") << std::string("a\nb") << std::string("a%0Ab");
    QTest::newRow("colon") << std::string("a:b*?\"<>|") << std::string("a%3Ab%2A%3F%22%3C%3E%7C");
}

void FolderNamesTest::whatNoFolderCanBeNamedIsEscaped()
{
    QFETCH(std::string, label);
    QFETCH(std::string, folder);
    const Result<std::vector<std::string>> names = folderNames(*LabelSet::fromNames({label, "other"}));
    VERIFY_OK(names);
    QCOMPARE(names->front(), folder);
    QCOMPARE(labelNameOf(folder), label);
}

void FolderNamesTest::labelsThatDifferInCapitalsStayApart()
{
    const std::vector<std::string> labels{"car", "Car", "CAR", "Bus"};
    const Result<std::vector<std::string>> names = folderNames(*LabelSet::fromNames(labels));
    VERIFY_OK(names);
    QCOMPARE(*names, (std::vector<std::string>{"car", "%43ar", "%43%41%52", "Bus"}));
    for (std::size_t index = 0; index < labels.size(); ++index)
        QCOMPARE(labelNameOf((*names)[index]), labels[index]);
}

void FolderNamesTest::foreignFoldersKeepTheirNames()
{
    for (const char* name : {"100%", "50% off", "%", "%2", "%zz"})
        QCOMPARE(labelNameOf(name), std::string(name));
}

void FolderNamesTest::aNameTooLongIsRefused()
{
    VERIFY_OK(folderNames(*LabelSet::fromNames({std::string(255, 'a')})));
    VERIFY_ERROR(folderNames(*LabelSet::fromNames({std::string(86, '/')})), ErrorCode::TooLarge);
}

LABELWRIGHT_TEST(FolderNamesTest)
#include "FolderNamesTest.moc"
