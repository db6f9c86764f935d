// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace labelwright {

/// Values that go into a network or come out of it, row-major: the last extent varies fastest.
struct Tensor {
    std::string name;
    std::vector<int> shape;
    std::vector<float> values; ///< As many as the extents' product.
};

/// A network that was loaded. One thread at a time.
class NeuralNetwork {
public:
    virtual ~NeuralNetwork() = default;
    /// The outputs with these names, in this order. Errors: Unsupported for inputs that the network does not take.
    virtual Result<std::vector<Tensor>> run(std::span<const Tensor> inputs, std::span<const std::string> outputs) = 0;
};

/// A network from the content of an ONNX file, run by OpenCV on at most two threads. The first call loads the module
/// liblabelwright-network.so from the program's run path, so that a start without segmentation does without it.
/// Errors: Unsupported where the module is not installed, or for a network that OpenCV can't run.
Result<std::unique_ptr<NeuralNetwork>> loadNetwork(std::span<const std::uint8_t> onnx);

/// The program's own network: Nx9xSxS "input", Nx1xSxS "odds", of any S that 16 divides; see
/// resources/models/README.md. Errors: as above.
Result<std::unique_ptr<NeuralNetwork>> loadOwnNetwork();

} // namespace labelwright
