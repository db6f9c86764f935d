// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/job/JobFixture.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"
#include "tests/ui/work/WindowDriver.h"
#include "ui/work/ChoiceModel.h"
#include "ui/work/ChoicePanel.h"
#include "ui/work/FloatingToolBar.h"
#include "ui/work/KeysList.h"
#include "ui/work/StatusLine.h"

#include <QAction>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMenuBar>
#include <QPushButton>

using namespace labelwright;
using namespace labelwright::test;

namespace {

constexpr Size kPhoto{64, 48};

NewJob choosingRequest(const JobFixture& fixture, TaskType task)
{
    NewJob request = fixture.request();
    request.taskType = task;
    request.noneCategory = task == TaskType::ImageClassificationMultiLabel ? "None of the above" : "";
    return request;
}

/// A window on a new classification of `photos` photos with people, traffic light and bus, at the first of them.
WindowDriver openChoosing(const JobFixture& fixture, TaskType task, int photos = 2)
{
    fixture.addPhotos(photos, kPhoto);
    fixture.makeJob(choosingRequest(fixture, task));
    WindowDriver driver(fixture.jobFolder());
    if (!driver.waitForObject(0))
        qFatal("the first object does not come");
    return driver;
}

ChoicePanel& panelOf(WindowDriver& driver)
{
    return *driver.window().findChild<ChoicePanel*>();
}

/// "people bus", in the rows' order.
QString chosenRows(WindowDriver& driver)
{
    const QAbstractItemModel* model = panelOf(driver).findChild<QListView*>()->model();
    QStringList names;
    for (int row = 0; row < model->rowCount(); ++row) {
        if (model->index(row, 0).data(ChoiceModel::ChosenRole).toBool())
            names.append(model->index(row, 0).data().toString());
    }
    return names.join(' ');
}

std::vector<int> answerTo(const JobFixture& fixture, ObjectId object)
{
    const Job job = fixture.openJob();
    const std::vector<const AnswerEvent*> current = job.events().currentAnswers(object);
    return current.empty() ? std::vector{-1} : *current.front()->chosenLabelIds;
}

} // namespace

/// A person who chooses labels of whole photos: real widgets, a real job, files on the disk.
class WorkWindowChoosingTest : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { keepSettingsIn(m_settings.path()); }
    void keysChooseAndEnterSubmits();
    void ofOneLabelTheLastKeyCounts();
    void noneAndLabelsExcludeEachOther();
    void enterWaitsForAChoice();
    void rowsAreChosenByClick();
    void aLabelIsFoundByItsName();
    void rowsCanBeWalkedThroughByKey();
    void nothingIsThereToPaintWith();
    void theButtonSaysWhatEnterDoes();
    void keysCanBeChanged();
    void aDragMovesThePicture();
    void theChoiceComesBack();

private:
    QTemporaryDir m_settings;
};

void WorkWindowChoosingTest::keysChooseAndEnterSubmits()
{
    const JobFixture fixture;
    WindowDriver driver = openChoosing(fixture, TaskType::ImageClassificationMultiLabel, 3);
    driver.press(Qt::Key_3);
    driver.press(Qt::Key_1);
    QCOMPARE(chosenRows(driver), QStringLiteral("people bus"));
    driver.press(Qt::Key_Return);
    QVERIFY(driver.waitForObject(1));
    QCOMPARE(chosenRows(driver), QString());
    driver.press(Qt::Key_2);
    driver.press(Qt::Key_2);
    driver.press(Qt::Key_1);
    driver.press(Qt::Key_Enter);
    QVERIFY(driver.waitForObject(2));
    QVERIFY(driver.waitForSaveState(SaveState::Kind::Saved));
    QTRY_COMPARE(driver.session().pendingSaves(), 0);
    QCOMPARE(answerTo(fixture, 0), (std::vector{1, 3}));
    QCOMPARE(answerTo(fixture, 1), (std::vector{1}));
}

