// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"

#include <string>
#include <string_view>

namespace labelwright {

inline constexpr std::size_t kMinPassphraseBytes = 8;

/// What to keep of a passphrase instead of itself: Argon2id with a random salt, as one line of text that names its own
/// parameters. Thread: any but the GUI's. Cost: about a second of computing and 256 MiB.
/// Errors: InvalidArgument for fewer than kMinPassphraseBytes or more than 1,024 bytes; TooLarge without that memory.
/// Source: libsodium's crypto_pwhash_str, moderate limits; RFC 9106.
Result<std::string> hashPassphrase(std::string_view passphrase);

/// Whether `hash`, from hashPassphrase(), was made of `passphrase`. Thread and cost: as above.
bool matchesPassphrase(const std::string& hash, std::string_view passphrase);

} // namespace labelwright
