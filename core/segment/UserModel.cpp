// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/UserModel.h"

#include "core/base/AtomicFile.h"
#include "core/segment/OnnxRuntime.h"
#include "core/segment/WorkingCrop.h"
#include "core/segment/usermodel/ModelAdapter.h"

#include <exception>
#include <mutex>
#include <string>
#include <utility>

namespace labelwright {
namespace {

namespace fs = std::filesystem;

class UserModel : public EvidenceModel {
public:
    UserModel(std::unique_ptr<ModelAdapter> adapter, fs::path network)
        : m_adapter(std::move(adapter)), m_network(std::move(network))
    {}

    Result<Evidence> evidence(const Image& image, const ObjectHints& hints) const override
    {
        return guarded<Evidence>(image, [&] { return m_adapter->evidence(image, movedInside(hints, image.size())); });
    }

    Status prepare(const Image& image) const override
    {
        return guarded<std::monostate>(image, [&] { return m_adapter->prepare(image); });
    }

private:
    template <typename T, typename Ask>
    Result<T> guarded(const Image& image, Ask ask) const
    try {
        if (image.isNull())
            return Error{ErrorCode::InvalidArgument, "there is no image to show to the network", m_network};
        const std::lock_guard lock(m_mutex);
        Result<T> answer = ask();
        if (!answer)
            return answer.error().at(m_network);
        return answer;
    } catch (const std::exception& failure) { // OpenCV's, and lack of memory
        return Error{ErrorCode::TooLarge, std::string("asking the network failed (") + failure.what() + ")", m_network};
    }

    mutable std::mutex m_mutex;
    std::unique_ptr<ModelAdapter> m_adapter;
    fs::path m_network;
};

Result<std::unique_ptr<NeuralNetwork>> openNetwork(const fs::path& onnx, const fs::path& runtimeLibrary)
{
    if (!runtimeLibrary.empty())
        return loadNetworkInRuntime(onnx, runtimeLibrary);
    const Result<std::vector<std::uint8_t>> content = readFile(onnx);
    if (!content)
        return content.error();
    Result<std::unique_ptr<NeuralNetwork>> network = loadNetwork(*content);
    if (!network)
        return Error{network.error().code, network.error().detail + "; an ONNX Runtime library may be able to", onnx};
    return network;
}

Result<std::unique_ptr<ModelAdapter>> openAdapter(ModelDescription description, const fs::path& runtimeLibrary)
{
    Result<std::unique_ptr<NeuralNetwork>> network = openNetwork(description.network, runtimeLibrary);
    if (!network)
        return network.error();
    switch (description.kind) {
    case ModelDescription::Kind::Dextr:
        return adaptDextr(std::move(description), *std::move(network));
    case ModelDescription::Kind::Ritm:
        return adaptRitm(std::move(description), *std::move(network));
    case ModelDescription::Kind::Sam:
        break;
    }
    Result<std::unique_ptr<NeuralNetwork>> decoder = openNetwork(description.decoder, runtimeLibrary);
    if (!decoder)
        return decoder.error();
    return adaptSam(std::move(description), *std::move(network), *std::move(decoder));
}

} // namespace

Result<std::shared_ptr<const EvidenceModel>> openUserModel(const fs::path& description, const fs::path& runtimeLibrary)
try {
    Result<ModelDescription> read = readModelDescription(description);
    if (!read)
        return read.error();
    const fs::path network = read->network;
    Result<std::unique_ptr<ModelAdapter>> adapter = openAdapter(*std::move(read), runtimeLibrary);
    if (!adapter)
        return adapter.error();
    return std::shared_ptr<const EvidenceModel>(std::make_shared<UserModel>(*std::move(adapter), network));
} catch (const std::exception& failure) { // lack of memory, and file names that can't be
    return Error{ErrorCode::TooLarge, std::string("the model can't be opened (") + failure.what() + ")", description};
}

} // namespace labelwright
