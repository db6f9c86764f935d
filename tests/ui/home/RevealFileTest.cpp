// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/home/RevealFile.h"

#include "tests/support/RcloneInstead.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace labelwright;
using namespace labelwright::test;
namespace fs = std::filesystem;

class RevealFileTest : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere"); }
    void theFolderIsOpened();
    void withoutAFileManagerThatIsTold();
    void whoAskedMayGo();

private:
    /// xdg-open is this shell script.
    PathInstead opening(const std::string& script) const;
    QString file(const char* name) const { return m_folder.filePath(QString::fromLatin1(name)); }

    QTemporaryDir m_folder;
};

PathInstead RevealFileTest::opening(const std::string& script) const
{
    const fs::path program = file("xdg-open").toStdString();
    writeText(program, "#!/bin/sh\n" + script + "\n");
    fs::permissions(program, fs::perms::owner_all);
    return PathInstead(m_folder.path().toUtf8() + ":" + qgetenv("PATH"));
}

void RevealFileTest::theFolderIsOpened()
{
    const PathInstead path = opening("printf %s \"$1\" > \"$(dirname \"$0\")/opened\"");
    bool isFailed = false;
    revealFile(file("mask 1.png"), *this, [&isFailed] { isFailed = true; });
    const auto opened = [this] {
        QFile written(file("opened"));
        return written.open(QIODevice::ReadOnly) ? QString::fromUtf8(written.readAll()) : QString();
    };
    QTRY_COMPARE(opened(), m_folder.path());
    QVERIFY(!isFailed);
}

void RevealFileTest::withoutAFileManagerThatIsTold()
{
    const PathInstead path = opening("exit 3");
    bool isFailed = false;
    revealFile(file("mask.png"), *this, [&isFailed] { isFailed = true; });
    QTRY_VERIFY(isFailed);
}

void RevealFileTest::whoAskedMayGo()
{
    const PathInstead path = opening("touch \"$(dirname \"$0\")/asked\"; exit 3");
    bool isFailed = false;
    auto context = std::make_unique<QObject>();
    revealFile(file("mask.png"), *context, [&isFailed] { isFailed = true; });
    context.reset();
    QTRY_VERIFY(fs::exists(file("asked").toStdString()));
    QTest::qWait(0);
    QVERIFY(!isFailed);
}

LABELWRIGHT_TEST(RevealFileTest)
#include "RevealFileTest.moc"
