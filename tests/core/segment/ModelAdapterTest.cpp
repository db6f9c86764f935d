// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/usermodel/ModelAdapter.h"

#include "tests/core/segment/TestPhotos.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"

#include <cmath>
#include <limits>

using namespace labelwright;
using namespace labelwright::test;

namespace {

/// Keeps what it is asked, and answers what it was told.
class FakeNetwork : public NeuralNetwork {
public:
    struct Memory {
        std::vector<Tensor> inputs;
        std::vector<std::string> outputs;
        std::vector<Tensor> answers;
        int runs = 0;
    };
    explicit FakeNetwork(Memory& memory) : m_memory(memory) {}

    Result<std::vector<Tensor>> run(std::span<const Tensor> inputs, std::span<const std::string> outputs) override
    {
        m_memory.inputs.assign(inputs.begin(), inputs.end());
        m_memory.outputs.assign(outputs.begin(), outputs.end());
        ++m_memory.runs;
        return m_memory.answers;
    }

private:
    Memory& m_memory;
};

/// Object in the upper half.
Tensor halfMap()
{
    return {"map", {1, 1, 2, 2}, {3, 3, -3, -3}};
}

Image redPhoto(Size size)
{
    Image image(size);
    for (int y = 0; y < size.height; ++y) {
        const std::span<std::uint8_t> row = image.writableRow(y);
        for (std::size_t i = 0; i < row.size(); ++i)
            row[i] = i % 3 == 2 ? 200 : 10;
    }
    return image;
}

ModelDescription descriptionOf(ModelDescription::Kind kind)
{
    ModelDescription description;
    description.kind = kind;
    description.size = {64, 64};
    description.mean = {100, 0, 0};
    description.deviation = {50, 10, 1};
    description.image = "image";
    description.clicks = "clicks";
    description.output = "map";
    description.marginPx = 16;
    description.radiusPx = 3;
    description.takesPreviousMask = true;
    return description;
}

float valueAt(const Tensor& tensor, int channel, int x, int y)
{
    const int width = tensor.shape.back();
    const int height = tensor.shape[tensor.shape.size() - 2];
    return tensor.values.at(static_cast<std::size_t>((channel * height + y) * width + x));
}

const ObjectHints kHints{.points = {{50, 20}, {50, 83}, {20, 50}, {83, 50}}};

} // namespace

class ModelAdapterTest : public QObject {
    Q_OBJECT
private slots:
    void channelsComeInTheNetworksOrder_data();
    void channelsComeInTheNetworksOrder();
    void theBoxFillsTheCropButForItsMargin();
    void beyondThePhotoIsNothing();
    void clicksAreDiscs();
    void thePreviousMaskIsLeftOutWhereTheNetworkTakesNone();
    void ofABoxTheMiddleBelongs();
    void theMapLiesWhereTheCropLies();
    void rubbishIsAnError_data();
    void rubbishIsAnError();
    void probabilitiesBecomeOdds();
    void thePromptIsBoxAndClicks();
    void aBoxIsNoClick();
    void thePhotoIsEncodedOnce();
    void theBestMaskCounts();
    void masksWithoutScoresAreRefused();

private:
    FakeNetwork::Memory m_memory;
    FakeNetwork::Memory m_decoder;

    std::unique_ptr<ModelAdapter> adapt(const ModelDescription& description)
    {
        m_memory = {{}, {}, {halfMap()}, 0};
        auto network = std::make_unique<FakeNetwork>(m_memory);
        return description.kind == ModelDescription::Kind::Dextr ? adaptDextr(description, std::move(network))
                                                                 : adaptRitm(description, std::move(network));
    }
    std::unique_ptr<ModelAdapter> adaptPair()
    {
        m_memory = {{}, {}, {{"embedding", {1, 2, 1, 1}, {7, 8}}}, 0};
        m_decoder = {
            {},
            {},
            {{"low_res_masks", {1, 2, 2, 2}, {-1, -1, -1, 1, 3, 3, -3, -3}}, {"iou_predictions", {1, 2}, {0.2F, 0.9F}}},
            0};
        return adaptSam(descriptionOf(ModelDescription::Kind::Sam), std::make_unique<FakeNetwork>(m_memory),
                        std::make_unique<FakeNetwork>(m_decoder));
    }
};

