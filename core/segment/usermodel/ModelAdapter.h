// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/Evidence.h"
#include "core/segment/NeuralNetwork.h"
#include "core/segment/usermodel/ModelDescription.h"

#include <memory>

namespace labelwright {

/// Says a person's hints in the way that one kind of network was trained on. One thread at a time; may throw what
/// OpenCV and a lack of memory throw.
class ModelAdapter {
public:
    virtual ~ModelAdapter() = default;
    /// Precondition: the image is not null and the hints lie in it.
    virtual Result<Evidence> evidence(const Image& image, const ObjectHints& hints) = 0;
    virtual Status prepare(const Image&) { return ok(); }
};

/// A crop around the box, and a fourth channel with Gaussian bumps of 0 to 255, 10 px wide at half their height, at the
/// four points. Strokes are not said.
/// Source: K.-K. Maninis et al., "Deep extreme cut", CVPR 2018, and its code.
std::unique_ptr<ModelAdapter> adaptDextr(ModelDescription description, std::unique_ptr<NeuralNetwork> network);

/// A crop with context, and a second input of channels with what clicks say: the previous mask where the network takes
/// one (none: 0), then 1 on discs around clicks that belong to the object, then the same around those that don't.
/// Source: K. Sofiiuk et al., "Reviving iterative training with mask guidance", ICIP 2022, and its code.
std::unique_ptr<ModelAdapter> adaptRitm(ModelDescription description, std::unique_ptr<NeuralNetwork> network);

/// The whole photo, its longer side as long as the network's, through the encoder, once for the last photo; then box
/// and clicks through the decoder, of whose masks the one with the best IoU counts.
/// Source: A. Kirillov et al., "Segment anything", ICCV 2023, and the inputs and outputs of its ONNX export.
std::unique_ptr<ModelAdapter> adaptSam(ModelDescription description, std::unique_ptr<NeuralNetwork> encoder,
                                       std::unique_ptr<NeuralNetwork> decoder);

} // namespace labelwright
