// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/home/TeamsPage.h"

#include "core/job/JobChanges.h"
#include "core/job/MemberList.h"
#include "tests/core/job/JobFixture.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"
#include "tests/ui/home/HomeDriver.h"
#include "tests/ui/work/Answerer.h"
#include "ui/bridge/TeamDesk.h"
#include "ui/home/InvitationDialog.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLineEdit>
#include <QListWidget>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTimer>
#include <QTreeWidget>

#include <memory>

using namespace labelwright;
using namespace labelwright::test;
namespace fs = std::filesystem;

class TeamsPageTest : public QObject {
    Q_OBJECT
private slots:
    void init();
    void cleanup();
    void withoutTeamsItSaysWhatTheyAreFor();
    void nameIsJudgedAsItIsTyped();
    void newTeamIsShownAtOnce();
    void pastedListIsJudgedAndWhatIsGoodIsInvited();
    void memberIsChangedAndRemoved();
    void aForgottenPassphraseIsRemovedOnceTheQuestionIsAnswered();
    void teamIsRemovedOnceTheQuestionIsAnswered();
    void invitationIsCopiedAndSaved();
    void failureIsToldOnThePage();
    void theJobsOfTheChosenMemberAreListedWithCounts();
    void whoeverIsInNoJobsTeamIsSaidSo();

private:
    fs::path workspace() const { return fs::path(m_folder->path().toStdString()) / "workspace"; }
    Team street() const;
    void makeStreet(const std::string& members = "Ann <ann@example.com>, bob@example.com");
    void click(const QString& button) const { QTest::mouseClick(shownButton(*m_page, button), Qt::LeftButton); }
    QTreeWidget* members() const { return partNamed<QTreeWidget>(*m_page, QStringLiteral("Members")); }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<TeamDesk> m_desk;
    std::unique_ptr<TeamsPage> m_page;
};

void TeamsPageTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_desk = std::make_unique<TeamDesk>(workspace());
    m_page = std::make_unique<TeamsPage>(*m_desk);
    m_page->resize(900, 640);
    m_page->show();
    QTRY_VERIFY(!m_desk->isBusy());
}

void TeamsPageTest::cleanup()
{
    m_page.reset();
    m_desk.reset();
}

Team TeamsPageTest::street() const
{
    const Result<WorkspaceTeam> team = openTeam(workspace(), "street");
    return team ? team->team : Team();
}

void TeamsPageTest::makeStreet(const std::string& list)
{
    WorkspaceTeam team{{"street", {}}, {}};
    VERIFY_OK(labelwright::addMembers(team, parseMemberList(list, {}).workers));
    VERIFY_OK(createTeam(workspace(), team));
    m_desk->reload();
    QTRY_VERIFY(!m_desk->isBusy());
}

void TeamsPageTest::withoutTeamsItSaysWhatTheyAreFor()
{
    QVERIFY(showsText(*m_page, QStringLiteral("A team says who works on a job")));
    QVERIFY(!members()->isVisible());
    makeStreet();
    QVERIFY(!showsText(*m_page, QStringLiteral("A team says who works on a job")));
    QVERIFY(members()->isVisible());
}

void TeamsPageTest::nameIsJudgedAsItIsTyped()
{
    makeStreet();
    auto* name = partNamed<QLineEdit>(*m_page, QStringLiteral("Name of a new team"));
    QAbstractButton* make = shownButton(*m_page, QStringLiteral("Make team"));
    QVERIFY(!make->isEnabled());
    QTest::keyClicks(name, QStringLiteral("alley"));
    QVERIFY(make->isEnabled());
    QTest::keyClicks(name, QStringLiteral(" 2"));
    QVERIFY(!make->isEnabled());
    QVERIFY(showsText(*m_page, QStringLiteral("letters A to Z, digits and hyphens only")));
    name->setText(QStringLiteral("Street"));
    QVERIFY(!make->isEnabled());
    QVERIFY(showsText(*m_page, QStringLiteral("There is a team of this name already.")));
}

void TeamsPageTest::newTeamIsShownAtOnce()
{
    makeStreet();
    auto* name = partNamed<QLineEdit>(*m_page, QStringLiteral("Name of a new team"));
    QTest::keyClicks(name, QStringLiteral("tunnel"));
    QTest::keyClick(name, Qt::Key_Return);
    auto* teams = partNamed<QListWidget>(*m_page, QStringLiteral("Teams"));
    QTRY_COMPARE(teams->count(), 2);
    QCOMPARE(teams->currentItem()->text(), QStringLiteral("tunnel"));
    QVERIFY(name->text().isEmpty());
    VERIFY_OK(openTeam(workspace(), "tunnel"));
}

