// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/home/SignInPage.h"

#include "core/job/MemberList.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"
#include "tests/ui/home/HomeDriver.h"
#include "ui/bridge/TeamDesk.h"
#include "ui/home/PassphraseDialog.h"
#include "ui/home/SignInMemory.h"

#include <QCheckBox>
#include <QLineEdit>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTreeWidget>

#include <memory>

using namespace labelwright;
using namespace labelwright::test;
namespace fs = std::filesystem;

class SignInPageTest : public QObject {
    Q_OBJECT
private slots:
    void init();
    void cleanup();
    void withoutTeamsItOffersToMakeOne();
    void workersWhoAreNotInactiveAreListed();
    void firstSignInMakesAnActiveMember();
    void passphraseIsAskedForAndChecked();
    void whoIsRememberedIsSignedInAtOnce();
    void memoryEndsWithThePassphraseAndTheMember();

private:
    fs::path workspace() const { return fs::path(m_folder->path().toStdString()) / "workspace"; }
    void makeStreet() const;
    void openPage();
    void choose(int row) const;
    void signIn() const { QTest::mouseClick(shownButton(*m_page, QStringLiteral("Sign in")), Qt::LeftButton); }
    QTreeWidget* workers() const { return partNamed<QTreeWidget>(*m_page, QStringLiteral("Workers")); }
    WorkspaceTeam street() const { return *openTeam(workspace(), "street"); }

    const Worker m_ann = *createTeamWorker("Ann", "ann@example.com");
    const Worker m_bob = *createTeamWorker("Bob", "bob@example.com");
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<TeamDesk> m_desk;
    std::unique_ptr<SignInPage> m_page;
    std::unique_ptr<QSignalSpy> m_signedIn;
};

void SignInPageTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_folder->path());
    QCoreApplication::setOrganizationName(QStringLiteral("labelwright-test"));
    QCoreApplication::setApplicationName(QStringLiteral("sign-in"));
    forgetSignIn();
}

void SignInPageTest::cleanup()
{
    m_signedIn.reset();
    m_page.reset();
    m_desk.reset();
}

void SignInPageTest::makeStreet() const
{
    WorkspaceTeam team{{"street", {}}, {}};
    VERIFY_OK(addMembers(team, {m_ann, m_bob, *createTeamWorker("Cat", "cat@example.com")}));
    team.team.members[2].status = MemberStatus::Inactive;
    VERIFY_OK(createTeam(workspace(), team));
}

void SignInPageTest::openPage()
{
    cleanup();
    m_desk = std::make_unique<TeamDesk>(workspace());
    m_page = std::make_unique<SignInPage>(*m_desk);
    m_signedIn = std::make_unique<QSignalSpy>(m_page.get(), &SignInPage::signedIn);
    m_page->resize(800, 600);
    m_page->show();
    m_desk->reload();
    QTRY_VERIFY(!m_desk->isBusy());
}

void SignInPageTest::choose(int row) const
{
    workers()->setCurrentItem(workers()->topLevelItem(row));
}

void SignInPageTest::withoutTeamsItOffersToMakeOne()
{
    openPage();
    QSignalSpy teams(m_page.get(), &SignInPage::teamsRequested);
    QVERIFY(!shownButton(*m_page, QStringLiteral("Sign in")));
    QTest::mouseClick(shownButton(*m_page, QStringLiteral("Make a team")), Qt::LeftButton);
    QCOMPARE(teams.count(), 1);
}

void SignInPageTest::workersWhoAreNotInactiveAreListed()
{
    makeStreet();
    openPage();
    QCOMPARE(workers()->topLevelItemCount(), 2);
    QCOMPARE(workers()->topLevelItem(1)->text(0), QStringLiteral("Bob"));
    QVERIFY(!shownButton(*m_page, QStringLiteral("Make a team")));
    QVERIFY(partNamed<QLineEdit>(*m_page, QStringLiteral("Passphrase"))->isHidden());
}

