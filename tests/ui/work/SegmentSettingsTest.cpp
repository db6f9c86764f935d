// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/work/SegmentSettings.h"

#include "tests/core/segment/TinyOnnx.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"
#include "tests/ui/work/NamedPart.h"
#include "tests/ui/work/WindowDriver.h"
#include "ui/bridge/SegmentModel.h"
#include "ui/work/PreferencesDialog.h"

#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTest>
#include <QTimer>
#include <QToolButton>

using namespace labelwright;
using namespace labelwright::test;
namespace fs = std::filesystem;

namespace {

QLineEdit& modelField(const QWidget& whole)
{
    return *partNamed<QLineEdit>(whole, QStringLiteral("Your own model"));
}

/// What is said of the network; empty while nothing is.
QString stateOf(const SegmentSettings& settings)
{
    const QLabel* last = settings.findChildren<QLabel*>().front();
    for (const QLabel* label : settings.findChildren<QLabel*>()) {
        if (label->wordWrap())
            last = label;
    }
    return last->isHidden() ? QString() : last->text();
}

void press(QToolButton& button)
{
    QTest::mouseClick(&button, Qt::LeftButton);
}

/// Opens the dialog by its key, and presses a button once `change` has been at it.
void answer(WindowDriver& driver, const std::function<void(PreferencesDialog&)>& change, const QString& button)
{
    QTimer::singleShot(0, qApp, [&] {
        auto* dialog = qobject_cast<PreferencesDialog*>(QApplication::activeModalWidget());
        if (!dialog)
            qFatal("the dialog does not open");
        change(*dialog);
        QTest::mouseClick(partNamed<QPushButton>(*dialog, button), Qt::LeftButton);
    });
    driver.press(Qt::Key_Comma, Qt::ControlModifier);
}

void chooseGrabCut(PreferencesDialog& dialog)
{
    partNamed<QComboBox>(dialog, QStringLiteral("Engine"))->setCurrentIndex(1);
}

} // namespace

class SegmentSettingsTest : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { keepSettingsIn(m_folder.path()); }
    void init() { QSettings().clear(); }
    void everyEngineIsThere();
    void whatIsChosenComesBack();
    void settingsRememberTheChoice();
    void anUnknownEngineIsForgotten();
    void aModelThatOpensIsSaidTo();
    void aModelThatOpensAndDoesNotAnswerIsNotSaidToBeGood();
    void whatIsWrongStandsThere();
    void clearingTheFieldEndsTheNews();
    void anEngineThatAsksNoModelSaysSo();
    void theWindowTakesTheChoice();
    void cancelChangesNothing();
    void defaultsComeBack();

private:
    fs::path folder() const { return m_folder.path().toStdString(); }

    QTemporaryDir m_folder;
};

void SegmentSettingsTest::everyEngineIsThere()
{
    const SegmentSettings settings({});
    const auto* engine = partNamed<QComboBox>(settings, QStringLiteral("Engine"));
    QCOMPARE(static_cast<std::size_t>(engine->count()), engines().size());
    QCOMPARE(engine->currentText(), QStringLiteral("Neural network"));
    QCOMPARE(engine->itemText(1), QStringLiteral("GrabCut"));
}

void SegmentSettingsTest::whatIsChosenComesBack()
{
    const SegmentChoice choice{"grabcut", "/a/model é.json", "/b/libonnxruntime.so.1"};
    SegmentSettings settings(choice);
    QVERIFY(settings.choice() == choice);
    settings.setChoice({});
    QVERIFY(settings.choice() == SegmentChoice{});
}

void SegmentSettingsTest::settingsRememberTheChoice()
{
    QVERIFY(loadSegmentChoice() == SegmentChoice{});
    const SegmentChoice choice{"grabcut", "/a/model é.json", "/b/libonnxruntime.so.1"};
    saveSegmentChoice(choice);
    QVERIFY(loadSegmentChoice() == choice);
}

void SegmentSettingsTest::anUnknownEngineIsForgotten()
{
    saveSegmentChoice({"magic", "/a.json", {}});
    QCOMPARE(loadSegmentChoice().engine, std::string(engines().front().id));
    QCOMPARE(loadSegmentChoice().model, fs::path("/a.json"));
}

