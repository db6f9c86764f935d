// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/segment/Evidence.h"

#include <filesystem>
#include <memory>

namespace labelwright {

/// A network of the user's own: `description` is the JSON file that says how to ask it, or the ONNX file beside that.
/// It runs in the ONNX Runtime `runtimeLibrary`, or in OpenCV where that is empty. What it does not answer, or answers
/// with rubbish, is an Error of evidence(), with the network's path. Cost: reading the network, up to seconds.
/// Errors: those of reading; Malformed for a description that is not right, with the key; Unsupported for a network
/// that can't be loaded, or a library that is no ONNX Runtime.
Result<std::shared_ptr<const EvidenceModel>> openUserModel(const std::filesystem::path& description,
                                                           const std::filesystem::path& runtimeLibrary);

} // namespace labelwright
