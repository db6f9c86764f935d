// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/TestProgram.h"
#include "ui/look/ElidedLabel.h"
#include "ui/work/HeaderBar.h"
#include "ui/work/LabelModel.h"
#include "ui/work/SaveText.h"
#include "ui/work/StatusLine.h"

#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace labelwright;
using Kind = SaveState::Kind;

namespace {

Time timeAt(int seconds)
{
    return *parseTime("2026-11-22T01:42:07") + std::chrono::seconds(seconds); // 10:42:07 in Seoul
}

} // namespace

/// The words and figures that change while one works.
class StatusTextTest : public QObject {
    Q_OBJECT
private slots:
    void saveStateIsToldInWords_data();
    void saveStateIsToldInWords();
    void onlyWhatIsInMemoryAloneIsUnsaved();
    void failureNamesObjectReasonAndAdvice();
    void whatMattersIsSaidBeforeThePath();
    void theWeightierNoticeComesFirst();
    void taskTimeIsMinutesAndSeconds_data();
    void taskTimeIsMinutesAndSeconds();
    void sharesNeverRoundToNothing_data();
    void sharesNeverRoundToNothing();
    void noticeGivesWayToTheHint();
    void retryIsOfferedWhenItHelps();
};

void StatusTextTest::saveStateIsToldInWords_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<int>("age");
    QTest::addColumn<QString>("text");
    const auto row = [](const char* name, Kind kind, int age, const char* text) {
        QTest::newRow(name) << static_cast<int>(kind) << age << QString::fromUtf8(text);
    };
    row("untouched", Kind::Untouched, 0, "No changes");
    row("draft now", Kind::DraftKept, 0, "Draft · 0 s ago");
    row("draft", Kind::DraftKept, 3, "Draft · 3 s ago");
    row("draft of a minute", Kind::DraftKept, 60, "Draft · 1 min ago");
    row("draft of an hour", Kind::DraftKept, 3600, "Draft · 10:42:07");
    row("a clock set back", Kind::DraftKept, -5, "Draft · 0 s ago");
    row("draft failed", Kind::DraftFailed, 0, "Draft not kept");
    row("saving", Kind::Saving, 0, "Saving…");
    row("saved", Kind::Saved, 30, "Saved 10:42:07 · verified");
    row("failed", Kind::Failed, 0, "Object 12 not saved");
}

void StatusTextTest::saveStateIsToldInWords()
{
    QFETCH(int, kind);
    QFETCH(int, age);
    QFETCH(QString, text);
    const SaveState state{static_cast<Kind>(kind), timeAt(0), ObjectId{11}, {}};
    QCOMPARE(saveStateText(state, timeAt(age)), text);
    QVERIFY(!saveStateDetails(state).isEmpty());
}

void StatusTextTest::onlyWhatIsInMemoryAloneIsUnsaved()
{
    for (const Kind kind : {Kind::Untouched, Kind::DraftKept, Kind::Saved})
        QVERIFY(!isUnsaved({kind, {}, {}, {}}));
    for (const Kind kind : {Kind::DraftFailed, Kind::Saving, Kind::Failed})
        QVERIFY(isUnsaved({kind, {}, {}, {}}));
    QVERIFY(!hasFailed({Kind::Saving, {}, {}, {}}));
    QVERIFY(hasFailed({Kind::DraftFailed, {}, {}, {}}));
}

void StatusTextTest::failureNamesObjectReasonAndAdvice()
{
    const SaveState state{
        Kind::Failed, {}, ObjectId{11}, Error{ErrorCode::DiskFull, "the disk is full", "/data/my-job"}};
    const QString details = saveStateDetails(state);
    for (const char* part : {"Object 12", "/data/my-job", "the disk is full", "Retry"})
        QVERIFY2(details.contains(QString::fromUtf8(part)), part);
}

void StatusTextTest::whatMattersIsSaidBeforeThePath()
{
    const QString path = QStringLiteral("/data/my-job/drafts/0.draft");
    const Error error{ErrorCode::DiskFull, "the disk is full", path.toStdString()};
    const QString texts[]{saveStateDetails({Kind::Failed, {}, ObjectId{11}, error}),
                          saveStateDetails({Kind::DraftFailed, {}, ObjectId{11}, error}), setAsideText(error)};
    for (const QString& text : texts)
        QVERIFY2(text.endsWith(u'(' + path + u')'), qPrintable(text));
    QVERIFY(cutOffText(4).contains(QStringLiteral("up to step 4")));
    QVERIFY(cutOffText(0).contains(QStringLiteral("did not come back")));
}