void TeamsPageTest::pastedListIsJudgedAndWhatIsGoodIsInvited()
{
    makeStreet();
    auto* list = partNamed<QPlainTextEdit>(*m_page, QStringLiteral("Workers to invite"));
    QAbstractButton* invite = shownButton(*m_page, QStringLiteral("Invite"));
    QVERIFY(!invite->isEnabled());
    QGuiApplication::clipboard()->setText(QStringLiteral("\"Lee, Cat\" <cat@example.com>; Dan\nANN@example.com"));
    list->paste();
    QVERIFY(showsText(*m_page, QStringLiteral("Dan: this is no e-mail address: it has no @")));
    QVERIFY(showsText(*m_page, QStringLiteral("ANN@example.com: ANN@example.com is in the team already")));
    QVERIFY(invite->isEnabled());
    click(QStringLiteral("Invite"));
    QTRY_COMPARE(members()->topLevelItemCount(), 3);
    QCOMPARE(street().members.back().worker.name, std::string("Lee, Cat"));
    QCOMPARE(street().members.back().status, MemberStatus::Invited);
    QCOMPARE(list->toPlainText(), QStringLiteral("Dan\nANN@example.com")); // To be mended.
    QVERIFY(!invite->isEnabled());
}

void TeamsPageTest::memberIsChangedAndRemoved()
{
    makeStreet();
    QVERIFY(!shownButton(*m_page, QStringLiteral("Deactivate"))->isEnabled());
    members()->setCurrentItem(members()->topLevelItem(1));
    click(QStringLiteral("Deactivate"));
    QTRY_COMPARE(street().members[1].status, MemberStatus::Inactive);
    QTRY_VERIFY(shownButton(*m_page, QStringLiteral("Activate"))); // The same worker is still chosen.
    QCOMPARE(members()->topLevelItem(1)->text(3), QStringLiteral("Inactive"));
    click(QStringLiteral("Make lead"));
    QTRY_COMPARE(street().members[1].role, TeamRole::Lead);
    QTRY_VERIFY(shownButton(*m_page, QStringLiteral("Make annotator")));
    click(QStringLiteral("Remove"));
    QTRY_COMPARE(members()->topLevelItemCount(), 1);
    QCOMPARE(street().members.front().worker.name, std::string("Ann"));
}

void TeamsPageTest::aForgottenPassphraseIsRemovedOnceTheQuestionIsAnswered()
{
    makeStreet();
    const std::string bob = street().members[1].worker.id;
    VERIFY_OK(editTeam(workspace(), "street", [&bob](WorkspaceTeam& edited) {
        edited.passphraseHashes[bob] = "$argon2id$v=19$m=262144,t=3,p=1$c2FsdA$aGFzaA";
        return ok();
    }));
    m_desk->reload();
    QTRY_VERIFY(!m_desk->isBusy());
    const QString remove = QStringLiteral("Remove passphrase…");
    members()->setCurrentItem(members()->topLevelItem(0));
    QVERIFY(!shownButton(*m_page, remove)->isEnabled()); // Ann has none.
    members()->setCurrentItem(members()->topLevelItem(1));
    {
        const Answerer keep(QStringLiteral("Keep"));
        click(remove);
        QVERIFY(keep.details().contains(QStringLiteral("it does not lock any file")));
    }
    QTRY_VERIFY(!m_desk->isBusy());
    QVERIFY(openTeam(workspace(), "street")->passphraseHashes.contains(bob));
    const Answerer answerer(QStringLiteral("Remove passphrase"));
    click(remove);
    QTRY_VERIFY(!openTeam(workspace(), "street")->passphraseHashes.contains(bob));
    QTRY_VERIFY(!shownButton(*m_page, remove)->isEnabled());
    QCOMPARE(members()->topLevelItemCount(), 2);
}

void TeamsPageTest::teamIsRemovedOnceTheQuestionIsAnswered()
{
    makeStreet();
    const auto answer = [](const QString& text) {
        QTimer::singleShot(0, [text] {
            const auto* box = qobject_cast<QMessageBox*>(QApplication::activeModalWidget());
            for (QAbstractButton* button : box->buttons()) {
                if (button->text() == text)
                    button->click();
            }
        });
    };
    answer(QStringLiteral("Keep"));
    click(QStringLiteral("Remove team…"));
    QVERIFY(!m_desk->isBusy());
    answer(QStringLiteral("Remove"));
    click(QStringLiteral("Remove team…"));
    QTRY_VERIFY(m_desk->teams().empty());
    QVERIFY(!fs::exists(teamFile(workspace(), "street")));
}

