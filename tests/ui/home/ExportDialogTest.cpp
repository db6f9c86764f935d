// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/home/ExportDialog.h"

#include "tests/support/TestFiles.h"
#include "tests/support/TestJob.h"
#include "tests/support/TestProgram.h"
#include "tests/ui/home/HomeDriver.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QSpinBox>
#include <QTemporaryDir>
#include <QTest>
#include <QThreadPool>
#include <QTreeWidget>

using namespace labelwright;
using namespace labelwright::test;
namespace fs = std::filesystem;

class ExportDialogTest : public QObject {
    Q_OBJECT
private slots:
    void init();
    void whatWillComeOfItIsShown();
    void onlyFormatsOfTheTaskAreOffered();
    void aSplitIsToldInImages();
    void labelsOfOneNameBecomeOne();
    void aLabelThatIsOffIsGray();
    void aChoiceThatCantBeShowsNoFiles();
    void whatIsInTheWayIsTold();
    void aFreeFolderIsSuggested();
    void theFolderFollowsTheFormatUntilItIsTyped();
    void aDatasetIsMadeAndTold();
    void whatIsLeftOutIsListed();

private:
    std::unique_ptr<ExportDialog> open() const;
    fs::path root() const { return m_folder->path().toStdString(); }

    std::unique_ptr<QTemporaryDir> m_folder;
};

namespace {

constexpr const char* kFolder = "road-scenes-sagemaker-manifest";

QAbstractButton& exportButton(const ExportDialog& dialog)
{
    return *shownButton(dialog, QStringLiteral("Export"));
}

QString files(const ExportDialog& dialog)
{
    return dialog.findChild<QPlainTextEdit*>()->toPlainText();
}

QTreeWidget& labels(const ExportDialog& dialog)
{
    return *partNamed<QTreeWidget>(dialog, QStringLiteral("Labels of the dataset"));
}

QLineEdit& folder(const ExportDialog& dialog)
{
    return *partNamed<QWidget>(dialog, QStringLiteral("Folder of the dataset"))->findChild<QLineEdit*>();
}

QAbstractButton& box(const ExportDialog& dialog, const QString& text)
{
    return *shownButton(dialog, text);
}

} // namespace

/// A job of five objects, of which four are labeled.
void ExportDialogTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    Job job = makeJob(root(), {.objects = 5});
    for (ObjectId object = 0; object < 4; ++object)
        submitAt(job, object, 0, stripedMask({16, 8}, 3, static_cast<int>(object)), testTime(object * 1000));
}

std::unique_ptr<ExportDialog> ExportDialogTest::open() const
{
    auto dialog = std::make_unique<ExportDialog>(*takeSnapshot(root() / "job"));
    dialog->show();
    if (!QTest::qWaitForWindowActive(dialog.get()))
        qFatal("not active");
    return dialog;
}

void ExportDialogTest::whatWillComeOfItIsShown()
{
    const auto dialog = open();
    QTRY_VERIFY(exportButton(*dialog).isEnabled());
    QVERIFY(showsText(*dialog, QStringLiteral("4 images will be exported.")));
    QVERIFY(files(*dialog).contains(QStringLiteral("images/\n    0.png and 3 more\n")));
    QVERIFY(files(*dialog).contains(QStringLiteral("README.md")));
    QCOMPARE(folder(*dialog).text(), QString::fromStdString((root() / kFolder).string()));
    QVERIFY(!fs::exists(root() / kFolder));
}

void ExportDialogTest::onlyFormatsOfTheTaskAreOffered()
{
    const auto dialog = open();
    const auto& formats = *partNamed<QComboBox>(*dialog, QStringLiteral("Format"));
    for (const DatasetFormat& format : datasetFormats())
        QCOMPARE(formats.findData(QString::fromStdString(std::string(format.id))) >= 0,
                 format.holds(TaskType::SemanticSegmentation));
}

void ExportDialogTest::aSplitIsToldInImages()
{
    const auto dialog = open();
    box(*dialog, QStringLiteral("Split into train, validation and test")).click();
    partNamed<QSpinBox>(*dialog, QStringLiteral("Train"))->setValue(50);
    partNamed<QSpinBox>(*dialog, QStringLiteral("Validation"))->setValue(25);
    partNamed<QSpinBox>(*dialog, QStringLiteral("Test"))->setValue(25);
    QTRY_VERIFY(showsText(*dialog, QStringLiteral("4 images will be exported: 2 train, 1 validation, 1 test.")));
    QVERIFY(files(*dialog).contains(QStringLiteral("validation.manifest")));
    partNamed<QSpinBox>(*dialog, QStringLiteral("Train"))->setValue(74);
    partNamed<QSpinBox>(*dialog, QStringLiteral("Test"))->setValue(1);
    QTRY_VERIFY(showsText(*dialog, QStringLiteral("he part test is empty")));
    QVERIFY(exportButton(*dialog).isEnabled());
    partNamed<QSpinBox>(*dialog, QStringLiteral("Test"))->setValue(25);
    QVERIFY(showsText(*dialog, QStringLiteral("The shares add up to 124 % and not to 100 %.")));
    QVERIFY(!exportButton(*dialog).isEnabled());
}

void ExportDialogTest::aLabelThatIsOffIsGray()
{
    const auto dialog = open();
    QTreeWidget& table = labels(*dialog);
    const auto name = [&table] {
        return table.viewport()->grab(table.visualRect(table.model()->index(1, 1))).toImage();
    };
    const QImage on = name();
    table.topLevelItem(1)->setCheckState(0, Qt::Unchecked);
    QVERIFY(name() != on);
    table.topLevelItem(1)->setCheckState(0, Qt::Checked);
    QCOMPARE(name(), on);
}

