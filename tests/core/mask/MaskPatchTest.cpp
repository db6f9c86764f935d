// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mask/MaskPatch.h"

#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"

#include <zlib.h>

#include <QTest>

#include <algorithm>
#include <random>

using namespace labelwright;

namespace {

constexpr Size kSize{150, 100}; // 3 x 2 tiles, cut at both edges

LabelMask randomMask(unsigned seed)
{
    std::mt19937 random(seed);
    std::vector<Label> labels(static_cast<std::size_t>(kSize.width * kSize.height));
    std::ranges::generate(labels, [&] { return static_cast<Label>(random() % 200); });
    return *LabelMask::create(kSize, std::move(labels));
}

bool sameOutside(const LabelMask& a, const LabelMask& b, const Rect& rect)
{
    for (int y = 0; y < kSize.height; ++y)
        for (int x = 0; x < kSize.width; ++x)
            if (!rect.contains({x, y}) && a.at({x, y}) != b.at({x, y}))
                return false;
    return true;
}

/// An encoded patch of kSize with these tiles and this stream of pixels.
std::vector<std::uint8_t> encoded(const std::vector<std::pair<int, int>>& tiles, const std::vector<Label>& labels)
{
    std::vector<std::uint8_t> bytes{'L', 'W', 'P', '1'};
    const auto append = [&bytes](std::size_t number, int size) {
        for (int i = 0; i < size; ++i)
            bytes.push_back(static_cast<std::uint8_t>(number >> (8 * i)));
    };
    append(kSize.width, 4);
    append(kSize.height, 4);
    append(tiles.size(), 4);
    for (const auto& [column, row] : tiles) {
        append(static_cast<std::size_t>(column), 2);
        append(static_cast<std::size_t>(row), 2);
    }
    std::vector<std::uint8_t> stream(compressBound(labels.size()));
    uLongf size = stream.size();
    compress2(stream.data(), &size, labels.data(), labels.size(), 1);
    bytes.insert(bytes.end(), stream.begin(), stream.begin() + static_cast<std::ptrdiff_t>(size));
    return bytes;
}

} // namespace

class MaskPatchTest : public QObject {
    Q_OBJECT

private slots:
    void keepsTheTilesThatMeet_data();
    void keepsTheTilesThatMeet();
    void swapExchangesAndSwapsBack();
    void firstKeepCounts();
    void capturedTakesTheStateOfNow();
    void costFollowsTheTilesAndWhatIsInThem();
    void everyKindOfTileComesBack();
    void neighboursOfOneLabelEachComeBack();
    void encodedComesBack();
    void emptyPatchComesBack();
    void encodedFormStays();
    void everyTruncationIsAnError();
    void everyChangedByteIsAnErrorOrAPatch();
    void patchOfAnotherSizeIsAMismatch();
    void brokenContentIsMalformed_data();
    void brokenContentIsMalformed();
};

Q_DECLARE_METATYPE(Rect)

void MaskPatchTest::keepsTheTilesThatMeet_data()
{
    QTest::addColumn<Rect>("rect");
    QTest::addColumn<Rect>("bounds");
    QTest::newRow("one pixel") << Rect{10, 10, 1, 1} << Rect{0, 0, 64, 64};
    QTest::newRow("up to a tile's edge") << Rect{0, 0, 64, 64} << Rect{0, 0, 64, 64};
    QTest::newRow("over a tile's edge") << Rect{63, 0, 2, 64} << Rect{0, 0, 128, 64};
    QTest::newRow("cut tile") << Rect{149, 99, 1, 1} << Rect{128, 64, 22, 36};
    QTest::newRow("beyond the mask") << Rect{140, -50, 500, 60} << Rect{128, 0, 22, 64};
    QTest::newRow("all") << Rect{-5, -5, 500, 500} << Rect{0, 0, 150, 100};
    QTest::newRow("outside") << Rect{150, 0, 10, 10} << Rect{};
    QTest::newRow("empty") << Rect{10, 10, 0, 4} << Rect{};
}

void MaskPatchTest::keepsTheTilesThatMeet()
{
    QFETCH(Rect, rect);
    QFETCH(Rect, bounds);
    MaskPatch patch(kSize);
    patch.keep(randomMask(1), rect);
    QVERIFY(patch.bounds() == bounds);
    QCOMPARE(patch.isEmpty(), bounds.isEmpty());
}

void MaskPatchTest::swapExchangesAndSwapsBack()
{
    const LabelMask before = randomMask(1);
    const LabelMask other = randomMask(2);
    LabelMask mask = other;
    MaskPatch patch(kSize);
    patch.keep(before, {70, 10, 60, 60});
    patch.swap(mask);
    const Rect tiles = patch.bounds();
    QVERIFY((tiles == Rect{64, 0, 86, 100}));
    QVERIFY(sameOutside(mask, other, tiles));
    for (int y = tiles.y; y < tiles.bottom(); ++y)
        for (int x = tiles.x; x < tiles.right(); ++x)
            QCOMPARE(mask.at({x, y}), before.at({x, y}));
    patch.swap(mask);
    QVERIFY(mask == other);
}

