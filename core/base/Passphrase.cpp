// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Passphrase.h"

#include <fmt/format.h>
#include <sodium.h>

#include <array>

namespace labelwright {
namespace {

constexpr std::size_t kMaxPassphraseBytes = 1024;

} // namespace

Result<std::string> hashPassphrase(std::string_view passphrase)
{
    if (passphrase.size() < kMinPassphraseBytes || passphrase.size() > kMaxPassphraseBytes)
        return Error{ErrorCode::InvalidArgument,
                     fmt::format("a passphrase holds {} to {} bytes, not {}", kMinPassphraseBytes, kMaxPassphraseBytes,
                                 passphrase.size())};
    std::array<char, crypto_pwhash_STRBYTES> hash{};
    const int failed =
        ::sodium_init() < 0 ||
        ::crypto_pwhash_str_alg(hash.data(), passphrase.data(), passphrase.size(), crypto_pwhash_OPSLIMIT_MODERATE,
                                crypto_pwhash_MEMLIMIT_MODERATE, crypto_pwhash_ALG_ARGON2ID13) != 0;
    if (failed)
        return Error{ErrorCode::TooLarge, "there is not enough free memory to protect a passphrase"};
    return std::string(hash.data());
}

bool matchesPassphrase(const std::string& hash, std::string_view passphrase)
{
    return ::sodium_init() >= 0 && hash.size() < crypto_pwhash_STRBYTES &&
           ::crypto_pwhash_str_verify(hash.c_str(), passphrase.data(), passphrase.size()) == 0;
}

} // namespace labelwright