void WorkWindowChoosingTest::ofOneLabelTheLastKeyCounts()
{
    const JobFixture fixture;
    WindowDriver driver = openChoosing(fixture, TaskType::ImageClassification);
    driver.press(Qt::Key_1);
    driver.press(Qt::Key_3);
    QCOMPARE(chosenRows(driver), QStringLiteral("bus"));
    driver.press(Qt::Key_0); // there is no such row
    QCOMPARE(chosenRows(driver), QStringLiteral("bus"));
    driver.press(Qt::Key_Return);
    QVERIFY(driver.waitForObject(1));
    QVERIFY(driver.waitForSaveState(SaveState::Kind::Saved));
    QCOMPARE(answerTo(fixture, 0), (std::vector{3}));
}

void WorkWindowChoosingTest::noneAndLabelsExcludeEachOther()
{
    const JobFixture fixture;
    WindowDriver driver = openChoosing(fixture, TaskType::ImageClassificationMultiLabel);
    driver.press(Qt::Key_1);
    driver.press(Qt::Key_0);
    QCOMPARE(chosenRows(driver), QStringLiteral("None of the above"));
    driver.press(Qt::Key_2);
    QCOMPARE(chosenRows(driver), QStringLiteral("traffic light"));
    driver.press(Qt::Key_0);
    driver.press(Qt::Key_Return);
    QVERIFY(driver.waitForSaveState(SaveState::Kind::Saved));
    QCOMPARE(answerTo(fixture, 0), (std::vector<int>{}));
}

void WorkWindowChoosingTest::enterWaitsForAChoice()
{
    const JobFixture fixture;
    WindowDriver driver = openChoosing(fixture, TaskType::ImageClassification);
    const QString hint = driver.window().statusLine().shownText();
    QVERIFY2(hint.contains(QStringLiteral("key of the label")), qPrintable(hint));
    driver.press(Qt::Key_Return);
    QCOMPARE(driver.session().currentObject(), std::optional<ObjectId>(0));
    driver.press(Qt::Key_1);
    QVERIFY(driver.window().statusLine().shownText().contains(QStringLiteral("submits")));
}

void WorkWindowChoosingTest::rowsAreChosenByClick()
{
    const JobFixture fixture;
    WindowDriver driver = openChoosing(fixture, TaskType::ImageClassificationMultiLabel);
    auto* list = panelOf(driver).findChild<QListView*>();
    const auto click = [list](int row) {
        QTest::mouseClick(list->viewport(), Qt::LeftButton, {},
                          list->visualRect(list->model()->index(row, 0)).center());
    };
    click(0);
    click(2);
    click(0);
    QCOMPARE(chosenRows(driver), QStringLiteral("bus"));
    QVERIFY(driver.window().canvas().hasFocus());
    click(3);
    QCOMPARE(chosenRows(driver), QStringLiteral("None of the above"));
}

void WorkWindowChoosingTest::aLabelIsFoundByItsName()
{
    const JobFixture fixture;
    WindowDriver driver = openChoosing(fixture, TaskType::ImageClassificationMultiLabel);
    auto* search = panelOf(driver).findChild<QLineEdit*>();
    QVERIFY(!search->isVisible());
    driver.press(Qt::Key_Slash);
    QVERIFY(search->hasFocus());
    driver.typeIntoFocus(QStringLiteral("LIGHT"));
    QCOMPARE(panelOf(driver).findChild<QListView*>()->model()->rowCount(), 1);
    driver.press(Qt::Key_Return);
    QCOMPARE(chosenRows(driver), QStringLiteral("traffic light"));
    QVERIFY(driver.window().canvas().hasFocus());
    QCOMPARE(driver.session().currentObject(), std::optional<ObjectId>(0));
    driver.press(Qt::Key_Return);
    QVERIFY(driver.waitForObject(1));
}

