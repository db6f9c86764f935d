// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/dataset/Findings.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <vector>

namespace labelwright {

/// Finds photos that are the same, byte for byte: labeled twice, and learned and tested with the same picture where a
/// dataset is split.
class PhotoContents {
public:
    /// A photo that is there, named by a number from 1, which is a manifest's line. Cost: asks for the file's size.
    void add(std::int64_t line, const std::filesystem::path& photo);

    /// A photo that is there a second time.
    struct Duplicate {
        std::int64_t line = 0;
        std::filesystem::path photo;
        std::int64_t first = 0; ///< Line of the photo that it is like.
    };
    /// By line. Cost: reads the photos that are as long as another.
    std::vector<Duplicate> duplicates() const;

    /// A finding for each.
    void report(Findings& findings, const std::filesystem::path& manifest) const;

private:
    struct Place {
        std::int64_t line = 0;
        std::filesystem::path photo;
    };
    std::map<std::uintmax_t, std::vector<Place>> m_bySize;
};

} // namespace labelwright
