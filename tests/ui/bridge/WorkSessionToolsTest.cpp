// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tools/AutoSegmentTool.h"
#include "tests/support/TestProgram.h"
#include "tests/ui/bridge/TestSession.h"
#include "ui/bridge/WorkSession.h"

#include <QSignalSpy>
#include <QTest>

#include <functional>

using namespace labelwright;
using namespace labelwright::test;

namespace {

/// As the canvas does it.
void clickFourPoints(WorkSession& session)
{
    for (const PointF place : {PointF{2, 0}, PointF{2, 2}, PointF{0, 1}, PointF{3, 1}}) {
        session.tool().press(*session.document(), {.position = place, .label = 1});
        session.tool().release(*session.document(), {.position = place, .label = 1});
        session.runToolWork();
    }
}

} // namespace

/// The tools' slow work and what they know of the object in view.
class WorkSessionToolsTest : public QObject {
    Q_OBJECT
private slots:
    void aToolsWorkIsRunElsewhereAndDelivered();
    void undoInsideAToolRunsWhatItAsksFor();
    void workIsDroppedWithItsObject();
    void workIsDroppedWithItsTool();
    void whatIsBegunIsNeverDroppedUnseen_data();
    void whatIsBegunIsNeverDroppedUnseen();
    void whatIsNotCompleteIsNotSaidToBeKeptByEnter();
    void thePhotoIsLetGoWithItsObject();
};

void WorkSessionToolsTest::aToolsWorkIsRunElsewhereAndDelivered()
{
    const JobFixture fixture;
    const auto session = openNewSession(fixture);
    session->selectTool(ToolId::AutoSegment);
    clickFourPoints(*session);
    QVERIFY(session->isToolWorking());
    QCOMPARE(session->tool().hint(), std::string("auto-segment.working"));
    const QSignalSpy changes(session.get(), &WorkSession::toolChanged);
    QTRY_VERIFY(!session->isToolWorking());
    QVERIFY(changes.size() >= 1);
    QCOMPARE(session->tool().hint(), std::string("auto-segment.accept"));
    QVERIFY(session->commitTool());
    QVERIFY(countLabels(session->document()->mask())[1] > 0);
}

void WorkSessionToolsTest::undoInsideAToolRunsWhatItAsksFor()
{
    const JobFixture fixture;
    const auto session = openNewSession(fixture);
    session->selectTool(ToolId::LiveWire);
    for (const PointF place : {PointF{0, 0}, PointF{3, 2}}) {
        session->tool().press(*session->document(), {.position = place, .label = 1});
        session->tool().release(*session->document(), {.position = place, .label = 1});
        session->runToolWork();
        QTRY_VERIFY(!session->isToolWorking());
    }
    session->undo(); // the way now begins at the first anchor again
    QVERIFY(session->isToolWorking());
}

void WorkSessionToolsTest::workIsDroppedWithItsObject()
{
    const JobFixture fixture;
    const auto session = openNewSession(fixture, 2);
    const QSignalSpy notices(session.get(), &WorkSession::notice);
    session->selectTool(ToolId::AutoSegment);
    clickFourPoints(*session);
    session->cancelTool();
    session->goTo(1);
    QTRY_VERIFY(!session->isToolWorking());
    QVERIFY(waitForObject(*session, 1));
    QVERIFY(!session->tool().isActive());
    QVERIFY(!session->tool().outline().preview);
    QCOMPARE(notices.size(), 0);
}

void WorkSessionToolsTest::workIsDroppedWithItsTool()
{
    const JobFixture fixture;
    const auto session = openNewSession(fixture);
    const QSignalSpy notices(session.get(), &WorkSession::notice);
    session->selectTool(ToolId::AutoSegment);
    clickFourPoints(*session);
    session->cancelTool();
    session->selectTool(ToolId::Brush);
    session->selectTool(ToolId::AutoSegment);
    QTRY_VERIFY(!session->isToolWorking());
    QCOMPARE(session->tool().hint(), std::string("auto-segment.first"));
    QVERIFY(!session->tool().outline().preview);
    QCOMPARE(notices.size(), 0);
}

void WorkSessionToolsTest::whatIsBegunIsNeverDroppedUnseen_data()
{
    QTest::addColumn<std::function<void(WorkSession&)>>("leave");
    using Leave = std::function<void(WorkSession&)>;
    QTest::newRow("submit") << Leave([](WorkSession& session) { session.submit(); });
    QTest::newRow("skip") << Leave([](WorkSession& session) { session.skip(); });
    QTest::newRow("next") << Leave([](WorkSession& session) { session.next(); });
    QTest::newRow("next unlabelled") << Leave([](WorkSession& session) { session.nextUnlabelled(); });
    QTest::newRow("go to") << Leave([](WorkSession& session) { session.goTo(1); });
    QTest::newRow("another tool") << Leave([](WorkSession& session) { session.selectTool(ToolId::Brush); });
}

void WorkSessionToolsTest::whatIsBegunIsNeverDroppedUnseen()
{
    QFETCH(std::function<void(WorkSession&)>, leave);
    const JobFixture fixture;
    const auto session = openNewSession(fixture, 2);
    const QSignalSpy notices(session.get(), &WorkSession::toolInTheWay);
    session->selectTool(ToolId::Polygon);
    for (const PointF corner : {PointF{0, 0}, PointF{3, 0}, PointF{3, 2}})
        session->tool().press(*session->document(), {.position = corner, .label = 1});
    leave(*session);
    QCOMPARE(notices.size(), 1);
    QCOMPARE(session->currentObject(), std::optional<ObjectId>(0));
    QCOMPARE(session->tools().current(), ToolId::Polygon);
    QVERIFY(session->tool().isActive());

    QVERIFY(session->commitTool());
    QVERIFY(countLabels(session->document()->mask())[1] > 0);
    leave(*session);
    QCOMPARE(notices.size(), 1);
    QVERIFY(session->currentObject() != std::optional<ObjectId>(0) || session->tools().current() == ToolId::Brush);
}

void WorkSessionToolsTest::whatIsNotCompleteIsNotSaidToBeKeptByEnter()
{
    const JobFixture fixture;
    const auto session = openNewSession(fixture);
    const QSignalSpy notices(session.get(), &WorkSession::toolInTheWay);
    session->selectTool(ToolId::Polygon);
    const auto clickAt = [&](PointF corner) {
        session->tool().press(*session->document(), {.position = corner, .label = 1});
    };
    clickAt({0, 0});
    clickAt({3, 0});
    session->submit();
    QVERIFY(!notices.at(0).at(0).toString().contains(QStringLiteral("Enter")));
    QVERIFY(!session->commitTool());
    clickAt({3, 2});
    session->submit();
    QVERIFY(notices.at(1).at(0).toString().contains(QStringLiteral("Enter keeps it")));
    QVERIFY(session->commitTool());
}

void WorkSessionToolsTest::thePhotoIsLetGoWithItsObject()
{
    const JobFixture fixture;
    const auto session = openNewSession(fixture);
    const std::weak_ptr<const std::uint8_t[]> photo = session->image().pixels();
    QVERIFY(photo.use_count() > 3); // the tools look at it
    session->submit();
    QTRY_COMPARE(session->view(), WorkSession::View::Finished); // no other photo takes its place
    QTRY_VERIFY(photo.expired());
}

LABELWRIGHT_TEST(WorkSessionToolsTest)
#include "WorkSessionToolsTest.moc"
