// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/NetworkInput.h"

#include "core/base/Json.h"
#include "tests/core/segment/TestScenes.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"

#include <cmath>

using namespace labelwright;
using namespace labelwright::test;

namespace {

constexpr int kExtent = 144;

std::uint8_t wave(int value)
{
    return static_cast<std::uint8_t>(std::abs(value % 510 - 255));
}

/// The photo that resources/models/training/golden.py makes.
Image wavePhoto(Size size)
{
    Image photo(size);
    for (int y = 0; y < size.height; ++y) {
        const std::span<std::uint8_t> row = photo.writableRow(y);
        for (int x = 0; x < size.width; ++x) {
            const std::size_t pixel = static_cast<std::size_t>(x) * 3;
            row[pixel] = wave(3 * x + 2 * y);
            row[pixel + 1] = wave(5 * x);
            row[pixel + 2] = wave(4 * y + x);
        }
    }
    return photo;
}

Point pointOf(const Json& json)
{
    return {json[0].get<int>(), json[1].get<int>()};
}

HintStroke strokeOf(const Json& json, bool belongs)
{
    HintStroke stroke{{}, belongs};
    for (const Json& point : json)
        stroke.points.push_back(pointOf(point));
    return stroke;
}

float at(const NetworkInput& input, int channel, int x, int y)
{
    const int extent = input.raster.size.width;
    return input.values[static_cast<std::size_t>((channel * extent + y) * extent + x)];
}

float largestOf(const NetworkInput& input, int channel)
{
    const std::ptrdiff_t pixels = std::ssize(input.values) / NetworkInput::kChannels;
    const auto first = input.values.begin() + channel * pixels;
    return *std::max_element(first, first + pixels);
}

} // namespace

class NetworkInputTest : public QObject {
    Q_OBJECT
private slots:
    void agreesWithWhatTheNetworkWasTrainedOn();
    void aBoxHasNoBumpsAndAnEllipse();
    void aLargePhotoLooksLikeTheSameOneSmall();
    void strokesOutsideTheRasterLeaveNoMark();
    void theMirrorExchangesLeftAndRight();
};

void NetworkInputTest::agreesWithWhatTheNetworkWasTrainedOn()
{
    const Result<Json> golden = parseJson(textOf(dataPath("network-input/golden.json")));
    VERIFY_OK(golden);
    ObjectHints hints;
    hints.points = {pointOf((*golden)["top"]), pointOf((*golden)["bottom"]), pointOf((*golden)["left"]),
                    pointOf((*golden)["right"])};
    hints.strokes = {strokeOf((*golden)["foreground"][0], true), strokeOf((*golden)["background"][0], false)};
    const Image photo = wavePhoto({(*golden)["size"][0].get<int>(), (*golden)["size"][1].get<int>()});
    QCOMPARE((*golden)["rasters"].size(), std::size_t{2});
    for (const Json& raster : (*golden)["rasters"]) {
        const NetworkInput input = makeNetworkInput(photo, hints, raster["extent"].get<int>());
        QVERIFY(raster["probes"].size() > 400);
        for (const Json& probe : raster["probes"]) {
            const float found = at(input, probe[0].get<int>(), probe[1].get<int>(), probe[2].get<int>());
            const double difference = std::abs(found - probe[3].get<double>());
            QVERIFY2(difference < 0.04,
                     qPrintable(QString("%1 in place of %2").arg(found).arg(QString::fromStdString(writeJson(probe)))));
        }
    }
}

void NetworkInputTest::aBoxHasNoBumpsAndAnEllipse()
{
    const Image photo = wavePhoto({200, 150});
    const NetworkInput box = makeNetworkInput(photo, ObjectHints::ofBox({50, 40, 80, 60}), kExtent);
    QCOMPARE(largestOf(box, 3), 0.F);
    QVERIFY(at(box, 4, 72, 72) > 1.5F);
    QVERIFY(at(box, 4, 20, 20) < -0.5F); // the box's corner
    ObjectHints points = ObjectHints::ofBox({50, 40, 80, 60});
    points.start = ObjectHints::Start::Points;
    QVERIFY(largestOf(makeNetworkInput(photo, points, kExtent), 3) > 1.8F);
}

void NetworkInputTest::aLargePhotoLooksLikeTheSameOneSmall()
{
    const Scene small = drawScene({300, 240}, disc(150, 120, 70));
    const Scene large = drawScene({1500, 1200}, disc(750, 600, 350));
    const NetworkInput a = makeNetworkInput(small.image, {.points = small.points}, kExtent);
    const NetworkInput b = makeNetworkInput(large.image, {.points = large.points}, kExtent);
    double sum = 0;
    for (std::size_t i = 0; i < a.values.size(); ++i)
        sum += std::abs(a.values[i] - b.values[i]);
    QVERIFY2(sum / static_cast<double>(a.values.size()) < 0.06,
             qPrintable(QString::number(sum / static_cast<double>(a.values.size()))));
}

void NetworkInputTest::strokesOutsideTheRasterLeaveNoMark()
{
    ObjectHints hints = ObjectHints::ofBox({50, 40, 30, 30});
    hints.strokes = {{{{190, 140}}, false}};
    QCOMPARE(largestOf(makeNetworkInput(wavePhoto({200, 150}), hints, kExtent), 8), 0.F);
}

void NetworkInputTest::theMirrorExchangesLeftAndRight()
{
    NetworkInput input = makeNetworkInput(wavePhoto({200, 150}), ObjectHints::ofBox({50, 40, 80, 60}), kExtent);
    const std::vector<float> before = input.values;
    input.values = input.mirrored();
    QCOMPARE(at(input, 2, 0, 7), before[static_cast<std::size_t>((2 * kExtent + 7) * kExtent + kExtent - 1)]);
    QVERIFY(input.values != before);
    QVERIFY(input.mirrored() == before);
}

LABELWRIGHT_TEST(NetworkInputTest)
#include "NetworkInputTest.moc"
