// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/OnnxRuntime.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <dlfcn.h>
#include <optional>
#include <string_view>
#include <utility>

namespace labelwright {
namespace {

namespace fs = std::filesystem;

// Of ONNX Runtime's C API what is used. The first version of its table of functions is part of all later ones, which
// only add to its end. Source: onnxruntime_c_api.h, OrtApiBase and OrtApi.
constexpr std::uint32_t kTableVersion = 1;
constexpr int kLogFatal = 4;
constexpr int kFloat = 1;
constexpr int kDeviceAllocator = 0;
constexpr int kDefaultMemory = 0;
constexpr int kMostThreads = 2;

using AnyFunction = void (*)();
struct ApiBase {
    const AnyFunction* (*table)(std::uint32_t version);
    const char* (*versionText)();
};

struct Api {
    const char* (*errorMessage)(const void* status) = nullptr;
    void* (*createEnvironment)(int logLevel, const char* name, void** made) = nullptr;
    void* (*createSession)(const void* environment, const char* path, const void* options, void** made) = nullptr;
    void* (*run)(void* session, const void* options, const char* const* inputNames, const void* const* inputs,
                 std::size_t inputCount, const char* const* outputNames, std::size_t outputCount,
                 void** outputs) = nullptr;
    void* (*createOptions)(void** made) = nullptr;
    void* (*setThreads)(void* options, int count) = nullptr;
    void* (*createTensor)(const void* memory, void* data, std::size_t bytes, const std::int64_t* shape,
                          std::size_t rank, int type, void** made) = nullptr;
    void* (*isTensor)(const void* value, int* answer) = nullptr;
    void* (*tensorData)(void* value, void** data) = nullptr;
    void* (*elementType)(const void* info, int* type) = nullptr;
    void* (*rank)(const void* info, std::size_t* rank) = nullptr;
    void* (*shape)(const void* info, std::int64_t* shape, std::size_t rank) = nullptr;
    void* (*tensorInfo)(const void* value, void** made) = nullptr;
    void* (*createMemory)(int allocator, int kind, void** made) = nullptr;
    void (*releaseEnvironment)(void*) = nullptr;
    void (*releaseStatus)(void*) = nullptr;
    void (*releaseMemory)(void*) = nullptr;
    void (*releaseSession)(void*) = nullptr;
    void (*releaseValue)(void*) = nullptr;
    void (*releaseInfo)(void*) = nullptr;
    void (*releaseOptions)(void*) = nullptr;
};

template <typename Function>
void take(const AnyFunction* table, std::size_t place, Function& function)
{
    function = reinterpret_cast<Function>(table[place]);
}

Api apiOf(const AnyFunction* table)
{
    Api api;
    take(table, 2, api.errorMessage);
    take(table, 3, api.createEnvironment);
    take(table, 7, api.createSession);
    take(table, 9, api.run);
    take(table, 10, api.createOptions);
    take(table, 24, api.setThreads);
    take(table, 49, api.createTensor);
    take(table, 50, api.isTensor);
    take(table, 51, api.tensorData);
    take(table, 60, api.elementType);
    take(table, 61, api.rank);
    take(table, 62, api.shape);
    take(table, 65, api.tensorInfo);
    take(table, 69, api.createMemory);
    take(table, 92, api.releaseEnvironment);
    take(table, 93, api.releaseStatus);
    take(table, 94, api.releaseMemory);
    take(table, 95, api.releaseSession);
    take(table, 96, api.releaseValue);
    take(table, 99, api.releaseInfo);
    take(table, 100, api.releaseOptions);
    return api;
}

Result<Api> openLibrary(const fs::path& library)
{
    void* const loaded = dlopen(fs::absolute(library).c_str(), RTLD_NOW | RTLD_LOCAL);
    if (!loaded) {
        const char* const reason = dlerror();
        return Error{ErrorCode::Unsupported, fmt::format("this library can't be loaded ({})", reason ? reason : ""),
                     library};
    }
    const auto base = reinterpret_cast<const ApiBase* (*)()>(dlsym(loaded, "OrtGetApiBase"));
    const AnyFunction* const table = base && base() ? base()->table(kTableVersion) : nullptr;
    if (!table)
        return Error{ErrorCode::Unsupported, "this library is not ONNX Runtime: choose a libonnxruntime.so", library};
    return apiOf(table);
}

using Handle = std::unique_ptr<void, void (*)(void*)>;

/// What went wrong, on one line; nullopt for success. The status is released.
std::optional<std::string> failureOf(const Api& api, void* status)
{
    constexpr std::size_t kMostText = 300;
    const Handle owned(status, api.releaseStatus);
    if (!owned)
        return std::nullopt;
    const std::string text = api.errorMessage(status);
    return text.substr(0, std::min(text.find('\n'), kMostText));
}

class RuntimeNetwork : public NeuralNetwork {
public:
    explicit RuntimeNetwork(const Api& api)
        : m_api(api), m_environment(nullptr, api.releaseEnvironment), m_memory(nullptr, api.releaseMemory),
          m_session(nullptr, api.releaseSession)
    {}

