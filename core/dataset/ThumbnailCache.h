// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/image/Image.h"
#include "core/job/ObjectId.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <mutex>
#include <optional>
#include <string_view>

namespace labelwright {

/// Small pictures on the disk, one an object, below cache/thumbnails of a job. When they are more than `mostBytes` the
/// least recently used go, down to nine tenths. Who is shown one asks with a key of all that it was made from, so that
/// a stale one is never found; a damaged one is none.
///
/// Thread: any, at the same time. Cost: put() lists the folder when it is first called: 50 ms for 20,000 pictures.
class ThumbnailCache {
public:
    static constexpr std::uint64_t kMostBytes = std::uint64_t{512} << 20U; ///< Some 20,000 pictures.

    explicit ThumbnailCache(std::filesystem::path folder, std::uint64_t mostBytes = kMostBytes);

    /// The picture that was put with this key; using it makes it the most recently used.
    std::optional<Image> find(ObjectId object, std::string_view key) const;

    /// Replaces the object's picture. A failure is no error: it is made again.
    void put(ObjectId object, std::string_view key, const Image& picture);

private:
    struct Entry {
        std::uint64_t bytes = 0;
        std::filesystem::file_time_type used{};
    };

    std::filesystem::path fileOf(ObjectId object) const;
    void list();
    void makeRoom();

    std::filesystem::path m_folder;
    std::uint64_t m_mostBytes;
    std::mutex m_mutex; ///< Of what follows.
    bool m_isListed = false;
    std::uint64_t m_bytes = 0;
    std::map<ObjectId, Entry> m_entries;
};

} // namespace labelwright
