// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/ManifestIndex.h"

#include "core/base/AtomicFile.h"
#include "core/job/JobLayout.h"
#include "core/job/ManifestCache.h"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>

namespace labelwright {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kRemedy = "put the old file back, or make a new job of this one";

Error changed(const fs::path& path, const std::string& what)
{
    return {ErrorCode::Mismatch, fmt::format("{}; only adding lines is allowed: {}", what, kRemedy), path};
}

Error changedLine(const fs::path& path, std::size_t index)
{
    return changed(path, "this line was changed or removed after the job was made")
        .atLine(static_cast<std::int64_t>(index) + 1);
}

/// Index of the first line that the cache knows otherwise than the scan; the cache's count of lines when there is none.
std::size_t firstDifference(const std::vector<std::uint32_t>& known, const std::vector<std::uint32_t>& scanned)
{
    return static_cast<std::size_t>(std::mismatch(known.begin(), known.end(), scanned.begin(), scanned.end()).first -
                                    known.begin());
}

/// Bytes [begin, end) of a file, or fewer where it can't be read.
std::string bytesBetween(const fs::path& path, std::uint64_t begin, std::uint64_t end)
{
    std::string bytes(end - begin, '\0');
    std::ifstream in(path, std::ios::binary);
    in.seekg(static_cast<std::streamoff>(begin)).read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    bytes.resize(static_cast<std::size_t>(in.gcount()));
    return bytes;
}

/// Whether the first lines end where the stamp says: nothing but a line break may have lengthened the last of them.
bool endsAtStamp(const fs::path& path, const ManifestScan& scan, const ManifestStamp& stamp)
{
    const auto lines = static_cast<std::size_t>(stamp.lines);
    if (scan.offsets.size() < lines)
        return false;
    const std::uint64_t end = scan.offsets.size() == lines ? scan.byteSize : scan.offsets[lines];
    if (end < stamp.bytes || end > stamp.bytes + 2)
        return false;
    const std::string added = bytesBetween(path, stamp.bytes, end);
    return added.empty() || added == "\n" || added == "\r\n";
}

/// The growth rule. `known` holds the checksums of the lines that an earlier open has seen; it may be empty.
Status checkGrowth(const fs::path& path, const ManifestStamp& stamp, const ManifestScan& scan,
                   const std::vector<std::uint32_t>& known)
{
    const auto stamped = static_cast<std::size_t>(stamp.lines);
    const std::size_t difference = firstDifference(known, scan.lineChecksums);
    const bool isPrefixIntact = scan.byteSize >= stamp.bytes && scan.sha256 == stamp.sha256;
    if (!isPrefixIntact && difference < known.size())
        return changedLine(path, difference);
    if (!isPrefixIntact && scan.offsets.size() < stamped)
        return changed(path, fmt::format("this manifest has lost lines: the job was made of {}, it holds {}", stamped,
                                         scan.offsets.size()));
    if (!isPrefixIntact)
        return changed(path, "this manifest is not the one that the job was made of");
    if (!endsAtStamp(path, scan, stamp))
        return changedLine(path, stamped - 1);
    // The stamp vouches for its own lines whatever the cache says; for those added later the cache is the witness.
    if (difference >= stamped && difference < known.size())
        return changedLine(path, difference);
    return ok();
}

/// What can be held against later opens: a last line without its line break may still be in the writing.
std::vector<std::uint32_t> settledChecksums(ManifestScan& scan, const ManifestStamp& stamp, const fs::path& path)
{
    std::vector<std::uint32_t> checksums = std::move(scan.lineChecksums);
    if (checksums.size() > static_cast<std::size_t>(stamp.lines) &&
        bytesBetween(path, scan.byteSize - 1, scan.byteSize) != "\n")
        checksums.pop_back();
    return checksums;
}

} // namespace

Result<ManifestStamp> stampManifest(const fs::path& manifest)
{
    Result<ManifestScan> scan = scanManifest(manifest);
    if (!scan)
        return scan.error();
    return ManifestStamp{scan->byteSize, static_cast<std::int64_t>(scan->offsets.size()), std::move(scan->sha256)};
}

Result<Manifest> openCheckedManifest(const fs::path& jobFolder, const ManifestStamp& stamp)
{
    const fs::path path = manifestFile(jobFolder);
    const fs::path cachePath = cacheFolder(jobFolder) / "manifest.index";
    const std::optional<FileStamp> before = fileStamp(path.c_str());
    ManifestCache cache = readManifestCache(cachePath, stamp);
    if (before && cache.file == before)
        return Manifest::withOffsets(path, std::move(cache.offsets), before->bytes);

    Result<ManifestScan> scan = scanManifest(path, {.hashedBytes = stamp.bytes});
    if (!scan)
        return scan.error();
    if (Status grown = checkGrowth(path, stamp, *scan, cache.checksums); !grown)
        return grown.error();
    cache.checksums = settledChecksums(*scan, stamp, path);
    cache.offsets = std::move(scan->offsets);
    cache.file = before && before->isSettled() ? before : std::nullopt;
    writeManifestCache(cachePath, stamp, cache);
    return Manifest::withOffsets(path, std::move(cache.offsets), scan->byteSize);
}

} // namespace labelwright