void MaskPatchTest::firstKeepCounts()
{
    MaskPatch patch(kSize);
    patch.keep(randomMask(1), {0, 0, 10, 10});
    patch.keep(randomMask(2), {5, 5, 100, 10});
    LabelMask mask = randomMask(3);
    patch.swap(mask);
    QCOMPARE(mask.at({8, 8}), randomMask(1).at({8, 8}));
    QCOMPARE(mask.at({64, 8}), randomMask(2).at({64, 8}));
}

void MaskPatchTest::capturedTakesTheStateOfNow()
{
    MaskPatch before(kSize);
    before.keep(randomMask(1), {0, 0, 100, 10});
    MaskPatch after = before.captured(randomMask(2));
    QVERIFY(after.bounds() == before.bounds());
    LabelMask mask = randomMask(1);
    after.swap(mask);
    QCOMPARE(mask.at({127, 63}), randomMask(2).at({127, 63}));
    QCOMPARE(mask.at({128, 63}), randomMask(1).at({128, 63}));
    after.swap(mask);
    QVERIFY(mask == randomMask(1));
}

void MaskPatchTest::costFollowsTheTilesAndWhatIsInThem()
{
    constexpr Size kLarge{4000, 3000};
    const auto costOf = [](const LabelMask& mask, const Rect& rect) {
        MaskPatch patch(mask.size());
        const std::size_t empty = patch.byteSize();
        patch.keep(mask, rect);
        return patch.byteSize() - empty;
    };
    QVERIFY(MaskPatch(kLarge).byteSize() < 1000);
    QVERIFY(costOf(*LabelMask::create(kLarge), {0, 0, 128, 64}) < 2 * 64);

    std::vector<Label> halves(4000 * 3000);
    for (std::size_t i = 0; i < halves.size(); ++i)
        halves[i] = i % 4000 < 30 ? 1 : 2;
    QVERIFY(costOf(*LabelMask::create(kLarge, halves), {0, 0, 128, 64}) < 64 * 2 * 2 + 2 * 64);

    const std::size_t noise = costOf(randomMask(1), {0, 0, 128, 64});
    QVERIFY(noise >= 2 * 64 * 64 && noise < 2 * 64 * 64 + 200);
}

void MaskPatchTest::everyKindOfTileComesBack()
{
    // One label, few runs, a run of more than 256 pixels, noise, and a change of label with the last pixel.
    std::vector<Label> labels(static_cast<std::size_t>(kSize.width * kSize.height), 3);
    for (int y = 0; y < kSize.height; ++y)
        for (int x = 0; x < kSize.width; ++x) {
            const auto i = static_cast<std::size_t>(y * kSize.width + x);
            if (x >= 64 && x < 128 && y < 64)
                labels[i] = static_cast<Label>(y > 20 && y < 30 ? 4 : 5);
            else if (x >= 128 && y < 64)
                labels[i] = static_cast<Label>((x * 7 + y * 13) % 200);
            else if (x >= 128 && y >= 64)
                labels[i] = i + 1 == labels.size() ? 1 : 2;
        }
    const LabelMask before = *LabelMask::create(kSize, labels);
    MaskPatch patch(kSize);
    patch.keep(before, before.bounds());
    LabelMask mask = randomMask(2);
    patch.swap(mask);
    QVERIFY(mask == before);
    patch.swap(mask);
    QVERIFY(mask == randomMask(2));
    patch.swap(mask);
    QVERIFY(mask == before);
    Result<MaskPatch> decoded = MaskPatch::decode(kSize, patch.captured(before).encode());
    VERIFY_OK(decoded);
    mask = randomMask(3);
    decoded->swap(mask);
    QVERIFY(mask == before);
}

void MaskPatchTest::neighboursOfOneLabelEachComeBack()
{
    std::vector<Label> labels(static_cast<std::size_t>(kSize.width * kSize.height));
    for (int y = 0; y < kSize.height; ++y)
        for (int x = 0; x < kSize.width; ++x)
            labels[static_cast<std::size_t>(y * kSize.width + x)] =
                static_cast<Label>(y < 64 ? 7 - x / 64 : 5 + x / 128);
    const LabelMask before = *LabelMask::create(kSize, labels);
    MaskPatch patch(kSize);
    patch.keep(before, before.bounds());
    LabelMask mask = *LabelMask::create(kSize);
    patch.swap(mask);
    QVERIFY(mask == before);
    patch.swap(mask);
    QVERIFY(mask == *LabelMask::create(kSize));
}

void MaskPatchTest::encodedComesBack()
{
    MaskPatch patch(kSize);
    patch.keep(randomMask(1), {149, 99, 1, 1});
    patch.keep(randomMask(1), {0, 0, 65, 1});
    Result<MaskPatch> decoded = MaskPatch::decode(kSize, patch.encode());
    VERIFY_OK(decoded);
    QVERIFY(decoded->encode() == patch.encode());
    LabelMask a = randomMask(2);
    LabelMask b = randomMask(2);
    patch.swap(a);
    decoded->swap(b);
    QVERIFY(a == b);
    QVERIFY(a != randomMask(2));
}