void ModelAdapterTest::channelsComeInTheNetworksOrder_data()
{
    QTest::addColumn<bool>("isRgb");
    QTest::addColumn<float>("first");
    QTest::addColumn<float>("last");
    QTest::newRow("rgb") << true << 2.F << 10.F;
    QTest::newRow("bgr") << false << -1.8F << 200.F;
}

void ModelAdapterTest::channelsComeInTheNetworksOrder()
{
    QFETCH(bool, isRgb);
    QFETCH(float, first);
    QFETCH(float, last);
    for (const auto kind : {ModelDescription::Kind::Dextr, ModelDescription::Kind::Ritm}) {
        ModelDescription description = descriptionOf(kind);
        description.isRgb = isRgb;
        VERIFY_OK(adapt(description)->evidence(redPhoto({100, 100}), kHints));
        QCOMPARE(valueAt(m_memory.inputs.front(), 0, 32, 32), first);
        QCOMPARE(valueAt(m_memory.inputs.front(), 1, 32, 32), 1.F);
        QCOMPARE(valueAt(m_memory.inputs.front(), 2, 32, 32), last);
    }
}

void ModelAdapterTest::theBoxFillsTheCropButForItsMargin()
{
    VERIFY_OK(adapt(descriptionOf(ModelDescription::Kind::Dextr))->evidence(redPhoto({100, 100}), kHints));
    QCOMPARE(m_memory.inputs.size(), std::size_t{1});
    const Tensor& input = m_memory.inputs.front();
    QCOMPARE(input.name, std::string("image"));
    QCOMPARE(input.shape, (std::vector{1, 4, 64, 64}));
    QCOMPARE(m_memory.outputs, std::vector<std::string>{"map"});
    // The box of 64 pixels is 32 wide in the crop, so that the top point lies at (31.25, 16.25).
    QVERIFY(valueAt(input, 3, 31, 16) > 250);
    QVERIFY(valueAt(input, 3, 16, 31) > 250);
    QVERIFY(valueAt(input, 3, 47, 31) > 250);
    QVERIFY(valueAt(input, 3, 31, 47) > 250);
    QVERIFY(valueAt(input, 3, 63, 0) < 1);
    const float half = valueAt(input, 3, 36, 16) / 255; // 5.25 px away, the bump being 10 px wide
    QVERIFY2(std::abs(half - 0.5F) < 0.06F, qPrintable(QString::number(half)));
}

void ModelAdapterTest::beyondThePhotoIsNothing()
{
    const ObjectHints edge{.points = {{5, 0}, {5, 63}, {0, 5}, {63, 5}}};
    VERIFY_OK(adapt(descriptionOf(ModelDescription::Kind::Dextr))->evidence(redPhoto({100, 100}), edge));
    QCOMPARE(valueAt(m_memory.inputs.front(), 0, 15, 32), 0.F);
    QCOMPARE(valueAt(m_memory.inputs.front(), 0, 32, 15), 0.F);
    QCOMPARE(valueAt(m_memory.inputs.front(), 0, 16, 16), 2.F);
}

void ModelAdapterTest::clicksAreDiscs()
{
    ObjectHints hints = kHints;
    hints.strokes = {{{{40, 40}}, false}, {{{60, 60}}, true}};
    VERIFY_OK(adapt(descriptionOf(ModelDescription::Kind::Ritm))->evidence(redPhoto({104, 104}), hints));
    QCOMPARE(m_memory.inputs.size(), std::size_t{2});
    const Tensor& clicks = m_memory.inputs.back();
    QCOMPARE(clicks.name, std::string("clicks"));
    QCOMPARE(clicks.shape, (std::vector{1, 3, 64, 64}));
    // The crop is 19 pixels wider than the box on each side, from 1 to 103: 0.63 of its pixels each.
    QCOMPARE(valueAt(clicks, 1, 37, 37), 1.F);
    QCOMPARE(valueAt(clicks, 2, 37, 37), 0.F);
    QCOMPARE(valueAt(clicks, 2, 24, 24), 1.F);
    QCOMPARE(valueAt(clicks, 1, 24, 24), 0.F);
    QCOMPARE(valueAt(clicks, 2, 28, 24), 0.F);
    QCOMPARE(valueAt(clicks, 1, 31, 13), 1.F); // the top point, a little below its place
    for (int i = 0; i < 64; ++i)
        QCOMPARE(valueAt(clicks, 0, i, i), 0.F);
}

