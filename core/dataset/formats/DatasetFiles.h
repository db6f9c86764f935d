// SPDX-License-Identifier: GPL-3.0-or-later
// Finding a dataset's files and photos. A folder's list is cut short where a stop is asked for.
#pragma once

#include "core/base/Result.h"
#include "core/dataset/DatasetItem.h"

#include <filesystem>
#include <map>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace labelwright {

/// The files of a folder whose names have this ending, by name, without hidden ones; none where there is no such
/// folder.
std::vector<std::filesystem::path> filesEnding(const std::filesystem::path& folder, std::string_view ending,
                                               const std::stop_token& stop);

/// The folders in a folder, by name.
std::vector<std::filesystem::path> foldersIn(const std::filesystem::path& folder, const std::stop_token& stop);

/// The photos of a folder, by name.
std::vector<std::filesystem::path> photosIn(const std::filesystem::path& folder, const std::stop_token& stop);

/// The photos of a folder, to be found by what goes with them; of several that differ in the extension the first.
class PhotoFolder {
public:
    /// `suffix`: what photos' names have between what their masks are named and the extension. Cost: lists the folder.
    PhotoFolder(const std::filesystem::path& folder, const std::stop_token& stop, std::string_view suffix = {});

    /// Empty where there is none.
    std::filesystem::path find(const std::string& stem) const;

private:
    std::map<std::string, std::filesystem::path> m_photos; ///< By name without suffix and extension.
};

/// An item with the name and the extension of the photo's file.
DatasetItem itemNamedAs(const std::filesystem::path& photo);

/// The item of the photo called `name`, which lies in the first of `folders` that has it, or where the name itself
/// leads. Where the photo isn't found the name is the reference.
DatasetItem itemOfPhoto(const std::string& name, std::span<const std::filesystem::path> folders);

/// A file that the dataset names relative to `folder`. Errors: OutsideFolder for one that climbs out of it.
Result<std::filesystem::path> fileBelow(const std::filesystem::path& folder, std::string_view relative);

/// The text's lines without their line breaks, "\n" or "\r\n"; an empty one at the end does not count.
std::vector<std::string_view> linesOf(std::string_view text);

} // namespace labelwright
