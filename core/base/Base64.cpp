// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Base64.h"

#include <sodium.h>

namespace labelwright {

std::string encodeBase64(std::span<const std::uint8_t> bytes)
{
    std::string text(sodium_base64_encoded_len(bytes.size(), sodium_base64_VARIANT_ORIGINAL), '\0');
    sodium_bin2base64(text.data(), text.size(), bytes.data(), bytes.size(), sodium_base64_VARIANT_ORIGINAL);
    text.pop_back(); // the terminating zero that sodium counts
    return text;
}

Result<std::vector<std::uint8_t>> decodeBase64(std::string_view text)
{
    std::vector<std::uint8_t> bytes(text.size() / 4 * 3 + 3);
    std::size_t size = 0;
    const char* end = nullptr;
    const int failed = sodium_base642bin(bytes.data(), bytes.size(), text.data(), text.size(), nullptr, &size, &end,
                                         sodium_base64_VARIANT_ORIGINAL);
    if (failed != 0 || end != text.data() + text.size()) {
        Error error{ErrorCode::Malformed, "this is not base64"};
        error.position = end ? end - text.data() : 0;
        error.positionIsLine = false;
        return error;
    }
    bytes.resize(size);
    return bytes;
}

} // namespace labelwright
