// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/home/EditLabelsDialog.h"

#include "core/job/JobChanges.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestJob.h"
#include "tests/support/TestProgram.h"
#include "tests/ui/home/BusyPool.h"
#include "tests/ui/home/HomeDriver.h"

#include <QApplication>
#include <QComboBox>
#include <QLineEdit>
#include <QMessageBox>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>
#include <QToolButton>
#include <QTreeWidget>

using namespace labelwright;
using namespace labelwright::test;

/// Of a job with the labels people, traffic light and bus, of which one object has an answer with all of them.
class EditLabelsDialogTest : public QObject {
    Q_OBJECT
private slots:
    void init();
    void nothingIsAppliedBeforeSomethingIsChanged();
    void aNewNameIsSaved();
    void anOrderAndANewLabelAreSaved();
    void aRemovedLabelIsMerged();
    void aRemovedLabelIsDeletedOrPutBack();
    void theEffectIsTold();
    void whatCantBeIsTold();
    void theLastChangeIsUndone();
    void whoIsNoLeadIsToldWhy();
    void aCompletedJobSaysWhyItStays();
    void anotherChangeMeanwhileIsNotLost();
    void theEffectIsToldAlthoughSavingFailed();
    void changesAreNotLostByEscape();

private:
    std::unique_ptr<EditLabelsDialog> open(const std::string& author = "worker-1") const;
    Job job() const { return *Job::open(m_folder->path().toStdString() + "/job"); }
    LabelSet labelsNow() const { return job().spec().labels; }

    std::unique_ptr<QTemporaryDir> m_folder;
};

namespace {

QAbstractButton& buttonOf(const QWidget& dialog, const char* text)
{
    QAbstractButton* button = shownButton(dialog, QString::fromUtf8(text));
    if (!button)
        qFatal("no button %s", text);
    return *button;
}

QLineEdit& nameField(const QWidget& dialog, const QString& name)
{
    for (QLineEdit* field : dialog.findChildren<QLineEdit*>()) {
        if (field->text() == name)
            return *field;
    }
    qFatal("no label %s", qPrintable(name));
}

/// The button of a label's row.
void clickAt(const QWidget& dialog, const QString& name, const QString& button)
{
    for (QToolButton* each : nameField(dialog, name).parentWidget()->findChildren<QToolButton*>()) {
        if (each->accessibleName() == button)
            return QTest::mouseClick(each, Qt::LeftButton);
    }
    qFatal("no button %s", qPrintable(button));
}

void typeName(const QWidget& dialog, const QString& name, const QString& other)
{
    QLineEdit& field = nameField(dialog, name);
    field.selectAll();
    QTest::keyClicks(&field, other);
}

bool isSaved(EditLabelsDialog& dialog)
{
    const QSignalSpy accepted(&dialog, &QDialog::accepted);
    QTest::mouseClick(&buttonOf(dialog, "Apply"), Qt::LeftButton);
    return QTest::qWaitFor([&accepted] { return !accepted.isEmpty(); });
}

std::vector<std::string> namesOf(const LabelSet& labels)
{
    std::vector<std::string> names;
    for (const LabelClass& label : labels.classes())
        names.push_back(label.name);
    return names;
}

/// Presses this button of the question that comes.
void answerWith(const QString& text)
{
    QTimer::singleShot(0, [text] {
        auto* box = qobject_cast<QMessageBox*>(QApplication::activeModalWidget());
        for (QAbstractButton* button : box ? box->buttons() : QList<QAbstractButton*>()) {
            if (button->text() == text)
                return button->click();
        }
        qFatal("no question with %s", qPrintable(text));
    });
}

} // namespace

void EditLabelsDialogTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    Job made = makeJob(m_folder->path().toStdString());
    submitAt(made, 0, 0, stripedMask({16, 8}, 3, 1), testTime(0));
}

std::unique_ptr<EditLabelsDialog> EditLabelsDialogTest::open(const std::string& author) const
{
    const Result<std::shared_ptr<const JobSnapshot>> snapshot = takeSnapshot(job().folder());
    auto dialog = std::make_unique<EditLabelsDialog>(*snapshot, *createWorker(author));
    dialog->show();
    if (!QTest::qWaitForWindowActive(dialog.get()))
        qFatal("not active");
    return dialog;
}

