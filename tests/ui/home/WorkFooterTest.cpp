// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/home/WorkFooter.h"

#include "tests/support/TestProgram.h"
#include "tests/ui/home/HomeDriver.h"

#include <QProgressBar>
#include <QSignalSpy>
#include <QTest>

using namespace labelwright;
using namespace labelwright::test;

class WorkFooterTest : public QObject {
    Q_OBJECT
private slots:
    void howFarItIsShowsOnceItIsKnown();
    void whileItWorksNothingElseBegins();
    void whatIsDoneAgainCanBeCanceledAgain();
};

void WorkFooterTest::howFarItIsShowsOnceItIsKnown()
{
    WorkFooter footer(QStringLiteral("Go"));
    footer.show();
    const auto& bar = *footer.findChild<QProgressBar*>();
    footer.showProgress(1, 2); // Of a work that nobody waits for.
    QVERIFY(!bar.isVisible());
    footer.setWorking(true);
    QVERIFY(!bar.isVisible());
    footer.showProgress(1, 2);
    QVERIFY(bar.isVisible());
    QCOMPARE(2 * bar.value(), bar.maximum());
    footer.setWorking(false);
    QVERIFY(!bar.isVisible());
}

void WorkFooterTest::whileItWorksNothingElseBegins()
{
    WorkFooter footer(QStringLiteral("Go"));
    footer.show();
    const QSignalSpy left(&footer, &WorkFooter::left);
    const QAbstractButton& go = *shownButton(footer, QStringLiteral("Go"));
    footer.setReady(true);
    QVERIFY(go.isEnabled());
    footer.setWorking(true);
    footer.setReady(true);
    QVERIFY(!go.isEnabled());
    shownButton(footer, QStringLiteral("Cancel"))->click();
    QCOMPARE(left.count(), 1);
    footer.setWorking(false);
    QVERIFY(go.isEnabled());
}

void WorkFooterTest::whatIsDoneAgainCanBeCanceledAgain()
{
    WorkFooter footer(QStringLiteral("Go"));
    footer.show();
    footer.setWorking(true);
    footer.setWorking(false);
    footer.setDone();
    QVERIFY(shownButton(footer, QStringLiteral("Close")));
    footer.setWorking(true);
    QVERIFY(shownButton(footer, QStringLiteral("Cancel")));
    QVERIFY(!shownButton(footer, QStringLiteral("Close")));
    footer.setWorking(false);
    QVERIFY(shownButton(footer, QStringLiteral("Close")));
}

LABELWRIGHT_TEST(WorkFooterTest)
#include "WorkFooterTest.moc"
