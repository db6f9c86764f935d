// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/home/CreateJobPage.h"

#include "core/job/JobChanges.h"
#include "core/job/JobLayout.h"
#include "core/job/JobState.h"
#include "core/job/Workspace.h"
#include "tests/core/job/JobFixture.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"
#include "ui/home/Workspace.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QSettings>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTest>
#include <QTextBrowser>
#include <QToolButton>
#include <QWheelEvent>

using namespace labelwright;
using namespace labelwright::test;
namespace fs = std::filesystem;

class CreateJobPageTest : public QObject {
    Q_OBJECT
private slots:
    void init();
    void aJobIsMadeFromAFolderOfPhotos();
    void nobodyIsBlamedForWhatWasNotComeTo();
    void theAttributeFollowsTheNameUntilItIsEdited();
    void whatCantBeIsToldBesideItsField();
    void theTaskTypeChangesWhatIsAsked();
    void aManifestShowsItsLinesItsErrorsAndItsMasks();
    void prefixesAreAddedAndRemovedAndEachIsChecked();
    void aCloneHasAllPrefixes();
    void aFailureLeavesTheFormAsItIs();
    void masksOfSeveralWorkersMayBeWeighed();
    void aCloneSaysWhatTheJobSays();
    void aTeamOfTheWorkspaceIsChosen();
    void theOnlyTeamIsChosenAtFirst();
    void aTeamWithoutMembersIsNotChosenAtFirst();
    void aCloneHasTheTeamOfToday();
    void theWheelChangesNothing();
    void cancelLeaves();
    void whatWasTypedIsNotGivenUpUnasked();

private:
    void addTeam(const Team& team) const { VERIFY_OK(createTeam(workspace(), {team, {}})); }
    fs::path workspace() const { return m_fixture->root() / "workspace"; }

    std::unique_ptr<JobFixture> m_fixture;
};

namespace {

QString pathText(const fs::path& path)
{
    return QString::fromStdString(path.string());
}

/// The form, shown, and its parts by the names that a screen reader has of them.
class ShownForm {
public:
    ShownForm()
    {
        page.resize(1000, 900);
        page.show();
        if (!QTest::qWaitForWindowActive(&page))
            qFatal("not active");
    }

    /// A field's own line edit.
    QLineEdit& edit(const char* name) const
    {
        for (QWidget* widget : page.findChildren<QWidget*>()) {
            if (widget->accessibleName() != QLatin1String(name))
                continue;
            if (auto* edit = qobject_cast<QLineEdit*>(widget))
                return *edit;
            if (auto* edit = widget->findChild<QLineEdit*>())
                return *edit;
        }
        qFatal("no field %s", name);
    }

    void type(const char* name, const QString& text) const
    {
        edit(name).selectAll();
        QTest::keyClicks(&edit(name), text);
    }

    template <typename Widget>
    Widget& part(const char* text) const
    {
        for (Widget* widget : page.findChildren<Widget*>()) {
            if (widget->accessibleName() == QLatin1String(text) || textOfPart(*widget) == QLatin1String(text))
                return *widget;
        }
        qFatal("no part %s", text);
    }

    bool shows(const char* part) const
    {
        for (const QLabel* label : page.findChildren<QLabel*>()) {
            if (label->isVisible() && label->text().contains(QLatin1String(part)))
                return true;
        }
        return false;
    }

    QPushButton& create() const { return part<QPushButton>("Create job"); }

    CreateJobPage page;

private:
    static QString textOfPart(const QWidget& widget)
    {
        const auto* button = qobject_cast<const QAbstractButton*>(&widget);
        return button ? button->text() : QString();
    }
};

} // namespace

void CreateJobPageTest::init()
{
    m_fixture = std::make_unique<JobFixture>();
    QCoreApplication::setOrganizationName(QStringLiteral("LabelwrightTest"));
    QCoreApplication::setApplicationName(QStringLiteral("CreateJobPageTest"));
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, pathText(m_fixture->root()));
    QSettings().clear();
    saveWorkspaceFolder(pathText(workspace()));
}

