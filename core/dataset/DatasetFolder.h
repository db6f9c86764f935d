// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/AtomicFile.h"
#include "core/base/Result.h"
#include "core/base/VerifiedStream.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <mutex>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace labelwright {

/// How photos get into a dataset.
enum class PhotoUse : std::uint8_t {
    Copy,
    HardLink,  ///< Where the file system can; else a copy.
    Reference, ///< They stay where they are.
};

/// The files of a dataset while they are written, below a folder that nobody looks at yet. Paths are relative to it,
/// with '/' between the parts. Thread: any, at the same time.
class DatasetFolder {
public:
    explicit DatasetFolder(std::filesystem::path root) : m_root(std::move(root)) {}

    const std::filesystem::path& root() const { return m_root; }

    /// Errors: as writeFileUnsynced.
    Status write(const std::string& path, std::span<const std::uint8_t> bytes);
    Status write(const std::string& path, std::string_view text);

    /// `bytes` are the photo's content. Precondition: `use` is not Reference. Errors: as write.
    Status addPhoto(const std::string& path, const std::filesystem::path& photo, std::span<const std::uint8_t> bytes,
                    PhotoUse use);

    /// A text that is written piece by piece, and is there from add(). Errors: as VerifiedStream.
    Result<VerifiedStream> createText(const std::string& path) const;
    Status add(const std::string& path, VerifiedStream text);

    /// Last of all: brings every file to the disk, reads back those that are not yet, and writes SHA256SUMS of all, as
    /// sha256sum checks it. Errors: as syncAndVerify and writeFileVerified.
    Status seal(const std::stop_token& stop, const Progress& progress);

    /// Of all that was added, in order.
    std::vector<std::string> paths() const;

private:
    struct File {
        std::string sha256;
        bool isProven = false; ///< Read back already.
    };

    void remember(const std::string& path, std::string hash, bool isProven);

    std::filesystem::path m_root;
    mutable std::mutex m_mutex;
    std::map<std::string, File> m_files; ///< By path.
};

} // namespace labelwright
