// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/usermodel/ModelAdapter.h"
#include "core/segment/usermodel/ModelPicture.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>

namespace labelwright {
namespace {

constexpr double kWidthPx = 10; // of a bump at half its height
constexpr float kHeight = 255;

class DextrAdapter : public ModelAdapter {
public:
    DextrAdapter(ModelDescription description, std::unique_ptr<NeuralNetwork> network)
        : m_description(std::move(description)), m_network(std::move(network))
    {}

    Result<Evidence> evidence(const Image& image, const ObjectHints& hints) override
    {
        const PhotoRaster raster = rasterAround(hints.box());
        const Size size = raster.size;
        Tensor input{m_description.image, {1, 4, size.height, size.width}, makePicture(image, raster, m_description)};
        appendBumps(input.values, raster, hints.points);
        Result<std::vector<Tensor>> answer = m_network->run({&input, 1}, {&m_description.output, 1});
        if (!answer)
            return answer.error();
        return evidenceOf(answer->front(), m_description.values, raster);
    }

private:
    PhotoRaster rasterAround(const Rect& box) const
    {
        const double margin = m_description.marginPx;
        PhotoRaster raster{m_description.size, {}, 1, 1};
        raster.pixelWidth = box.width / (raster.size.width - 2 * margin);
        raster.pixelHeight = box.height / (raster.size.height - 2 * margin);
        raster.origin = {box.x - margin * raster.pixelWidth, box.y - margin * raster.pixelHeight};
        return raster;
    }

    static void appendBumps(std::vector<float>& values, const PhotoRaster& raster, const ExtremePoints& points)
    {
        Grid<float> bumps(raster.size);
        for (const Point point : points.all()) {
            const PointF middle = raster.fromPhoto({point.x + 0.5, point.y + 0.5});
            for (int y = 0; y < bumps.height(); ++y) {
                for (int x = 0; x < bumps.width(); ++x) {
                    const double away = std::hypot(x + 0.5 - middle.x, y + 0.5 - middle.y) / kWidthPx;
                    const double bump = kHeight * std::exp(-4 * std::numbers::ln2 * away * away);
                    bumps.at(x, y) = std::max(bumps.at(x, y), static_cast<float>(bump));
                }
            }
        }
        values.insert(values.end(), bumps.values().begin(), bumps.values().end());
    }

    ModelDescription m_description;
    std::unique_ptr<NeuralNetwork> m_network;
};

} // namespace

std::unique_ptr<ModelAdapter> adaptDextr(ModelDescription description, std::unique_ptr<NeuralNetwork> network)
{
    return std::make_unique<DextrAdapter>(std::move(description), std::move(network));
}

} // namespace labelwright