void EditLabelsDialogTest::nothingIsAppliedBeforeSomethingIsChanged()
{
    const auto dialog = open();
    QVERIFY(!buttonOf(*dialog, "Apply").isEnabled());
    QVERIFY(!buttonOf(*dialog, "Undo last change…").isEnabled());
    QVERIFY(showsText(*dialog, QStringLiteral("Nothing is changed.")));
    typeName(*dialog, QStringLiteral("bus"), QStringLiteral("coach"));
    QVERIFY(buttonOf(*dialog, "Apply").isEnabled());
    typeName(*dialog, QStringLiteral("coach"), QStringLiteral("bus"));
    QVERIFY(!buttonOf(*dialog, "Apply").isEnabled());
}

void EditLabelsDialogTest::aNewNameIsSaved()
{
    const auto dialog = open();
    typeName(*dialog, QStringLiteral("bus"), QStringLiteral("coach"));
    QVERIFY(isSaved(*dialog));
    QVERIFY((namesOf(labelsNow()) == std::vector<std::string>{"people", "traffic light", "coach"}));
    QCOMPARE(labelsNow().at(3).id, 3);
    QCOMPARE(job().events().jobEvents().back().author.name, std::string("worker-1"));
}

void EditLabelsDialogTest::anOrderAndANewLabelAreSaved()
{
    const auto dialog = open();
    const Color color = labelsNow().at(3).color;
    clickAt(*dialog, QStringLiteral("bus"), QStringLiteral("Move up"));
    QTest::mouseClick(&buttonOf(*dialog, "Add label"), Qt::LeftButton);
    QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("tree"));
    QVERIFY(isSaved(*dialog));
    const LabelSet labels = labelsNow();
    QVERIFY((namesOf(labels) == std::vector<std::string>{"people", "bus", "traffic light", "tree"}));
    QVERIFY(labels.at(2).color == color);
    QVERIFY(labels.at(4).id >= 1000);
}

void EditLabelsDialogTest::aRemovedLabelIsMerged()
{
    const auto dialog = open();
    clickAt(*dialog, QStringLiteral("bus"), QStringLiteral("Remove label"));
    auto* into = partNamed<QComboBox>(*dialog, QStringLiteral("What becomes of bus"));
    QVERIFY(into && into->isVisible());
    QTest::keyClick(into, Qt::Key_Down);
    QCOMPARE(into->currentText(), QStringLiteral("Merge into people"));
    typeName(*dialog, QStringLiteral("people"), QStringLiteral("crowd"));
    QCOMPARE(into->currentText(), QStringLiteral("Merge into crowd"));
    QVERIFY(isSaved(*dialog));
    QVERIFY((namesOf(labelsNow()) == std::vector<std::string>{"crowd", "traffic light"}));
    QVERIFY((labelsNow().gone() == GoneLabels{{3, 1}}));
}

void EditLabelsDialogTest::aRemovedLabelIsDeletedOrPutBack()
{
    const auto dialog = open();
    clickAt(*dialog, QStringLiteral("bus"), QStringLiteral("Remove label"));
    clickAt(*dialog, QStringLiteral("people"), QStringLiteral("Remove label"));
    QTest::mouseClick(&buttonOf(*dialog, "Put back"), Qt::LeftButton);
    QVERIFY(isSaved(*dialog));
    QVERIFY((namesOf(labelsNow()) == std::vector<std::string>{"traffic light", "bus"}));
    QVERIFY((labelsNow().gone() == GoneLabels{{1, 0}}));
}

void EditLabelsDialogTest::theEffectIsTold()
{
    const auto dialog = open();
    clickAt(*dialog, QStringLiteral("bus"), QStringLiteral("Remove label"));
    QTRY_VERIFY(showsText(*dialog, QStringLiteral("1 object loses a label.")));
    const auto* table = dialog->findChild<QTreeWidget*>();
    QCOMPARE(table->topLevelItemCount(), 1);
    QCOMPARE(table->topLevelItem(0)->text(0), QStringLiteral("bus"));
    QCOMPARE(table->topLevelItem(0)->text(1), QStringLiteral("unlabeled"));
    QCOMPARE(table->topLevelItem(0)->text(2), QStringLiteral("1"));
    QVERIFY(table->topLevelItem(0)->text(3).toInt() > 0);
    QTest::keyClick(partNamed<QComboBox>(*dialog, QStringLiteral("What becomes of bus")), Qt::Key_Down);
    QVERIFY(showsText(*dialog, QStringLiteral("1 object gets another label.")));
    QCOMPARE(table->topLevelItem(0)->text(1), QStringLiteral("people"));
}

void EditLabelsDialogTest::whatCantBeIsTold()
{
    const auto dialog = open();
    typeName(*dialog, QStringLiteral("bus"), QStringLiteral("people"));
    QVERIFY(showsText(*dialog, QStringLiteral("two labels named \"people\"")));
    QVERIFY(!buttonOf(*dialog, "Apply").isEnabled());
    QLineEdit& field = nameField(*dialog, QStringLiteral("traffic light"));
    field.selectAll();
    QTest::keyClick(&field, Qt::Key_Backspace);
    QVERIFY(showsText(*dialog, QStringLiteral("Label 2 has no name")));
}

