// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/UserModel.h"

#include "core/segment/FourPoint.h"
#include "tests/core/segment/TestScenes.h"
#include "tests/core/segment/TinyOnnx.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"

#include <QTemporaryDir>

#include <limits>

using namespace labelwright;
using namespace labelwright::test;
namespace fs = std::filesystem;

namespace {

constexpr std::int64_t kExtent = 64;

const std::string kDextr = R"({"kind": "dextr", "size": [64, 64], "channels": "rgb", "mean": [0, 0, 0], "margin": 8,
    "image": "input", "output": {"name": "map", "values": "logits"}})";
const std::string kRitm = R"({"kind": "ritm", "size": [64, 64], "channels": "rgb", "mean": [0, 0, 0],
    "image": "picture", "clicks": "clicks", "output": {"name": "map", "values": "probabilities"}})";

// The scenes' objects have 190 to 230 of red, what is around them 60 to 100.
const std::vector<float> kRed{0.1F, 0, 0, 0};
constexpr float kRedBias = -14;

/// Says that what is red belongs, but for the clicks that don't.
OnnxGraph clickNetwork()
{
    return {.nodes = {{"Concat", {"picture", "clicks"}, "both", "axis", {1}},
                      {"Conv", {"both", "weights", "bias"}, "logits", "kernel_shape", {1, 1}},
                      {"Sigmoid", {"logits"}, "map"}},
            .constants = {{"weights", {1, 6, 1, 1}, {0.1F, 0, 0, 0, 1, -100}}, {"bias", {1}, {kRedBias}}},
            .inputs = {{"picture", {1, 3, kExtent, kExtent}}, {"clicks", {1, 3, kExtent, kExtent}}},
            .outputs = {{"map", {1, 1, kExtent, kExtent}}}};
}

} // namespace

class UserModelTest : public QObject {
    Q_OBJECT
private slots:
    void aCropNetworkIsAsked();
    void bumpsReachTheNetwork();
    void aClickNetworkIsAsked();
    void theEngineDoesWhatTheNetworkSays();
    void whatCanNotBeOpenedIsAnError_data();
    void whatCanNotBeOpenedIsAnError();
    void aTruncatedNetworkIsAnError();
    void theEngineDoesWithoutANetworkThatFails_data();
    void theEngineDoesWithoutANetworkThatFails();

private:
    fs::path folder() const { return m_folder.path().toStdString(); }
    /// Writes both files; the path of the description.
    fs::path written(const std::string& onnx, const std::string& description) const
    {
        writeText(folder() / "tiny.onnx", onnx);
        writeText(folder() / "tiny.json", description);
        return folder() / "tiny.json";
    }
    Result<std::shared_ptr<const EvidenceModel>> opened(const OnnxGraph& graph, const std::string& description) const
    {
        return openUserModel(written(onnxOf(graph), description), {});
    }

    QTemporaryDir m_folder;
    Scene m_scene = drawScene({200, 160}, disc(90, 80, 50));
};

void UserModelTest::aCropNetworkIsAsked()
{
    const auto model = opened(weighingNetwork(kRed, kRedBias, kExtent), kDextr);
    VERIFY_OK(model);
    VERIFY_OK((*model)->prepare(m_scene.image));
    const Result<Evidence> found = (*model)->evidence(m_scene.image, {.points = m_scene.points});
    VERIFY_OK(found);
    QVERIFY(found->odds.size() == (Size{64, 64}));
    for (const Point inside : {Point{90, 80}, Point{60, 60}, Point{90, 35}})
        QVERIFY(found->at({inside.x + 0.5, inside.y + 0.5}) > 3);
    for (const Point outside : {Point{45, 35}, Point{135, 125}})
        QVERIFY(found->at({outside.x + 0.5, outside.y + 0.5}) < -3);
}

void UserModelTest::bumpsReachTheNetwork()
{
    const auto model = opened(weighingNetwork({0, 0, 0, 1}, -200, kExtent), kDextr);
    VERIFY_OK(model);
    const Result<Evidence> found = (*model)->evidence(m_scene.image, {.points = m_scene.points});
    VERIFY_OK(found);
    for (const Point point : m_scene.points.all())
        QVERIFY(found->at({point.x + 0.5, point.y + 0.5}) > 10);
    QVERIFY(found->at({90, 80}) < -10);
}

void UserModelTest::aClickNetworkIsAsked()
{
    const auto model = opened(clickNetwork(), kRitm);
    VERIFY_OK(model);
    ObjectHints hints{.points = m_scene.points};
    const Result<Evidence> before = (*model)->evidence(m_scene.image, hints);
    hints.strokes = {{{{90, 80}}, false}};
    const Result<Evidence> after = (*model)->evidence(m_scene.image, hints);
    VERIFY_OK(before);
    VERIFY_OK(after);
    QVERIFY(before->at({90, 80}) > 3);
    QVERIFY(after->at({90, 80}) < -3);
    QVERIFY(after->at({70, 80}) > 3);
    QVERIFY(after->at({45, 35}) < -3);
}

void UserModelTest::theEngineDoesWhatTheNetworkSays()
{
    // A network that calls the surroundings the object: nothing of ours would.
    const auto model = opened(weighingNetwork({-0.1F, 0, 0, 0}, -kRedBias, kExtent), kDextr);
    VERIFY_OK(model);
    const auto result = segmentFourPoint(m_scene.image, {.points = m_scene.points}, {.model = *model});
    VERIFY_OK(result);
    QVERIFY(!result->modelFailure);
    const auto ours = segmentFourPoint(m_scene.image, {.points = m_scene.points});
    VERIFY_OK(ours);
    QVERIFY(agreement(result->region, ours->region) < 0.9);
}

