// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/groundtruth/WorkerPng.h"

#include "core/base/Base64.h"
#include "core/base/Json.h"
#include "core/groundtruth/MaskPng.h"
#include "tests/core/image/TestPictures.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"

#include <random>

using namespace labelwright;
using namespace labelwright::test;

namespace {

LabelSet labelsOf(int count)
{
    std::vector<std::string> names;
    for (int k = 1; k <= count; ++k)
        names.push_back("label " + std::to_string(k));
    return *LabelSet::fromNames(names);
}

std::vector<LabelMapping> mappingsOf(const LabelSet& labels)
{
    std::vector<LabelMapping> mappings;
    for (const LabelClass& label : labels.classes())
        mappings.push_back({label.name, label.color});
    return mappings;
}

LabelMask maskOf(Size size, const std::function<int(int x, int y)>& labelAt)
{
    std::vector<Label> labels;
    for (int y = 0; y < size.height; ++y) {
        for (int x = 0; x < size.width; ++x)
            labels.push_back(static_cast<Label>(labelAt(x, y)));
    }
    return *LabelMask::create(size, std::move(labels));
}

/// The picture of worker-13x7.png: its first pixel is painted.
LabelMask goldenMask()
{
    return maskOf({13, 7}, [](int x, int y) { return (x / 3 + y / 2 + 2) % 4; });
}

int bitDepthOf(const Bytes& png)
{
    return png[24];
}

bool holdsChunk(const Bytes& png, const std::string& type)
{
    return std::search(png.begin(), png.end(), type.begin(), type.end()) != png.end();
}

} // namespace

class WorkerPngTest : public QObject {
    Q_OBJECT
private slots:
    void goldenIsReproduced();
    void headerOfARealAnswerIsReproduced();
    void exampleAnswersAreReproduced_data();
    void exampleAnswersAreReproduced();
    void fewestBitsAreUsed_data();
    void fewestBitsAreUsed();
    void transparencyIsWrittenOnlyWhereItOccurs();
    void roundTrip_data();
    void roundTrip();
    void longRunsAndSingleColumnsKeepTheirOrder();
    void labelThatIsNotInTheSetIsRefused();

    void mappingsDecideAndNotTheIndex();
    void subsetOfMappingsIsEnough();
    void mappingToAnotherJobsLabelMattersOnlyWhenUsed();
    void colorsWithoutPaletteAreRead();
    void everyTruncationIsAnError();
    void everyDamagedByteIsAnError();
};

void WorkerPngTest::goldenIsReproduced()
{
    const Bytes golden = bytesOf(dataPath("groundtruth/worker-13x7.png"));
    const auto encoded = encodeWorkerPng(goldenMask(), labelsOf(3));
    VERIFY_OK(encoded);
    QVERIFY(encoded->bytes == golden);
    QCOMPARE(encoded->paletteLabels, (std::vector<Label>{2, 3, 0, 1}));
    QVERIFY(*decodeWorkerPng(golden, mappingsOf(labelsOf(3)), labelsOf(3)) == goldenMask());
}

/// The first chunks of the real answer: transparent, tree, traffic light, bus, people, car; 1160 x 774.
void WorkerPngTest::headerOfARealAnswerIsReproduced()
{
    // Its bytes, as the sample in the shared folder has them; without the length of IDAT, which its pixels decide.
    const QByteArray hex(
        "89504e470d0a1a0a0000000d4948445200000488000003060403000000"
        "6b1fa2d6000000017352474201d9c92c7f00000012504c54450000009467bd1f77b4ff7f0e2ca02cd62728a7cc6d4e"
        "0000000674524e5300ffffffffff7a79e0fe");
    const QByteArray header = QByteArray::fromHex(hex);
    const LabelSet labels = *LabelSet::fromNames({"people", "traffic light", "bus", "car", "tree"});
    constexpr std::array kOrder{0, 5, 2, 3, 1, 4};
    const LabelMask mask =
        maskOf({1160, 774}, [&](int x, int y) { return kOrder[static_cast<std::size_t>((x + y) / 380)]; });
    const auto encoded = encodeWorkerPng(mask, labels);
    VERIFY_OK(encoded);
    QCOMPARE(QByteArray(reinterpret_cast<const char*>(encoded->bytes.data()), header.size()), header);
    QCOMPARE(std::string(encoded->bytes.begin() + 98, encoded->bytes.begin() + 102), std::string("IDAT"));
    QCOMPARE(int{encoded->bytes[102]}, 0x78);
    QCOMPARE(int{encoded->bytes[103]}, 0x9C);

    if (const auto shared = sharedFolder()) {
        const Bytes sample = bytesOf(*shared / "formats/samples/real-worker-png-1160x774.header-chunks.bin");
        QVERIFY(std::equal(sample.begin(), sample.begin() + header.size(), encoded->bytes.begin()));
    }
}

