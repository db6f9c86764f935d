// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/groundtruth/Manifest.h"

#include "core/base/Hash.h"
#include "core/groundtruth/RandomAccessFile.h"

#include <fmt/format.h>
#include <zlib.h>

#include <algorithm>
#include <cassert>
#include <cstring>
#include <functional>
#include <span>
#include <string_view>

namespace labelwright {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kBlockBytes = 1U << 20U;
constexpr std::uint64_t kMaxLineBytes = 16U << 20U;
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

/// Calls `visit(block, offset)` for every block from the file's start to its end, and returns the bytes read.
template <typename Visit>
Result<std::uint64_t> forEachBlock(const RandomAccessFile& file, Visit visit)
{
    std::vector<char> buffer(kBlockBytes);
    std::uint64_t offset = 0;
    while (true) {
        const Result<std::size_t> got = file.readAt(offset, buffer);
        if (!got)
            return got.error();
        if (*got > 0)
            visit(std::string_view(buffer.data(), *got), offset);
        offset += *got;
        if (*got < buffer.size())
            return offset;
    }
}

std::size_t byteOrderMarkSize(std::string_view start)
{
    return start.starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0;
}

/// Collects where lines begin from blocks that follow one another.
class OffsetCollector {
public:
    void add(std::string_view block, std::uint64_t blockOffset)
    {
        const char* const begin = block.data();
        const char* const end = begin + block.size();
        const char* at = begin;
        if (blockOffset == 0) {
            at += byteOrderMarkSize(block);
            m_offsets.push_back(static_cast<std::uint64_t>(at - begin));
        }
        while (const void* found = std::memchr(at, '\n', static_cast<std::size_t>(end - at))) {
            at = static_cast<const char*>(found) + 1;
            m_offsets.push_back(blockOffset + static_cast<std::uint64_t>(at - begin));
        }
    }

    std::vector<std::uint64_t> finish(std::uint64_t byteSize)
    {
        if (!m_offsets.empty() && m_offsets.back() == byteSize)
            m_offsets.pop_back(); // what follows the last line break is no line when it is empty
        m_offsets.shrink_to_fit();
        return std::move(m_offsets);
    }

private:
    std::vector<std::uint64_t> m_offsets;
};

/// CRC-32 of each line as Manifest::line() gives it, from blocks that follow one another.
class ChecksumCollector {
public:
    void add(std::string_view block, std::uint64_t blockOffset)
    {
        if (blockOffset == 0)
            block.remove_prefix(byteOrderMarkSize(block));
        while (!block.empty()) {
            const std::size_t lineBreak = block.find('\n');
            addPart(block.substr(0, lineBreak));
            if (lineBreak == std::string_view::npos)
                return;
            endLine();
            block.remove_prefix(lineBreak + 1);
        }
    }

    std::vector<std::uint32_t> finish()
    {
        if (m_inLine)
            endLine();
        return std::move(m_checksums);
    }

private:
    /// A "\r" at the end of a part waits until it is known whether the line goes on after it.
    void addPart(std::string_view part)
    {
        if (part.empty())
            return;
        m_inLine = true;
        if (m_carriageReturn)
            update("\r");
        m_carriageReturn = part.ends_with('\r');
        update(part.substr(0, part.size() - (m_carriageReturn ? 1 : 0)));
    }

    void update(std::string_view part)
    {
        m_checksum = ::crc32_z(m_checksum, reinterpret_cast<const Bytef*>(part.data()), part.size());
    }

    void endLine()
    {
        m_checksums.push_back(static_cast<std::uint32_t>(m_checksum));
        m_checksum = 0;
        m_carriageReturn = false;
        m_inLine = false;
    }

    std::vector<std::uint32_t> m_checksums;
    uLong m_checksum = 0;
    bool m_carriageReturn = false;
    bool m_inLine = false;
};

bool isAscending(const std::vector<std::uint64_t>& offsets, std::uint64_t byteSize)
{
    const bool strictly = std::adjacent_find(offsets.begin(), offsets.end(), std::greater_equal<>()) == offsets.end();
    return strictly && (offsets.empty() || offsets.back() < byteSize);
}

} // namespace