void UserModelTest::whatCanNotBeOpenedIsAnError_data()
{
    QTest::addColumn<QByteArray>("onnx");
    QTest::addColumn<QByteArray>("description");
    QTest::addColumn<QByteArray>("code");
    QTest::addColumn<QByteArray>("file");
    const QByteArray onnx = QByteArray::fromStdString(onnxOf(weighingNetwork(kRed, kRedBias, kExtent)));
    const QByteArray description = QByteArray::fromStdString(kDextr);
    const QByteArray elsewhere = QByteArray(description).replace("\"image\"", "\"network\": \"none.onnx\", \"image\"");
    QTest::newRow("no network") << onnx << elsewhere << QByteArray("not-found") << QByteArray("none.onnx");
    QTest::newRow("no ONNX") << QByteArray("rubbish") << description << QByteArray("unsupported")
                             << QByteArray("tiny.onnx");
    QTest::newRow("an empty file") << QByteArray() << description << QByteArray("unsupported")
                                   << QByteArray("tiny.onnx");
    QTest::newRow("a bad description") << onnx << QByteArray("{}") << QByteArray("malformed")
                                       << QByteArray("tiny.json");
}

void UserModelTest::whatCanNotBeOpenedIsAnError()
{
    QFETCH(QByteArray, onnx);
    QFETCH(QByteArray, description);
    QFETCH(QByteArray, code);
    QFETCH(QByteArray, file);
    const auto model = openUserModel(written(onnx.toStdString(), description.toStdString()), {});
    QVERIFY(!model);
    QCOMPARE(codeName(model.error().code), std::string_view(code.constData()));
    QCOMPARE(model.error().path.filename().string(), file.toStdString());
    QVERIFY(model.error().detail.find('\n') == std::string::npos);
}

void UserModelTest::aTruncatedNetworkIsAnError()
{
    const std::string whole = onnxOf(weighingNetwork(kRed, kRedBias, kExtent));
    for (std::size_t length = 0; length < whole.size(); ++length) {
        const auto model = openUserModel(written(whole.substr(0, length), kDextr), {});
        if (model) // cut where nothing that OpenCV reads is missing
            (void)(*model)->evidence(m_scene.image, {.points = m_scene.points});
        QVERIFY2(!model || length + 10 > whole.size(), qPrintable(QString::number(length)));
    }
}

void UserModelTest::theEngineDoesWithoutANetworkThatFails_data()
{
    QTest::addColumn<QByteArray>("onnx");
    QTest::addColumn<QByteArray>("description");
    const auto row = [](const char* name, const OnnxGraph& graph, const std::string& description) {
        QTest::newRow(name) << QByteArray::fromStdString(onnxOf(graph)) << QByteArray::fromStdString(description);
    };
    const auto renamed = [](std::string text, const std::string& from, const std::string& to) {
        return text.replace(text.find(from), from.size(), to);
    };
    const OnnxGraph good = weighingNetwork(kRed, kRedBias, kExtent);
    const float nan = std::numeric_limits<float>::quiet_NaN();
    row("takes another number of channels", weighingNetwork({1, 1, 1}, 0, kExtent), kDextr);
    row("no numbers", weighingNetwork({nan, 0, 0, 0}, 0, kExtent), kDextr);
    row("always the same", weighingNetwork({0, 0, 0, 0}, 1, kExtent), kDextr);
    row("no object", weighingNetwork({0, 0, 0, -1}, -1, kExtent), kDextr);
    row("unknown input", good, renamed(kDextr, "\"input\"", "\"in\""));
    row("unknown output", good, renamed(kDextr, "\"map\"", "\"out\""));
    OnnxGraph two = good;
    two.constants = {{"weights", {2, 4, 1, 1}, {1, 0, 0, 0, 0, 1, 0, 0}}, {"bias", {2}, {0, 0}}};
    two.outputs = {{"map", {1, 2, kExtent, kExtent}}};
    row("two maps", two, kDextr);
    row("one input of two", clickNetwork(), renamed(kRitm, "\"clicks\": \"clicks\"", "\"clicks\": \"dots\""));
}

void UserModelTest::theEngineDoesWithoutANetworkThatFails()
{
    QFETCH(QByteArray, onnx);
    QFETCH(QByteArray, description);
    const auto model = openUserModel(written(onnx.toStdString(), description.toStdString()), {});
    VERIFY_OK(model);
    const auto result = segmentFourPoint(m_scene.image, {.points = m_scene.points}, {.model = *model});
    VERIFY_OK(result);
    QVERIFY(result->modelFailure);
    QCOMPARE(result->modelFailure->path, folder() / "tiny.onnx");
    QVERIFY(result->modelFailure->detail.find('\n') == std::string::npos);
    QVERIFY(agreement(result->region, m_scene.object) > 0.97);
    const auto ours = segmentFourPoint(m_scene.image, {.points = m_scene.points});
    VERIFY_OK(ours);
    QVERIFY(result->region == ours->region);
    QVERIFY(!ours->modelFailure);
}

LABELWRIGHT_TEST(UserModelTest)
#include "UserModelTest.moc"
