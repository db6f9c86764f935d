// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/NeuralNetwork.h"

#include "core/segment/network/NetworkModule.h"

#include <dlfcn.h>

namespace labelwright {
namespace {

struct Module {
    decltype(&labelwright_load_network) load = nullptr;
    decltype(&labelwright_load_own_network) loadOwn = nullptr;
};

/// Without functions where the module is missing. It stays loaded.
Module openModule()
{
    void* const module = dlopen(kLabelwrightNetworkModule, RTLD_NOW | RTLD_LOCAL); // found by the program's run path
    if (!module)
        return {};
    return {reinterpret_cast<decltype(Module::load)>(dlsym(module, kLabelwrightLoadNetwork)),
            reinterpret_cast<decltype(Module::loadOwn)>(dlsym(module, kLabelwrightLoadOwnNetwork))};
}

const Module& module()
{
    static const Module opened = openModule();
    return opened;
}

Error notInstalled()
{
    return {ErrorCode::Unsupported, std::string("the part of the program that runs networks is not installed (") +
                                        kLabelwrightNetworkModule + ")"};
}

Result<std::unique_ptr<NeuralNetwork>> owned(NeuralNetwork* network, const std::string& failure)
{
    if (!network)
        return Error{ErrorCode::Unsupported, "OpenCV can't load the network (" + failure + ")"};
    return std::unique_ptr<NeuralNetwork>(network);
}

} // namespace

Result<std::unique_ptr<NeuralNetwork>> loadNetwork(std::span<const std::uint8_t> onnx)
{
    if (!module().load)
        return notInstalled();
    std::string failure;
    NeuralNetwork* const network = module().load(onnx.data(), onnx.size(), &failure);
    return owned(network, failure);
}

Result<std::unique_ptr<NeuralNetwork>> loadOwnNetwork()
{
    if (!module().loadOwn)
        return notInstalled();
    std::string failure;
    NeuralNetwork* const network = module().loadOwn(&failure);
    return owned(network, failure);
}

} // namespace labelwright
