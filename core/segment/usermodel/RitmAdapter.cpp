// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/WorkingCrop.h"
#include "core/segment/usermodel/ModelAdapter.h"
#include "core/segment/usermodel/ModelClicks.h"
#include "core/segment/usermodel/ModelPicture.h"

#include <array>
#include <cmath>
#include <utility>

namespace labelwright {
namespace {

/// A box alone says nothing of what belongs to the object but that its middle most likely does.
std::vector<ModelClick> clicksOf(const ObjectHints& hints)
{
    const Rect box = hints.points.box();
    std::vector<ModelClick> clicks = hints.start == ObjectHints::Start::Points
                                         ? clicksOfPoints(hints.points)
                                         : std::vector{ModelClick{{box.x + box.width / 2.0, box.y + box.height / 2.0}}};
    const std::vector<ModelClick> strokes = clicksOfStrokes(hints.strokes);
    clicks.insert(clicks.end(), strokes.begin(), strokes.end());
    return clicks;
}

class RitmAdapter : public ModelAdapter {
public:
    RitmAdapter(ModelDescription description, std::unique_ptr<NeuralNetwork> network)
        : m_description(std::move(description)), m_network(std::move(network))
    {}

    Result<Evidence> evidence(const Image& image, const ObjectHints& hints) override
    {
        const Size size = m_description.size;
        const Rect area = contextArea(hints.box(), image.size());
        const PhotoRaster raster{size,
                                 {static_cast<double>(area.x), static_cast<double>(area.y)},
                                 static_cast<double>(area.width) / size.width,
                                 static_cast<double>(area.height) / size.height};
        const std::array inputs{
            Tensor{m_description.image, {1, 3, size.height, size.width}, makePicture(image, raster, m_description)},
            clickTensor(raster, clicksOf(hints))};
        Result<std::vector<Tensor>> answer = m_network->run(inputs, {&m_description.output, 1});
        if (!answer)
            return answer.error();
        return evidenceOf(answer->front(), m_description.values, raster);
    }

private:
    Tensor clickTensor(const PhotoRaster& raster, const std::vector<ModelClick>& clicks) const
    {
        std::vector<float> values;
        if (m_description.takesPreviousMask)
            values.resize(Grid<float>(raster.size).values().size());
        for (const bool belongs : {true, false}) {
            const Grid<float> discs = drawDiscs(raster, clicks, belongs);
            values.insert(values.end(), discs.values().begin(), discs.values().end());
        }
        return {m_description.clicks,
                {1, m_description.takesPreviousMask ? 3 : 2, raster.size.height, raster.size.width},
                std::move(values)};
    }

    Grid<float> drawDiscs(const PhotoRaster& raster, const std::vector<ModelClick>& clicks, bool belongs) const
    {
        Grid<float> discs(raster.size);
        for (const ModelClick& click : clicks) {
            if (click.belongs != belongs)
                continue;
            const PointF middle = raster.fromPhoto(click.place);
            for (int y = 0; y < discs.height(); ++y) {
                for (int x = 0; x < discs.width(); ++x) {
                    if (std::hypot(x + 0.5 - middle.x, y + 0.5 - middle.y) <= m_description.radiusPx)
                        discs.at(x, y) = 1;
                }
            }
        }
        return discs;
    }

    ModelDescription m_description;
    std::unique_ptr<NeuralNetwork> m_network;
};

} // namespace

std::unique_ptr<ModelAdapter> adaptRitm(ModelDescription description, std::unique_ptr<NeuralNetwork> network)
{
    return std::make_unique<RitmAdapter>(std::move(description), std::move(network));
}

} // namespace labelwright