void ModelAdapterTest::thePreviousMaskIsLeftOutWhereTheNetworkTakesNone()
{
    ModelDescription description = descriptionOf(ModelDescription::Kind::Ritm);
    description.takesPreviousMask = false;
    VERIFY_OK(adapt(description)->evidence(redPhoto({104, 104}), kHints));
    QCOMPARE(m_memory.inputs.back().shape, (std::vector{1, 2, 64, 64}));
    QCOMPARE(m_memory.inputs.back().values.size(), std::size_t{2 * 64 * 64});
    QCOMPARE(valueAt(m_memory.inputs.back(), 0, 31, 13), 1.F);
}

void ModelAdapterTest::ofABoxTheMiddleBelongs()
{
    const ObjectHints box = ObjectHints::ofBox({20, 20, 64, 64});
    VERIFY_OK(adapt(descriptionOf(ModelDescription::Kind::Ritm))->evidence(redPhoto({104, 104}), box));
    QCOMPARE(valueAt(m_memory.inputs.back(), 1, 32, 32), 1.F);
    QCOMPARE(valueAt(m_memory.inputs.back(), 1, 31, 13), 0.F);
}

void ModelAdapterTest::theMapLiesWhereTheCropLies()
{
    const Result<Evidence> found =
        adapt(descriptionOf(ModelDescription::Kind::Dextr))->evidence(redPhoto({100, 100}), kHints);
    VERIFY_OK(found);
    QVERIFY(found->odds.size() == (Size{2, 2}));
    QVERIFY(found->at({50, 20}) > 2.9F);
    QVERIFY(found->at({50, 84}) < -2.9F);
    QVERIFY(std::abs(found->at({50, 52})) < 0.01F); // the box's middle is the crop's
}

void ModelAdapterTest::rubbishIsAnError_data()
{
    QTest::addColumn<std::vector<int>>("shape");
    QTest::addColumn<std::vector<float>>("values");
    QTest::addColumn<bool>("areProbabilities");
    QTest::addColumn<QString>("word");
    const float nan = std::numeric_limits<float>::quiet_NaN();
    const float infinity = std::numeric_limits<float>::infinity();
    const auto row = [](const char* name, std::vector<int> shape, std::vector<float> values, bool areProbabilities,
                        const char* word) {
        QTest::newRow(name) << shape << values << areProbabilities << QString::fromUtf8(word);
    };
    row("two maps", {1, 2, 2, 2}, std::vector<float>(8, 1), false, "1 x 2 x 2 x 2");
    row("a list", {4}, {1, 2, 3, -4}, false, "shape 4");
    row("nothing", {1, 1, 0, 0}, {}, false, "1 x 1 x 0 x 0");
    row("fewer values than its shape", {1, 1, 2, 2}, {1, 2}, false, "shape");
    row("NaN", {1, 1, 2, 2}, {1, nan, -1, -1}, false, "no numbers");
    row("infinity", {1, 1, 2, 2}, {1, -infinity, -1, -1}, false, "no numbers");
    row("one value", {1, 1, 2, 2}, {5, 5, 5, 5}, false, "same");
    row("no object", {1, 1, 2, 2}, {-5, -4, -5, -5}, false, "no object");
    row("no object by probability", {2, 2}, {0.1F, 0.2F, 0, 0}, true, "no object");
    row("logits for probabilities", {2, 2}, {-4, 5, 6, 1}, true, "no probabilities");
}

void ModelAdapterTest::rubbishIsAnError()
{
    QFETCH(std::vector<int>, shape);
    QFETCH(std::vector<float>, values);
    QFETCH(bool, areProbabilities);
    QFETCH(QString, word);
    ModelDescription description = descriptionOf(ModelDescription::Kind::Dextr);
    if (areProbabilities)
        description.values = ModelDescription::Values::Probabilities;
    const std::unique_ptr<ModelAdapter> adapter = adapt(description);
    m_memory.answers = {{"map", shape, values}};
    const Result<Evidence> found = adapter->evidence(redPhoto({100, 100}), kHints);
    VERIFY_ERROR(found, ErrorCode::Unsupported);
    const QString detail = QString::fromStdString(found.error().detail);
    QVERIFY2(detail.contains(word), qPrintable(detail));
}