void WorkerPngTest::exampleAnswersAreReproduced_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<int>("bits");
    const auto shared = sharedFolder();
    if (!shared)
        QSKIP("needs the shared samples");
    const auto folder = *shared / "formats/example-job/road-scenes/annotations/worker-response/iteration-1";
    QTest::newRow("5 colors") << QString::fromStdString((folder / "0/2026-11-22_09:07:43.json").string()) << 4;
    QTest::newRow("4 colors") << QString::fromStdString((folder / "1/2026-11-22_09:12:01.json").string()) << 2;
}

void WorkerPngTest::exampleAnswersAreReproduced()
{
    QFETCH(QString, file);
    QFETCH(int, bits);
    const auto json = parseJson(textOf(file.toStdString()));
    VERIFY_OK(json);
    const Json& content = json->at("answers").at(0).at("answerContent").at("crowd-semantic-segmentation");
    const auto png = decodeBase64(content.at("labeledImage").at("pngImageData").get<std::string>());
    VERIFY_OK(png);
    const LabelSet labels = *LabelSet::fromNames({"people", "traffic light", "bus", "car", "tree"});
    const auto mask = decodeWorkerPng(*png, mappingsOf(labels), labels);
    VERIFY_OK(mask);
    QCOMPARE(mask->size(), (Size{16, 8}));
    QCOMPARE(bitDepthOf(*png), bits);
    QVERIFY(encodeWorkerPng(*mask, labels)->bytes == *png);
}

void WorkerPngTest::fewestBitsAreUsed_data()
{
    QTest::addColumn<int>("colors");
    QTest::addColumn<int>("bits");
    for (const auto& [colors, bits] : {std::pair(1, 1), std::pair(2, 1), std::pair(3, 2), std::pair(4, 2),
                                       std::pair(5, 4), std::pair(16, 4), std::pair(17, 8), std::pair(255, 8)})
        QTest::addRow("%d colors", colors) << colors << bits;
}

void WorkerPngTest::fewestBitsAreUsed()
{
    QFETCH(int, colors);
    QFETCH(int, bits);
    const LabelSet labels = labelsOf(254);
    const LabelMask mask = maskOf({19, 17}, [&](int x, int y) { return (x + 19 * y) % colors; });
    const auto encoded = encodeWorkerPng(mask, labels);
    VERIFY_OK(encoded);
    QCOMPARE(bitDepthOf(encoded->bytes), bits);
    QCOMPARE(encoded->paletteLabels.size(), static_cast<std::size_t>(colors));
    QCOMPARE(decodeIndexedPng(encoded->bytes)->palette.size(), static_cast<std::size_t>(colors));
    QVERIFY(*decodeWorkerPng(encoded->bytes, mappingsOf(labels), labels) == mask);
}

void WorkerPngTest::transparencyIsWrittenOnlyWhereItOccurs()
{
    const LabelSet labels = labelsOf(3);
    const auto painted = encodeWorkerPng(maskOf({9, 9}, [](int x, int) { return 1 + x % 3; }), labels);
    QVERIFY(!holdsChunk(painted->bytes, "tRNS"));
    const auto oneHole = encodeWorkerPng(maskOf({9, 9}, [](int x, int y) { return x + y == 16 ? 0 : 1; }), labels);
    QVERIFY(holdsChunk(oneHole->bytes, "tRNS"));
    QCOMPARE(oneHole->paletteLabels, (std::vector<Label>{1, 0}));
    const auto png = decodeIndexedPng(oneHole->bytes);
    QCOMPARE(png->alpha, (std::vector<std::uint8_t>{255, 0}));
    QCOMPARE(png->palette[1], (Color{0, 0, 0}));
}

void WorkerPngTest::roundTrip_data()
{
    QTest::addColumn<int>("width");
    QTest::addColumn<int>("labelCount");
    for (const int width : {1, 2, 3, 7, 8, 9, 16, 17, 31, 33, 1001}) {
        for (const int labelCount : {1, 3, 15, 40})
            QTest::addRow("%d wide, %d labels", width, labelCount) << width << labelCount;
    }
}

void WorkerPngTest::roundTrip()
{
    QFETCH(int, width);
    QFETCH(int, labelCount);
    const LabelSet labels = labelsOf(labelCount);
    std::mt19937 random(static_cast<unsigned>(width * 100 + labelCount));
    int current = 0;
    const LabelMask mask = maskOf({width, 200}, [&](int, int) {
        if (random() % 11 == 0)
            current = static_cast<int>(random() % static_cast<unsigned>(labelCount + 1));
        return current;
    });
    const auto encoded = encodeWorkerPng(mask, labels);
    VERIFY_OK(encoded);
    QVERIFY(*decodeWorkerPng(encoded->bytes, mappingsOf(labels), labels) == mask);
    const auto indexed = decodeIndexedPng(encoded->bytes);
    for (std::size_t i = 0; i < mask.pixels().size(); ++i)
        QCOMPARE(encoded->paletteLabels[indexed->indices[i]], mask.pixels()[i]);
}

