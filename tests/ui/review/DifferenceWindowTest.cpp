// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/review/DifferenceWindow.h"

#include "core/job/JobState.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestJob.h"
#include "tests/support/TestProgram.h"
#include "ui/canvas/Canvas.h"
#include "ui/review/AnswerList.h"
#include "ui/review/DifferencePanel.h"

#include <QComboBox>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTest>
#include <QTreeWidget>

#include <algorithm>
#include <memory>

using namespace labelwright;
using namespace labelwright::test;

namespace {

/// sizeHintForColumn(), which is protected.
int hintOf(const QTreeWidget& table, int column)
{
    struct Open : QTreeWidget {
        using QTreeWidget::sizeHintForColumn;
    };
    return (table.*&Open::sizeHintForColumn)(column);
}

LabelMask bandsOf(const QByteArray& digits)
{
    std::vector<Label> pixels;
    for (int row = 0; row < 8; ++row) {
        for (const char digit : digits)
            pixels.push_back(static_cast<Label>(digit - '0'));
    }
    return *LabelMask::create({static_cast<int>(digits.size()), 8}, std::move(pixels));
}

struct ShownWindow {
    std::unique_ptr<DifferenceWindow> window;

    explicit ShownWindow(const Job& job, ObjectId object = 0, DifferenceSubject subject = {},
                         std::optional<Worker> author = {})
    {
        subject.jobFolder = QString::fromStdString(job.folder().string());
        subject.object = object;
        window = std::make_unique<DifferenceWindow>(subject, author);
        window->show();
    }

    QTreeWidget& table(const QString& name) const
    {
        for (auto* table : window->findChildren<QTreeWidget*>())
            if (table->accessibleName() == name)
                return *table;
        qFatal("no such table");
    }
    QComboBox& combo(const QString& name) const
    {
        for (auto* combo : window->findChildren<QComboBox*>())
            if (combo->accessibleName() == name)
                return *combo;
        qFatal("no such choice");
    }
    bool says(const QString& text) const
    {
        for (const QLabel* label : window->findChildren<QLabel*>())
            if (label->isVisible() && label->text().contains(text))
                return true;
        return false;
    }
    QStringList rows(const QString& name) const
    {
        QStringList rows;
        const QTreeWidget& shown = table(name);
        for (int row = 0; row < shown.topLevelItemCount(); ++row) {
            QStringList cells;
            for (int column = 0; column < shown.columnCount(); ++column)
                cells << shown.topLevelItem(row)->text(column);
            rows << cells.join(QLatin1Char('|'));
        }
        return rows;
    }
};

} // namespace