void SignInPageTest::firstSignInMakesAnActiveMember()
{
    makeStreet();
    openPage();
    choose(1);
    signIn();
    QTRY_COMPARE(m_signedIn->count(), 1);
    QCOMPARE(m_signedIn->front()[0].toString(), QStringLiteral("street"));
    QVERIFY(m_signedIn->front()[1].value<Worker>() == m_bob);
    QCOMPARE(street().team.members[1].status, MemberStatus::Active);
    QCOMPARE(street().team.members[0].status, MemberStatus::Invited);
    openPage(); // Nobody asked to be remembered.
    QCOMPARE(m_signedIn->count(), 0);
}

void SignInPageTest::passphraseIsAskedForAndChecked()
{
    makeStreet();
    openPage();
    PassphraseDialog dialog(*m_desk, QStringLiteral("street"), m_ann);
    dialog.show();
    auto* save = shownButton(dialog, QStringLiteral("Save"));
    auto* fresh = partNamed<QLineEdit>(dialog, QStringLiteral("New passphrase"));
    auto* again = partNamed<QLineEdit>(dialog, QStringLiteral("New passphrase again"));
    QTest::keyClicks(fresh, QStringLiteral("short"));
    QVERIFY(showsText(dialog, QStringLiteral("at least 8 characters")));
    fresh->setText(QStringLiteral("long enough"));
    again->setText(QStringLiteral("long enouhg"));
    QVERIFY(showsText(dialog, QStringLiteral("The two are not the same.")));
    QVERIFY(!save->isEnabled());
    again->setText(QStringLiteral("long enough"));
    QTest::mouseClick(save, Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(dialog.isHidden(), 120'000);

    choose(0);
    auto* passphrase = partNamed<QLineEdit>(*m_page, QStringLiteral("Passphrase"));
    QVERIFY(passphrase->isVisible());
    QTest::keyClicks(passphrase, QStringLiteral("not the one"));
    signIn();
    QTRY_VERIFY_WITH_TIMEOUT(showsText(*m_page, QStringLiteral("The passphrase is not the right one")), 120'000);
    QVERIFY(showsText(*m_page, QStringLiteral("a forgotten one is removed on the Teams page")));
    QCOMPARE(m_signedIn->count(), 0);
    QCOMPARE(m_page->focusWidget(), passphrase);
    QCOMPARE(passphrase->selectedText(), passphrase->text());
    QTest::keyClicks(passphrase, QStringLiteral("long enough")); // Over the other one.
    QTest::keyClick(passphrase, Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(m_signedIn->count(), 1, 120'000);
    QVERIFY(passphrase->text().isEmpty());
}

void SignInPageTest::whoIsRememberedIsSignedInAtOnce()
{
    makeStreet();
    openPage();
    choose(0);
    m_page->findChild<QCheckBox*>()->setChecked(true);
    signIn();
    QTRY_COMPARE(m_signedIn->count(), 1);
    openPage();
    QCOMPARE(m_signedIn->count(), 1);
    QVERIFY(m_signedIn->front()[1].value<Worker>() == m_ann);
    m_page->askAgain();
    QTRY_VERIFY(!m_desk->isBusy());
    QCOMPARE(m_signedIn->count(), 1);
    openPage();
    QCOMPARE(m_signedIn->count(), 0);
}

void SignInPageTest::memoryEndsWithThePassphraseAndTheMember()
{
    makeStreet();
    WorkspaceTeam team = street();
    rememberSignIn(workspace(), team, m_ann);
    QVERIFY(rememberedSignIn(workspace(), {team}));
    QVERIFY(!rememberedSignIn(workspace() / "other", {team}));
    QVERIFY(!rememberedSignIn(workspace(), {}));
    team.passphraseHashes[m_ann.id] = "$argon2id$one";
    QVERIFY(!rememberedSignIn(workspace(), {team}));
    rememberSignIn(workspace(), team, m_ann);
    QVERIFY(rememberedSignIn(workspace(), {team}));
    team.passphraseHashes[m_ann.id] = "$argon2id$two";
    QVERIFY(!rememberedSignIn(workspace(), {team}));
    team = street();
    rememberSignIn(workspace(), team, m_ann);
    team.team.members[0].status = MemberStatus::Inactive;
    QVERIFY(!rememberedSignIn(workspace(), {team}));
    forgetSignIn();
    QVERIFY(!rememberedSignIn(workspace(), {street()}));
}

LABELWRIGHT_TEST(SignInPageTest)
#include "SignInPageTest.moc"
