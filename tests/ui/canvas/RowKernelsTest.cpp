// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/RowKernels.h"

#include "tests/support/TestProgram.h"
#include "tests/ui/canvas/Pictures.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

using namespace labelwright;
using namespace labelwright::test;

namespace {

using Bytes = std::vector<std::uint8_t>;
using Pixels = std::vector<std::uint32_t>;

std::size_t index(int value)
{
    return static_cast<std::size_t>(value);
}

Bytes randomBytes(int count, Noise& noise)
{
    Bytes bytes(index(count));
    std::ranges::generate(bytes, [&] { return static_cast<std::uint8_t>(noise.below(256)); });
    return bytes;
}

std::uint32_t opaque(int red, int green, int blue)
{
    return 0xff000000U | static_cast<std::uint32_t>(red << 16 | green << 8 | blue);
}

/// Of `count` device pixels, `step` pixels of the photo apart.
std::vector<std::int32_t> columns(int count, double step)
{
    std::vector<std::int32_t> result;
    for (int x = 0; x < count; ++x)
        result.push_back(static_cast<std::int32_t>(x * step));
    return result;
}

/// A premultiplied colour over another, channel by channel, as exact as bytes can be.
std::uint32_t slowBlend(std::uint32_t under, std::uint32_t over)
{
    const double rest = (255 - (over >> 24U)) / 255.0;
    const auto channel = [&](unsigned shift) {
        return static_cast<int>(std::lround((under >> shift & 0xffU) * rest)) + static_cast<int>(over >> shift & 0xffU);
    };
    return opaque(channel(16), channel(8), channel(0));
}

/// Colours of three labels: nothing, half covered and nearly opaque; their edges are darker.
OverlayColors someColors()
{
    OverlayColors colors;
    colors.byPart[0] = {0, 0x80402010U, 0xf0e0d0c0U};
    colors.byPart[1] = {0, 0xff102030U, 0xc0000000U};
    return colors;
}

} // namespace

/// Each kernel against the plain formula, for all lengths of a row's end; rows are exactly as long as they may be read.
class RowKernelsTest : public QObject {
    Q_OBJECT
private slots:
    void bytesBecomePixels();
    void pixelsArePicked();
    void rowsAreMixed();
    void pixelsAreInterpolated();
    void labelsAreBlended_data();
    void labelsAreBlended();
    void aRowIsBlendedInPlace();
};

void RowKernelsTest::bytesBecomePixels()
{
    Noise noise(1);
    for (int count = 1; count < 70; ++count) {
        const Bytes bgr = randomBytes(3 * count, noise);
        Pixels to(index(count));
        expandRow(bgr.data(), to.data(), count);
        for (int x = 0; x < count; ++x)
            QCOMPARE(to[index(x)], opaque(bgr[index(3 * x + 2)], bgr[index(3 * x + 1)], bgr[index(3 * x)]));
    }
}

void RowKernelsTest::pixelsArePicked()
{
    Noise noise(2);
    for (int count = 1; count < 70; ++count) {
        for (const double step : {0.2, 0.7, 1.0, 2.3}) {
            const std::vector<std::int32_t> from = columns(count, step);
            const Bytes bgr = randomBytes(3 * (from.back() + 1), noise);
            Pixels to(index(count));
            pickRow(bgr.data(), from.data(), to.data(), count);
            for (int x = 0; x < count; ++x) {
                const std::uint8_t* pixel = bgr.data() + std::ptrdiff_t{3} * from[index(x)];
                QCOMPARE(to[index(x)], opaque(pixel[2], pixel[1], pixel[0]));
            }
        }
    }
}

void RowKernelsTest::rowsAreMixed()
{
    Noise noise(3);
    for (int count = 1; count < 100; ++count) {
        const Bytes upper = randomBytes(count, noise);
        const Bytes lower = randomBytes(count, noise);
        const int share = noise.below(256);
        Bytes to(index(count));
        mixRows(upper.data(), lower.data(), share, to.data(), count);
        for (std::size_t i = 0; i < to.size(); ++i)
            QCOMPARE(int(to[i]), (upper[i] * (256 - share) + lower[i] * share) / 256);
    }
}

void RowKernelsTest::pixelsAreInterpolated()
{
    Noise noise(4);
    for (int count = 1; count < 70; ++count) {
        for (const double step : {0.85, 1.0, 1.6}) {
            const std::vector<std::int32_t> from = columns(count, step);
            const Bytes shares = randomBytes(count, noise);
            const Bytes bgr = randomBytes(3 * (from.back() + 1) + kReadBeyond, noise);
            Pixels to(index(count));
            interpolateRow(bgr.data(), from.data(), shares.data(), to.data(), count);
            for (int x = 0; x < count; ++x) {
                const auto channel = [&](int number) {
                    const std::uint8_t* pixel = bgr.data() + std::ptrdiff_t{3} * from[index(x)] + number;
                    return (pixel[0] * (256 - shares[index(x)]) + pixel[3] * shares[index(x)]) / 256;
                };
                QCOMPARE(to[index(x)], opaque(channel(2), channel(1), channel(0)));
            }
        }
    }
}

void RowKernelsTest::labelsAreBlended_data()
{
    QTest::addColumn<bool>("hatched");
    QTest::newRow("plain") << false;
    QTest::newRow("unlabelled pixels hatched") << true;
}

void RowKernelsTest::labelsAreBlended()
{
    QFETCH(const bool, hatched);
    Noise noise(5);
    const OverlayColors colors = someColors();
    for (int count = 1; count < 140; ++count) {
        Pixels under(index(count));
        Pixels hatch(index(count));
        std::vector<Label> labels(index(count));
        std::vector<Part> parts(index(count), Part::Inside);
        const int run = 1 + noise.below(60); // so that whole blocks of one label are among them
        for (int x = 0; x < count; ++x) {
            under[index(x)] = opaque(noise.below(256), noise.below(256), noise.below(256));
            hatch[index(x)] = x % 12 < 6 ? 0x80808080U : 0x80000000U;
            labels[index(x)] = static_cast<Label>(x / run % 3);
            parts[index(x)] = x % run == 0 && run < 20 ? Part::Edge : Part::Inside;
        }
        Pixels to(index(count));
        blendRow(under.data(), labels.data(), parts.data(), colors, hatched ? hatch.data() : nullptr, to.data(), count);
        for (std::size_t x = 0; x < to.size(); ++x) {
            const std::uint32_t color = colors.byPart[static_cast<std::size_t>(parts[x])][labels[x]];
            const std::uint32_t over = hatched && labels[x] == kUnlabelled ? hatch[x] : color;
            QCOMPARE(to[x], slowBlend(under[x], over));
            QCOMPARE(blended(under[x], over), to[x]);
        }
    }
}

void RowKernelsTest::aRowIsBlendedInPlace()
{
    Noise noise(6);
    constexpr int kCount = 100;
    Pixels row(index(kCount));
    std::ranges::generate(row, [&] { return opaque(noise.below(256), noise.below(256), noise.below(256)); });
    std::vector<Label> labels(index(kCount), 1);
    labels[70] = 2;
    const std::vector<Part> parts(index(kCount), Part::Inside);
    Pixels apart(index(kCount));
    blendRow(row.data(), labels.data(), parts.data(), someColors(), nullptr, apart.data(), kCount);
    blendRow(row.data(), labels.data(), parts.data(), someColors(), nullptr, row.data(), kCount);
    QCOMPARE(row, apart);
}

LABELWRIGHT_TEST(RowKernelsTest)
#include "RowKernelsTest.moc"