Manifest::Manifest(fs::path path, std::shared_ptr<const RandomAccessFile> file, std::vector<std::uint64_t> offsets,
                   std::uint64_t byteSize)
    : m_path(std::move(path)), m_file(std::move(file)), m_offsets(std::move(offsets)), m_byteSize(byteSize)
{}

Result<Manifest> Manifest::open(const fs::path& path)
{
    Result<std::shared_ptr<const RandomAccessFile>> file = RandomAccessFile::open(path);
    if (!file)
        return file.error();
    OffsetCollector offsets;
    const Result<std::uint64_t> byteSize =
        forEachBlock(**file, [&](std::string_view block, std::uint64_t offset) { offsets.add(block, offset); });
    if (!byteSize)
        return byteSize.error();
    return Manifest(path, *std::move(file), offsets.finish(*byteSize), *byteSize);
}

Result<Manifest> Manifest::withOffsets(const fs::path& path, std::vector<std::uint64_t> offsets, std::uint64_t byteSize)
{
    Result<std::shared_ptr<const RandomAccessFile>> file = RandomAccessFile::open(path);
    if (!file)
        return file.error();
    const Result<std::uint64_t> actual = (*file)->byteSize();
    if (!actual)
        return actual.error();
    if (*actual != byteSize)
        return Error{ErrorCode::Mismatch, fmt::format("the file holds {} bytes, not {}", *actual, byteSize), path};
    if (!isAscending(offsets, byteSize))
        return Error{ErrorCode::Mismatch, "the stored line offsets do not fit the file", path};
    return Manifest(path, *std::move(file), std::move(offsets), byteSize);
}

Result<std::string> Manifest::line(std::int64_t index) const
{
    assert(index >= 0 && index < lineCount());
    const auto at = static_cast<std::size_t>(index);
    const std::uint64_t begin = m_offsets[at];
    const std::uint64_t size = (at + 1 < m_offsets.size() ? m_offsets[at + 1] : m_byteSize) - begin;
    if (size > kMaxLineBytes)
        return Error{ErrorCode::TooLarge, fmt::format("the line holds {} bytes, the limit is {}", size, kMaxLineBytes),
                     m_path}
            .atLine(index + 1);

    std::string text(static_cast<std::size_t>(size), '\0');
    const Result<std::size_t> got = m_file->readAt(begin, text);
    if (!got)
        return got.error().atLine(index + 1);
    if (*got < text.size())
        return Error{ErrorCode::Truncated, "the manifest has become shorter since it was opened", m_path}.atLine(index +
                                                                                                                 1);
    if (text.ends_with('\n'))
        text.pop_back();
    if (text.ends_with('\r'))
        text.pop_back();
    return text;
}

Result<ManifestLine> Manifest::parsedLine(std::int64_t index) const
{
    const Result<std::string> text = line(index);
    if (!text)
        return text.error();
    Result<ManifestLine> parsed = parseManifestLine(*text);
    if (!parsed)
        return parsed.error().at(m_path).atLine(index + 1);
    return parsed;
}

Result<ManifestScan> scanManifest(const fs::path& path, const ScanOptions& options)
{
    const Result<std::shared_ptr<const RandomAccessFile>> file = RandomAccessFile::open(path);
    if (!file)
        return file.error();
    OffsetCollector offsets;
    ChecksumCollector checksums;
    Sha256 hash;
    const Result<std::uint64_t> byteSize = forEachBlock(**file, [&](std::string_view block, std::uint64_t offset) {
        offsets.add(block, offset);
        checksums.add(block, offset);
        const std::uint64_t hashed = options.hashedBytes - std::min(options.hashedBytes, offset);
        hash.update({reinterpret_cast<const std::uint8_t*>(block.data()),
                     static_cast<std::size_t>(std::min<std::uint64_t>(hashed, block.size()))});
    });
    if (!byteSize)
        return byteSize.error();
    return ManifestScan{offsets.finish(*byteSize), checksums.finish(), *byteSize, hash.finish()};
}

} // namespace labelwright
