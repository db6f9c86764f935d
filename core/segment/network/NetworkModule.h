// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/NeuralNetwork.h"

/// The functions of the module liblabelwright-network.so, which core/segment/NeuralNetwork.cpp loads when one is needed
/// first. Each returns a network that the caller owns, or nullptr and the reason in `failure`; throws nothing.
extern "C" {
[[gnu::visibility("default")]] labelwright::NeuralNetwork*
labelwright_load_network(const std::uint8_t* onnx, std::size_t size, std::string* failure);
[[gnu::visibility("default")]] labelwright::NeuralNetwork* labelwright_load_own_network(std::string* failure);
}

inline constexpr const char* kLabelwrightNetworkModule = "liblabelwright-network.so";
inline constexpr const char* kLabelwrightLoadNetwork = "labelwright_load_network";
inline constexpr const char* kLabelwrightLoadOwnNetwork = "labelwright_load_own_network";
