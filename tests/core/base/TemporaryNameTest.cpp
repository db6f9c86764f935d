// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/TemporaryName.h"

#include "core/base/AtomicFile.h"
#include "core/base/Result.h"
#include "tests/support/TestProgram.h"

#include <QTest>

using namespace labelwright;
namespace fs = std::filesystem;

class TemporaryNameTest : public QObject {
    Q_OBJECT
private slots:
    void whatIsMadeIsToldByTheNameThatItGets();
    void otherNamesStay_data();
    void otherNamesStay();
    void aSentenceNamesWhatIsToBe();
};

void TemporaryNameTest::whatIsMadeIsToldByTheNameThatItGets()
{
    const fs::path folder = makingNameFor("/data/v1.2");
    QCOMPARE(folder.parent_path(), fs::path("/data"));
    QVERIFY(folder.filename().string().starts_with(".v1.2.new-"));
    QVERIFY(folder != makingNameFor("/data/v1.2"));
    QCOMPARE(pathToBe(folder), fs::path("/data/v1.2"));
    QCOMPARE(pathToBe(folder / "images/a.png"), fs::path("/data/v1.2/images/a.png"));
    QCOMPARE(pathToBe(temporaryNameFor(folder / "a.b.json")), fs::path("/data/v1.2/a.b.json"));
}

void TemporaryNameTest::otherNamesStay_data()
{
    QTest::addColumn<QByteArray>("path");
    for (const char* path : {"", "a", "a/b/", "./a", "../a", "/", "s3://bucket//x", ".hidden", "/data/.new-01234567",
                             "a.new-01234567", ".a.new-0123456", ".a.new-0123456g", ".a.tmp", "a.1.2.tmp"})
        QTest::addRow("\"%s\"", path) << QByteArray(path);
}

void TemporaryNameTest::otherNamesStay()
{
    QFETCH(QByteArray, path);
    QCOMPARE(pathToBe(path.toStdString()).string(), path.toStdString());
}

void TemporaryNameTest::aSentenceNamesWhatIsToBe()
{
    const Error error{ErrorCode::DiskFull, "writing failed because the disk is full", makingNameFor("/data/d") / "a"};
    QCOMPARE(sentence(error),
             std::string("/data/d/a: writing failed because the disk is full. Free some space and try again."));
}

LABELWRIGHT_TEST(TemporaryNameTest)
#include "TemporaryNameTest.moc"
