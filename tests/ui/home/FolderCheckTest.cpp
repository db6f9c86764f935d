// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/home/FolderCheck.h"

#include "tests/support/TestProgram.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QThreadPool>

using namespace labelwright;

class FolderCheckTest : public QObject {
    Q_OBJECT
private slots:
    void whatIsThereIsTold();
    void theAnswerToAnEarlierPathIsDropped();

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

LABELWRIGHT_TEST(FolderCheckTest)
#include "FolderCheckTest.moc"
