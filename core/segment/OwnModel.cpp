// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/Evidence.h"
#include "core/segment/NetworkInput.h"
#include "core/segment/NeuralNetwork.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <memory>
#include <mutex>
#include <utility>

namespace labelwright {
namespace {

/// Of the network's raster. Large objects want a larger one, on which small ones only take longer.
int extentFor(const Rect& box)
{
    constexpr int kExtent = 144;
    constexpr int kLargeExtent = 176;
    constexpr int kLargeBoxPx = 230;
    return std::max(box.width, box.height) < kLargeBoxPx ? kExtent : kLargeExtent;
}

/// Pixels along one axis, both ends among them.
struct Range {
    int first;
    int last;
};

/// The raster's pixels along one axis that lie in the photo, but for the outermost where the photo ends in the raster,
/// which see too much of what is beyond; at least one.
Range insidePhoto(double origin, double pixel, int extent, int photo)
{
    const int first = static_cast<int>(std::ceil(-origin / pixel - 0.5)) + 1;
    const int last = static_cast<int>(std::ceil((photo - origin) / pixel - 0.5)) - 2;
    const int begin = std::clamp(first > 1 ? first : 0, 0, extent - 1);
    return {begin, std::clamp(last < extent - 2 ? last : extent - 1, begin, extent - 1)};
}

/// Nothing is an object outside the photo, as the network knows; but that must not reach in at the photo's edge, where
/// objects go on to the last pixel.
void repeatEdges(Evidence& evidence, Size photo)
{
    const PhotoRaster& raster = evidence.raster;
    const Range columns = insidePhoto(raster.origin.x, raster.pixelWidth, raster.size.width, photo.width);
    const Range rows = insidePhoto(raster.origin.y, raster.pixelHeight, raster.size.height, photo.height);
    const Grid<float> known = evidence.odds;
    for (int y = 0; y < known.height(); ++y) {
        for (int x = 0; x < known.width(); ++x)
            evidence.odds.at(x, y) =
                known.at(std::clamp(x, columns.first, columns.last), std::clamp(y, rows.first, rows.last));
    }
}

/// Of both rasters, the second of which is seen in a mirror.
Grid<float> meanOf(const std::vector<float>& values, Size size)
{
    Grid<float> mean(size);
    const std::size_t pixels = mean.values().size();
    for (int y = 0; y < size.height; ++y) {
        for (int x = 0; x < size.width; ++x)
            mean.at(x, y) = 0.5F * (values[mean.indexOf(x, y)] + values[pixels + mean.indexOf(size.width - 1 - x, y)]);
    }
    return mean;
}

class OwnModel : public EvidenceModel {
public:
    explicit OwnModel(std::unique_ptr<NeuralNetwork> network) : m_network(std::move(network)) {}

    /// The mean of what the network says of the object and of its mirror image; a correction, which is to be answered
    /// at once and says much itself, does without the mirror.
    Result<Evidence> evidence(const Image& image, const ObjectHints& hints) const override
    {
        const NetworkInput input = makeNetworkInput(image, hints, extentFor(hints.box()));
        const bool isMirrored = hints.strokes.empty();
        std::vector<float> values = input.values;
        if (isMirrored)
            std::ranges::copy(input.mirrored(), std::back_inserter(values)); // both at once are faster
        const Size size = input.raster.size;
        Result<std::vector<float>> odds = run(std::move(values), isMirrored ? 2 : 1, size);
        if (!odds)
            return odds.error();
        Evidence evidence{isMirrored ? meanOf(*odds, size) : Grid<float>(size), input.raster};
        if (!isMirrored)
            evidence.odds.values() = *std::move(odds);
        repeatEdges(evidence, image.size());
        return evidence;
    }

private:
    Result<std::vector<float>> run(std::vector<float> values, int count, Size size) const
    {
        const Tensor input{"input", {count, NetworkInput::kChannels, size.height, size.width}, std::move(values)};
        const std::string output = "odds";
        const std::lock_guard lock(m_mutex);
        Result<std::vector<Tensor>> tensors = m_network->run({&input, 1}, {&output, 1});
        if (!tensors)
            return tensors.error();
        Tensor& odds = tensors->front();
        const bool isSound = odds.shape == std::vector{count, 1, size.height, size.width} &&
                             std::ranges::all_of(odds.values, [](float value) { return std::isfinite(value); });
        if (!isSound)
            return Error{ErrorCode::Unsupported, "the network's result is not a picture of the size it should have"};
        return std::move(odds.values);
    }

    mutable std::mutex m_mutex;
    std::unique_ptr<NeuralNetwork> m_network;
};

Result<std::unique_ptr<OwnModel>> loadOwnModel()
{
    Result<std::unique_ptr<NeuralNetwork>> network = loadOwnNetwork();
    if (!network)
        return network.error();
    auto model = std::make_unique<OwnModel>(*std::move(network));
    // Memory is laid out at the first run, which takes three times as long as the others.
    if (const Result<Evidence> first = model->evidence(Image({1, 1}), ObjectHints::ofBox({0, 0, 1, 1})); !first)
        return first.error();
    return model;
}

} // namespace

Result<const EvidenceModel*> ownModel()
{
    static const Result<std::unique_ptr<OwnModel>> loaded = loadOwnModel();
    if (!loaded)
        return loaded.error();
    return loaded->get();
}

} // namespace labelwright
