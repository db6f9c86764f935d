// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/image/ImageWriter.h"
#include "tests/app/cli/Workplace.h"
#include "tests/core/segment/TestScenes.h"
#include "tests/core/segment/TinyOnnx.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"

using namespace labelwright;
using namespace labelwright::test;
namespace fs = std::filesystem;

namespace {

constexpr std::int64_t kExtent = 64;

/// A photo of a disc, a network of the user's, and four clicks.
class ModelPlace {
public:
    ModelPlace()
    {
        writeBytes(root() / "photo.png", *encodePng(m_scene.image));
        writeText(root() / "tiny.json", R"({"kind": "dextr", "size": [64, 64], "channels": "rgb", "mean": [0, 0, 0],
            "margin": 8, "image": "input", "output": {"name": "map", "values": "logits"}})");
        setNetwork({0.1F, 0, 0, 0}, -14);
    }

    const fs::path& root() const { return m_place.root(); }
    fs::path mask() const { return root() / "mask.png"; }
    void setNetwork(const std::vector<float>& weights, float bias) const
    {
        writeText(root() / "tiny.onnx", onnxOf(weighingNetwork(weights, bias, kExtent)));
    }

    Outcome run(const std::vector<std::string>& more) const
    {
        const auto text = [](Point p) { return std::to_string(p.x) + "," + std::to_string(p.y); };
        const ExtremePoints& points = m_scene.points;
        std::vector<std::string> arguments{"autosegment",
                                           root() / "photo.png",
                                           "--json",
                                           "-o",
                                           mask(),
                                           "--top",
                                           text(points.top),
                                           "--bottom",
                                           text(points.bottom),
                                           "--left",
                                           text(points.left),
                                           "--right",
                                           text(points.right)};
        arguments.insert(arguments.end(), more.begin(), more.end());
        return runProgram(arguments);
    }

    /// A line of a batch.
    std::string line(const std::string& out) const
    {
        const auto text = [](Point p) { return "[" + std::to_string(p.x) + "," + std::to_string(p.y) + "]"; };
        const ExtremePoints& points = m_scene.points;
        return R"({"image":")" + (root() / "photo.png").string() + R"(","out":")" + (root() / out).string() +
               R"(","top":)" + text(points.top) + R"(,"bottom":)" + text(points.bottom) + R"(,"left":)" +
               text(points.left) + R"(,"right":)" + text(points.right) + "}\n";
    }

private:
    Workplace m_place;
    Scene m_scene = drawScene({200, 160}, disc(90, 80, 50));
};

int pixelsOf(const QJsonObject& json)
{
    return json[QStringLiteral("pixels")].toInt();
}

} // namespace

class AutosegmentModelTest : public QObject {
    Q_OBJECT
private slots:
    void theNetworkDecides();
    void withoutItOursDecidesAndWhyIsTold_data();
    void withoutItOursDecidesAndWhyIsTold();
    void aBatchTellsItOnce();
    void anEngineThatAsksNoneRefusesIt();
    void aRuntimeNeedsAModel();
};

void AutosegmentModelTest::theNetworkDecides()
{
    const ModelPlace place;
    const Outcome ours = place.run({});
    VERIFY_DONE(ours);
    place.setNetwork({-0.1F, 0, 0, 0}, 14); // what is not red
    const Outcome theirs = place.run({"--model", place.root() / "tiny.onnx"});
    VERIFY_DONE(theirs);
    const QJsonObject json = jsonOf(theirs.out);
    QVERIFY(!json.contains(QStringLiteral("modelFailure")));
    QVERIFY(std::abs(pixelsOf(json) - pixelsOf(jsonOf(ours.out))) > 500);
}

void AutosegmentModelTest::withoutItOursDecidesAndWhyIsTold_data()
{
    QTest::addColumn<QString>("model");
    QTest::addColumn<QString>("runtime");
    QTest::addColumn<QString>("word");
    QTest::newRow("no file") << "none.json"
                             << ""
                             << "none.json";
    QTest::newRow("no description") << "photo.onnx"
                                    << ""
                                    << "photo.json";
    QTest::newRow("no network") << "photo.png"
                                << ""
                                << "photo.png";
    QTest::newRow("no runtime") << "tiny.json"
                                << "photo.png"
                                << "can't be loaded";
    QTest::newRow("a network that fails") << "tiny.json"
                                          << ""
                                          << "tiny.onnx";
}

void AutosegmentModelTest::withoutItOursDecidesAndWhyIsTold()
{
    QFETCH(QString, model);
    QFETCH(QString, runtime);
    QFETCH(QString, word);
    const ModelPlace place;
    place.setNetwork({1, 1}, 0); // of four channels
    const Outcome ours = place.run({});
    VERIFY_DONE(ours);
    const std::vector<std::uint8_t> mask = bytesOf(place.mask());
    std::vector<std::string> more{"--model", place.root() / model.toStdString()};
    if (!runtime.isEmpty())
        more.insert(more.end(), {"--runtime", place.root() / runtime.toStdString()});
    const Outcome outcome = place.run(more);
    QCOMPARE(outcome.exitCode, 0);
    QCOMPARE(bytesOf(place.mask()), mask);
    const std::string why = jsonOf(outcome.out)[QStringLiteral("modelFailure")].toString().toStdString();
    QVERIFY2(why.find(word.toStdString()) != std::string::npos, why.c_str());
    QCOMPARE(outcome.errLines().size(), std::size_t{1});
    std::string said = outcome.errLines()[0];
    const std::string instead = "; the program's own network answered instead";
    QVERIFY2(said.find(instead) != std::string::npos, said.c_str());
    QCOMPARE(said.erase(said.find(instead), instead.size()), "labelwright: warning: " + why);
}

void AutosegmentModelTest::aBatchTellsItOnce()
{
    const ModelPlace place;
    place.setNetwork({1, 1}, 0);
    writeText(place.root() / "batch.jsonl", place.line("1.png") + place.line("2.png"));
    const Outcome outcome =
        runProgram({"autosegment", "--batch", place.root() / "batch.jsonl", "--model", place.root() / "tiny.json"});
    QCOMPARE(outcome.exitCode, 0);
    QCOMPARE(outcome.errLines().size(), std::size_t{1});
    QCOMPARE(outcome.outLines().size(), std::size_t{2});
    for (const std::string& line : outcome.outLines())
        QVERIFY2(jsonOf(line).contains(QStringLiteral("modelFailure")), line.c_str());
}

void AutosegmentModelTest::anEngineThatAsksNoneRefusesIt()
{
    const ModelPlace place;
    VERIFY_WRONG_USAGE(place.run({"--engine", "grabcut", "--model", place.root() / "tiny.json"}), "grabcut",
                       "uses no model", "--engine four-point");
    QVERIFY(!fs::exists(place.mask()));
}

void AutosegmentModelTest::aRuntimeNeedsAModel()
{
    const ModelPlace place;
    VERIFY_WRONG_USAGE(place.run({"--runtime", place.root() / "photo.png"}), "--runtime", "--model");
}

LABELWRIGHT_TEST(AutosegmentModelTest)
#include "AutosegmentModelTest.moc"
