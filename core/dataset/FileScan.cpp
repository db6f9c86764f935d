// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dataset/FileScan.h"

#include "core/dataset/Opening.h"

#include <utility>

namespace labelwright {

void FileScan::fill()
{
    constexpr std::size_t kBlockBytes = 256 * 1024;
    m_block.resize(kBlockBytes);
    m_offset += m_size;
    m_next = 0;
    m_size = 0;
    if (!m_status)
        return;
    const Result<std::size_t> got = m_file.readAt(m_offset, m_block);
    m_status = got ? m_opening.advance(static_cast<std::int64_t>(*got)) : Status(got.error());
    if (m_status)
        m_size = *got;
}

Error errorAt(ErrorCode code, std::string detail, std::uint64_t offset)
{
    Error error{code, std::move(detail)};
    error.position = static_cast<std::int64_t>(offset);
    error.positionIsLine = false;
    return error;
}

Result<std::string> readPiece(const RandomAccessFile& file, const FilePiece& piece)
{
    std::string text(piece.size, '\0');
    const Result<std::size_t> got = file.readAt(piece.offset, text);
    if (!got)
        return got.error();
    if (*got < text.size())
        return Error{ErrorCode::Truncated, "the file is shorter than it was when it was opened"};
    return text;
}

} // namespace labelwright
