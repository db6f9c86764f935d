// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Hash.h"

#include <array>
#include <new>
#include <openssl/evp.h>

namespace labelwright {
namespace {

/// The library fails here only where it gets no memory.
void require(int isDone)
{
    if (isDone != 1)
        throw std::bad_alloc();
}

/// In a context of its own, since a computer's openssl.cnf can take it out of the usual one.
const EVP_MD* sha256()
{
    static const EVP_MD* const method = EVP_MD_fetch(OSSL_LIB_CTX_new(), "SHA256", nullptr);
    return method;
}

} // namespace

// OpenSSL's and not libsodium's: it uses the processor's own instructions for SHA, which are five times as fast.
struct Sha256::State {
    State() : context(EVP_MD_CTX_new(), &EVP_MD_CTX_free)
    {
        require(context ? EVP_DigestInit_ex(context.get(), sha256(), nullptr) : 0);
    }

    std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context;
};

Sha256::Sha256() : m_state(std::make_unique<State>())
{}

Sha256::~Sha256() = default;
Sha256::Sha256(Sha256&&) noexcept = default;
Sha256& Sha256::operator=(Sha256&&) noexcept = default;

void Sha256::update(std::span<const std::uint8_t> bytes)
{
    require(EVP_DigestUpdate(m_state->context.get(), bytes.data(), bytes.size()));
}

std::string Sha256::finish()
{
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::array<std::uint8_t, EVP_MAX_MD_SIZE> digest{};
    unsigned size = 0;
    require(EVP_DigestFinal_ex(m_state->context.get(), digest.data(), &size));
    std::string hex;
    for (const std::uint8_t byte : std::span(digest).first(size)) {
        hex += kDigits[byte >> 4];
        hex += kDigits[byte & 0xf];
    }
    return hex;
}

std::string sha256Hex(std::span<const std::uint8_t> bytes)
{
    Sha256 hash;
    hash.update(bytes);
    return hash.finish();
}

std::string sha256Hex(std::string_view text)
{
    return sha256Hex({reinterpret_cast<const std::uint8_t*>(text.data()), text.size()});
}

} // namespace labelwright