void ExportDialogTest::aChoiceThatCantBeShowsNoFiles()
{
    const auto dialog = open();
    QTRY_VERIFY(exportButton(*dialog).isEnabled());
    box(*dialog, QStringLiteral("Split into train, validation and test")).click();
    partNamed<QSpinBox>(*dialog, QStringLiteral("Test"))->setValue(25);
    QThreadPool::globalInstance()->waitForDone(); // What was found until then is of no interest.
    QCoreApplication::processEvents();
    QVERIFY(showsText(*dialog, QStringLiteral("The shares add up to 115 % and not to 100 %.")));
    QCOMPARE(files(*dialog), QString());
    partNamed<QSpinBox>(*dialog, QStringLiteral("Test"))->setValue(10);
    QTRY_VERIFY(files(*dialog).contains(QStringLiteral("train.manifest")));
}

void ExportDialogTest::aFreeFolderIsSuggested()
{
    fs::create_directories(root() / kFolder);
    writeText(root() / (std::string(kFolder) + "-2"), "a file");
    const auto dialog = open();
    QTRY_VERIFY(exportButton(*dialog).isEnabled());
    QCOMPARE(folder(*dialog).text(), QString::fromStdString((root() / kFolder).string()) + QStringLiteral("-3"));
}

void ExportDialogTest::labelsOfOneNameBecomeOne()
{
    const auto dialog = open();
    labels(*dialog).topLevelItem(0)->setText(1, QStringLiteral("moving"));
    labels(*dialog).topLevelItem(2)->setText(1, QStringLiteral(" moving "));
    const ExportChoice merged = dialog->choice();
    QCOMPARE(merged.merges.size(), std::size_t{1});
    QCOMPARE(merged.merges[0].name, std::string("moving"));
    QVERIFY(merged.merges[0].labels == (std::vector<std::string>{"people", "bus"}));
    QVERIFY(merged.classes.empty());
    labels(*dialog).topLevelItem(1)->setCheckState(0, Qt::Unchecked);
    QVERIFY(dialog->choice().classes == (std::vector<std::string>{"people", "bus"}));
    QTRY_VERIFY(exportButton(*dialog).isEnabled());
}

void ExportDialogTest::whatIsInTheWayIsTold()
{
    writeText(root() / "file", "something");
    const auto dialog = open();
    folder(*dialog).setText(QString::fromStdString((root() / "file").string()));
    QVERIFY(!exportButton(*dialog).isEnabled());
    QTRY_VERIFY(showsText(*dialog, QStringLiteral("/file is there already. A dataset is made into a new folder.")));
    QVERIFY(!exportButton(*dialog).isEnabled());
    partNamed<QComboBox>(*dialog, QStringLiteral("Decision of a lead"))->setCurrentIndex(1);
    folder(*dialog).setText(QString::fromStdString((root() / "other").string()));
    QTRY_VERIFY(showsText(*dialog, QStringLiteral("No object of the job is as it was asked for")));
    QVERIFY(!exportButton(*dialog).isEnabled());
    for (int row = 0; row < 3; ++row)
        labels(*dialog).topLevelItem(row)->setCheckState(0, Qt::Unchecked);
    QVERIFY(showsText(*dialog, QStringLiteral("Choose a label at least.")));
}

void ExportDialogTest::theFolderFollowsTheFormatUntilItIsTyped()
{
    const auto dialog = open();
    auto& formats = *partNamed<QComboBox>(*dialog, QStringLiteral("Format"));
    formats.setCurrentIndex(formats.findData(QStringLiteral("index-png")));
    QVERIFY(folder(*dialog).text().endsWith(QStringLiteral("road-scenes-index-png")));
    QTest::keyClicks(&folder(*dialog), QStringLiteral("-2"));
    formats.setCurrentIndex(0);
    QVERIFY(folder(*dialog).text().endsWith(QStringLiteral("road-scenes-index-png-2")));
}

void ExportDialogTest::aDatasetIsMadeAndTold()
{
    const auto dialog = open();
    QTRY_VERIFY(exportButton(*dialog).isEnabled());
    QTest::mouseClick(&exportButton(*dialog), Qt::LeftButton);
    QTRY_VERIFY(showsText(*dialog, QStringLiteral("4 images in ")));
    QVERIFY(fs::exists(root() / kFolder / "output.manifest"));
    QVERIFY(!exportButton(*dialog).isEnabled());
    QVERIFY(shownButton(*dialog, QStringLiteral("Show in the file manager")));
    box(*dialog, QStringLiteral("Split into train, validation and test")).click(); // Its folder is there by now.
    QTRY_COMPARE(folder(*dialog).text(), QString::fromStdString((root() / kFolder).string()) + QStringLiteral("-2"));
    QTest::mouseClick(shownButton(*dialog, QStringLiteral("Close")), Qt::LeftButton);
    QVERIFY(!dialog->isVisible());
}

void ExportDialogTest::whatIsLeftOutIsListed()
{
    fs::remove(root() / "photos/1.png");
    const auto dialog = open();
    QTRY_VERIFY(exportButton(*dialog).isEnabled());
    QTest::mouseClick(&exportButton(*dialog), Qt::LeftButton);
    QTRY_VERIFY(showsText(*dialog, QStringLiteral("3 images in ")));
    QVERIFY(files(*dialog).contains(QStringLiteral("1.png")));
}

LABELWRIGHT_TEST(ExportDialogTest)
#include "ExportDialogTest.moc"