void CreateJobPageTest::aJobIsMadeFromAFolderOfPhotos()
{
    m_fixture->addPhotos(3);
    const ShownForm form;
    QVERIFY(!form.create().isEnabled());
    form.type("Job name", QStringLiteral("street"));
    form.type("Input", pathText(m_fixture->photos()));
    form.type("Label name", QStringLiteral("people"));
    form.type("Team", QStringLiteral("ann, bob"));
    QTRY_VERIFY(form.shows("Photos: 3"));
    QTRY_VERIFY(form.create().isEnabled());
    QSignalSpy created(&form.page, &CreateJobPage::created);
    QTest::mouseClick(&form.create(), Qt::LeftButton);
    QTRY_COMPARE(created.count(), 1);
    const fs::path folder = workspace() / "street";
    QCOMPARE(created[0][0].toString(), pathText(folder));
    const Result<JobSpec> spec = readJobSpec(folder);
    VERIFY_OK(spec);
    QCOMPARE(spec->name, std::string("street"));
    QCOMPARE(spec->attribute, std::string("street-ref"));
    QCOMPARE(spec->manifest.lines, 3);
    QVERIFY(spec->labels == *LabelSet::fromNames({"people"}));
    QCOMPARE(spec->team.size(), std::size_t{2});
    QCOMPARE(spec->team[1].name, std::string("bob"));
    QCOMPARE(spec->task.timeLimit, std::chrono::hours(1));
}

void CreateJobPageTest::nobodyIsBlamedForWhatWasNotComeTo()
{
    const ShownForm form;
    QVERIFY(form.shows("The job name is empty.")); // Why the button is off.
    form.type("Job name", QStringLiteral("a"));
    QTest::keyClick(&form.edit("Job name"), Qt::Key_Backspace);
    QVERIFY(form.shows("The job name is empty."));
    QVERIFY(!form.shows("label has no name"));
}

void CreateJobPageTest::theAttributeFollowsTheNameUntilItIsEdited()
{
    const ShownForm form;
    form.type("Job name", QStringLiteral("road"));
    QCOMPARE(form.edit("Label attribute name").text(), QStringLiteral("road-ref"));
    QCOMPARE(form.edit("Job folder").text(), pathText(workspace() / "road"));
    form.type("Label attribute name", QStringLiteral("mine-ref"));
    form.type("Job name", QStringLiteral("other"));
    QCOMPARE(form.edit("Label attribute name").text(), QStringLiteral("mine-ref"));
    QCOMPARE(form.edit("Job folder").text(), pathText(workspace() / "other"));
    form.edit("Label attribute name").selectAll();
    QTest::keyClick(&form.edit("Label attribute name"), Qt::Key_Backspace);
    QCOMPARE(form.edit("Label attribute name").text(), QStringLiteral("other-ref"));
}

void CreateJobPageTest::whatCantBeIsToldBesideItsField()
{
    const ShownForm form;
    form.type("Job name", QStringLiteral("two words"));
    QVERIFY(form.shows("may hold only the letters"));
    form.type("Job name", QStringLiteral("road"));
    QVERIFY(!form.shows("may hold only the letters"));
    form.type("Label attribute name", QStringLiteral("road"));
    QVERIFY(form.shows("must end in"));
    form.type("S3 prefix of the output", QStringLiteral("http://x"));
    QVERIFY(form.shows("The output prefix must read s3://bucket/prefix"));
    form.type("Team", QStringLiteral("ann, ann"));
    QVERIFY(form.shows("\"ann\" twice"));
    form.type("Input", QStringLiteral("/nowhere"));
    QTRY_VERIFY(form.shows("There is no such file or folder"));
    form.edit("Task description").setText(QString(255, u'x'));
    form.edit("Task description").end(false);
    QVERIFY(!form.shows("at most 255"));
    QTest::keyClicks(&form.edit("Task description"), QStringLiteral("y"));
    QVERIFY(form.shows("at most 255"));
    QVERIFY(!form.create().isEnabled());
}

void CreateJobPageTest::theTaskTypeChangesWhatIsAsked()
{
    const ShownForm form;
    auto& task = form.part<QComboBox>("Task type");
    QCOMPARE(task.count(), static_cast<int>(taskTypes().size()));
    auto& limit = form.part<QDoubleSpinBox>("Task time limit");
    QCOMPARE(limit.value(), 60.0);
    QVERIFY(form.part<QComboBox>("Existing labels").isVisible());
    form.type("Job name", QStringLiteral("kinds"));
    task.setCurrentIndex(2);
    QCOMPARE(form.edit("Label attribute name").text(), QStringLiteral("kinds"));
    QCOMPARE(limit.value(), 5.0);
    QVERIFY(form.part<QTextBrowser>("As the worker sees it").toPlainText().contains(QStringLiteral("every label")));
    QVERIFY(form.edit("None category").isVisible());
    form.type("Label name", QStringLiteral("cat"));
    QVERIFY(form.shows("at least two labels"));
}

