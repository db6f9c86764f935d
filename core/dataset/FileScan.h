// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/groundtruth/RandomAccessFile.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace labelwright {

class Opening;

/// A file on the way from its beginning to its end, byte by byte, read in blocks. Thread: one.
class FileScan {
public:
    static constexpr int kEnd = -1;

    /// `opening` gets to know of each byte that was read.
    FileScan(const RandomAccessFile& file, Opening& opening) : m_file(file), m_opening(opening) {}

    /// The next byte, 0 to 255; kEnd at the end and where reading failed or was stopped.
    int peek()
    {
        if (m_next == m_size)
            fill();
        return m_next == m_size ? kEnd : static_cast<unsigned char>(m_block[m_next]);
    }
    int take()
    {
        const int byte = peek();
        m_next += byte == kEnd ? 0 : 1;
        return byte;
    }
    std::uint64_t offset() const { return m_offset + m_next; } ///< Of the next byte.
    const Status& status() const { return m_status; }          ///< Errors: Unreadable; Cancelled.

private:
    void fill();

    const RandomAccessFile& m_file;
    Opening& m_opening;
    std::vector<char> m_block;
    std::uint64_t m_offset = 0; ///< Of the block.
    std::size_t m_size = 0;     ///< Of what the block holds.
    std::size_t m_next = 0;
    Status m_status = ok();
};

/// Of what is looked at at once; a file may be as long as it likes.
inline constexpr std::size_t kMaxPieceBytes = std::size_t{1} << 28;

/// An error at a byte of a file.
Error errorAt(ErrorCode code, std::string detail, std::uint64_t offset);

/// A piece of a file.
struct FilePiece {
    std::uint64_t offset = 0;
    std::uint64_t size = 0;
};

/// Errors: Truncated where the file has become shorter; Unreadable.
Result<std::string> readPiece(const RandomAccessFile& file, const FilePiece& piece);

} // namespace labelwright
