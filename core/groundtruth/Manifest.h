// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/groundtruth/ManifestLine.h"

#include <cstdint>
#include <filesystem>
#include <limits>
#include <memory>
#include <string>
#include <vector>

namespace labelwright {

class RandomAccessFile;

/// A manifest on disk: where each line begins; lines are read when asked for.
///
/// Lines: ended by "\n" or "\r\n"; the last one may lack it. An empty line is a line (and Malformed when parsed). A
/// UTF-8 byte order mark at the start belongs to no line. Index 0 is line number 1 in errors.
/// Size:  8 bytes a line. Holds the file open, so replacing it by another is not noticed.
/// Thread: any, at the same time.
class Manifest {
public:
    /// Reads the file once. Errors: NotFound, Unreadable, ReadOnly, with the path.
    static Result<Manifest> open(const std::filesystem::path& path);

    /// Without reading it: `offsets` and `byteSize` are of an earlier scan, and the caller knows that the file has not
    /// changed since. Errors: as open(); Mismatch when the file has another size or the offsets do not fit it.
    static Result<Manifest> withOffsets(const std::filesystem::path& path, std::vector<std::uint64_t> offsets,
                                        std::uint64_t byteSize);

    const std::filesystem::path& path() const { return m_path; }
    std::int64_t lineCount() const { return static_cast<std::int64_t>(m_offsets.size()); }
    std::uint64_t byteSize() const { return m_byteSize; }
    const std::vector<std::uint64_t>& offsets() const { return m_offsets; } ///< First byte of each line, ascending.

    /// The raw line without its line break. Cost: one read.
    /// Precondition: 0 <= index < lineCount().
    /// Errors: Truncated when the file has shrunk; TooLarge over 16 MiB; Unreadable; with path and line number.
    Result<std::string> line(std::int64_t index) const;

    /// parseManifestLine() of line(index); errors with path and line number.
    Result<ManifestLine> parsedLine(std::int64_t index) const;

private:
    Manifest(std::filesystem::path path, std::shared_ptr<const RandomAccessFile> file,
             std::vector<std::uint64_t> offsets, std::uint64_t byteSize);

    std::filesystem::path m_path;
    std::shared_ptr<const RandomAccessFile> m_file;
    std::vector<std::uint64_t> m_offsets;
    std::uint64_t m_byteSize = 0;
};

struct ScanOptions {
    /// SHA-256 covers this many bytes from the start, or all there are.
    std::uint64_t hashedBytes = std::numeric_limits<std::uint64_t>::max();
};

/// What tells whether a manifest has only grown.
///
/// A manifest of once `n` bytes, `k` lines and SHA-256 `h` has only grown when the first n bytes still have hash h and
/// nothing but the line break that the last line lacked, "\n" or "\r\n", lies between them and line k, or the file's
/// end where there is no line k.
struct ManifestScan {
    std::vector<std::uint64_t> offsets;       ///< As Manifest::offsets().
    std::vector<std::uint32_t> lineChecksums; ///< CRC-32 (zlib) of each line as Manifest::line() gives it.
    std::uint64_t byteSize = 0;
    std::string sha256; ///< Of the first hashedBytes; lower-case hexadecimal.
};

/// Reads the file once, by blocks. Cost: about that of SHA-256 over it. Errors: as Manifest::open().
Result<ManifestScan> scanManifest(const std::filesystem::path& path, const ScanOptions& options = {});

} // namespace labelwright
