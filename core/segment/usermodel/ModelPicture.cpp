// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/usermodel/ModelPicture.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>

namespace labelwright {
namespace {

constexpr float kMostOdds = 20;
constexpr float kSlack = 1e-3F; // beyond 0 and 1, from rounding

Error rubbish(const Tensor& map, const std::string& what)
{
    return {ErrorCode::Unsupported, fmt::format("the network's output \"{}\" {}", map.name, what)};
}

/// Both 0 unless the tensor is a single map.
Size mapSize(const Tensor& map)
{
    const std::size_t rank = map.shape.size();
    if (rank < 2 || !std::all_of(map.shape.begin(), map.shape.end() - 2, [](int extent) { return extent == 1; }))
        return {};
    const Size size{map.shape[rank - 1], map.shape[rank - 2]};
    const bool isWhole =
        size.width > 1 && size.height > 1 &&
        map.values.size() == static_cast<std::size_t>(size.width) * static_cast<std::size_t>(size.height);
    return isWhole ? size : Size{};
}

float oddsOf(float value, ModelDescription::Values values)
{
    if (values == ModelDescription::Values::Probabilities) {
        const float probability = std::clamp(value, 1e-9F, 1 - 1e-7F);
        return std::log(probability / (1 - probability));
    }
    return std::clamp(value, -kMostOdds, kMostOdds);
}

} // namespace

std::vector<float> makePicture(const Image& image, const PhotoRaster& raster, const ModelDescription& description)
{
    const ColorGrid colors = drawPhoto(image, raster);
    const std::size_t pixels = colors.values().size();
    std::vector<float> values(3 * pixels);
    for (int y = 0; y < colors.height(); ++y) {
        for (int x = 0; x < colors.width(); ++x) {
            const PointF place = raster.onPhoto({x + 0.5, y + 0.5});
            if (place.x < 0 || place.y < 0 || place.x >= image.width() || place.y >= image.height())
                continue;
            for (std::size_t channel = 0; channel < 3; ++channel) {
                const float color = colors.at(x, y)[description.isRgb ? 2 - channel : channel];
                values[channel * pixels + colors.indexOf(x, y)] =
                    (color - description.mean[channel]) / description.deviation[channel];
            }
        }
    }
    return values;
}

Result<Evidence> evidenceOf(const Tensor& map, ModelDescription::Values values, const PhotoRaster& raster)
{
    const Size size = mapSize(map);
    if (size == Size{})
        return rubbish(map, fmt::format("has the shape {}, not that of a single map", fmt::join(map.shape, " x ")));
    if (!std::ranges::all_of(map.values, [](float value) { return std::isfinite(value); }))
        return rubbish(map, "holds values that are no numbers");
    const auto [least, most] = std::ranges::minmax(map.values);
    if (values == ModelDescription::Values::Probabilities && (least < -kSlack || most > 1 + kSlack))
        return rubbish(map, fmt::format("goes from {:.3g} to {:.3g}: these are no probabilities", least, most));
    if (most - least < 1e-6F)
        return rubbish(map, "says the same of every pixel");
    const PhotoRaster ofMap{size, raster.origin, raster.pixelWidth * raster.size.width / size.width,
                            raster.pixelHeight * raster.size.height / size.height};
    Evidence evidence{Grid<float>(size), ofMap};
    std::ranges::transform(map.values, evidence.odds.values().begin(),
                           [values](float value) { return oddsOf(value, values); });
    if (std::ranges::none_of(evidence.odds.values(), [](float odds) { return odds > 0; }))
        return rubbish(map, "holds no object");
    return evidence;
}

} // namespace labelwright
