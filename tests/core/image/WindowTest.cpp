// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/image/Window.h"

#include "core/image/ImageReader.h"
#include "core/image/Orientation.h"
#include "tests/core/image/TestPictures.h"
#include "tests/core/image/TestTiffs.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"

using namespace labelwright;
using namespace labelwright::test;

namespace {

/// Values of one row, gray.
DeepImage rowOf(const std::vector<int>& values)
{
    DeepImage deep({static_cast<int>(values.size()), 1}, 1);
    std::ranges::copy(values, deep.writableRow(0).begin());
    return deep;
}

int shown(int value, ValueWindow window)
{
    const Bgr color = pixel(windowed(rowOf({value}), window).value(), 0, 0);
    return color[0] == color[1] && color[1] == color[2] ? color[0] : -1;
}

/// A picture of a camera with 12 bits.
constexpr TiffLayout kTwelveBits{.size = {64, 32}, .bitDepth = 16, .samples = 1, .photometric = 1};

std::vector<int> twelveBits(int x, int y)
{
    return {100 + x * 50 + y};
}

} // namespace

class WindowTest : public QObject {
    Q_OBJECT
private slots:
    void valuesLieOnALineBetweenTheEnds_data();
    void valuesLieOnALineBetweenTheEnds();
    void theWholeWindowRoundsEveryValue();
    void coloursKeepTheirChannels();
    void rangeIsTheLeastAndTheGreatest();
    void aTwelveBitPictureIsSeenWhole();
    void everyReaderShowsTheSame();
    void eightBitFilesHaveNoDeepPicture();
    void bothPicturesAreTurned();
    void deepPicturesAreTurnedSampleBySample_data();
    void deepPicturesAreTurnedSampleBySample();
};

void WindowTest::valuesLieOnALineBetweenTheEnds_data()
{
    QTest::addColumn<int>("low");
    QTest::addColumn<int>("high");
    QTest::addColumn<int>("value");
    QTest::addColumn<int>("expected");
    QTest::newRow("below") << 1000 << 2000 << 0 << 0;
    QTest::newRow("the low end") << 1000 << 2000 << 1000 << 0;
    QTest::newRow("half") << 1000 << 2000 << 1500 << 128;
    QTest::newRow("just below the high end") << 1000 << 2000 << 1999 << 255;
    QTest::newRow("the high end") << 1000 << 2000 << 2000 << 255;
    QTest::newRow("above") << 1000 << 2000 << 65535 << 255;
    QTest::newRow("rounded down") << 0 << 255 * 4 << 5 << 1;
    QTest::newRow("rounded up") << 0 << 255 * 4 << 6 << 2;
    QTest::newRow("no extent, at it") << 500 << 500 << 500 << 0;
    QTest::newRow("no extent, above") << 500 << 500 << 501 << 255;
    QTest::newRow("turned over, between") << 500 << 100 << 300 << 0;
    QTest::newRow("turned over, above") << 500 << 100 << 501 << 255;
    QTest::newRow("the very top") << 65535 << 65535 << 65535 << 0;
}

void WindowTest::valuesLieOnALineBetweenTheEnds()
{
    QFETCH(int, low);
    QFETCH(int, high);
    QFETCH(int, value);
    QFETCH(int, expected);
    QCOMPARE(shown(value, {static_cast<std::uint16_t>(low), static_cast<std::uint16_t>(high)}), expected);
}

void WindowTest::theWholeWindowRoundsEveryValue()
{
    for (int value = 0; value < 256; ++value)
        QCOMPARE(shown(value * 257, {}), value);
}

void WindowTest::coloursKeepTheirChannels()
{
    DeepImage deep({2, 1}, 3);
    std::ranges::copy(std::vector{0, 0, 0, 100, 200, 300}, deep.writableRow(0).begin());
    QCOMPARE(pixel(windowed(deep, {100, 300}).value(), 1, 0), (Bgr{0, 128, 255}));
}