void WorkWindowChoosingTest::rowsCanBeWalkedThroughByKey()
{
    const JobFixture fixture;
    WindowDriver driver = openChoosing(fixture, TaskType::ImageClassificationMultiLabel);
    auto* list = panelOf(driver).findChild<QListView*>();
    list->setFocus(Qt::TabFocusReason);
    list->setCurrentIndex(list->model()->index(0, 0));
    driver.press(Qt::Key_Down);
    driver.press(Qt::Key_Space);
    QCOMPARE(chosenRows(driver), QStringLiteral("traffic light"));
    driver.press(Qt::Key_Return);
    QVERIFY(driver.waitForObject(1));
}

void WorkWindowChoosingTest::nothingIsThereToPaintWith()
{
    const JobFixture fixture;
    WindowDriver driver = openChoosing(fixture, TaskType::ImageClassification);
    QVERIFY(!driver.window().findChild<FloatingToolBar*>()->isVisible());
    QStringList menus;
    for (const QAction* action : driver.window().menuBar()->actions())
        menus.append(action->text().remove('&'));
    QCOMPARE(menus, (QStringList{QStringLiteral("File"), QStringLiteral("Edit"), QStringLiteral("View"),
                                 QStringLiteral("Go"), QStringLiteral("Review"), QStringLiteral("Help")}));
    for (const char* id : {"brush", "undo", "islands", "show-labels", "tool-guide"})
        QVERIFY2(!driver.window().findChild<QAction*>(QLatin1String(id))->isVisible(), id);
    driver.press(Qt::Key_B);
    driver.press(Qt::Key_G, Qt::ShiftModifier);
    QVERIFY(driver.session().document() == nullptr);
    QVERIFY(driver.session().choice() == LabelChoice{});
}

void WorkWindowChoosingTest::theButtonSaysWhatEnterDoes()
{
    const JobFixture fixture;
    WindowDriver driver = openChoosing(fixture, TaskType::ImageClassification);
    const auto buttons = driver.window().findChildren<QPushButton*>();
    const auto submit = std::ranges::find_if(
        buttons, [](const QPushButton* button) { return button->text() == QStringLiteral("Submit  Enter"); });
    QVERIFY(submit != buttons.end());
    QVERIFY(!(*submit)->isEnabled());
    driver.press(Qt::Key_2);
    QVERIFY((*submit)->isEnabled());
    (*submit)->click();
    QVERIFY(driver.waitForObject(1));
}

void WorkWindowChoosingTest::keysCanBeChanged()
{
    const JobFixture fixture;
    WindowDriver driver = openChoosing(fixture, TaskType::ImageClassification);
    driver.window().changeKeys(driver.window());
    const auto* list = driver.window().findChild<KeysList*>();
    QVERIFY(list != nullptr && list->isVisible());
    QVERIFY(list->findItems(QStringLiteral("Submit"), Qt::MatchExactly | Qt::MatchRecursive).size() == 1);
    QVERIFY(list->findItems(QStringLiteral("Brush"), Qt::MatchExactly | Qt::MatchRecursive).isEmpty());
}

void WorkWindowChoosingTest::aDragMovesThePicture()
{
    const JobFixture fixture;
    WindowDriver driver = openChoosing(fixture, TaskType::ImageClassification);
    driver.window().canvas().zoomTo(32);
    driver.window().canvas().centreOn({32, 24});
    const PointF before = driver.window().canvas().viewport().imageFromView({0, 0});
    driver.drag({32, 24}, {30, 24});
    const PointF after = driver.window().canvas().viewport().imageFromView({0, 0});
    QVERIFY(after.x > before.x + 1);
}

void WorkWindowChoosingTest::theChoiceComesBack()
{
    const JobFixture fixture;
    {
        WindowDriver driver = openChoosing(fixture, TaskType::ImageClassificationMultiLabel);
        driver.press(Qt::Key_1);
        driver.press(Qt::Key_2);
        driver.leave();
    }
    WindowDriver driver(fixture.jobFolder());
    QVERIFY(driver.waitForObject(0));
    QCOMPARE(chosenRows(driver), QStringLiteral("people traffic light"));
}

LABELWRIGHT_TEST(WorkWindowChoosingTest)
#include "WorkWindowChoosingTest.moc"
