// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/network/NetworkModule.h"

#include <opencv2/core/utils/logger.hpp>
#include <opencv2/dnn.hpp>
#include <zlib.h>

#include <algorithm>
#include <exception>
#include <stdexcept>
#include <string_view>

// The file resources/models/four-point.onnx.gz, see OwnNetwork.S.
extern "C" const std::uint8_t labelwright_own_network_begin[];
extern "C" const std::uint8_t labelwright_own_network_end[];

using namespace labelwright;

namespace {

constexpr int kMostThreads = 2;

/// Without the source files and functions that OpenCV names, for each of its own that it went through.
std::string reasonOf(const std::exception& failure)
{
    const auto* const thrown = dynamic_cast<const cv::Exception*>(&failure);
    std::string text = thrown ? thrown->err : failure.what();
    constexpr std::string_view kBeforeCode = "error: (";
    if (const std::size_t code = text.rfind(kBeforeCode); code != std::string::npos)
        text.erase(0, code + kBeforeCode.size());
    text.erase(std::min({text.size(), text.find('\n'), text.find(" in function ")}));
    return text;
}

class DnnNetwork : public NeuralNetwork {
public:
    DnnNetwork(const std::uint8_t* onnx, std::size_t size)
        : m_net(cv::dnn::readNetFromONNX(reinterpret_cast<const char*>(onnx), size))
    {
        m_net.setPreferableBackend(cv::dnn::DNN_BACKEND_OPENCV);
    }

    Result<std::vector<Tensor>> run(std::span<const Tensor> inputs, std::span<const std::string> outputs) override
    try {
        for (const Tensor& input : inputs) {
            const cv::Mat values(input.shape, CV_32F, const_cast<float*>(input.values.data()));
            m_net.setInput(values, input.name);
        }
        std::vector<cv::Mat> results;
        m_net.forward(results, std::vector<cv::String>(outputs.begin(), outputs.end()));
        std::vector<Tensor> tensors;
        for (std::size_t i = 0; i < results.size(); ++i) {
            if (results[i].type() != CV_32F)
                return Error{ErrorCode::Unsupported,
                             "the network's output \"" + outputs[i] + "\" does not consist of 32-bit floats"};
            const cv::Mat whole = results[i].isContinuous() ? results[i] : results[i].clone();
            const auto* const first = whole.ptr<float>();
            tensors.push_back({outputs[i], std::vector<int>(whole.size.p, whole.size.p + whole.dims),
                               std::vector<float>(first, first + whole.total())});
        }
        return tensors;
    } catch (const std::exception& failure) {
        return Error{ErrorCode::Unsupported, "the network could not be run (" + reasonOf(failure) + ")"};
    }

private:
    cv::dnn::Net m_net;
};

std::vector<std::uint8_t> inflated(const std::uint8_t* begin, const std::uint8_t* end)
{
    z_stream stream{};
    stream.next_in = const_cast<std::uint8_t*>(begin);
    stream.avail_in = static_cast<unsigned>(end - begin);
    if (inflateInit2(&stream, 16 + MAX_WBITS) != Z_OK) // 16: with gzip's header
        throw std::bad_alloc();
    std::vector<std::uint8_t> content;
    int state = Z_OK;
    while (state == Z_OK) {
        constexpr std::size_t kStep = 1 << 20;
        content.resize(content.size() + kStep);
        stream.next_out = content.data() + content.size() - kStep;
        stream.avail_out = kStep;
        state = inflate(&stream, Z_NO_FLUSH);
    }
    content.resize(content.size() - stream.avail_out);
    inflateEnd(&stream);
    if (state != Z_STREAM_END)
        throw std::runtime_error("its weights are damaged");
    return content;
}

template <typename Load>
NeuralNetwork* loaded(std::string* failure, Load load)
try {
    cv::utils::logging::setLogLevel(cv::utils::logging::LOG_LEVEL_SILENT); // the caller tells the user what is wrong
    cv::setNumThreads(std::min(kMostThreads, cv::getNumThreads()));
    return load();
} catch (const std::exception& thrown) {
    *failure = reasonOf(thrown);
    return nullptr;
}

} // namespace

NeuralNetwork* labelwright_load_network(const std::uint8_t* onnx, std::size_t size, std::string* failure)
{
    return loaded(failure, [&] { return new DnnNetwork(onnx, size); });
}

NeuralNetwork* labelwright_load_own_network(std::string* failure)
{
    return loaded(failure, [] {
        const std::vector<std::uint8_t> onnx = inflated(labelwright_own_network_begin, labelwright_own_network_end);
        return new DnnNetwork(onnx.data(), onnx.size());
    });
}