class DifferenceWindowTest : public QObject {
    Q_OBJECT
private slots:
    void nothingIsClippedAtFirstNorAtTheLeastSize();
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void theNewestAnswerIsComparedWithWhatItReplaced();
    void anyTwoAnswersAreCompared();
    void partsAreSteppedThrough();
    void anAnswerIsBroughtBack();
    void anothersAnswerIsRefusedInWords();
    void chosenLabelsAreCompared();
    void anotherJobIsCompared();
    void whereThereIsNothingItSaysSo();

private:
    std::filesystem::path folder(const std::string& name) const
    {
        return std::filesystem::path(m_folder->path().toStdString()) / name;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void DifferenceWindowTest::theNewestAnswerIsComparedWithWhatItReplaced()
{
    Job job = makeJob(folder("a"), {.objects = 1, .workersPerObject = 2});
    submitAt(job, 0, 0, bandsOf("0000111100002222"), testTime(0));
    submitAt(job, 0, 1, bandsOf("3333333333333333"), testTime(1000));
    submitAt(job, 0, 0, bandsOf("0000111110002211"), testTime(2000));
    const ShownWindow shown(job);
    QTRY_COMPARE(shown.rows(QStringLiteral("Changes")),
                 (QStringList{QStringLiteral("traffic light|people|16|1"), QStringLiteral("unlabeled|people|8|1")}));
    QVERIFY(shown.says(QStringLiteral("24 of 128 pixels differ (18.8")));
    QCOMPARE(shown.combo(QStringLiteral("Before")).currentIndex(), 0);
    QCOMPARE(shown.combo(QStringLiteral("After")).currentIndex(), 2);
    QCOMPARE(shown.rows(QStringLiteral("What became of each label")).size(), 3);
    QVERIFY(shown.rows(QStringLiteral("What became of each label"))[2].startsWith(
        QStringLiteral("traffic light|16|50.0|")));
}

void DifferenceWindowTest::anyTwoAnswersAreCompared()
{
    Job job = makeJob(folder("a"), {.objects = 1, .workersPerObject = 2});
    submitAt(job, 0, 0, bandsOf("0000111100002222"), testTime(0));
    submitAt(job, 0, 1, bandsOf("0000111100002222"), testTime(1000));
    submitAt(job, 0, 0, bandsOf("0000111110002211"), testTime(2000));
    const ShownWindow shown(job);
    QTRY_COMPARE(shown.rows(QStringLiteral("Changes")).size(), 2);
    QCOMPARE(shown.combo(QStringLiteral("After")).count(), 4); // All that counts, too.
    shown.combo(QStringLiteral("After")).setCurrentIndex(1);
    QTRY_VERIFY(shown.says(QStringLiteral("The two are the same")));
    QTest::keyClick(shown.window.get(), Qt::Key_X);
    QCOMPARE(shown.combo(QStringLiteral("Before")).currentIndex(), 1);
    QCOMPARE(shown.combo(QStringLiteral("After")).currentIndex(), 0);
}

void DifferenceWindowTest::partsAreSteppedThrough()
{
    Job job = makeJob(folder("a"), {.objects = 1});
    submitAt(job, 0, 0, bandsOf("0000000000000000"), testTime(0));
    submitAt(job, 0, 0, bandsOf("0110000111000020"), testTime(1000));
    const ShownWindow shown(job);
    QTRY_COMPARE(shown.rows(QStringLiteral("Changes")).size(), 2);
    QSignalSpy parts(shown.window->findChild<DifferencePanel*>(), &DifferencePanel::partChosen);
    QTreeWidget& changes = shown.table(QStringLiteral("Changes"));
    const QRect row = changes.visualItemRect(changes.topLevelItem(0));
    QTest::mouseClick(changes.viewport(), Qt::LeftButton, {}, row.center());
    const auto last = [&parts] { return *parts.back()[0].value<std::optional<Component>>(); };
    QVERIFY(!parts.isEmpty());
    QCOMPARE(last().area, std::int64_t{24});
    QTest::keyClick(shown.window.get(), Qt::Key_N);
    QCOMPARE(last().area, std::int64_t{16});
    QVERIFY(shown.says(QStringLiteral("Part 2 of 2, 16 pixels")));
    QTest::keyClick(shown.window.get(), Qt::Key_Return);
    QCOMPARE(last().area, std::int64_t{24});
    QTest::keyClick(shown.window.get(), Qt::Key_N, Qt::ShiftModifier);
    QCOMPARE(last().area, std::int64_t{16});
}

void DifferenceWindowTest::anAnswerIsBroughtBack()
{
    Job job = makeJob(folder("a"), {.objects = 1});
    const AnswerEvent first = submitAt(job, 0, 0, bandsOf("0000000000000000"), testTime(0));
    submitAt(job, 0, 0, bandsOf("1111111111111111"), testTime(1000));
    const ShownWindow shown(job);
    QTRY_COMPARE(shown.rows(QStringLiteral("Changes")).size(), 1);
    QSignalSpy written(shown.window.get(), &DifferenceWindow::answerWritten);
    auto& list = *shown.window->findChild<AnswerList*>();
    list.chooseRow(0);
    list.bringBackChosen();
    QTRY_COMPARE(shown.combo(QStringLiteral("After")).count(), 3);
    QCOMPARE(written.size(), 1);
    job = reopened(job);
    QCOMPARE(job.events().currentAnswer(0, first.worker)->maskSha256, first.maskSha256);
    QTRY_COMPARE(shown.rows(QStringLiteral("Answers")).size(), 3);
    QVERIFY(shown.rows(QStringLiteral("Answers"))[2].endsWith(QStringLiteral("|Counted")));
    QVERIFY(shown.rows(QStringLiteral("Answers"))[1].endsWith(QStringLiteral("|Replaced")));
}

void DifferenceWindowTest::anothersAnswerIsRefusedInWords()
{
    Job job = makeJob(folder("a"), {.objects = 1, .workersPerObject = 2});
    submitAt(job, 0, 0, bandsOf("0000000000000000"), testTime(0));
    submitAt(job, 0, 0, bandsOf("1111111111111111"), testTime(1000));
    submitAt(job, 0, 1, bandsOf("1111111111111111"), testTime(2000));
    const ShownWindow shown(job, 0, {}, job.spec().team[1]);
    QTRY_COMPARE(shown.combo(QStringLiteral("After")).count(), 4);
    auto& list = *shown.window->findChild<AnswerList*>();
    list.chooseRow(0);
    list.bringBackChosen();
    const auto outcome = [&list] {
        QString text;
        for (const QLabel* label : list.findChildren<QLabel*>())
            text += label->text();
        return text;
    };
    QTRY_VERIFY2(outcome().endsWith(QStringLiteral("an adjustment is needed.")), qPrintable(outcome()));
    QCOMPARE(reopened(job).events().answersOf(0).size(), std::size_t{3});
}

void DifferenceWindowTest::chosenLabelsAreCompared()
{
    Job job = makeJob(folder("a"), {.objects = 1, .taskType = TaskType::ImageClassificationMultiLabel});
    chooseAt(job, 0, 0, {"bus", "people"}, testTime(0));
    chooseAt(job, 0, 0, {"bus", "traffic light"}, testTime(1000));
    const ShownWindow shown(job);
    QTRY_COMPARE(shown.rows(QStringLiteral("Labels chosen")),
                 (QStringList{QStringLiteral("people|chosen|–"), QStringLiteral("traffic light|–|chosen"),
                              QStringLiteral("bus|chosen|chosen")}));
    QVERIFY(shown.says(QStringLiteral("Other labels are chosen")));
}

void DifferenceWindowTest::anotherJobIsCompared()
{
    Job job = makeJob(folder("a"), {.objects = 1});
    Job other = makeJob(folder("b"), {.objects = 2, .labels = {"bus", "people"}});
    submitAt(job, 0, 0, bandsOf("0000000011111133"), testTime(0));
    submitAt(other, 1, 0, bandsOf("0000000022222221"), testTime(0));
    const ShownWindow shown(job, 0, {.otherFolder = QString::fromStdString(other.folder().string()), .otherObject = 1});
    QTRY_COMPARE(shown.rows(QStringLiteral("Changes")), (QStringList{QStringLiteral("bus|people|8|1")}));
}

void DifferenceWindowTest::whereThereIsNothingItSaysSo()
{
    Job job = makeJob(folder("a"), {.objects = 2});
    submitAt(job, 0, 0, bandsOf("0000000000000000"), testTime(0));
    const ShownWindow one(job, 0);
    QTRY_VERIFY(one.says(QStringLiteral("The two are the same")));
    const ShownWindow none(job, 1);
    QTRY_VERIFY(none.says(QStringLiteral("has no answers yet")) || none.combo(QStringLiteral("After")).count() == 0);
    QCOMPARE(none.combo(QStringLiteral("After")).count(), 0);
}

void DifferenceWindowTest::nothingIsClippedAtFirstNorAtTheLeastSize()
{
    Job job = makeJob(m_folder->path().toStdString(),
                      {.objects = 1, .labels = {"people", "a label with a name of some length"}});
    submitAt(job, 0, 0, stripedMask({16, 8}, 2, 0), testTime(0));
    submitAt(job, 0, 0, stripedMask({16, 8}, 2, 1), testTime(5));
    const ShownWindow shown(job);
    const QStringList names{QStringLiteral("Changes"), QStringLiteral("What became of each label"),
                            QStringLiteral("Answers")};
    QTRY_VERIFY(shown.table(names[0]).topLevelItemCount() > 0);
    auto& tabs = *shown.window->findChild<QTabWidget*>();
    for (const QSize& size : {shown.window->size(), shown.window->minimumSizeHint()}) {
        shown.window->resize(size);
        for (int tab = 0; tab < names.size(); ++tab) {
            tabs.setCurrentIndex(tab);
            QCoreApplication::processEvents();
            const QTreeWidget& table = shown.table(names[tab]);
            const QHeaderView& header = *table.header();
            QVERIFY2(header.length() <= table.viewport()->width(), qPrintable(names[tab]));
            for (int column = 0; column < table.columnCount(); ++column) {
                const bool isName = header.sectionResizeMode(column) == QHeaderView::Stretch;
                const int wanted = isName ? 90 : std::max(header.sectionSizeHint(column), hintOf(table, column));
                QVERIFY2(header.sectionSize(column) >= wanted,
                         qPrintable(names[tab] + table.headerItem()->text(column)));
            }
        }
    }
    QVERIFY(shown.window->minimumSizeHint().width() <= 1000);
}

LABELWRIGHT_TEST(DifferenceWindowTest)
#include "DifferenceWindowTest.moc"
