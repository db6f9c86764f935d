// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/home/OutputPage.h"

#include "core/job/JobLayout.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"
#include "tests/ui/home/GalleryJob.h"
#include "ui/home/OutputModel.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTest>
#include <QTreeView>

using namespace labelwright;
using namespace labelwright::test;

namespace {

const QString kManifest = QStringLiteral("road-scenes/manifests/output/output.manifest");

struct ShownOutput {
    GalleryJob gallery{2};
    OutputPage page{gallery.job().folder()};

    ShownOutput()
    {
        gallery.submit(0, 1);
        page.resize(900, 600);
        page.show();
    }

    QTreeView& list() { return *page.findChild<QTreeView*>(); }
    QAbstractItemModel& model() { return *list().model(); }
    QPushButton& button(const QString& text)
    {
        for (auto* button : page.findChildren<QPushButton*>())
            if (button->text() == text)
                return *button;
        qFatal("no such button");
    }
    void update()
    {
        QTest::mouseClick(&button(QStringLiteral("Update output")), Qt::LeftButton);
        QTRY_VERIFY(button(QStringLiteral("Update output")).isEnabled());
        QTRY_VERIFY(model().rowCount() > 0);
    }
    int rowOf(const QString& path)
    {
        for (int row = 0; row < model().rowCount(); ++row)
            if (model().index(row, 0).data().toString() == path)
                return row;
        return -1;
    }
    QString stateOf(const QString& path)
    {
        return model().index(rowOf(path), OutputModel::StateColumn).data().toString();
    }
    bool says(const QString& part)
    {
        for (const auto* label : page.findChildren<QLabel*>())
            if (label->isVisible() && label->text().contains(part))
                return true;
        return false;
    }
    std::filesystem::path file(const QString& path)
    {
        return outputFolder(gallery.job().folder()) / path.toStdString();
    }
};

} // namespace

class OutputPageTest : public QObject {
    Q_OBJECT
private slots:
    void withoutOutputItSaysWhatIsListedHere();
    void anUpdateWritesListsAndReports();
    void whatWasChangedByHandIsShownAndLeft();
    void missingFilesAreShownAndComeBack();
    void thePathIsCopied();
    void filesAreFoundAndSorted();
};

void OutputPageTest::withoutOutputItSaysWhatIsListedHere()
{
    ShownOutput shown;
    QTRY_VERIFY(shown.says(QStringLiteral("The files that Ground Truth would have written")));
    QVERIFY(!shown.list().isVisible());
    QVERIFY(!shown.button(QStringLiteral("Open")).isEnabled());
}

void OutputPageTest::anUpdateWritesListsAndReports()
{
    ShownOutput shown;
    shown.update();
    QVERIFY(shown.says(QStringLiteral("The output is up to date. Objects: 1.")));
    QVERIFY(shown.list().isVisible());
    QVERIFY(std::filesystem::exists(shown.file(kManifest)));
    QCOMPARE(shown.stateOf(kManifest), QStringLiteral("As derived"));
    QVERIFY(!shown.page.findChild<QPlainTextEdit*>()->isVisible());
}

void OutputPageTest::whatWasChangedByHandIsShownAndLeft()
{
    ShownOutput shown;
    shown.update();
    writeText(shown.file(kManifest), "mine");
    shown.page.refresh();
    QTRY_COMPARE(shown.stateOf(kManifest), QStringLiteral("Changed by hand"));
    shown.gallery.submit(1, 2);
    shown.update();
    QCOMPARE(textOf(shown.file(kManifest)), std::string("mine"));
    auto& notes = *shown.page.findChild<QPlainTextEdit*>();
    QVERIFY(notes.isVisible());
    QVERIFY(notes.toPlainText().contains(kManifest));
    QVERIFY(shown.says(QStringLiteral("but for what stands above")));
}

void OutputPageTest::missingFilesAreShownAndComeBack()
{
    ShownOutput shown;
    shown.update();
    std::filesystem::remove(shown.file(kManifest));
    shown.page.refresh();
    QTRY_COMPARE(shown.stateOf(kManifest), QStringLiteral("Missing"));
    shown.list().setCurrentIndex(shown.model().index(shown.rowOf(kManifest), 0));
    QVERIFY(!shown.button(QStringLiteral("Open")).isEnabled());
    QVERIFY(shown.button(QStringLiteral("Copy path")).isEnabled());
    shown.update();
    QTRY_COMPARE(shown.stateOf(kManifest), QStringLiteral("As derived"));
    QCOMPARE(shown.list().currentIndex().row(), shown.rowOf(kManifest)); // still the current one
}

void OutputPageTest::thePathIsCopied()
{
    ShownOutput shown;
    shown.update();
    shown.list().setCurrentIndex(shown.model().index(shown.rowOf(kManifest), 0));
    QTest::mouseClick(&shown.button(QStringLiteral("Copy path")), Qt::LeftButton);
    QCOMPARE(QGuiApplication::clipboard()->text(), QString::fromStdString(shown.file(kManifest).string()));
}

void OutputPageTest::filesAreFoundAndSorted()
{
    ShownOutput shown;
    shown.update();
    const int all = shown.model().rowCount();
    shown.page.findChild<QLineEdit*>()->setText(QStringLiteral("OUTPUT.manifest"));
    QCOMPARE(shown.model().rowCount(), 1);
    QVERIFY(shown.says(QStringLiteral("1 of %1 files").arg(all)));
    shown.page.findChild<QLineEdit*>()->clear();
    shown.list().sortByColumn(OutputModel::SizeColumn, Qt::DescendingOrder);
    const auto& model = static_cast<OutputModel&>(shown.model());
    QCOMPARE(model.rowCount(), all);
    for (int row = 1; row < all; ++row)
        QVERIFY(model.fileAt(row - 1).bytes >= model.fileAt(row).bytes);
}

LABELWRIGHT_TEST(OutputPageTest)
#include "OutputPageTest.moc"
