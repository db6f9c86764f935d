// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tools/AutoSegmentTool.h"
#include "tests/support/TestProgram.h"

#include <QTest>

using namespace labelwright;

namespace {

class SilentModel : public EvidenceModel {
public:
    Result<Evidence> evidence(const Image&, const ObjectHints&) const override
    {
        return Error{ErrorCode::Unsupported, "nothing to say"};
    }
};

const EvidenceModel* asked = nullptr;

template <int width>
Result<Segmentation> findRect(const Image&, const ObjectHints&, const SegmentOptions& options)
{
    asked = options.model.get();
    return Segmentation{Region::fromRect({10, 10, width, 20}), 1};
}

constexpr Engine kNarrow{"narrow", findRect<5>, true};
constexpr Engine kWide{"wide", findRect<30>, true};

void clickAll(AutoSegmentTool& tool, Document& document)
{
    for (const PointF place : {PointF{30, 10}, PointF{30, 50}, PointF{10, 30}, PointF{50, 30}}) {
        tool.press(document, {.position = place, .label = 1});
        tool.release(document, {.position = place, .label = 1});
    }
}

/// Pixels of what the tool shows once its work is done.
std::int64_t found(AutoSegmentTool& tool, Document& document)
{
    const std::shared_ptr<ToolWork> work = tool.takeWork();
    if (!work || !tool.deliver(document, work, work->run({})) || !tool.outline().preview)
        return 0;
    return tool.outline().preview->area();
}

} // namespace

/// Who is asked.
class AutoSegmentModelTest : public QObject {
    Q_OBJECT
private slots:
    void anotherEngineIsAskedFromTheNextObjectOn();
    void theModelReachesTheEngine();

private:
    Document m_document{*LabelMask::create({100, 80})};
};

void AutoSegmentModelTest::anotherEngineIsAskedFromTheNextObjectOn()
{
    AutoSegmentTool tool(kNarrow);
    clickAll(tool, m_document);
    QCOMPARE(found(tool, m_document), std::int64_t{100});
    tool.setEngine(kWide);
    tool.cancel();
    clickAll(tool, m_document);
    QCOMPARE(found(tool, m_document), std::int64_t{600});
}

void AutoSegmentModelTest::theModelReachesTheEngine()
{
    AutoSegmentTool tool(kNarrow);
    const auto model = std::make_shared<const SilentModel>();
    for (const auto& each : {std::shared_ptr<const EvidenceModel>(model), std::shared_ptr<const EvidenceModel>()}) {
        tool.setModel(each);
        clickAll(tool, m_document);
        QVERIFY(found(tool, m_document) > 0);
        QCOMPARE(asked, each.get());
        tool.cancel();
    }
}

LABELWRIGHT_TEST(AutoSegmentModelTest)
#include "AutoSegmentModelTest.moc"
