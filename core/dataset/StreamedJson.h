// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// For .cpp files only, as core/base/Json.h.

#include "core/base/Json.h"
#include "core/dataset/FileScan.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string_view>

namespace labelwright {

/// A JSON file too large for memory: an object with long arrays, of which one element at a time is looked at.
/// Thread: any, at the same time.
class StreamedJson {
public:
    struct Element {
        std::string_view key;   ///< Of the outermost object's member.
        bool isOfArray = false; ///< Else the member itself, which is no array.
        const Json& value;
        FilePiece piece;
    };

    /// Errors: as RandomAccessFile::open.
    static Result<StreamedJson> open(const std::filesystem::path& path);

    const std::filesystem::path& path() const { return m_path; }

    /// Every element of the arrays that are members of the outermost object, and every other member, in their order.
    /// Cost: parses the file. Errors: Malformed, Truncated, TooLarge for an element of more than 256 MB, Unreadable;
    /// Cancelled; the first one of `take`. All with the path, and the byte offset where it is known.
    Status walk(Opening& opening, const std::function<Status(const Element&)>& take) const;

    /// One that walk() found. Errors: as walk().
    Result<Json> read(const FilePiece& piece) const;

    /// `error` with the path, and with the piece's place where it has none.
    Error located(Error error, const FilePiece& piece) const;

private:
    StreamedJson(std::filesystem::path path, std::shared_ptr<const RandomAccessFile> file)
        : m_path(std::move(path)), m_file(std::move(file))
    {}

    std::filesystem::path m_path;
    std::shared_ptr<const RandomAccessFile> m_file;
};

} // namespace labelwright
