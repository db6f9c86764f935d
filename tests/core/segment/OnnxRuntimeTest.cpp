// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/OnnxRuntime.h"

#include "core/segment/UserModel.h"
#include "tests/core/segment/TestScenes.h"
#include "tests/core/segment/TinyOnnx.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"

#include <QTemporaryDir>

#include <cstdlib>

using namespace labelwright;
using namespace labelwright::test;
namespace fs = std::filesystem;

namespace {

const std::string kSam = R"({"kind": "sam", "size": [64, 64], "channels": "rgb", "mean": [0, 0, 0], "image": "input",
    "embedding": "map", "encoder": "encoder.onnx", "decoder": "decoder.onnx"})";

/// Two masks, of which the second is the embedding and counts as the better one where the prompt has a box.
OnnxGraph decoder(std::int64_t extent)
{
    return {.nodes = {{"Conv", {"image_embeddings", "weights", "bias"}, "low_res_masks"},
                      {"ReduceMax", {"point_labels"}, "last", "keepdims", {1}},
                      {"Mul", {"last", "shares"}, "iou_predictions"}},
            .constants = {{"weights", {2, 1, 1, 1}, {-1, 1}}, {"bias", {2}, {0, 0}}, {"shares", {1, 2}, {0.1F, 0.3F}}},
            .inputs = {{"image_embeddings", {1, 1, extent, extent}},
                       {"point_coords", {1, 6, 2}},
                       {"point_labels", {1, 6}},
                       {"mask_input", {1, 1, extent / 4, extent / 4}},
                       {"has_mask_input", {1}},
                       {"orig_im_size", {2}}},
            .outputs = {{"low_res_masks", {1, 2, extent, extent}}, {"iou_predictions", {1, 2}}}};
}

} // namespace

/// What needs a real ONNX Runtime takes the one that $LABELWRIGHT_ONNXRUNTIME names, and is skipped without it.
class OnnxRuntimeTest : public QObject {
    Q_OBJECT
private slots:
    void init() { writeText(onnx(), onnxOf(weighingNetwork({1, 2}, 3, 2))); }
    void whatIsNoRuntimeIsToldInAPlainSentence_data();
    void whatIsNoRuntimeIsToldInAPlainSentence();
    void aNetworkRuns();
    void whatTheNetworkDoesNotTakeIsAnError_data();
    void whatTheNetworkDoesNotTakeIsAnError();
    void aDamagedNetworkIsAnError();
    void aPairFindsTheObject();

private:
    static fs::path runtime()
    {
        const char* const path = std::getenv("LABELWRIGHT_ONNXRUNTIME");
        return path ? path : "";
    }
    fs::path folder() const { return m_folder.path().toStdString(); }
    fs::path onnx() const { return folder() / "tiny.onnx"; }

    QTemporaryDir m_folder;
};

void OnnxRuntimeTest::whatIsNoRuntimeIsToldInAPlainSentence_data()
{
    QTest::addColumn<QString>("library");
    QTest::addColumn<QString>("word");
    QTest::newRow("no file") << folder().append("none.so").c_str() << "can't be loaded";
    QTest::newRow("no library") << onnx().c_str() << "can't be loaded";
    QTest::newRow("another library") << LABELWRIGHT_OTHER_LIBRARY << "not ONNX Runtime";
}

void OnnxRuntimeTest::whatIsNoRuntimeIsToldInAPlainSentence()
{
    QFETCH(QString, library);
    QFETCH(QString, word);
    const auto network = loadNetworkInRuntime(onnx(), library.toStdString());
    VERIFY_ERROR(network, ErrorCode::Unsupported);
    QCOMPARE(network.error().path.string(), library.toStdString());
    QVERIFY2(network.error().detail.find(word.toStdString()) != std::string::npos, network.error().detail.c_str());
}

void OnnxRuntimeTest::aNetworkRuns()
{
    if (runtime().empty())
        QSKIP("LABELWRIGHT_ONNXRUNTIME is not set");
    const auto network = loadNetworkInRuntime(onnx(), runtime());
    VERIFY_OK(network);
    const Tensor input{"input", {1, 2, 2, 2}, {1, 2, 3, 4, 10, 20, 30, 40}};
    const std::string output = "map";
    for (int times = 0; times < 2; ++times) {
        const auto answer = (*network)->run({&input, 1}, {&output, 1});
        VERIFY_OK(answer);
        QCOMPARE(answer->size(), std::size_t{1});
        QCOMPARE(answer->front().shape, (std::vector{1, 1, 2, 2}));
        QCOMPARE(answer->front().values, (std::vector<float>{24, 45, 66, 87}));
    }
}

void OnnxRuntimeTest::whatTheNetworkDoesNotTakeIsAnError_data()
{
    QTest::addColumn<QString>("input");
    QTest::addColumn<QString>("output");
    QTest::addColumn<int>("channels");
    QTest::newRow("another input") << "in"
                                   << "map" << 2;
    QTest::newRow("another output") << "input"
                                    << "out" << 2;
    QTest::newRow("another shape") << "input"
                                   << "map" << 3;
}

void OnnxRuntimeTest::whatTheNetworkDoesNotTakeIsAnError()
{
    if (runtime().empty())
        QSKIP("LABELWRIGHT_ONNXRUNTIME is not set");
    QFETCH(QString, input);
    QFETCH(QString, output);
    QFETCH(int, channels);
    const auto network = loadNetworkInRuntime(onnx(), runtime());
    VERIFY_OK(network);
    const Tensor given{input.toStdString(), {1, channels, 2, 2}, std::vector<float>(4 * channels)};
    const std::string wanted = output.toStdString();
    const auto answer = (*network)->run({&given, 1}, {&wanted, 1});
    VERIFY_ERROR(answer, ErrorCode::Unsupported);
    QVERIFY(answer.error().detail.find('\n') == std::string::npos);
}

void OnnxRuntimeTest::aDamagedNetworkIsAnError()
{
    if (runtime().empty())
        QSKIP("LABELWRIGHT_ONNXRUNTIME is not set");
    const std::string whole = textOf(onnx());
    for (const std::size_t length : {std::size_t{0}, whole.size() / 2, whole.size() - 1}) {
        writeText(onnx(), whole.substr(0, length));
        const auto network = loadNetworkInRuntime(onnx(), runtime());
        VERIFY_ERROR(network, ErrorCode::Unsupported);
        QCOMPARE(network.error().path, onnx());
    }
}

void OnnxRuntimeTest::aPairFindsTheObject()
{
    if (runtime().empty())
        QSKIP("LABELWRIGHT_ONNXRUNTIME is not set");
    writeText(folder() / "encoder.onnx", onnxOf(weighingNetwork({0.1F, 0, 0}, -14, 64)));
    writeText(folder() / "decoder.onnx", onnxOf(decoder(64)));
    writeText(folder() / "pair.json", kSam);
    const Scene scene = drawScene({200, 160}, disc(90, 80, 50));
    const auto model = openUserModel(folder() / "pair.json", runtime());
    VERIFY_OK(model);
    VERIFY_OK((*model)->prepare(scene.image));
    const Result<Evidence> found = (*model)->evidence(scene.image, {.points = scene.points});
    VERIFY_OK(found);
    QVERIFY(found->at({90, 80}) > 3);
    QVERIFY(found->at({90, 125}) > 3);
    QVERIFY(found->at({30, 30}) < -3);
    QVERIFY(found->at({150, 80}) < -3);
}

LABELWRIGHT_TEST(OnnxRuntimeTest)
#include "OnnxRuntimeTest.moc"