    std::optional<std::string> load(const fs::path& onnx)
    {
        Handle options(nullptr, m_api.releaseOptions);
        if (auto failure = made(m_environment, m_api.createEnvironment, kLogFatal, "labelwright"))
            return failure;
        if (auto failure = made(m_memory, m_api.createMemory, kDeviceAllocator, kDefaultMemory))
            return failure;
        if (auto failure = made(options, m_api.createOptions))
            return failure;
        if (auto failure = failureOf(m_api, m_api.setThreads(options.get(), kMostThreads)))
            return failure;
        return made(m_session, m_api.createSession, m_environment.get(), onnx.c_str(), options.get());
    }

    Result<std::vector<Tensor>> run(std::span<const Tensor> inputs, std::span<const std::string> outputs) override
    {
        std::vector<Handle> values;
        std::vector<const void*> valuePointers;
        std::vector<const char*> inputNames;
        std::vector<const char*> outputNames;
        for (const Tensor& input : inputs) {
            values.emplace_back(nullptr, m_api.releaseValue);
            if (const auto failure = makeValue(input, values.back()))
                return unusable(*failure);
            valuePointers.push_back(values.back().get());
            inputNames.push_back(input.name.c_str());
        }
        for (const std::string& output : outputs)
            outputNames.push_back(output.c_str());
        std::vector<void*> results(outputs.size(), nullptr);
        const auto failure =
            failureOf(m_api, m_api.run(m_session.get(), nullptr, inputNames.data(), valuePointers.data(), inputs.size(),
                                       outputNames.data(), outputs.size(), results.data()));
        std::vector<Handle> owned;
        for (void* const result : results)
            owned.emplace_back(result, m_api.releaseValue);
        if (failure)
            return unusable(*failure);
        std::vector<Tensor> tensors;
        for (std::size_t i = 0; i < owned.size(); ++i) {
            Tensor tensor{outputs[i], {}, {}};
            if (const auto unread = read(owned[i].get(), tensor))
                return unusable(*unread);
            tensors.push_back(std::move(tensor));
        }
        return tensors;
    }

private:
    static Error unusable(const std::string& failure)
    {
        return {ErrorCode::Unsupported, "the network could not be run (" + failure + ")"};
    }

    template <typename Create, typename... Arguments>
    std::optional<std::string> made(Handle& handle, Create create, Arguments... arguments) const
    {
        void* raw = nullptr;
        auto failure = failureOf(m_api, create(arguments..., &raw));
        handle.reset(raw);
        return failure;
    }

    std::optional<std::string> makeValue(const Tensor& input, Handle& value) const
    {
        const std::vector<std::int64_t> shape(input.shape.begin(), input.shape.end());
        return made(value, m_api.createTensor, m_memory.get(), const_cast<float*>(input.values.data()),
                    input.values.size() * sizeof(float), shape.data(), shape.size(), kFloat);
    }

    std::optional<std::string> read(void* value, Tensor& tensor) const
    {
        int isTensor = 0;
        if (auto failure = failureOf(m_api, m_api.isTensor(value, &isTensor)))
            return failure;
        Handle info(nullptr, m_api.releaseInfo);
        int type = 0;
        std::size_t rank = 0;
        if (isTensor) {
            if (auto failure = made(info, m_api.tensorInfo, value))
                return failure;
            if (auto failure = failureOf(m_api, m_api.elementType(info.get(), &type)))
                return failure;
        }
        if (type != kFloat)
            return "its output \"" + tensor.name + "\" does not consist of 32-bit floats";
        if (auto failure = failureOf(m_api, m_api.rank(info.get(), &rank)))
            return failure;
        std::vector<std::int64_t> shape(rank);
        if (auto failure = failureOf(m_api, m_api.shape(info.get(), shape.data(), rank)))
            return failure;
        void* data = nullptr;
        if (auto failure = failureOf(m_api, m_api.tensorData(value, &data)))
            return failure;
        std::size_t count = 1;
        for (const std::int64_t extent : shape) {
            tensor.shape.push_back(static_cast<int>(extent));
            count *= static_cast<std::size_t>(extent);
        }
        const auto* const first = static_cast<const float*>(data);
        tensor.values.assign(first, first + count);
        return std::nullopt;
    }

    Api m_api;
    Handle m_environment; ///< The session's, so that it goes last.
    Handle m_memory;
    Handle m_session;
};

} // namespace

Result<std::unique_ptr<NeuralNetwork>> loadNetworkInRuntime(const fs::path& onnx, const fs::path& library)
{
    const Result<Api> api = openLibrary(library);
    if (!api)
        return api.error();
    auto network = std::make_unique<RuntimeNetwork>(*api);
    if (const auto failure = network->load(onnx))
        return Error{ErrorCode::Unsupported, "ONNX Runtime can't load the network (" + *failure + ")", onnx};
    return std::unique_ptr<NeuralNetwork>(std::move(network));
}

} // namespace labelwright