void CreateJobPageTest::aManifestShowsItsLinesItsErrorsAndItsMasks()
{
    writeText(m_fixture->root() / "in.manifest",
              "{\"source-ref\":\"s3://bucket/photos/1.png\",\"old-ref\":\"s3://bucket/1.png\",\"old-ref-metadata\":"
              "{\"type\":\"groundtruth/semantic-segmentation\"},\"kind\":1,\"kind-metadata\":{\"type\":"
              "\"groundtruth/image-classification\"}}\nnot JSON\n");
    const ShownForm form;
    form.part<QRadioButton>("An input manifest").click();
    form.type("Job name", QStringLiteral("street"));
    form.type("Label name", QStringLiteral("people"));
    form.type("Input", pathText(m_fixture->root() / "in.manifest"));
    auto& lines = form.part<QPlainTextEdit>("First lines of the manifest");
    QTRY_VERIFY(lines.isVisible());
    QVERIFY(lines.toPlainText().contains(QStringLiteral("not JSON")));
    QVERIFY(form.shows("none and stay as they are: 1"));
    QVERIFY(form.shows("Line 2:"));
    QVERIFY(form.shows("Mend them in the file"));
    QCOMPARE(form.edit("S3 prefix of the photos").text(), QStringLiteral("s3://bucket/photos/"));
    QVERIFY(!form.create().isEnabled()); // The prefix has no folder yet.
    form.type("Folder of the photos", pathText(m_fixture->photos()));
    auto& earlier = form.part<QComboBox>("Existing labels");
    earlier.setCurrentIndex(earlier.findText(QStringLiteral("old-ref")));
    QVERIFY(form.create().isEnabled());
    const NewJob job = form.page.request();
    QVERIFY(earlier.findText(QStringLiteral("kind")) < 0); // It holds no masks.
    QCOMPARE(job.prelabel.attribute, std::string("old-ref"));
    QCOMPARE(job.inputPrefixes[0].folder, m_fixture->photos());
    QCOMPARE(job.manifest, m_fixture->root() / "in.manifest");

    form.part<QComboBox>("Task type").setCurrentIndex(1);
    QCOMPARE(form.page.request().prelabel, Prelabel{});
    QVERIFY(earlier.findText(QStringLiteral("old-ref")) < 0);
    earlier.setCurrentIndex(earlier.findText(QStringLiteral("kind")));
    QCOMPARE(form.page.request().prelabel.attribute, std::string("kind"));
}

void CreateJobPageTest::prefixesAreAddedAndRemovedAndEachIsChecked()
{
    const ShownForm form;
    QVERIFY(!form.part<QPushButton>("Add a prefix").isVisible()); // A folder has one name.
    form.part<QRadioButton>("An input manifest").click();
    form.type("S3 prefix of the photos", QStringLiteral("s3://one/"));
    form.type("Folder of the photos", QStringLiteral("/photos/one"));
    form.part<QPushButton>("Add a prefix").click();
    QVERIFY(form.edit("S3 prefix of the photos 2").hasFocus());
    QTest::keyClicks(&form.edit("S3 prefix of the photos 2"), QStringLiteral("s3://one/"));
    QVERIFY(form.shows("The input prefix s3://one/ has no folder"));
    form.type("Folder of the photos 2", QStringLiteral("/photos/two"));
    QVERIFY(form.shows("The input prefix s3://one/ is there twice"));
    form.type("S3 prefix of the photos 2", QStringLiteral("s3://two/"));
    QVERIFY(!form.shows("there twice"));
    const std::vector<PrefixMapping> both{{"s3://one/", "/photos/one"}, {"s3://two/", "/photos/two"}};
    QVERIFY(form.page.request().inputPrefixes == both);
    form.part<QToolButton>("Remove this prefix").click();
    QVERIFY(form.page.request().inputPrefixes == (std::vector<PrefixMapping>{both[1]}));
    QVERIFY(!form.part<QToolButton>("Remove this prefix").isVisible());
}

void CreateJobPageTest::aCloneHasAllPrefixes()
{
    m_fixture->addPhotos(1);
    NewJob original = m_fixture->requestOf("{\"source-ref\":\"s3://photos/1.png\"}\n");
    original.inputPrefixes = {
        {"s3://photos/", m_fixture->photos()}, {"s3://b/", m_fixture->root() / "b"}, {"s3://c/", m_fixture->root()}};
    m_fixture->makeJob(original);
    ShownForm form;
    form.page.cloneFrom(pathText(m_fixture->jobFolder()));
    QTRY_VERIFY(form.create().isEnabled());
    QVERIFY(form.page.request().inputPrefixes == original.inputPrefixes);
    QCOMPARE(form.edit("S3 prefix of the photos 3").text(), QStringLiteral("s3://c/"));
}

