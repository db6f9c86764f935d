// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/segment/TinyOnnx.h"

#include <cstring>

namespace labelwright::test {
namespace {

// Numbers of fields and types: onnx.proto of https://github.com/onnx/onnx; their encoding: protobuf.dev.
constexpr int kFloat = 1;
constexpr int kIntegerAttribute = 2;
constexpr int kListAttribute = 7;

std::string varint(std::uint64_t value)
{
    std::string bytes;
    for (; value >= 0x80; value >>= 7U)
        bytes += static_cast<char>(value | 0x80);
    return bytes + static_cast<char>(value);
}

std::string number(unsigned field, std::int64_t value)
{
    return varint(field << 3U) + varint(static_cast<std::uint64_t>(value));
}

std::string text(unsigned field, const std::string& content)
{
    return varint(field << 3U | 2U) + varint(content.size()) + content;
}

std::string nodeOf(const OnnxNode& node)
{
    std::string message;
    for (const std::string& input : node.inputs)
        message += text(1, input);
    message += text(2, node.output) + text(3, node.output + "-node") + text(4, node.operation);
    if (node.attribute.empty())
        return message;
    const bool isList = node.numbers.size() > 1;
    std::string attribute = text(1, node.attribute) + number(20, isList ? kListAttribute : kIntegerAttribute);
    for (const std::int64_t each : node.numbers)
        attribute += number(isList ? 8 : 3, each);
    return message + text(5, attribute);
}

std::string constantOf(const OnnxTensor& tensor)
{
    std::string message;
    for (const std::int64_t extent : tensor.shape)
        message += number(1, extent);
    std::string raw(tensor.values.size() * sizeof(float), '\0');
    std::memcpy(raw.data(), tensor.values.data(), raw.size());
    return message + number(2, kFloat) + text(8, tensor.name) + text(9, raw);
}

std::string valueOf(const OnnxTensor& tensor)
{
    std::string shape;
    for (const std::int64_t extent : tensor.shape)
        shape += text(1, number(1, extent));
    return text(1, tensor.name) + text(2, text(1, number(1, kFloat) + text(2, shape)));
}

} // namespace

std::string onnxOf(const OnnxGraph& graph)
{
    std::string message;
    for (const OnnxNode& node : graph.nodes)
        message += text(1, nodeOf(node));
    message += text(2, "tiny");
    for (const OnnxTensor& constant : graph.constants)
        message += text(5, constantOf(constant));
    for (const OnnxTensor& input : graph.inputs)
        message += text(11, valueOf(input));
    for (const OnnxTensor& output : graph.outputs)
        message += text(12, valueOf(output));
    constexpr int kFormat = 6;
    constexpr int kOpset = 11;
    return number(1, kFormat) + text(7, message) + text(8, text(1, "") + number(2, kOpset));
}

OnnxGraph weighingNetwork(const std::vector<float>& weights, float bias, std::int64_t extent)
{
    const auto channels = static_cast<std::int64_t>(weights.size());
    return {.nodes = {{"Conv", {"input", "weights", "bias"}, "map", "kernel_shape", {1, 1}}},
            .constants = {{"weights", {1, channels, 1, 1}, weights}, {"bias", {1}, {bias}}},
            .inputs = {{"input", {1, channels, extent, extent}}},
            .outputs = {{"map", {1, 1, extent, extent}}}};
}

} // namespace labelwright::test
