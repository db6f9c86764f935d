// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/work/PreferencesDialog.h"

#include "core/edit/History.h"
#include "tests/support/TestProgram.h"
#include "tests/ui/work/NamedPart.h"
#include "tests/ui/work/WindowDriver.h"
#include "ui/work/SegmentSettings.h"
#include "ui/work/WindowMemory.h"

#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTest>
#include <QTimer>

#include <random>

using namespace labelwright;
using namespace labelwright::test;

namespace {

constexpr std::size_t kMegabyte = std::size_t{1} << 20U;

void type(PreferencesDialog& dialog, const QString& megabytes)
{
    auto* field = dialog.findChild<QSpinBox*>();
    field->selectAll();
    QTest::keyClicks(field, megabytes);
}

/// Opens the dialog by its key, types into it and presses one of its buttons.
void answer(WindowDriver& driver, const QString& megabytes, const QString& button)
{
    QTimer::singleShot(0, qApp, [&] {
        auto* dialog = qobject_cast<PreferencesDialog*>(QApplication::activeModalWidget());
        if (!dialog)
            qFatal("the dialog does not open");
        type(*dialog, megabytes);
        QTest::mouseClick(partNamed<QPushButton>(*dialog, button), Qt::LeftButton);
    });
    driver.press(Qt::Key_Comma, Qt::ControlModifier);
}

/// Steps that no packing makes small.
void addNoise(Document& document, int steps)
{
    const Size size = document.mask().size();
    std::minstd_rand random(7);
    std::vector<Label> noise(static_cast<std::size_t>(size.width) * static_cast<std::size_t>(size.height));
    std::generate(noise.begin(), noise.end(), [&] { return static_cast<Label>(random() >> 8U); });
    MaskPatch patch(size);
    patch.keep(*LabelMask::create(size, std::move(noise)), document.mask().bounds());
    document.onRecorded = nullptr; // the draft is not what this is about
    document.apply("noise", patch);
    for (int step = 1; step < steps; ++step)
        document.apply("noise", patch);
}

} // namespace

class PreferencesDialogTest : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { keepSettingsIn(m_settings.path()); }
    void init() { QSettings().clear(); }
    void whatIsTypedIsTheBudget();
    void theBudgetStaysInItsRange_data();
    void theBudgetStaysInItsRange();
    void defaultsComeBack();
    void theWindowKeepsToTheBudgetAtOnceAndNextTime();
    void cancelChangesNothing();
    void whatIsSaidOfAModelIsNotCutOff();
    void theFieldsOfAllSectionsBeginInOneLineAndShowAPath();

private:
    QTemporaryDir m_settings;
};

void PreferencesDialogTest::whatIsTypedIsTheBudget()
{
    PreferencesDialog dialog(512 * kMegabyte);
    QCOMPARE(dialog.findChild<QSpinBox*>()->value(), 512);
    QCOMPARE(dialog.historyByteBudget(), 512 * kMegabyte);
    type(dialog, QStringLiteral("100"));
    QCOMPARE(dialog.historyByteBudget(), 100 * kMegabyte);
}

void PreferencesDialogTest::theBudgetStaysInItsRange_data()
{
    QTest::addColumn<qulonglong>("bytes");
    QTest::addColumn<int>("megabytes");
    QTest::newRow("nothing") << qulonglong{0} << PreferencesDialog::kLeastHistoryMegabytes;
    QTest::newRow("a terabyte") << qulonglong{1} * 1024 * 1024 * kMegabyte << PreferencesDialog::kMostHistoryMegabytes;
}

void PreferencesDialogTest::theBudgetStaysInItsRange()
{
    QFETCH(qulonglong, bytes);
    QFETCH(int, megabytes);
    const PreferencesDialog dialog(bytes);
    QCOMPARE(dialog.historyByteBudget(), static_cast<std::size_t>(megabytes) * kMegabyte);
}

void PreferencesDialogTest::defaultsComeBack()
{
    PreferencesDialog dialog(512 * kMegabyte);
    partNamed<QPushButton>(dialog, QStringLiteral("Restore Defaults"))->click();
    QCOMPARE(dialog.historyByteBudget(), History::kDefaultByteBudget);
}

void PreferencesDialogTest::theWindowKeepsToTheBudgetAtOnceAndNextTime()
{
    const JobFixture fixture;
    fixture.addPhoto("1.png", {2000, 1500});
    fixture.makeJob();
    {
        WindowDriver driver(fixture.jobFolder());
        QVERIFY(driver.waitForObject(0));
        const History& history = driver.session().document()->history();
        addNoise(*driver.session().document(), 14);
        QVERIFY(history.byteSize() > 33 * kMegabyte);
        answer(driver, QStringLiteral("32"), QStringLiteral("OK"));
        QVERIFY(history.byteSize() <= 32 * kMegabyte);
        QVERIFY(history.undoNames().size() > 5);
        QCOMPARE(loadHistoryByteBudget(), 32 * kMegabyte);
    }
    WindowDriver driver(fixture.jobFolder());
    QVERIFY(driver.waitForObject(0));
    addNoise(*driver.session().document(), 14);
    QVERIFY(driver.session().document()->history().byteSize() <= 32 * kMegabyte);
}

void PreferencesDialogTest::cancelChangesNothing()
{
    const JobFixture fixture;
    WindowDriver driver = openNewWindow(fixture);
    answer(driver, QStringLiteral("32"), QStringLiteral("Cancel"));
    QCOMPARE(loadHistoryByteBudget(), History::kDefaultByteBudget);
}

void PreferencesDialogTest::whatIsSaidOfAModelIsNotCutOff()
{
    PreferencesDialog dialog(0, {});
    dialog.show();
    QVERIFY(QTest::qWaitForWindowExposed(&dialog));
    const int before = dialog.height();
    auto* segment = dialog.findChild<SegmentSettings*>();
    QSignalSpy checked(segment, &SegmentSettings::checked);
    segment->setChoice(
        {.model = "/none of these folders/is there and so/the sentence on it/is longer than/one line.json"});
    QVERIFY(checked.wait());
    QCoreApplication::processEvents();
    QVERIFY(dialog.height() > before);
    for (const QLabel* text : dialog.findChildren<QLabel*>())
        QVERIFY2(text->height() >= text->heightForWidth(text->width()), qPrintable(text->text()));
}

void PreferencesDialogTest::theFieldsOfAllSectionsBeginInOneLineAndShowAPath()
{
    PreferencesDialog dialog(0, {});
    dialog.show();
    QVERIFY(QTest::qWaitForWindowExposed(&dialog));
    const auto leftOf = [&dialog](const QWidget* field) { return field->mapTo(&dialog, QPoint(0, 0)).x(); };
    const int left = leftOf(dialog.findChild<QSpinBox*>());
    QCOMPARE(leftOf(partNamed<QComboBox>(dialog, QStringLiteral("Engine"))), left);
    for (const char* name : {"Your own model", "ONNX Runtime library"}) {
        const auto* field = partNamed<QLineEdit>(dialog, QString::fromUtf8(name));
        QCOMPARE(leftOf(field), left);
        QVERIFY(field->width() >= field->fontMetrics().horizontalAdvance(QString(40, QLatin1Char('o'))));
    }
}

LABELWRIGHT_TEST(PreferencesDialogTest)
#include "PreferencesDialogTest.moc"
