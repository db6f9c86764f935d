// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/DraftFormat.h"

#include "core/base/AtomicFile.h"
#include "core/base/Json.h"

#include <zlib.h>

#include <algorithm>
#include <bit>

namespace labelwright {
namespace {

constexpr std::string_view kMagic = "LWDRAFT1";
constexpr std::size_t kMagicStem = 7; ///< Without the version's digit.
constexpr std::size_t kFrameHead = 8;
constexpr std::size_t kMaxPayload = 1U << 30U;
constexpr std::size_t kMaxName = 0xFFFF;
constexpr std::size_t kRecordHead = 11;

using Bytes = std::span<const std::uint8_t>;

void appendNumber(std::vector<std::uint8_t>& out, std::uint64_t value, int byteCount)
{
    for (int i = 0; i < byteCount; ++i)
        out.push_back(static_cast<std::uint8_t>(value >> (8 * i)));
}

/// Precondition: bytes.size() >= byteCount.
std::uint64_t numberAt(Bytes bytes, int byteCount)
{
    std::uint64_t value = 0;
    for (int i = 0; i < byteCount; ++i)
        value |= std::uint64_t{bytes[static_cast<std::size_t>(i)]} << (8 * i);
    return value;
}

Bytes bytesOf(std::string_view text)
{
    return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

std::string_view textOf(Bytes bytes)
{
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

std::uint32_t checksum(Bytes payload)
{
    return static_cast<std::uint32_t>(::crc32_z(0, payload.data(), payload.size()));
}

void appendFrame(std::vector<std::uint8_t>& out, Bytes payload)
{
    appendNumber(out, payload.size(), 4);
    appendNumber(out, checksum(payload), 4);
    out.insert(out.end(), payload.begin(), payload.end());
}

/// The payload of the frame that `bytes` begins with; nullopt where it is cut off or damaged.
std::optional<Bytes> firstFrame(Bytes bytes)
{
    if (bytes.size() < kFrameHead)
        return std::nullopt;
    const std::uint64_t size = numberAt(bytes, 4);
    if (size > kMaxPayload || size > bytes.size() - kFrameHead)
        return std::nullopt;
    const Bytes payload = bytes.subspan(kFrameHead, size);
    return checksum(payload) == numberAt(bytes.subspan(4), 4) ? std::optional(payload) : std::nullopt;
}

std::optional<DraftRecord> decodeRecord(Bytes payload)
{
    if (payload.size() < kRecordHead || payload[0] > static_cast<std::uint8_t>(EditRecord::Kind::Redo))
        return std::nullopt;
    const std::uint64_t nameSize = numberAt(payload.subspan(9), 2);
    const Bytes rest = payload.subspan(kRecordHead);
    if (nameSize > rest.size())
        return std::nullopt;
    const Bytes patch = rest.subspan(nameSize);
    return DraftRecord{static_cast<EditRecord::Kind>(payload[0]),
                       std::bit_cast<double>(numberAt(payload.subspan(1), 8)),
                       std::string(textOf(rest.first(nameSize))),
                       {patch.begin(), patch.end()}};
}

Json headerJson(const DraftHeader& header)
{
    Json json;
    json["draft-id"] = header.draftId;
    json["object"] = header.object;
    json["source-ref"] = header.sourceRef;
    json["width"] = header.size.width;
    json["height"] = header.size.height;
    json["image-sha256"] = header.imageSha256;
    json["label-ids"] = header.labelIds;
    json["base-sha256"] = header.baseSha256;
    json["accepted"] = formatMicros(header.accepted) + "Z";
    return json;
}

std::vector<int> labelIdsOf(const Json& json)
{
    std::vector<int> ids;
    if (const Json* array = memberOf(json, "label-ids"); array && array->is_array()) {
        for (const Json& id : *array)
            ids.push_back(id.is_number_integer() ? id.get<int>() : -1);
    }
    return ids;
}

Result<DraftHeader> readHeader(std::string_view text)
{
    const Result<Json> json = parseJson(text);
    if (!json)
        return json.error();
    const std::optional<Time> accepted = parseTime(textAt(*json, "accepted"));
    DraftHeader header{.draftId = textAt(*json, "draft-id"),
                       .object = integerOf(*json, "object").value_or(-1),
                       .sourceRef = textAt(*json, "source-ref"),
                       .size = {static_cast<int>(integerOf(*json, "width").value_or(0)),
                                static_cast<int>(integerOf(*json, "height").value_or(0))},
                       .imageSha256 = textAt(*json, "image-sha256"),
                       .labelIds = labelIdsOf(*json),
                       .baseSha256 = textAt(*json, "base-sha256"),
                       .accepted = accepted.value_or(Time())};
    if (header.draftId.empty() || header.object < 0 || !accepted || header.size.width < 1 || header.size.height < 1)
        return Error{ErrorCode::Malformed, "the draft's header lacks a member"};
    return header;
}

} // namespace

std::vector<std::uint8_t> encodeDraftStart(const DraftHeader& header)
{
    std::vector<std::uint8_t> bytes(kMagic.begin(), kMagic.end());
    appendFrame(bytes, bytesOf(writeJson(headerJson(header))));
    return bytes;
}

Result<std::vector<std::uint8_t>> encodeDraftRecord(const DraftRecord& record)
{
    if (record.name.size() > kMaxName || record.patch.size() > kMaxPayload - kRecordHead - kMaxName)
        return Error{ErrorCode::TooLarge, "the edit is too large for the draft"};
    std::vector<std::uint8_t> payload;
    payload.reserve(kRecordHead + record.name.size() + record.patch.size());
    payload.push_back(static_cast<std::uint8_t>(record.kind));
    appendNumber(payload, std::bit_cast<std::uint64_t>(record.activeSeconds), 8);
    appendNumber(payload, record.name.size(), 2);
    payload.insert(payload.end(), record.name.begin(), record.name.end());
    payload.insert(payload.end(), record.patch.begin(), record.patch.end());
    std::vector<std::uint8_t> frame;
    frame.reserve(kFrameHead + payload.size());
    appendFrame(frame, payload);
    return frame;
}

Result<DecodedStart> decodeDraftStart(Bytes bytes)
{
    const std::string_view magic = textOf(bytes.first(std::min(bytes.size(), kMagic.size())));
    if (magic.size() < kMagic.size())
        return Error{ErrorCode::Truncated, "the draft ends before its header"};
    if (magic != kMagic && magic.starts_with(kMagic.substr(0, kMagicStem)) && magic.back() > kMagic.back())
        return Error{ErrorCode::NewerVersion, "the draft was written by a later version"};
    if (magic != kMagic)
        return Error{ErrorCode::Malformed, "this is no draft"};
    const std::optional<Bytes> payload = firstFrame(bytes.subspan(kMagic.size()));
    if (!payload)
        return Error{ErrorCode::Truncated, "the draft's header is cut off or damaged"};
    Result<DraftHeader> header = readHeader(textOf(*payload));
    if (!header)
        return header.error();
    return DecodedStart{*std::move(header), kMagic.size() + kFrameHead + payload->size()};
}

Result<Draft> decodeDraft(Bytes bytes)
{
    Result<DecodedStart> start = decodeDraftStart(bytes);
    if (!start)
        return start.error();
    Draft draft{.header = std::move(start->header), .records = {}, .wholeBytes = start->byteCount, .tornBytes = 0};
    while (const std::optional<Bytes> payload = firstFrame(bytes.subspan(draft.wholeBytes))) {
        std::optional<DraftRecord> record = decodeRecord(*payload);
        if (!record)
            break;
        draft.records.push_back(*std::move(record));
        draft.wholeBytes += kFrameHead + payload->size();
    }
    draft.tornBytes = bytes.size() - draft.wholeBytes;
    return draft;
}

} // namespace labelwright
