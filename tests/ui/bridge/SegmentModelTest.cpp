// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/SegmentModel.h"

#include "tests/core/segment/TinyOnnx.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"
#include "tests/ui/bridge/TestSession.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace labelwright;
using namespace labelwright::test;
namespace fs = std::filesystem;

namespace {

/// A network of so many channels, where four are right; the path of its description.
fs::path addNetwork(const QTemporaryDir& folder, std::size_t channels)
{
    const fs::path path = fs::path(folder.path().toStdString()) / "tiny.json";
    std::vector<float> weights(channels, 0.F);
    weights.back() = 1;
    writeText(fs::path(path).replace_extension(".onnx"), onnxOf(weighingNetwork(weights, -100, 64)));
    writeText(path, R"({"kind": "dextr", "size": [64, 64], "channels": "rgb", "mean": [0, 0, 0], "margin": 8,
        "image": "input", "output": {"name": "map", "values": "logits"}})");
    return path;
}

/// Four clicks, and their answer.
void segment(WorkSession& session)
{
    session.cancelTool();
    for (const PointF place : {PointF{2, 0}, PointF{2, 2}, PointF{0, 1}, PointF{3, 1}}) {
        session.tool().press(*session.document(), {.position = place, .label = 1});
        session.tool().release(*session.document(), {.position = place, .label = 1});
        session.runToolWork();
    }
    QTRY_VERIFY(!session.isToolWorking());
    QVERIFY(session.tool().canCommit());
}

} // namespace

class SegmentModelTest : public QObject {
    Q_OBJECT
private slots:
    void init();
    void aNetworkIsOpenedAndAsked();
    void aNetworkThatFailsIsToldOnce();
    void aNetworkThatCanNotBeOpenedIsTold();
    void aFailureStandsUntilTheNetworkAnswers();
    void anEngineThatAsksNoneOpensNone();
    void anotherChoiceForgetsTheOneBefore();
    void anUnknownEngineIsTheFirst();

private:
    QTemporaryDir m_folder;
    std::unique_ptr<JobFixture> m_fixture;
    std::unique_ptr<WorkSession> m_session;
};

void SegmentModelTest::init()
{
    m_session.reset();
    m_fixture = std::make_unique<JobFixture>();
    m_session = openNewSession(*m_fixture);
    m_session->selectTool(ToolId::AutoSegment);
}

void SegmentModelTest::aNetworkIsOpenedAndAsked()
{
    SegmentModel model(*m_session);
    QSignalSpy opened(&model, &SegmentModel::opened);
    const QSignalSpy failed(&model, &SegmentModel::failed);
    model.choose({.model = addNetwork(m_folder, 4)});
    QVERIFY(opened.wait());
    segment(*m_session);
    QCOMPARE(failed.size(), 0);
}

void SegmentModelTest::aNetworkThatFailsIsToldOnce()
{
    SegmentModel model(*m_session);
    QSignalSpy opened(&model, &SegmentModel::opened);
    const QSignalSpy failed(&model, &SegmentModel::failed);
    model.choose({.model = addNetwork(m_folder, 2)});
    QVERIFY(opened.wait());
    segment(*m_session);
    QCOMPARE(failed.size(), 1);
    QVERIFY(failed.front().front().toString().contains(QStringLiteral("tiny.onnx")));
    segment(*m_session);
    QCOMPARE(failed.size(), 1);
}

void SegmentModelTest::aNetworkThatCanNotBeOpenedIsTold()
{
    SegmentModel model(*m_session);
    QSignalSpy failed(&model, &SegmentModel::failed);
    model.choose({.model = "/none/tiny.json"});
    QVERIFY(failed.wait());
    QVERIFY(failed.front().front().toString().startsWith(SegmentModel::consequence() +
                                                         QStringLiteral(" /none/tiny.json: ")));
    segment(*m_session);
    QCOMPARE(failed.size(), 1);
    QVERIFY(
        model.failure().startsWith(QStringLiteral("/none/tiny.json: "))); // the own network's answer ends no failure
}

void SegmentModelTest::aFailureStandsUntilTheNetworkAnswers()
{
    SegmentModel model(*m_session);
    QSignalSpy opened(&model, &SegmentModel::opened);
    const QSignalSpy changed(&model, &SegmentModel::failureChanged);
    model.choose({.model = addNetwork(m_folder, 2)});
    QVERIFY(opened.wait());
    QCOMPARE(model.failure(), QString());
    segment(*m_session);
    QVERIFY(model.failure().contains(QStringLiteral("tiny.onnx")));
    m_session->cancelTool();
    m_session->selectTool(ToolId::Wand); // whose work has nothing to do with it
    m_session->tool().press(*m_session->document(), {.position = {1, 1}, .label = 1});
    m_session->tool().release(*m_session->document(), {.position = {1, 1}, .label = 1});
    m_session->runToolWork();
    QTRY_VERIFY(!m_session->isToolWorking());
    QVERIFY(!model.failure().isEmpty());
    model.choose({});
    QCOMPARE(model.failure(), QString());
    QCOMPARE(changed.size(), 2);
    m_session->selectTool(ToolId::AutoSegment);
    model.choose({.model = addNetwork(m_folder, 4)});
    QVERIFY(opened.wait());
    segment(*m_session);
    QCOMPARE(model.failure(), QString());
}

void SegmentModelTest::anEngineThatAsksNoneOpensNone()
{
    SegmentModel model(*m_session);
    QSignalSpy failed(&model, &SegmentModel::failed);
    model.choose({.engine = "grabcut", .model = "/none/tiny.json"});
    QVERIFY(!failed.wait(200));
    segment(*m_session);
}

void SegmentModelTest::anotherChoiceForgetsTheOneBefore()
{
    SegmentModel model(*m_session);
    QSignalSpy failed(&model, &SegmentModel::failed);
    model.choose({.model = "/none/tiny.json"});
    model.choose({});
    QVERIFY(!failed.wait(200));
    QVERIFY(model.choice() == SegmentChoice{});
}

void SegmentModelTest::anUnknownEngineIsTheFirst()
{
    SegmentModel model(*m_session);
    model.choose({.engine = "magic"});
    segment(*m_session);
}

LABELWRIGHT_TEST(SegmentModelTest)
#include "SegmentModelTest.moc"