void CreateJobPageTest::aFailureLeavesTheFormAsItIs()
{
    m_fixture->addPhotos(1);
    writeText(workspace(), "a file in the way");
    const ShownForm form;
    form.type("Job name", QStringLiteral("street"));
    form.type("Label name", QStringLiteral("people"));
    form.type("Input", pathText(m_fixture->photos()));
    QTRY_VERIFY(form.create().isEnabled());
    QSignalSpy created(&form.page, &CreateJobPage::created);
    QTest::mouseClick(&form.create(), Qt::LeftButton);
    QTRY_VERIFY(form.shows("workspace"));
    QTRY_VERIFY(form.create().isEnabled());
    QCOMPARE(created.count(), 0);
    QCOMPARE(form.edit("Job name").text(), QStringLiteral("street"));
    fs::remove(workspace());
    QTest::mouseClick(&form.create(), Qt::LeftButton);
    QTRY_COMPARE(created.count(), 1);
}

void CreateJobPageTest::masksOfSeveralWorkersMayBeWeighed()
{
    ShownForm form;
    auto& method = form.part<QComboBox>("Consolidation");
    auto& workers = form.part<QSpinBox>("Workers per object");
    QVERIFY(!method.isVisible());
    workers.setValue(3);
    QVERIFY(method.isVisible());
    QCOMPARE(form.page.request().maskConsolidation, MaskConsolidation::Plurality);
    method.setCurrentIndex(1);
    QCOMPARE(form.page.request().maskConsolidation, MaskConsolidation::Staple);
    workers.setValue(1);
    QCOMPARE(form.page.request().maskConsolidation, MaskConsolidation::Plurality);
    workers.setValue(3);
    auto& task = form.part<QComboBox>("Task type");
    task.setCurrentIndex(task.findData(static_cast<int>(TaskType::ImageClassification)));
    QVERIFY(!method.isVisible());
    QCOMPARE(form.page.request().maskConsolidation, MaskConsolidation::Plurality);
}

void CreateJobPageTest::aCloneSaysWhatTheJobSays()
{
    m_fixture->addPhotos(2);
    NewJob original = m_fixture->request();
    original.instructions.shortHtml = "<p>All of them.</p>";
    original.description = "Paint people";
    original.workersPerObject = 2;
    original.maskConsolidation = MaskConsolidation::Staple;
    original.taskTimeLimit = std::chrono::minutes(12);
    original.outputPrefix = "s3://bucket/out";
    Job today = m_fixture->makeJob(original);
    VERIFY_OK(editJob(today, {.description = "Paint everyone"}, decidingWorker(today)));
    ShownForm form;
    form.page.cloneFrom(pathText(m_fixture->jobFolder()));
    QTRY_VERIFY(form.create().isEnabled());
    const NewJob clone = form.page.request();
    QCOMPARE(clone.name, std::string("street-clone"));
    QCOMPARE(clone.folder, workspace() / "street-clone");
    QCOMPARE(clone.manifest, manifestFile(m_fixture->jobFolder()));
    QVERIFY(clone.labels == original.labels);
    QVERIFY(clone.instructions == original.instructions);
    QCOMPARE(clone.description, std::string("Paint everyone"));
    QCOMPARE(clone.workersPerObject, 2);
    QCOMPARE(clone.maskConsolidation, MaskConsolidation::Staple);
    QCOMPARE(clone.taskTimeLimit, std::chrono::minutes(12));
    QCOMPARE(clone.outputPrefix, std::string("s3://bucket/out"));
    QSignalSpy created(&form.page, &CreateJobPage::created);
    QTest::mouseClick(&form.create(), Qt::LeftButton);
    QTRY_COMPARE(created.count(), 1);
    const Result<Job> job = Job::open(workspace() / "street-clone");
    VERIFY_OK(job);
    QCOMPARE(job->source(1)->imagePath, m_fixture->photos() / "2.png");
}

void CreateJobPageTest::aTeamOfTheWorkspaceIsChosen()
{
    Team street{"street", {{*createWorker("Ann", "ann@example.com")}, {*createWorker("Bob"), TeamRole::Lead}}};
    addTeam(street);
    addTeam({"alley", street.members});
    const ShownForm form;
    auto& choice = form.part<QComboBox>("Team of the workspace");
    QVERIFY(form.page.request().team == Team{});
    QTRY_VERIFY(choice.findText(QStringLiteral("street")) > 0);
    choice.setFocus();
    QTest::keyClicks(&choice, QStringLiteral("st"));
    QVERIFY(form.shows("Ann, Bob"));
    QVERIFY(!form.edit("Workers of this job alone").isVisible());
    QVERIFY(form.page.request().team == street);
    form.part<QSpinBox>("Workers per object").setValue(3);
    QVERIFY(form.shows("Each object needs 3 different workers, but only 2 of the team street may work"));
    form.part<QSpinBox>("Workers per object").setValue(2);
    QVERIFY(!form.shows("different workers, but"));
}