void TeamsPageTest::invitationIsCopiedAndSaved()
{
    const QString text = QStringLiteral("To: Ann\n\nHello");
    InvitationDialog dialog(text);
    dialog.show();
    QTest::mouseClick(shownButton(dialog, QStringLiteral("Copy")), Qt::LeftButton);
    QCOMPARE(QGuiApplication::clipboard()->text(), text);
    const QString path = m_folder->filePath(QStringLiteral("invitation.txt"));
    dialog.saveTo(path);
    QTRY_VERIFY(showsText(dialog, QStringLiteral("Saved: ")));
    QCOMPARE(QString::fromStdString(textOf(path.toStdString())), text);
    writeText(m_folder->filePath(QStringLiteral("file")).toStdString(), "in the way");
    dialog.saveTo(m_folder->filePath(QStringLiteral("file/invitation.txt")));
    QTRY_VERIFY(!showsText(dialog, QStringLiteral("Saved: ")));
}

void TeamsPageTest::failureIsToldOnThePage()
{
    makeStreet();
    VERIFY_OK(removeTeam(workspace(), "street")); // By another program.
    members()->setCurrentItem(members()->topLevelItem(0));
    click(QStringLiteral("Deactivate"));
    QTRY_VERIFY(showsText(*m_page, QStringLiteral("there is no team \"street\" here")));
}

void TeamsPageTest::theJobsOfTheChosenMemberAreListedWithCounts()
{
    makeStreet();
    const JobFixture fixture;
    fixture.addPhotos(4);
    NewJob request = fixture.request();
    request.folder = workspace() / "job";
    VERIFY_OK(createJob(request));
    Job job = *Job::open(request.folder);
    const Worker ann = street().members[0].worker;
    VERIFY_OK(changeTeam(job, street(), ann));
    SubmitRequest answer = answerOf(0, "worker-1", 1);
    answer.worker = ann;
    VERIFY_OK(submitAnswer(job, answer));
    VERIFY_OK(writeTaskReleaseFile(
        job.folder(),
        {TaskRelease::Kind::Declined, 1, "s3://x/2.png", "street", ann, timeAt(1), timeAt(2), 0, "too dark", {}}));
    QVERIFY(showsText(*m_page, QStringLiteral("Choose a member to see the jobs")));
    members()->setCurrentItem(members()->topLevelItem(0));
    auto* jobs = partNamed<QTreeWidget>(*m_page, QStringLiteral("Jobs of the member"));
    QTRY_COMPARE(jobs->topLevelItemCount(), 1);
    QVERIFY(showsText(*m_page, QStringLiteral("Jobs of Ann")));
    const auto texts = [&] {
        QStringList row;
        for (int column = 0; column < jobs->columnCount(); ++column)
            row << jobs->topLevelItem(0)->text(column);
        return row;
    };
    const QString inProgress = QStringLiteral("In progress");
    QCOMPARE(texts(), (QStringList{QStringLiteral("street"), inProgress, QStringLiteral("1"), QStringLiteral("2"),
                                   QStringLiteral("1")}));
    members()->setCurrentItem(members()->topLevelItem(1)); // The object that Ann declined is given up for all.
    QTRY_COMPARE(jobs->topLevelItemCount(), 1);
    QCOMPARE(texts(), (QStringList{QStringLiteral("street"), inProgress, QStringLiteral("0"), QStringLiteral("2"),
                                   QStringLiteral("0")}));
    QSignalSpy asked(m_page.get(), &TeamsPage::jobRequested);
    QTest::mouseDClick(jobs->viewport(), Qt::LeftButton, {}, jobs->visualItemRect(jobs->topLevelItem(0)).center());
    QTest::keyClick(jobs, Qt::Key_Return);
    QVERIFY(!asked.isEmpty());
    QCOMPARE(asked.back().front().toString().toStdString(), job.folder().string());
}

void TeamsPageTest::whoeverIsInNoJobsTeamIsSaidSo()
{
    makeStreet();
    members()->setCurrentItem(members()->topLevelItem(1));
    QTRY_VERIFY(showsText(*m_page, QStringLiteral("bob is in the team of no job here.")));
}

LABELWRIGHT_TEST(TeamsPageTest)
#include "TeamsPageTest.moc"
