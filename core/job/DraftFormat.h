// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/job/Draft.h"

#include <cstdint>
#include <span>
#include <vector>

namespace labelwright {

// A draft's file: the eight bytes "LWDRAFT1", the header's frame, and a frame for each record. A frame is the length of
// its payload and the payload's CRC-32, each four bytes, little endian, then the payload. The header's payload is JSON;
// a record's is kind (1 byte), active seconds (IEEE double, 8 bytes), the name's length (2 bytes), the name, the patch.

/// Magic and header.
std::vector<std::uint8_t> encodeDraftStart(const DraftHeader& header);

/// One record's frame. Errors: TooLarge for a name over 65,535 bytes or a patch over 1 GiB.
Result<std::vector<std::uint8_t>> encodeDraftRecord(const DraftRecord& record);

/// `bytes` may go on after the header; its end is given back.
struct DecodedStart {
    DraftHeader header;
    std::size_t byteCount = 0;
};
/// Errors: Truncated, Malformed, NewerVersion.
Result<DecodedStart> decodeDraftStart(std::span<const std::uint8_t> bytes);

/// Every whole record of a file, header included; never fails after the header.
Result<Draft> decodeDraft(std::span<const std::uint8_t> bytes);

/// More than any header takes.
inline constexpr std::size_t kMaxDraftStartBytes = 256U << 10U;

} // namespace labelwright
