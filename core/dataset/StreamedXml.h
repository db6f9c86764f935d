// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/dataset/FileScan.h"

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace labelwright {

/// An XML file too large for memory that consists of many elements of one name, which are looked at one at a time.
/// Thread: any, at the same time.
class StreamedXml {
public:
    /// Errors: as RandomAccessFile::open.
    static Result<StreamedXml> open(const std::filesystem::path& path);

    const std::filesystem::path& path() const { return m_path; }

    /// Hands out the text of every element called `name`, which has none of its own kind in it, and returns the file's
    /// text without them. Whether the text is valid is the parser's to say.
    /// Errors: Truncated; TooLarge for an element or a rest of more than 256 MB; Unreadable; Cancelled; the first one
    /// of `take`. All with the path, and the byte offset.
    Result<std::string> walk(std::string_view name, Opening& opening,
                             const std::function<Status(const std::string& text, const FilePiece& piece)>& take) const;

    /// One that walk() found. Errors: as walk().
    Result<std::string> read(const FilePiece& piece) const;

private:
    StreamedXml(std::filesystem::path path, std::shared_ptr<const RandomAccessFile> file)
        : m_path(std::move(path)), m_file(std::move(file))
    {}

    std::filesystem::path m_path;
    std::shared_ptr<const RandomAccessFile> m_file;
};

} // namespace labelwright
