// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace labelwright::test {

/// As much of ONNX (opset 11) as networks of a few nodes need. All tensors are of 32-bit floats.
struct OnnxNode {
    std::string operation;
    std::vector<std::string> inputs;
    std::string output;
    std::string attribute{};             ///< Empty for none.
    std::vector<std::int64_t> numbers{}; ///< The attribute's: an integer, or a list when they are several.
};

struct OnnxTensor {
    std::string name;
    std::vector<std::int64_t> shape;
    std::vector<float> values{}; ///< Of constants alone.
};

struct OnnxGraph {
    std::vector<OnnxNode> nodes;
    std::vector<OnnxTensor> constants;
    std::vector<OnnxTensor> inputs;
    std::vector<OnnxTensor> outputs;
};

/// The content of the file.
std::string onnxOf(const OnnxGraph& graph);

/// "map" = `bias` + the sum of each channel of the 1 x n x extent x extent "input" times its weight.
OnnxGraph weighingNetwork(const std::vector<float>& weights, float bias, std::int64_t extent);

} // namespace labelwright::test