void MaskPatchTest::emptyPatchComesBack()
{
    const Result<MaskPatch> decoded = MaskPatch::decode(kSize, MaskPatch(kSize).encode());
    VERIFY_OK(decoded);
    QVERIFY(decoded->isEmpty());
}

void MaskPatchTest::encodedFormStays()
{
    // Drafts of earlier versions are read by later ones: magic, size, tile places, then the zlib stream.
    MaskPatch patch(kSize);
    patch.keep(*LabelMask::create(kSize), {128, 64, 1, 1});
    const std::vector<std::uint8_t> bytes = patch.encode();
    const std::vector<std::uint8_t> head{'L', 'W', 'P', '1', 150, 0, 0, 0, 100, 0, 0, 0, 1, 0, 0, 0, 2, 0, 1, 0, 0x78};
    QVERIFY(bytes.size() > head.size());
    QVERIFY(std::equal(head.begin(), head.end(), bytes.begin()));
    VERIFY_OK(MaskPatch::decode(kSize, encoded({{2, 1}}, std::vector<Label>(22 * 36, 5))));
}

void MaskPatchTest::everyTruncationIsAnError()
{
    MaskPatch patch(kSize);
    patch.keep(randomMask(1), {149, 99, 1, 1});
    const std::vector<std::uint8_t> bytes = patch.encode();
    for (std::size_t size = 0; size < bytes.size(); ++size) {
        const auto decoded = MaskPatch::decode(kSize, std::span(bytes).first(size));
        VERIFY_ERROR(decoded, ErrorCode::Truncated);
    }
}

void MaskPatchTest::everyChangedByteIsAnErrorOrAPatch()
{
    MaskPatch patch(kSize);
    patch.keep(*LabelMask::create(kSize), {60, 60, 10, 10});
    const std::vector<std::uint8_t> bytes = patch.encode();
    for (std::size_t i = 0; i < bytes.size(); ++i)
        for (const unsigned change : {0x01U, 0x80U, 0xffU}) {
            std::vector<std::uint8_t> broken = bytes;
            broken[i] = static_cast<std::uint8_t>(broken[i] ^ change);
            Result<MaskPatch> decoded = MaskPatch::decode(kSize, broken);
            if (!decoded)
                continue;
            LabelMask mask = randomMask(1);
            decoded->swap(mask); // whatever came out stays inside the mask
            QVERIFY(decoded->bounds().intersected(mask.bounds()) == decoded->bounds());
        }
}

void MaskPatchTest::patchOfAnotherSizeIsAMismatch()
{
    const auto decoded = MaskPatch::decode({150, 101}, MaskPatch(kSize).encode());
    VERIFY_ERROR(decoded, ErrorCode::Mismatch);
    QCOMPARE(decoded.error().detail, std::string("the recorded edit is of a mask of 150 x 100 pixels, not 150 x 101"));
}

void MaskPatchTest::brokenContentIsMalformed_data()
{
    QTest::addColumn<QByteArray>("bytes");
    const auto row = [](const char* name, const std::vector<std::uint8_t>& bytes) {
        QTest::newRow(name) << QByteArray(reinterpret_cast<const char*>(bytes.data()),
                                          static_cast<qsizetype>(bytes.size()));
    };
    const std::vector<Label> tile(64 * 64, 3);
    std::vector<Label> two = tile;
    two.insert(two.end(), tile.begin(), tile.end());
    std::vector<Label> withHole = tile;
    withHole[100] = 255;
    std::vector<std::uint8_t> extra = encoded({{0, 0}}, tile);
    extra.push_back(0);
    std::vector<std::uint8_t> many = encoded({}, {});
    many[12] = 7;
    std::vector<std::uint8_t> badSum = encoded({{0, 0}}, tile);
    badSum.back() ^= 1;
    row("another magic", {'L', 'W', 'P', '2'});
    row("more tiles than there are", many);
    row("tile right of the mask", encoded({{3, 0}}, tile));
    row("tile below the mask", encoded({{0, 2}}, tile));
    row("tile twice", encoded({{0, 0}, {0, 0}}, two));
    row("too few pixels", encoded({{0, 0}, {1, 0}}, tile));
    row("too many pixels", encoded({{0, 0}}, two));
    row("bytes after the stream", extra);
    row("wrong checksum", badSum);
    row("label 255", encoded({{0, 0}}, withHole));
}

void MaskPatchTest::brokenContentIsMalformed()
{
    QFETCH(QByteArray, bytes);
    const std::vector<std::uint8_t> content(bytes.begin(), bytes.end());
    VERIFY_ERROR(MaskPatch::decode(kSize, content), ErrorCode::Malformed);
}

LABELWRIGHT_TEST(MaskPatchTest)
#include "MaskPatchTest.moc"
