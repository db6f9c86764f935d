// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/home/WelcomePage.h"

#include <QDropEvent>
#include <QLabel>
#include <QMimeData>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QTreeWidget>
#include <QUrl>

using namespace labelwright;

namespace {

const RecentJob kJob{QStringLiteral("street"), QStringLiteral("/data/street"),
                     QDateTime(QDate(2026, 11, 22), QTime(9, 7))};

bool showsText(const WelcomePage& page, const QString& part)
{
    for (const QLabel* label : page.findChildren<QLabel*>()) {
        if (label->text().contains(part) && label->isVisible())
            return true;
    }
    return false;
}

QPushButton* buttonOf(const WelcomePage& page, const QString& text)
{
    for (QPushButton* button : page.findChildren<QPushButton*>()) {
        if (button->text() == text)
            return button;
    }
    return nullptr;
}

/// Whether the page would take it, and what it asks to open.
std::pair<bool, QString> dropped(WelcomePage& page, const QString& path)
{
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(path)});
    QSignalSpy open(&page, &WelcomePage::openRequested);
    QDragEnterEvent enter(QPoint(10, 10), Qt::CopyAction, &data, Qt::LeftButton, {});
    enter.setAccepted(false);
    QCoreApplication::sendEvent(&page, &enter);
    if (!enter.isAccepted())
        return {false, {}};
    QDropEvent drop(QPointF(10, 10), Qt::CopyAction, &data, Qt::LeftButton, {});
    QCoreApplication::sendEvent(&page, &drop);
    return {true, open.value(0).value(0).toString()};
}

} // namespace

class WelcomePageTest : public QObject {
    Q_OBJECT
private slots:
    void withoutJobsItOffersTheFirstStep();
    void recentJobsAreOpenedByEnterAndClick();
    void theMainButtonAsksForAFolder();
    void failuresStandInThePage();
    void aDroppedFolderIsOpened();
};

void WelcomePageTest::withoutJobsItOffersTheFirstStep()
{
    WelcomePage page({});
    page.show();
    QVERIFY(!page.findChild<QTreeWidget*>());
    QVERIFY(showsText(page, QStringLiteral("begin by opening one")));
    QVERIFY(showsText(page, QStringLiteral("labelwright new")));
}

void WelcomePageTest::recentJobsAreOpenedByEnterAndClick()
{
    WelcomePage page({kJob});
    page.show();
    auto* list = page.findChild<QTreeWidget*>();
    QCOMPARE(list->topLevelItemCount(), 1);
    QCOMPARE(list->topLevelItem(0)->text(0), kJob.name);
    QCOMPARE(list->topLevelItem(0)->text(1), kJob.folder);
    QVERIFY(!list->topLevelItem(0)->text(2).isEmpty());
    QSignalSpy open(&page, &WelcomePage::openRequested);
    QCOMPARE(page.focusWidget(), list);
    QTest::keyClick(list, Qt::Key_Return);
    QCOMPARE(open.count(), 1);
    const QPoint place = list->visualItemRect(list->topLevelItem(0)).center();
    QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, place);
    QTest::mouseDClick(list->viewport(), Qt::LeftButton, {}, place);
    QCOMPARE(open.count(), 2);
    QCOMPARE(open[0][0].toString(), kJob.folder);
}

void WelcomePageTest::theMainButtonAsksForAFolder()
{
    WelcomePage page({});
    QSignalSpy choose(&page, &WelcomePage::chooseRequested);
    buttonOf(page, QStringLiteral("Open job folder…"))->click();
    QCOMPARE(choose.count(), 1);
}

void WelcomePageTest::failuresStandInThePage()
{
    WelcomePage page({});
    page.show();
    page.setFailure(QStringLiteral("/data/x: no job.json."));
    QVERIFY(showsText(page, QStringLiteral("/data/x: no job.json.")));
    QPushButton* retry = buttonOf(page, QStringLiteral("Try again"));
    QVERIFY(retry && retry->isVisible());
    QSignalSpy retried(&page, &WelcomePage::retryRequested);
    QTest::mouseClick(retry, Qt::LeftButton);
    QCOMPARE(retried.count(), 1);
    page.setFailure({});
    QVERIFY(!showsText(page, QStringLiteral("/data/x")));
    QVERIFY(!retry->isVisible());
}

void WelcomePageTest::aDroppedFolderIsOpened()
{
    const QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("job.json")));
    QVERIFY(file.open(QFile::WriteOnly));
    file.close();
    QFile other(folder.filePath(QStringLiteral("photo.png")));
    QVERIFY(other.open(QFile::WriteOnly));
    other.close();
    WelcomePage page({});
    QCOMPARE(dropped(page, folder.path()), std::pair(true, folder.path()));
    QCOMPARE(dropped(page, file.fileName()), std::pair(true, folder.path()));
    QCOMPARE(dropped(page, other.fileName()).first, false);
}

QTEST_MAIN(WelcomePageTest)
#include "WelcomePageTest.moc"
