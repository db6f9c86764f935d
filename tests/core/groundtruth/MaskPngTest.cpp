// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/groundtruth/MaskPng.h"

#include "tests/core/groundtruth/MaskPictures.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"

#include <zlib.h>

#include <algorithm>
#include <random>

using namespace labelwright;
using namespace labelwright::test;

namespace fs = std::filesystem;

namespace {

/// Lengths of the IDAT chunks; the bytes of all of them are appended to `data`.
std::vector<std::size_t> dataChunks(const Bytes& png, Bytes& data)
{
    std::vector<std::size_t> lengths;
    for (std::size_t at = 8; at < png.size(); at += 12 + numberAt(png, at)) {
        if (!std::equal(png.begin() + static_cast<std::ptrdiff_t>(at) + 4,
                        png.begin() + static_cast<std::ptrdiff_t>(at) + 8, "IDAT"))
            continue;
        lengths.push_back(numberAt(png, at));
        const auto begin = png.begin() + static_cast<std::ptrdiff_t>(at) + 8;
        data.insert(data.end(), begin, begin + static_cast<std::ptrdiff_t>(lengths.back()));
    }
    return lengths;
}

} // namespace

/// Writing: byte for byte as Ground Truth does.
class MaskPngTest : public QObject {
    Q_OBJECT
private slots:
    void goldenIsReproduced();
    void realMasksAreReproduced_data();
    void realMasksAreReproduced();
    void labelThatIsNotInTheSetIsRefused();
    void allLabelsFitThePalette();
    void longDataIsSplitAsPillowDoes_data();
    void longDataIsSplitAsPillowDoes();
    void roundTrip_data();
    void roundTrip();
};

void MaskPngTest::goldenIsReproduced()
{
    const Bytes golden = bytesOf(dataPath("groundtruth/consolidated-13x7.png"));
    const auto encoded = encodeConsolidatedMask(goldenMask(), threeLabels());
    VERIFY_OK(encoded);
    QVERIFY(*encoded == golden);
    QVERIFY(*decodeConsolidatedMask(golden, threeLabels(), ReadBy::Index) == goldenMask());
}

void MaskPngTest::realMasksAreReproduced_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<int>("labelCount");
    const auto shared = sharedFolder();
    if (!shared)
        QSKIP("needs the shared samples");
    const fs::path samples = *shared / "formats/samples";
    for (const auto& entry : fs::directory_iterator(samples / "superannotate/instance_segmentation")) {
        if (entry.path().extension() == ".png")
            QTest::newRow(entry.path().filename().c_str()) << QString::fromStdString(entry.path().string()) << 2;
    }
    const fs::path kit = samples / "groundtruth-conversion-kit/img1_annotated.png";
    QTest::newRow("img1_annotated.png") << QString::fromStdString(kit.string()) << 3;
    const fs::path example = *shared / "formats/example-job/road-scenes/annotations/consolidated-annotation/output";
    for (const auto& entry : fs::directory_iterator(example))
        QTest::newRow(entry.path().filename().c_str()) << QString::fromStdString(entry.path().string()) << 5;
}

void MaskPngTest::realMasksAreReproduced()
{
    QFETCH(QString, path);
    QFETCH(int, labelCount);
    const Bytes real = bytesOf(path.toStdString());
    const auto indexed = decodeIndexedPng(real);
    VERIFY_OK(indexed);
    std::vector<std::string> names;
    std::vector<Color> colors;
    for (int k = 1; k <= labelCount; ++k) {
        names.push_back("label " + std::to_string(k));
        colors.push_back(indexed->palette[static_cast<std::size_t>(k)]);
    }
    const auto labels = LabelSet::fromNames(names, colors);
    VERIFY_OK(labels);
    const auto byIndex = decodeConsolidatedMask(real, *labels, ReadBy::Index);
    VERIFY_OK(byIndex);
    QVERIFY(*byIndex == *decodeConsolidatedMask(real, *labels, ReadBy::Color));
    QVERIFY(*encodeConsolidatedMask(*byIndex, *labels) == real);
}

void MaskPngTest::labelThatIsNotInTheSetIsRefused()
{
    const LabelMask mask = maskOf({5, 5}, [](int x, int y) { return x == 4 && y == 4 ? 4 : 0; });
    const auto encoded = encodeConsolidatedMask(mask, threeLabels());
    VERIFY_ERROR(encoded, ErrorCode::Mismatch);
    QCOMPARE(encoded.error().detail, std::string("the mask holds label 4, the highest label is 3"));
}

