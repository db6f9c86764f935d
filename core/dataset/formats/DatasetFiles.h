// SPDX-License-Identifier: GPL-3.0-or-later
// Where a dataset's files lie: folders of parts, photos beside masks. A folder's list is cut short where a stop is
// asked for.
#pragma once

#include "core/base/Result.h"
#include "core/dataset/DatasetItem.h"

#include <filesystem>
#include <map>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace labelwright {

/// "train", "val", "test", as most training programs call them.
std::string_view shortPartName(DatasetPart part);

/// "images/train/a.jpg", or "images/a.jpg" where the dataset is not split.
std::string placeOf(std::string_view folder, bool isSplit, DatasetPart part, std::string_view file);

struct PartFolder {
    DatasetPart part = DatasetPart::Train;
    std::filesystem::path path;
};

/// The folders in `folder` that are named for a part, in any of the usual ways ("validation", "val", "valid"), with
/// `suffix` behind it. Parts without a folder are left out.
std::vector<PartFolder> partFolders(const std::filesystem::path& folder, std::string_view suffix = {});

/// Whether there are parts besides Train.
bool isSplitInto(const std::vector<PartFolder>& folders);

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

/// A file that the dataset names relative to `folder`. Errors: OutsideFolder for one that climbs out of it.
Result<std::filesystem::path> fileBelow(const std::filesystem::path& folder, std::string_view relative);

/// The text's lines without their line breaks, "\n" or "\r\n"; an empty one at the end does not count.
std::vector<std::string_view> linesOf(std::string_view text);

} // namespace labelwright