void EditLabelsDialogTest::theLastChangeIsUndone()
{
    const auto first = open();
    clickAt(*first, QStringLiteral("bus"), QStringLiteral("Remove label"));
    QVERIFY(isSaved(*first));
    const auto dialog = open();
    const QSignalSpy accepted(dialog.get(), &QDialog::accepted);
    answerWith(QStringLiteral("Cancel"));
    QTest::mouseClick(&buttonOf(*dialog, "Undo last change…"), Qt::LeftButton);
    QVERIFY(dialog->isVisible());
    answerWith(QStringLiteral("Undo change"));
    QTest::mouseClick(&buttonOf(*dialog, "Undo last change…"), Qt::LeftButton);
    QTRY_COMPARE(accepted.count(), 1);
    QVERIFY((namesOf(labelsNow()) == std::vector<std::string>{"people", "traffic light", "bus"}));
}

void EditLabelsDialogTest::whoIsNoLeadIsToldWhy()
{
    Job made = job();
    VERIFY_OK(changeTeam(made,
                         {"crew",
                          {{*createWorker("ann"), TeamRole::Lead, MemberStatus::Active},
                           {*createWorker("bob"), TeamRole::Annotator, MemberStatus::Active}}},
                         *createWorker("ann")));
    const auto dialog = open("bob");
    QVERIFY(showsText(*dialog, QStringLiteral("bob is no lead of the job's team, and leads change its labels.")));
    QVERIFY(!buttonOf(*dialog, "Apply").isEnabled());
    QVERIFY(!nameField(*dialog, QStringLiteral("bus")).isEnabled());
    QVERIFY(nameField(*open("ann"), QStringLiteral("bus")).isEnabled());
}

void EditLabelsDialogTest::aCompletedJobSaysWhyItStays()
{
    Job made = job();
    VERIFY_OK(completeJob(made, made.spec().team.front()));
    const auto dialog = open();
    QVERIFY(showsText(*dialog, QStringLiteral("Resume it first.")));
    QVERIFY(!nameField(*dialog, QStringLiteral("bus")).isEnabled());
}

void EditLabelsDialogTest::anotherChangeMeanwhileIsNotLost()
{
    const auto dialog = open();
    Job made = job();
    LabelsEdit edit = editOf(made.spec().labels);
    edit.classes[0].name = "crowd";
    VERIFY_OK(changeLabels(made, *editedLabels(made.spec().labels, edit), made.spec().team.front()));
    typeName(*dialog, QStringLiteral("bus"), QStringLiteral("coach"));
    QTest::mouseClick(&buttonOf(*dialog, "Apply"), Qt::LeftButton);
    QTRY_VERIFY(showsText(*dialog, QStringLiteral("Somebody has changed the labels meanwhile")));
    QVERIFY((namesOf(labelsNow()) == std::vector<std::string>{"crowd", "traffic light", "bus"}));
}

void EditLabelsDialogTest::theEffectIsToldAlthoughSavingFailed()
{
    BusyPool pool; // Objects are not counted before.
    const auto dialog = open();
    Job made = job();
    LabelsEdit edit = editOf(made.spec().labels);
    edit.classes[0].name = "crowd";
    VERIFY_OK(changeLabels(made, *editedLabels(made.spec().labels, edit), made.spec().team.front()));
    clickAt(*dialog, QStringLiteral("bus"), QStringLiteral("Remove label"));
    QTest::mouseClick(&buttonOf(*dialog, "Apply"), Qt::LeftButton);
    pool.free();
    QTRY_VERIFY(showsText(*dialog, QStringLiteral("1 object loses a label.")));
    QVERIFY(showsText(*dialog, QStringLiteral("Somebody has changed the labels meanwhile")));
}

void EditLabelsDialogTest::changesAreNotLostByEscape()
{
    const auto dialog = open();
    typeName(*dialog, QStringLiteral("bus"), QStringLiteral("coach"));
    QTest::keyClick(dialog.get(), Qt::Key_Escape);
    auto* question = dialog->findChild<QMessageBox*>();
    QVERIFY(question && question->isVisible());
    QTest::keyClick(question, Qt::Key_Escape);
    QVERIFY(dialog->isVisible());
}

LABELWRIGHT_TEST(EditLabelsDialogTest)
#include "EditLabelsDialogTest.moc"