void CreateJobPageTest::theOnlyTeamIsChosenAtFirst()
{
    const Team street{"street", {{*createWorker("Ann", "ann@example.com")}}};
    addTeam(street);
    const ShownForm form;
    auto& choice = form.part<QComboBox>("Team of the workspace");
    QTRY_COMPARE(choice.currentText(), QStringLiteral("street"));
    QVERIFY(form.page.request().team == street);
    addTeam({"empty", {}});
    const ShownForm again; // Which of two is not for the program to say.
    auto& other = again.part<QComboBox>("Team of the workspace");
    QTRY_COMPARE(other.count(), 3);
    QCOMPARE(other.currentText(), QStringLiteral("Workers of this job alone"));
}

void CreateJobPageTest::aTeamWithoutMembersIsNotChosenAtFirst()
{
    addTeam({"empty", {}});
    const ShownForm form;
    auto& choice = form.part<QComboBox>("Team of the workspace");
    QTRY_COMPARE(choice.count(), 2);
    QCOMPARE(choice.currentText(), QStringLiteral("Workers of this job alone"));
}

void CreateJobPageTest::aCloneHasTheTeamOfToday()
{
    m_fixture->addPhotos(1);
    Job job = m_fixture->makeJob();
    const Worker ann = *createWorker("Ann");
    const Team street{"street", {{ann, TeamRole::Lead, MemberStatus::Active}}};
    VERIFY_OK(changeTeam(job, street, ann));
    ShownForm form;
    form.page.cloneFrom(pathText(m_fixture->jobFolder()));
    auto& choice = form.part<QComboBox>("Team of the workspace");
    QTRY_COMPARE(choice.currentText(), QStringLiteral("street, as the job has it"));
    QVERIFY(form.page.request().team == street);

    addTeam(street);
    ShownForm again;
    again.page.cloneFrom(pathText(m_fixture->jobFolder()));
    QTRY_COMPARE(again.part<QComboBox>("Team of the workspace").currentText(), QStringLiteral("street"));
    QVERIFY(again.page.request().team == street);
}

void CreateJobPageTest::theWheelChangesNothing()
{
    const ShownForm form;
    auto& limit = form.part<QDoubleSpinBox>("Task time limit");
    QCOMPARE(limit.text(), QStringLiteral("60 min"));
    auto& task = form.part<QComboBox>("Task type");
    const auto turn = [](QWidget& part) {
        part.setFocus();
        const QPointF middle(part.rect().center());
        QWheelEvent down(middle, part.mapToGlobal(middle), {}, {0, -120}, Qt::NoButton, Qt::NoModifier,
                         Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(&part, &down);
    };
    turn(limit);
    turn(task);
    QCOMPARE(limit.value(), 60.0);
    QCOMPARE(task.currentIndex(), 0);
}

void CreateJobPageTest::cancelLeaves()
{
    const ShownForm form;
    QSignalSpy left(&form.page, &CreateJobPage::left);
    QTest::mouseClick(&form.part<QPushButton>("Cancel"), Qt::LeftButton);
    QCOMPARE(left.count(), 1);
}

void CreateJobPageTest::whatWasTypedIsNotGivenUpUnasked()
{
    ShownForm form;
    QSignalSpy left(&form.page, &CreateJobPage::left);
    auto& name = form.part<QLineEdit>("Job name");
    QTest::keyClicks(&name, QStringLiteral("street"));
    const auto answer = [&form](const QString& text) {
        QTest::mouseClick(&form.part<QPushButton>("Cancel"), Qt::LeftButton);
        const auto* question = form.page.findChild<QMessageBox*>();
        QVERIFY(question);
        for (QAbstractButton* button : question->buttons()) {
            if (button->text() == text)
                QTest::mouseClick(button, Qt::LeftButton);
        }
        QTRY_VERIFY(!form.page.findChild<QMessageBox*>());
    };
    answer(QStringLiteral("Keep editing"));
    QCOMPARE(left.count(), 0);
    QCOMPARE(name.text(), QStringLiteral("street"));
    answer(QStringLiteral("Discard"));
    QCOMPARE(left.count(), 1);
}

LABELWRIGHT_TEST(CreateJobPageTest)
#include "CreateJobPageTest.moc"
