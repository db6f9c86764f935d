// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dataset/formats/NpyArray.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <string_view>

namespace labelwright {
namespace {

constexpr std::string_view kMagic = "\x93NUMPY";
constexpr std::size_t kPreamble = 10; ///< Magic, version 1.0, length of the header in two bytes.
constexpr std::size_t kAlignment = 64;
constexpr std::int64_t kMaxCount = std::int64_t{1} << 40;

/// How many bytes an element has; nullopt for a type that is not handled.
std::optional<std::int64_t> elementSize(std::string_view type)
{
    std::int64_t size = 0;
    const bool isKnown =
        type.size() >= 3 && (type[0] == '|' || type[0] == '<') &&
        std::string_view("uibS").find(type[1]) != std::string_view::npos &&
        std::from_chars(type.data() + 2, type.data() + type.size(), size).ptr == type.data() + type.size();
    const bool fits = type.size() > 1 && type[1] == 'S' ? size >= 0 && size <= (1 << 20) : size >= 1 && size <= 8;
    return isKnown && fits ? std::optional(size) : std::nullopt;
}

/// What stands behind "'key': " in the header, a Python literal.
std::optional<std::string_view> valueOf(std::string_view header, std::string_view key)
{
    const std::string start = fmt::format("'{}': ", key);
    const std::size_t at = header.find(start);
    return at == std::string_view::npos ? std::nullopt : std::optional(header.substr(at + start.size()));
}

/// "(47, 61)", "(8,)" or "()".
std::optional<std::vector<std::int64_t>> parseShape(std::string_view text)
{
    std::vector<std::int64_t> shape;
    const std::size_t end = text.find(')');
    if (!text.starts_with('(') || end == std::string_view::npos)
        return std::nullopt;
    text = text.substr(1, end - 1);
    std::int64_t count = 1;
    while (!text.empty()) {
        std::int64_t extent = 0;
        const auto [last, failure] = std::from_chars(text.data(), text.data() + text.size(), extent);
        if (failure != std::errc() || extent < 0 || extent > kMaxCount / std::max<std::int64_t>(count, 1))
            return std::nullopt;
        count *= extent;
        shape.push_back(extent);
        text.remove_prefix(static_cast<std::size_t>(last - text.data()));
        text.remove_prefix(std::min(text.find_first_not_of(", "), text.size()));
    }
    return shape;
}

std::string headerOf(const NpyArray& array)
{
    std::string shape;
    for (const std::int64_t extent : array.shape)
        shape += fmt::format("{}, ", extent);
    if (array.shape.size() > 1)
        shape.resize(shape.size() - 2);
    else if (!shape.empty())
        shape.pop_back();
    std::string header = fmt::format("{{'descr': '{}', 'fortran_order': False, 'shape': ({}), }}", array.type, shape);
    header.resize((kPreamble + header.size() + kAlignment) / kAlignment * kAlignment - kPreamble, ' ');
    header.back() = '\n';
    return header;
}

} // namespace

std::int64_t NpyArray::count() const
{
    std::int64_t product = 1;
    for (const std::int64_t extent : shape)
        product *= extent;
    return product;
}

std::optional<std::vector<std::int64_t>> NpyArray::integers(std::int64_t first, std::int64_t number) const
{
    const std::optional<std::int64_t> size = elementSize(type);
    if (!size || type[1] == 'S')
        return std::nullopt;
    const auto unused = static_cast<unsigned>(8 * (8 - *size));
    const bool isSigned = type[1] == 'i';
    std::vector<std::int64_t> integers(static_cast<std::size_t>(number));
    const std::uint8_t* at = data.data() + first * *size;
    for (std::int64_t& integer : integers) {
        std::uint64_t value = 0;
        for (std::int64_t byte = *size; byte-- > 0;)
            value = value << 8U | at[byte];
        integer = isSigned ? static_cast<std::int64_t>(value << unused) >> unused : static_cast<std::int64_t>(value);
        at += *size;
    }
    return integers;
}

std::optional<std::vector<std::string>> NpyArray::texts() const
{
    const std::optional<std::int64_t> size = elementSize(type);
    if (!size || type[1] != 'S')
        return std::nullopt;
    std::vector<std::string> texts;
    for (std::int64_t index = 0; index < count(); ++index) {
        const std::string_view text(reinterpret_cast<const char*>(data.data()) + index * *size,
                                    static_cast<std::size_t>(*size));
        texts.emplace_back(text.substr(0, text.find_last_not_of('\0') + 1));
    }
    return texts;
}

NpyArray NpyArray::ofBytes(std::vector<std::int64_t> shape, std::vector<std::uint8_t> bytes)
{
    return {"|u1", std::move(shape), std::move(bytes)};
}

NpyArray NpyArray::ofTexts(const std::vector<std::string>& texts)
{
    std::size_t longest = 1;
    for (const std::string& text : texts)
        longest = std::max(longest, text.size());
    NpyArray array{fmt::format("|S{}", longest), {static_cast<std::int64_t>(texts.size())}, {}};
    array.data.resize(longest * texts.size());
    for (std::size_t index = 0; index < texts.size(); ++index)
        std::ranges::copy(texts[index], array.data.begin() + static_cast<std::ptrdiff_t>(index * longest));
    return array;
}

std::vector<std::uint8_t> encodeNpy(const NpyArray& array)
{
    const std::string header = headerOf(array);
    std::vector<std::uint8_t> file(kMagic.begin(), kMagic.end());
    file.insert(file.end(),
                {1, 0, static_cast<std::uint8_t>(header.size()), static_cast<std::uint8_t>(header.size() >> 8U)});
    file.insert(file.end(), header.begin(), header.end());
    file.insert(file.end(), array.data.begin(), array.data.end());
    return file;
}

Result<NpyArray> decodeNpy(std::span<const std::uint8_t> file)
{
    const std::string_view text(reinterpret_cast<const char*>(file.data()), file.size());
    if (!text.starts_with(kMagic))
        return Error{ErrorCode::Malformed, "this is no .npy array"};
    // Versions 2 and 3 have four bytes for the header's length.
    const std::size_t lengthBytes = text.size() > 6 && text[6] == 1 ? 2 : 4;
    std::size_t begin = kMagic.size() + 2 + lengthBytes;
    if (text.size() < begin)
        return Error{ErrorCode::Truncated, "the .npy array ends in its header"};
    std::size_t length = 0;
    for (std::size_t byte = lengthBytes; byte-- > 0;)
        length = length << 8U | file[kMagic.size() + 2 + byte];
    if (length > text.size() - begin)
        return Error{ErrorCode::Truncated, "the .npy array ends in its header"};
    const std::string_view header = text.substr(begin, length);
    begin += length;

    const std::optional<std::string_view> type = valueOf(header, "descr");
    const std::optional<std::string_view> order = valueOf(header, "fortran_order");
    const std::optional<std::string_view> shapeText = valueOf(header, "shape");
    const auto shape = shapeText ? parseShape(*shapeText) : std::nullopt;
    if (!type || !type->starts_with('\'') || type->find('\'', 1) == std::string_view::npos || !order || !shape)
        return Error{ErrorCode::Malformed, "the header of the .npy array can't be read"};
    NpyArray array{std::string(type->substr(1, type->find('\'', 1) - 1)), *shape, {}};
    const std::optional<std::int64_t> size = elementSize(array.type);
    if (!size || !order->starts_with("False"))
        return Error{ErrorCode::Unsupported,
                     fmt::format("arrays of the type {} and this order can't be read", array.type)};
    if (static_cast<std::int64_t>(text.size() - begin) / std::max<std::int64_t>(*size, 1) < array.count())
        return Error{ErrorCode::Truncated, "the .npy array has fewer elements than its shape"};
    const auto bytes = static_cast<std::size_t>(array.count() * *size);
    array.data.assign(file.begin() + static_cast<std::ptrdiff_t>(begin),
                      file.begin() + static_cast<std::ptrdiff_t>(begin + bytes));
    return array;
}

} // namespace labelwright