void ModelAdapterTest::probabilitiesBecomeOdds()
{
    ModelDescription description = descriptionOf(ModelDescription::Kind::Dextr);
    description.values = ModelDescription::Values::Probabilities;
    const std::unique_ptr<ModelAdapter> adapter = adapt(description);
    m_memory.answers = {{"map", {1, 2, 2}, {1, 0.5F, 0.75F, 0}}};
    const Result<Evidence> found = adapter->evidence(redPhoto({100, 100}), kHints);
    VERIFY_OK(found);
    QVERIFY(found->odds.at(0, 0) > 10);
    QVERIFY(std::abs(found->odds.at(1, 0)) < 1e-5F);
    QVERIFY(std::abs(found->odds.at(0, 1) - std::log(3.F)) < 1e-4F);
    QVERIFY(std::isfinite(found->odds.at(1, 1)) && found->odds.at(1, 1) < -10);
}

void ModelAdapterTest::thePromptIsBoxAndClicks()
{
    ObjectHints hints = kHints;
    hints.strokes = {{{{40, 40}}, false}, {{{30, 30}, {60, 30}}, true}};
    VERIFY_OK(adaptPair()->evidence(redPhoto({128, 64}), hints));
    QCOMPARE(m_memory.inputs.front().shape, (std::vector{1, 3, 64, 64}));
    QCOMPARE(valueAt(m_memory.inputs.front(), 0, 63, 31), 2.F);
    QCOMPARE(valueAt(m_memory.inputs.front(), 0, 63, 32), 0.F); // below the photo, of half the height
    std::vector<std::string> names;
    for (const Tensor& input : m_decoder.inputs)
        names.push_back(input.name);
    QCOMPARE(names, (std::vector<std::string>{"image_embeddings", "point_coords", "point_labels", "mask_input",
                                              "has_mask_input", "orig_im_size"}));
    QCOMPARE(m_decoder.inputs[0].values, (std::vector<float>{7, 8}));
    const std::vector<float> labels{1, 1, 1, 1, 0, 1, 1, 1, 1, 1, 1, 1, 1, 2, 3};
    QCOMPARE(m_decoder.inputs[2].values, labels);
    QCOMPARE(m_decoder.inputs[2].shape, (std::vector{1, 15}));
    const Tensor& places = m_decoder.inputs[1];
    QCOMPARE(places.shape, (std::vector{1, 15, 2}));
    QCOMPARE(places.values[8], 20.25F); // the first stroke, at half the size
    QCOMPARE(places.values[10], 15.25F);
    QCOMPARE(places.values[24], 30.25F); // the second one's end
    QCOMPARE(std::vector(places.values.end() - 4, places.values.end()), (std::vector<float>{10, 10, 42, 42}));
    QCOMPARE(m_decoder.inputs[3].shape, (std::vector{1, 1, 16, 16}));
    QCOMPARE(m_decoder.inputs[4].values, std::vector<float>{0});
    QCOMPARE(m_decoder.inputs[5].values, (std::vector<float>{64, 128}));
}

void ModelAdapterTest::aBoxIsNoClick()
{
    VERIFY_OK(adaptPair()->evidence(redPhoto({128, 64}), ObjectHints::ofBox({20, 20, 40, 30})));
    QCOMPARE(m_decoder.inputs[2].values, (std::vector<float>{2, 3}));
}

void ModelAdapterTest::thePhotoIsEncodedOnce()
{
    const std::unique_ptr<ModelAdapter> adapter = adaptPair();
    const Image photo = redPhoto({128, 64});
    VERIFY_OK(adapter->prepare(photo));
    VERIFY_OK(adapter->evidence(photo, kHints));
    VERIFY_OK(adapter->evidence(photo, kHints));
    QCOMPARE(m_memory.runs, 1);
    QCOMPARE(m_decoder.runs, 2);
    VERIFY_OK(adapter->evidence(redPhoto({128, 64}), kHints));
    QCOMPARE(m_memory.runs, 2);
}

void ModelAdapterTest::theBestMaskCounts()
{
    const Result<Evidence> found = adaptPair()->evidence(redPhoto({128, 128}), kHints);
    VERIFY_OK(found);
    QCOMPARE(found->odds.values(), (std::vector<float>{3, 3, -3, -3}));
    QCOMPARE(found->raster.pixelWidth, 64.0);
}

void ModelAdapterTest::masksWithoutScoresAreRefused()
{
    const std::unique_ptr<ModelAdapter> adapter = adaptPair();
    m_decoder.answers[1].values = {0.5F};
    VERIFY_ERROR(adapter->evidence(redPhoto({128, 128}), kHints), ErrorCode::Unsupported);
}

LABELWRIGHT_TEST(ModelAdapterTest)
#include "ModelAdapterTest.moc"