void StatusTextTest::theWeightierNoticeComesFirst()
{
    StatusLine line;
    line.showNotice(QStringLiteral("A lock was left."), StatusLine::Weight::Aside);
    line.addNotice(QStringLiteral("Work came back."));
    line.addNotice(QStringLiteral("Part of it is lost."), StatusLine::Weight::Loss);
    QCOMPARE(line.shownText(), QStringLiteral("Part of it is lost. Work came back. A lock was left."));
    line.addNotice(QStringLiteral("One more."));
    QVERIFY(line.shownText().endsWith(QStringLiteral(" One more.")));
    const auto* text = line.findChild<ElidedLabel*>();
    QCOMPARE(text->property("role").toString(), QStringLiteral("danger"));
    QVERIFY(!line.isShowingFailure());
}

void StatusTextTest::taskTimeIsMinutesAndSeconds_data()
{
    QTest::addColumn<double>("seconds");
    QTest::addColumn<int>("limit");
    QTest::addColumn<QString>("text");
    QTest::newRow("start") << 0.0 << 3600 << QStringLiteral("0:00 of 60 min");
    QTest::newRow("Ground Truth's example") << 42.9 << 3600 << QStringLiteral("0:42 of 60 min");
    QTest::newRow("over an hour") << 3661.0 << 28800 << QStringLiteral("61:01 of 480 min");
    QTest::newRow("a limit with seconds") << 59.0 << 90 << QStringLiteral("0:59 of 1:30 min");
}

void StatusTextTest::taskTimeIsMinutesAndSeconds()
{
    QFETCH(double, seconds);
    QFETCH(int, limit);
    QFETCH(QString, text);
    QCOMPARE(taskTimeText(seconds, std::chrono::seconds(limit)), text);
}

void StatusTextTest::sharesNeverRoundToNothing_data()
{
    QTest::addColumn<double>("share");
    QTest::addColumn<QString>("text");
    QTest::newRow("none") << 0.0 << QStringLiteral("0 %");
    QTest::newRow("one pixel") << 1e-7 << QStringLiteral("< 1 %");
    QTest::newRow("part") << 0.124 << QStringLiteral("12 %");
    QTest::newRow("all but a pixel") << 1 - 1e-7 << QStringLiteral("> 99 %");
    QTest::newRow("all") << 1.0 << QStringLiteral("100 %");
}

void StatusTextTest::sharesNeverRoundToNothing()
{
    QFETCH(double, share);
    QFETCH(QString, text);
    QCOMPARE(shareText(share), text);
}

void StatusTextTest::noticeGivesWayToTheHint()
{
    StatusLine line;
    line.setHint(QStringLiteral("Click"));
    QCOMPARE(line.shownText(), QStringLiteral("Click"));
    line.setFailure(QStringLiteral("The disk is full."));
    line.setHint(QStringLiteral("Paint"));
    QCOMPARE(line.shownText(), QStringLiteral("The disk is full."));
    QVERIFY(line.isShowingFailure());
    line.showNotice(QStringLiteral("It was flagged."));
    QCOMPARE(line.shownText(), QStringLiteral("It was flagged."));
    line.showNotice({});
    QVERIFY(line.isShowingFailure());
    line.setFailure({});
    QCOMPARE(line.shownText(), QStringLiteral("Paint"));
    QVERIFY(!line.isShowingFailure());
}

void StatusTextTest::retryIsOfferedWhenItHelps()
{
    StatusLine line;
    auto* retry = line.findChild<QPushButton*>(QStringLiteral("retry"));
    QVERIFY(retry->isHidden());
    line.setSaveState({Kind::Failed, {}, ObjectId{0}, Error{ErrorCode::DiskFull, "the disk is full"}});
    QVERIFY(!retry->isHidden());
    QSignalSpy spy(&line, &StatusLine::retryRequested);
    retry->click();
    QCOMPARE(spy.count(), 1);
    line.setSaveState({Kind::Saved, {}, ObjectId{0}, {}});
    QVERIFY(retry->isHidden());
}

LABELWRIGHT_TEST(StatusTextTest)
#include "StatusTextTest.moc"
