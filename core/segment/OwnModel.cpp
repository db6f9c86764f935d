// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/Evidence.h"
#include "core/segment/NetworkInput.h"
#include "core/segment/NeuralNetwork.h"

#include <algorithm>
#include <cmath>
#include <memory>
#include <mutex>
#include <utility>

namespace labelwright {
namespace {

constexpr int kExtent = NetworkInput::kExtent;

struct Extent {
    int first;
    int last;
};

/// The raster's pixels along one axis that lie in the photo, but for the outermost where the photo ends in the raster,
/// which see too much of what is beyond; at least one.
Extent insidePhoto(double origin, double pixel, int photo)
{
    const int first = static_cast<int>(std::ceil(-origin / pixel - 0.5)) + 1;
    const int last = static_cast<int>(std::ceil((photo - origin) / pixel - 0.5)) - 2;
    const int begin = std::clamp(first > 1 ? first : 0, 0, kExtent - 1);
    return {begin, std::clamp(last < kExtent - 2 ? last : kExtent - 1, begin, kExtent - 1)};
}

/// Nothing is an object outside the photo, as the network knows; but that must not reach in at the photo's edge, where
/// objects go on to the last pixel.
void repeatEdges(Evidence& evidence, Size photo)
{
    const PhotoRaster& raster = evidence.raster;
    const Extent columns = insidePhoto(raster.origin.x, raster.pixelWidth, photo.width);
    const Extent rows = insidePhoto(raster.origin.y, raster.pixelHeight, photo.height);
    const Grid<float> known = evidence.odds;
    for (int y = 0; y < kExtent; ++y) {
        for (int x = 0; x < kExtent; ++x)
            evidence.odds.at(x, y) =
                known.at(std::clamp(x, columns.first, columns.last), std::clamp(y, rows.first, rows.last));
    }
}

/// Makes `odds` the mean of both.
void addMirrored(std::vector<float>& odds, const std::vector<float>& mirrored)
{
    for (std::size_t row = 0; row < odds.size(); row += kExtent) {
        for (std::size_t x = 0; x < kExtent; ++x)
            odds[row + x] = 0.5F * (odds[row + x] + mirrored[row + kExtent - 1 - x]);
    }
}

class OwnModel : public EvidenceModel {
public:
    explicit OwnModel(std::unique_ptr<NeuralNetwork> network) : m_network(std::move(network)) {}

    /// The mean of what the network says of the object and of its mirror image; a correction, which is to be answered
    /// at once and says much itself, does without the mirror.
    Result<Evidence> evidence(const Image& image, const ObjectHints& hints) const override
    {
        const NetworkInput input = makeNetworkInput(image, hints);
        Result<std::vector<float>> odds = run(input.values);
        if (!odds)
            return odds.error();
        if (hints.strokes.empty()) {
            const Result<std::vector<float>> mirrored = run(input.mirrored());
            if (!mirrored)
                return mirrored.error();
            addMirrored(*odds, *mirrored);
        }
        Evidence evidence{Grid<float>({kExtent, kExtent}), input.raster};
        evidence.odds.values() = *std::move(odds);
        repeatEdges(evidence, image.size());
        return evidence;
    }

private:
    Result<std::vector<float>> run(std::vector<float> values) const
    {
        const Tensor input{"input", {1, NetworkInput::kChannels, kExtent, kExtent}, std::move(values)};
        const std::string output = "odds";
        const std::lock_guard lock(m_mutex);
        Result<std::vector<Tensor>> tensors = m_network->run({&input, 1}, {&output, 1});
        if (!tensors)
            return tensors.error();
        std::vector<float> odds = std::move(tensors->front().values);
        const bool isSound = odds.size() == static_cast<std::size_t>(kExtent) * kExtent &&
                             std::ranges::all_of(odds, [](float value) { return std::isfinite(value); });
        if (!isSound)
            return Error{ErrorCode::Unsupported, "the network's result is not a picture of the size it should have"};
        return odds;
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
