// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/home/HomeWindow.h"

#include "tests/support/TestProgram.h"

#include <QDropEvent>
#include <QMimeData>
#include <QPointer>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>
#include <QUrl>

using namespace labelwright;

class HomeWindowTest : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void onePageNeedsNoNavigation();
    void theNavigationAndKeysLeadToPages();
    void pagesAreMadeWhenTheyAreFirstShown();
    void aPageOnTopHidesTheOthersUntilItIsLeft();
    void aDroppedFolderIsTold();
    void closingIsToldAndTheSizeRemembered();

private:
    QTemporaryDir m_settings;
};

namespace {

/// Pages that are named as they are, with how often each was made.
struct Pages {
    HomeWindow window;
    QStringList made;

    void add(const QString& name)
    {
        window.addPage({name, QStringLiteral("folder"), [this, name] {
                            made.append(name);
                            auto* page = new QWidget;
                            page->setObjectName(name);
                            return page;
                        }});
    }
    QString shown() const { return window.shownPage()->objectName(); }
};

QToolButton* buttonOf(const HomeWindow& window, const QString& name)
{
    for (QToolButton* button : window.findChildren<QToolButton*>()) {
        if (button->text() == name)
            return button;
    }
    return nullptr;
}

/// Whether the window would take it, and what it tells.
std::pair<bool, QString> dropped(HomeWindow& window, const QString& path)
{
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(path)});
    QSignalSpy told(&window, &HomeWindow::folderDropped);
    QDragEnterEvent enter(QPoint(10, 10), Qt::CopyAction, &data, Qt::LeftButton, {});
    enter.setAccepted(false);
    QCoreApplication::sendEvent(&window, &enter);
    if (!enter.isAccepted())
        return {false, {}};
    QDropEvent drop(QPointF(10, 10), Qt::CopyAction, &data, Qt::LeftButton, {});
    QCoreApplication::sendEvent(&window, &drop);
    return {true, told.value(0).value(0).toString()};
}

const QString kJobs = QStringLiteral("Jobs");
const QString kTeams = QStringLiteral("Teams");

} // namespace

void HomeWindowTest::initTestCase()
{
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_settings.path());
}

void HomeWindowTest::onePageNeedsNoNavigation()
{
    Pages pages;
    pages.add(kJobs);
    pages.window.show();
    QCOMPARE(pages.shown(), kJobs);
    QVERIFY(!buttonOf(pages.window, kJobs)->isVisible());
    pages.add(kTeams);
    QVERIFY(buttonOf(pages.window, kJobs)->isVisible());
    QVERIFY(buttonOf(pages.window, kJobs)->isChecked());
}

void HomeWindowTest::theNavigationAndKeysLeadToPages()
{
    Pages pages;
    pages.add(kJobs);
    pages.add(kTeams);
    pages.window.show();
    QVERIFY(QTest::qWaitForWindowActive(&pages.window));
    QTest::mouseClick(buttonOf(pages.window, kTeams), Qt::LeftButton);
    QCOMPARE(pages.shown(), kTeams);
    QTest::keyClick(&pages.window, Qt::Key_1, Qt::ControlModifier);
    QCOMPARE(pages.shown(), kJobs);
    QVERIFY(buttonOf(pages.window, kJobs)->isChecked());
    pages.window.showPage(kTeams);
    QCOMPARE(pages.shown(), kTeams);
    QVERIFY(buttonOf(pages.window, kTeams)->isChecked());
}

void HomeWindowTest::pagesAreMadeWhenTheyAreFirstShown()
{
    Pages pages;
    pages.add(kJobs);
    pages.add(kTeams);
    QCOMPARE(pages.made, QStringList{kJobs});
    pages.window.showPage(kTeams);
    pages.window.showPage(kJobs);
    pages.window.showPage(kTeams);
    QCOMPARE(pages.made, (QStringList{kJobs, kTeams}));
}

void HomeWindowTest::aPageOnTopHidesTheOthersUntilItIsLeft()
{
    Pages pages;
    pages.add(kJobs);
    pages.add(kTeams);
    pages.window.show();
    QVERIFY(QTest::qWaitForWindowActive(&pages.window));
    const QPointer<QWidget> first = new QWidget;
    const QPointer<QWidget> second = new QWidget;
    pages.window.push(first);
    pages.window.push(second);
    QCOMPARE(pages.window.shownPage(), second);
    QVERIFY(!buttonOf(pages.window, kJobs)->isVisible());
    QTest::keyClick(&pages.window, Qt::Key_2, Qt::ControlModifier);
    QCOMPARE(pages.window.shownPage(), second);
    pages.window.pop();
    QCOMPARE(pages.window.shownPage(), first);
    pages.window.showPage(kTeams);
    QCOMPARE(pages.shown(), kTeams);
    QVERIFY(buttonOf(pages.window, kJobs)->isVisible());
    QTRY_VERIFY(!first && !second);
}

void HomeWindowTest::aDroppedFolderIsTold()
{
    const QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("job.json")));
    QVERIFY(file.open(QFile::WriteOnly));
    file.close();
    QFile other(folder.filePath(QStringLiteral("photo.png")));
    QVERIFY(other.open(QFile::WriteOnly));
    other.close();
    HomeWindow window;
    QCOMPARE(dropped(window, folder.path()), std::pair(true, folder.path()));
    QCOMPARE(dropped(window, file.fileName()), std::pair(true, folder.path()));
    QCOMPARE(dropped(window, other.fileName()).first, false);
}

void HomeWindowTest::closingIsToldAndTheSizeRemembered()
{
    HomeWindow window;
    QSignalSpy closed(&window, &HomeWindow::closed);
    window.resize(900, 600);
    window.show();
    window.close();
    QCOMPARE(closed.count(), 1);
    const HomeWindow again;
    QCOMPARE(again.size(), QSize(900, 600));
}

LABELWRIGHT_TEST(HomeWindowTest)
#include "HomeWindowTest.moc"
