// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/home/FolderCheck.h"

#include "tests/support/TestProgram.h"
#include "tests/ui/home/BusyPool.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QThreadPool>

using namespace labelwright;
using namespace labelwright::test;

class FolderCheckTest : public QObject {
    Q_OBJECT
private slots:
    void whatIsThereIsTold();
    void theAnswerToAnEarlierPathIsDropped();
    void onlyTheNewestPathWaitsForADiskThatDoesNotAnswer();
    void aFreeNameIsFound();

private:
    QTemporaryDir m_folder;
};

void FolderCheckTest::whatIsThereIsTold()
{
    FolderCheck check;
    const QSignalSpy answered(&check, &FolderCheck::answered);
    QCOMPARE(check.answer(), FolderCheck::Answer::Unknown);
    check.ask(m_folder.path());
    QTRY_COMPARE(answered.count(), 1);
    QCOMPARE(check.answer(), FolderCheck::Answer::Taken);
    check.ask(m_folder.filePath(QStringLiteral("new")));
    QCOMPARE(check.answer(), FolderCheck::Answer::Unknown);
    QTRY_COMPARE(check.answer(), FolderCheck::Answer::Free);
    std::filesystem::create_symlink("nowhere", m_folder.filePath(QStringLiteral("link")).toStdString());
    check.ask(m_folder.filePath(QStringLiteral("link")));
    QTRY_COMPARE(check.answer(), FolderCheck::Answer::Taken);
}

void FolderCheckTest::theAnswerToAnEarlierPathIsDropped()
{
    FolderCheck check;
    const QSignalSpy answered(&check, &FolderCheck::answered);
    check.ask(m_folder.path());
    QThreadPool::globalInstance()->waitForDone(); // Its answer is on the way.
    check.ask(m_folder.filePath(QStringLiteral("new")));
    QTRY_COMPARE(answered.count(), 1);
    QCOMPARE(check.answer(), FolderCheck::Answer::Free);
    QThreadPool::globalInstance()->waitForDone();
    QCoreApplication::processEvents();
    QCOMPARE(answered.count(), 1);
}

void FolderCheckTest::onlyTheNewestPathWaitsForADiskThatDoesNotAnswer()
{
    FolderCheck check;
    const QSignalSpy answered(&check, &FolderCheck::answered);
    const QString late = m_folder.filePath(QStringLiteral("late"));
    BusyPool pool;
    check.ask(m_folder.path());
    check.ask(m_folder.filePath(QStringLiteral("between")));
    check.ask(late);
    pool.free();
    QThreadPool::globalInstance()->waitForDone(); // Of these the first one alone was asked.
    std::filesystem::create_directory(late.toStdString());
    QTRY_COMPARE(check.answer(), FolderCheck::Answer::Taken);
    QCOMPARE(answered.count(), 1);
}

void FolderCheckTest::aFreeNameIsFound()
{
    FolderCheck check;
    const QSignalSpy suggested(&check, &FolderCheck::suggested);
    const QString name = m_folder.filePath(QStringLiteral("set %2"));
    check.askForFree(name);
    QTRY_COMPARE(suggested.count(), 1);
    QCOMPARE(suggested[0][0].toString(), name);
    QCOMPARE(check.answer(), FolderCheck::Answer::Free);
    for (const char* taken : {"", "-2"})
        std::filesystem::create_directory(name.toStdString() + taken);
    check.askForFree(name);
    QTRY_COMPARE(suggested.count(), 2);
    QCOMPARE(suggested[1][0].toString(), name + QStringLiteral("-3"));
    QCOMPARE(check.answer(), FolderCheck::Answer::Free);
}

LABELWRIGHT_TEST(FolderCheckTest)
#include "FolderCheckTest.moc"
