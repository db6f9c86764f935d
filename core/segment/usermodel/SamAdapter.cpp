// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/usermodel/ModelAdapter.h"
#include "core/segment/usermodel/ModelClicks.h"
#include "core/segment/usermodel/ModelPicture.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace labelwright {
namespace {

// What a point of the decoder's prompt is.
constexpr float kForeign = 0;
constexpr float kBelongs = 1;
constexpr float kBoxTopLeft = 2;
constexpr float kBoxBottomRight = 3;

constexpr int kMaskShare = 4; // of the encoder's picture: the extent of the decoder's masks

PhotoRaster rasterOf(Size photo, Size network)
{
    const double pixel = static_cast<double>(std::max(photo.width, photo.height)) / network.width;
    return {network, {}, pixel, pixel};
}

/// point_coords and point_labels.
std::pair<Tensor, Tensor> promptOf(const ObjectHints& hints, const PhotoRaster& raster)
{
    Tensor places{"point_coords", {}, {}};
    Tensor labels{"point_labels", {}, {}};
    const auto add = [&](PointF onPhoto, float label) {
        const PointF place = raster.fromPhoto(onPhoto);
        places.values.insert(places.values.end(), {static_cast<float>(place.x), static_cast<float>(place.y)});
        labels.values.push_back(label);
    };
    std::vector<ModelClick> clicks = clicksOfStrokes(hints.strokes);
    if (hints.start == ObjectHints::Start::Points) {
        const std::vector<ModelClick> points = clicksOfPoints(hints.points);
        clicks.insert(clicks.begin(), points.begin(), points.end());
    }
    for (const ModelClick& click : clicks)
        add(click.place, click.belongs ? kBelongs : kForeign);
    const Rect box = hints.box();
    add({static_cast<double>(box.x), static_cast<double>(box.y)}, kBoxTopLeft);
    add({static_cast<double>(box.right()), static_cast<double>(box.bottom())}, kBoxBottomRight);
    labels.shape = {1, static_cast<int>(labels.values.size())};
    places.shape = {1, static_cast<int>(labels.values.size()), 2};
    return {std::move(places), std::move(labels)};
}

/// Of the masks the one that the network itself holds for the best.
Result<Tensor> bestMask(const Tensor& masks, const Tensor& scores)
{
    const bool fits = masks.shape.size() == 4 && masks.shape[0] == 1 && !scores.values.empty() &&
                      static_cast<std::size_t>(masks.shape[1]) == scores.values.size();
    if (!fits)
        return Error{ErrorCode::Unsupported, "the decoder's \"low_res_masks\" are not as many as its "
                                             "\"iou_predictions\""};
    const auto best = std::ranges::max_element(scores.values) - scores.values.begin();
    const std::ptrdiff_t pixels = std::ptrdiff_t{masks.shape[2]} * masks.shape[3];
    const auto first = masks.values.begin() + best * pixels;
    return Tensor{masks.name, {masks.shape[2], masks.shape[3]}, {first, first + pixels}};
}

class SamAdapter : public ModelAdapter {
public:
    SamAdapter(ModelDescription description, std::unique_ptr<NeuralNetwork> encoder,
               std::unique_ptr<NeuralNetwork> decoder)
        : m_description(std::move(description)), m_encoder(std::move(encoder)), m_decoder(std::move(decoder))
    {}

    Status prepare(const Image& image) override
    {
        if (const auto encoded = m_encoded.lock(); encoded && encoded == image.pixels())
            return ok();
        m_encoded.reset();
        const Size size = m_description.size;
        const Tensor input{m_description.image,
                           {1, 3, size.height, size.width},
                           makePicture(image, rasterOf(image.size(), size), m_description)};
        Result<std::vector<Tensor>> answer = m_encoder->run({&input, 1}, {&m_description.output, 1});
        if (!answer)
            return answer.error();
        m_embedding = std::move(answer->front());
        m_embedding.name = "image_embeddings";
        m_encoded = image.pixels();
        return ok();
    }

    Result<Evidence> evidence(const Image& image, const ObjectHints& hints) override
    {
        if (Status prepared = prepare(image); !prepared)
            return prepared.error();
        const PhotoRaster raster = rasterOf(image.size(), m_description.size);
        auto [places, labels] = promptOf(hints, raster);
        const int extent = m_description.size.width / kMaskShare;
        const std::array inputs{
            m_embedding,
            std::move(places),
            std::move(labels),
            Tensor{"mask_input", {1, 1, extent, extent}, Grid<float>({extent, extent}).values()},
            Tensor{"has_mask_input", {1}, {0}},
            Tensor{"orig_im_size", {2}, {static_cast<float>(image.height()), static_cast<float>(image.width())}}};
        const std::array<std::string, 2> outputs{"low_res_masks", "iou_predictions"};
        const Result<std::vector<Tensor>> answer = m_decoder->run(inputs, outputs);
        if (!answer)
            return answer.error().at(m_description.decoder);
        const Result<Tensor> mask = bestMask((*answer)[0], (*answer)[1]);
        if (!mask)
            return mask.error().at(m_description.decoder);
        Result<Evidence> evidence = evidenceOf(*mask, ModelDescription::Values::Logits, raster);
        if (!evidence)
            return evidence.error().at(m_description.decoder);
        return evidence;
    }

private:
    ModelDescription m_description;
    std::unique_ptr<NeuralNetwork> m_encoder;
    std::unique_ptr<NeuralNetwork> m_decoder;
    /// Another photo that comes to lie in the same place is told apart, and this one's memory is not held.
    std::weak_ptr<const std::uint8_t[]> m_encoded;
    Tensor m_embedding;
};

} // namespace

std::unique_ptr<ModelAdapter> adaptSam(ModelDescription description, std::unique_ptr<NeuralNetwork> encoder,
                                       std::unique_ptr<NeuralNetwork> decoder)
{
    return std::make_unique<SamAdapter>(std::move(description), std::move(encoder), std::move(decoder));
}

} // namespace labelwright