void WindowTest::rangeIsTheLeastAndTheGreatest()
{
    QCOMPARE(valueRange(rowOf({700, 30, 5000})), (ValueWindow{30, 5000}));
    QCOMPARE(valueRange(rowOf({9})), (ValueWindow{9, 9}));
}

void WindowTest::aTwelveBitPictureIsSeenWhole()
{
    const auto photo = decodePhoto(encodeTiff(kTwelveBits, twelveBits));
    VERIFY_OK(photo);
    QVERIFY(photo->deep.has_value());
    QCOMPARE(samples(*photo->deep, 63, 31), std::vector{100 + 63 * 50 + 31});
    QCOMPARE(pixel(photo->image, 0, 0), (Bgr{0, 0, 0}));
    QCOMPARE(pixel(photo->image, 63, 31), (Bgr{255, 255, 255}));
}

void WindowTest::everyReaderShowsTheSame()
{
    const Bytes file = encodeTiff(kTwelveBits, twelveBits);
    const auto photo = decodePhoto(file);
    const auto image = decodeImage(file);
    const auto thumbnail = decodeThumbnail(file, 64);
    VERIFY_OK(photo);
    VERIFY_OK(image);
    VERIFY_OK(thumbnail);
    QCOMPARE(photo->range, valueRange(*photo->deep));
    QCOMPARE(largestDifference(photo->image, windowed(*photo->deep, photo->range).value()), 0);
    QCOMPARE(largestDifference(photo->image, *image), 0);
    QCOMPARE(largestDifference(photo->image, *thumbnail), 0);
}

void WindowTest::eightBitFilesHaveNoDeepPicture()
{
    const auto photo = decodePhoto(encodeJpeg(scene({16, 16})));
    VERIFY_OK(photo);
    QVERIFY(!photo->deep.has_value());
}

void WindowTest::bothPicturesAreTurned()
{
    TiffLayout layout = kTwelveBits;
    layout.orientation = 6;
    const auto photo = decodePhoto(encodeTiff(layout, twelveBits));
    VERIFY_OK(photo);
    QVERIFY((photo->image.size() == Size{32, 64}));
    QVERIFY((photo->deep->size() == Size{32, 64}));
    QCOMPARE(samples(*photo->deep, 31, 0), twelveBits(0, 0));
    QCOMPARE(pixel(photo->image, 31, 0), (Bgr{0, 0, 0}));
}

void WindowTest::deepPicturesAreTurnedSampleBySample_data()
{
    QTest::addColumn<int>("channels");
    QTest::addColumn<int>("orientation");
    for (int orientation = 1; orientation <= 8; ++orientation) {
        QTest::addRow("gray %d", orientation) << 1 << orientation;
        QTest::addRow("color %d", orientation) << 3 << orientation;
    }
}

void WindowTest::deepPicturesAreTurnedSampleBySample()
{
    QFETCH(int, channels);
    QFETCH(int, orientation);
    const Image image = scene({67, 41});
    DeepImage deep(image.size(), channels);
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            for (int channel = 0; channel < channels; ++channel)
                deep.writableRow(y)[static_cast<std::size_t>(x * channels + channel)] =
                    static_cast<std::uint16_t>(pixel(image, x, y)[static_cast<std::size_t>(channel)] * 256 + 7);
        }
    }
    const Image turned = turnedUpright(image, orientation);
    const DeepImage turnedDeep = turnedUpright(deep, orientation);
    QVERIFY(turnedDeep.size() == turned.size());
    for (int y = 0; y < turned.height(); ++y) {
        for (int x = 0; x < turned.width(); ++x) {
            for (std::size_t channel = 0; channel < static_cast<std::size_t>(channels); ++channel)
                QCOMPARE(samples(turnedDeep, x, y)[channel], pixel(turned, x, y)[channel] * 256 + 7);
        }
    }
}

LABELWRIGHT_TEST(WindowTest)
#include "WindowTest.moc"
