// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tools/Tool.h"

#include "core/tools/AutoSegmentTool.h"
#include "core/tools/LiveWireTool.h"
#include "core/tools/RegionTool.h"
#include "tests/core/tools/TestWork.h"
#include "tests/support/TestProgram.h"

#include <QTest>

#include <functional>

using namespace labelwright;
using namespace labelwright::test;

namespace {

using MakeTool = std::function<std::unique_ptr<Tool>()>;

template <typename T>
MakeTool making()
{
    return [] { return std::make_unique<T>(); };
}

} // namespace

/// What every tool promises.
class ToolTest : public QObject {
    Q_OBJECT
private slots:
    void canCommitForetellsCommit_data();
    void canCommitForetellsCommit();
};

void ToolTest::canCommitForetellsCommit_data()
{
    QTest::addColumn<MakeTool>("make");
    QTest::addColumn<int>("clicks");
    QTest::addColumn<bool>("keeps");
    const auto row = [](const char* name, const MakeTool& make, int clicks, bool keeps) {
        QTest::addRow("%s, %d clicks", name, clicks) << make << clicks << keeps;
    };
    row("polygon", making<PolygonTool>(), 0, false);
    row("polygon", making<PolygonTool>(), 2, false);
    row("polygon", making<PolygonTool>(), 3, true);
    row("live-wire", making<LiveWireTool>(), 0, false);
    row("live-wire", making<LiveWireTool>(), 1, false);
    row("live-wire", making<LiveWireTool>(), 2, false); // there and back the same way
    row("live-wire", making<LiveWireTool>(), 4, true);
    row("auto-segment", making<AutoSegmentTool>(), 2, false);
    row("auto-segment", making<AutoSegmentTool>(), 4, true);
}

void ToolTest::canCommitForetellsCommit()
{
    QFETCH(MakeTool, make);
    QFETCH(int, clicks);
    QFETCH(bool, keeps);
    Document document(*LabelMask::create({60, 40}));
    const std::unique_ptr<Tool> tool = make();
    tool->setPhoto(Image(document.mask().size()));
    constexpr PointF kCorners[]{{30, 5}, {50, 20}, {30, 35}, {10, 20}};
    for (int click = 0; click < clicks; ++click) {
        const PointerEvent event{.position = kCorners[click], .label = 1, .straight = true};
        tool->press(document, event);
        tool->release(document, event);
        runWork(*tool, document);
    }
    QCOMPARE(tool->isActive(), clicks > 0);
    QCOMPARE(tool->canCommit(), keeps);
    QCOMPARE(tool->commit(document, 1), keeps);
    QCOMPARE(document.history().canUndo(), keeps);
}

LABELWRIGHT_TEST(ToolTest)
#include "ToolTest.moc"