void MaskPngTest::allLabelsFitThePalette()
{
    std::vector<std::string> names;
    for (int k = 1; k <= 254; ++k)
        names.push_back("label " + std::to_string(k));
    const LabelSet labels = *LabelSet::fromNames(names);
    const LabelMask mask = maskOf({51, 5}, [](int x, int y) { return x + 51 * y; });
    const auto encoded = encodeConsolidatedMask(mask, labels);
    VERIFY_OK(encoded);
    QCOMPARE(decodeIndexedPng(*encoded)->palette.at(255), kWhite);
    QVERIFY(*decodeConsolidatedMask(*encoded, labels, ReadBy::Color) == mask);
}

void MaskPngTest::longDataIsSplitAsPillowDoes_data()
{
    QTest::addColumn<int>("width");
    QTest::addColumn<int>("height");
    QTest::addColumn<int>("chunk");
    QTest::newRow("narrow") << 1000 << 1500 << 65536;
    QTest::newRow("wide") << 20000 << 40 << 80000;
}

/// Noise, so that there is much data.
void MaskPngTest::longDataIsSplitAsPillowDoes()
{
    QFETCH(int, width);
    QFETCH(int, height);
    QFETCH(int, chunk);
    std::mt19937 random(7);
    const LabelMask mask = maskOf({width, height}, [&](int, int) { return static_cast<int>(random() % 4); });
    const auto encoded = encodeConsolidatedMask(mask, threeLabels());
    VERIFY_OK(encoded);
    Bytes data;
    const std::vector<std::size_t> lengths = dataChunks(*encoded, data);
    QVERIFY(lengths.size() > 1);
    for (std::size_t i = 0; i + 1 < lengths.size(); ++i)
        QCOMPARE(lengths[i], static_cast<std::size_t>(chunk));
    QVERIFY(lengths.back() > 0 && lengths.back() <= static_cast<std::size_t>(chunk));

    // The stream is the one that a single call of zlib makes.
    Bytes rows;
    for (int y = 0; y < height; ++y) {
        rows.push_back(0);
        rows.insert(rows.end(), mask.row(y).begin(), mask.row(y).end());
    }
    Bytes expected(rows.size() * 2);
    z_stream stream{};
    QCOMPARE(deflateInit2(&stream, 6, Z_DEFLATED, 15, 9, Z_DEFAULT_STRATEGY), Z_OK);
    stream.next_in = rows.data();
    stream.avail_in = static_cast<uInt>(rows.size());
    stream.next_out = expected.data();
    stream.avail_out = static_cast<uInt>(expected.size());
    QCOMPARE(deflate(&stream, Z_FINISH), Z_STREAM_END);
    expected.resize(stream.total_out);
    deflateEnd(&stream);
    QVERIFY(data == expected);
    QVERIFY(*decodeConsolidatedMask(*encoded, threeLabels(), ReadBy::Index) == mask);
}

void MaskPngTest::roundTrip_data()
{
    QTest::addColumn<int>("width");
    QTest::addColumn<int>("height");
    for (const auto& [width, height] : {std::pair(1, 1), std::pair(7, 1), std::pair(1, 9), std::pair(300, 211),
                                        std::pair(32768, 2), std::pair(2, 32768)})
        QTest::addRow("%d x %d", width, height) << width << height;
}

void MaskPngTest::roundTrip()
{
    QFETCH(int, width);
    QFETCH(int, height);
    std::mt19937 random(static_cast<unsigned>(width));
    const LabelMask mask = maskOf({width, height}, [&](int, int) { return static_cast<int>(random() % 4); });
    const auto encoded = encodeConsolidatedMask(mask, threeLabels());
    VERIFY_OK(encoded);
    for (const ReadBy readBy : {ReadBy::Index, ReadBy::Color})
        QVERIFY(*decodeConsolidatedMask(*encoded, threeLabels(), readBy) == mask);
    QVERIFY(*decodeForeignMask(*encoded, threeLabels()) == mask);
}

LABELWRIGHT_TEST(MaskPngTest)
#include "MaskPngTest.moc"
