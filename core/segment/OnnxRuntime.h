// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/segment/NeuralNetwork.h"

#include <filesystem>
#include <memory>

namespace labelwright {

/// A network from an ONNX file, run on at most two threads by a libonnxruntime.so that the user has: `library`, of
/// version 1.0 or later, which stays loaded. Inputs and outputs must be of 32-bit floats.
/// Errors: Unsupported for a library that can't be loaded or is no ONNX Runtime, and for a network that it can't load.
Result<std::unique_ptr<NeuralNetwork>> loadNetworkInRuntime(const std::filesystem::path& onnx,
                                                            const std::filesystem::path& library);

} // namespace labelwright