/// Single pixels at every place of an otherwise even mask, where a scan by runs might pass over them.
void WorkerPngTest::longRunsAndSingleColumnsKeepTheirOrder()
{
    const LabelSet labels = labelsOf(3);
    for (int at = 1; at < 40; ++at) {
        const LabelMask mask = maskOf({41, 1}, [&](int x, int) { return x == at ? 3 : x == at + 1 ? 1 : 2; });
        const std::vector<Label> order = encodeWorkerPng(mask, labels)->paletteLabels;
        QCOMPARE(order, (std::vector<Label>{2, 3, 1}));
    }
}

void WorkerPngTest::labelThatIsNotInTheSetIsRefused()
{
    const auto encoded = encodeWorkerPng(maskOf({3, 3}, [](int x, int) { return 2 * x; }), labelsOf(3));
    VERIFY_ERROR(encoded, ErrorCode::Mismatch);
    QCOMPARE(encoded.error().detail, std::string("the mask holds label 4, the highest label is 3"));
}

void WorkerPngTest::mappingsDecideAndNotTheIndex()
{
    const LabelSet labels = labelsOf(3);
    std::vector<LabelMapping> mappings = mappingsOf(labels);
    std::swap(mappings[0].name, mappings[2].name);
    const auto mask = decodeWorkerPng(bytesOf(dataPath("groundtruth/worker-13x7.png")), mappings, labels);
    VERIFY_OK(mask);
    QVERIFY(*mask == relabelled(goldenMask(), {0, 3, 2, 1}));
}

void WorkerPngTest::subsetOfMappingsIsEnough()
{
    const LabelSet labels = labelsOf(3);
    const LabelMask mask = maskOf({6, 6}, [](int x, int) { return x < 3 ? 0 : 2; });
    const Bytes png = encodeWorkerPng(mask, labels)->bytes;
    const std::vector<LabelMapping> one{{"label 2", labels.at(2).color}};
    QVERIFY(*decodeWorkerPng(png, one, labels) == mask);
    const auto unknown = decodeWorkerPng(png, {}, labels);
    VERIFY_ERROR(unknown, ErrorCode::Mismatch);
    QCOMPARE(unknown.error().detail, std::string("the mask holds colors that are no label's: #1f77b4"));
}

void WorkerPngTest::mappingToAnotherJobsLabelMattersOnlyWhenUsed()
{
    const LabelSet labels = labelsOf(2);
    const Bytes png = encodeWorkerPng(maskOf({6, 6}, [](int x, int) { return x < 3 ? 1 : 2; }), labels)->bytes;
    std::vector<LabelMapping> mappings = mappingsOf(labels);
    mappings.push_back({"unheard of", {1, 2, 3}});
    VERIFY_OK(decodeWorkerPng(png, mappings, labels));
    mappings[1].name = "unheard of";
    VERIFY_ERROR(decodeWorkerPng(png, mappings, labels), ErrorCode::Mismatch);
    mappings[1].name = "BACKGROUND";
    QCOMPARE(int{decodeWorkerPng(png, mappings, labels)->at({5, 0})}, 0);
}

/// More than 256 colours make the browser write RGBA; the answer is the same.
void WorkerPngTest::colorsWithoutPaletteAreRead()
{
    const LabelSet labels = labelsOf(3);
    const PngLayout rgba{.size = {13, 7}, .bitDepth = 8, .colorType = 6};
    const Bytes png = encodeSamples(rgba, [&](int x, int y) {
        const Label label = goldenMask().at({x, y});
        if (label == kUnlabelled)
            return std::vector{x, y, 7, 0};
        const Color color = labels.at(label).color;
        return std::vector<int>{color.red, color.green, color.blue, 255};
    });
    QVERIFY(*decodeWorkerPng(png, mappingsOf(labels), labels) == goldenMask());
}

void WorkerPngTest::everyTruncationIsAnError()
{
    const Bytes golden = bytesOf(dataPath("groundtruth/worker-13x7.png"));
    const LabelSet labels = labelsOf(3);
    for (std::size_t size = 0; size < golden.size(); ++size)
        VERIFY_ERROR(decodeWorkerPng(std::span(golden).first(size), mappingsOf(labels), labels), ErrorCode::Truncated);
}

/// Also in tRNS, without which unlabelled pixels would be black ones.
void WorkerPngTest::everyDamagedByteIsAnError()
{
    const Bytes golden = bytesOf(dataPath("groundtruth/worker-13x7.png"));
    const LabelSet labels = labelsOf(3);
    for (std::size_t i = 0; i < golden.size(); ++i) {
        Bytes damaged = golden;
        damaged[i] ^= 0x01U;
        QVERIFY2(!decodeWorkerPng(damaged, mappingsOf(labels), labels),
                 QByteArray::number(static_cast<int>(i)).constData());
    }
}

LABELWRIGHT_TEST(WorkerPngTest)
#include "WorkerPngTest.moc"
