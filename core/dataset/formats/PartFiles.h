// SPDX-License-Identifier: GPL-3.0-or-later
// The parts of a dataset: what they are called, and their folders and files.
#pragma once

#include "core/base/VerifiedStream.h"
#include "core/dataset/DatasetFolder.h"
#include "core/dataset/DatasetItem.h"

#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace labelwright {

/// "train", "val", "test", as most training programs call them.
std::string_view shortPartName(DatasetPart part);

/// "train", "validation", "test"; "all" where the dataset is not split.
std::string_view partFolder(const DatasetInfo& info, DatasetPart part);

/// "images/train/a.jpg", or "images/a.jpg" where the dataset is not split.
std::string placeOf(std::string_view folder, bool isSplit, DatasetPart part, std::string_view file);

/// The parts that the dataset has files of.
std::vector<DatasetPart> partsOf(const DatasetInfo& info);

/// Which part a file or folder of anybody's dataset is of, by words of its name: "instances_val2017".
std::optional<DatasetPart> partByName(std::string_view name);

struct PartFolder {
    DatasetPart part = DatasetPart::Train;
    std::filesystem::path path;
};

/// The folders in `folder` that are named for a part, in any of the usual ways ("validation", "val", "valid"), with
/// `suffix` behind it. Parts without a folder are left out.
std::vector<PartFolder> partFolders(const std::filesystem::path& folder, std::string_view suffix = {});

/// Whether there are parts besides Train.
bool isSplitInto(const std::vector<PartFolder>& folders);

/// A text for each part that grows item by item.
class PartTexts {
public:
    /// `pathOf` gets partFolder(). Errors: as DatasetFolder::createText.
    static Result<PartTexts> create(const DatasetFolder& folder, const DatasetInfo& info,
                                    const std::function<std::string(std::string_view part)>& pathOf);

    Status write(DatasetPart part, std::string_view text);
    /// Once. Errors: as DatasetFolder::add.
    Status addTo(DatasetFolder& folder);

private:
    struct Text {
        std::string path;
        VerifiedStream stream;
    };
    std::map<DatasetPart, Text> m_texts;
};

} // namespace labelwright