void SegmentSettingsTest::aModelThatOpensIsSaidTo()
{
    writeText(folder() / "good.onnx", onnxOf(weighingNetwork({0, 0, 0, 1}, -100, 64)));
    writeText(folder() / "good.json", R"({"kind": "dextr", "size": [64, 64], "channels": "rgb", "mean": [0, 0, 0],
        "image": "input", "output": {"name": "map", "values": "logits"}})");
    SegmentSettings settings({});
    QSignalSpy checked(&settings, &SegmentSettings::checked);
    modelField(settings).setText(QString::fromStdString(folder() / "good.onnx"));
    QCOMPARE(stateOf(settings), QStringLiteral("Trying the model…"));
    QVERIFY(checked.wait());
    QCOMPARE(stateOf(settings), QStringLiteral("The model can be opened, and answers."));
}

void SegmentSettingsTest::aModelThatOpensAndDoesNotAnswerIsNotSaidToBeGood()
{
    writeText(folder() / "thin.onnx", onnxOf(weighingNetwork({0, 1}, -100, 64))); // four channels are what it is given
    writeText(folder() / "thin.json", R"({"kind": "dextr", "size": [64, 64], "channels": "rgb", "mean": [0, 0, 0],
        "image": "input", "output": {"name": "map", "values": "logits"}})");
    SegmentSettings settings({});
    QSignalSpy checked(&settings, &SegmentSettings::checked);
    modelField(settings).setText(QString::fromStdString(folder() / "thin.json"));
    QVERIFY(checked.wait());
    QVERIFY2(stateOf(settings).contains(QStringLiteral("thin.onnx: ")), qPrintable(stateOf(settings)));
}

void SegmentSettingsTest::whatIsWrongStandsThere()
{
    SegmentSettings settings({});
    QSignalSpy checked(&settings, &SegmentSettings::checked);
    modelField(settings).setText(QStringLiteral("/none/my.json"));
    QVERIFY(checked.wait());
    QVERIFY2(stateOf(settings).startsWith(QStringLiteral("/none/my.json: ")), qPrintable(stateOf(settings)));
    QCOMPARE(settings.choice().model, fs::path("/none/my.json"));
}

void SegmentSettingsTest::clearingTheFieldEndsTheNews()
{
    SegmentSettings settings({.model = "/none/my.json", .runtime = "/none/lib.so"});
    QSignalSpy checked(&settings, &SegmentSettings::checked);
    press(*modelField(settings).findChild<QToolButton*>());
    QCOMPARE(stateOf(settings), QString());
    QVERIFY(!checked.wait(200));
    press(*partNamed<QLineEdit>(settings, QStringLiteral("ONNX Runtime library"))->findChild<QToolButton*>());
    QVERIFY(settings.choice() == SegmentChoice{});
}

void SegmentSettingsTest::anEngineThatAsksNoModelSaysSo()
{
    const SegmentSettings settings({.engine = "grabcut", .model = "/none/my.json"});
    QCOMPARE(stateOf(settings), QStringLiteral("This engine asks no model."));
}

void SegmentSettingsTest::theWindowTakesTheChoice()
{
    const JobFixture fixture;
    {
        WindowDriver driver = openNewWindow(fixture);
        answer(driver, chooseGrabCut, QStringLiteral("OK"));
        QCOMPARE(driver.window().findChild<SegmentModel*>()->choice().engine, std::string("grabcut"));
        QCOMPARE(loadSegmentChoice().engine, std::string("grabcut"));
    }
    WindowDriver driver(fixture.jobFolder());
    QVERIFY(driver.waitForObject(0));
    QCOMPARE(driver.window().findChild<SegmentModel*>()->choice().engine, std::string("grabcut"));
}

void SegmentSettingsTest::cancelChangesNothing()
{
    const JobFixture fixture;
    WindowDriver driver = openNewWindow(fixture);
    answer(driver, chooseGrabCut, QStringLiteral("Cancel"));
    QVERIFY(driver.window().findChild<SegmentModel*>()->choice() == SegmentChoice{});
    QVERIFY(loadSegmentChoice() == SegmentChoice{});
}

void SegmentSettingsTest::defaultsComeBack()
{
    PreferencesDialog dialog(History::kDefaultByteBudget, {"grabcut", "/none/my.json", "/none/lib.so"});
    partNamed<QPushButton>(dialog, QStringLiteral("Restore Defaults"))->click();
    QVERIFY(dialog.segmentChoice() == SegmentChoice{});
}

LABELWRIGHT_TEST(SegmentSettingsTest)
#include "SegmentSettingsTest.moc"
