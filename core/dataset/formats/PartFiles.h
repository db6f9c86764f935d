// SPDX-License-Identifier: GPL-3.0-or-later
// What formats have in common that keep a file or a folder for each part of a dataset.
#pragma once

#include "core/base/VerifiedStream.h"
#include "core/dataset/DatasetFolder.h"
#include "core/dataset/DatasetItem.h"

#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace labelwright {

/// "train", "validation", "test"; "all" where the dataset is not split.
std::string_view partFolder(const DatasetInfo& info, DatasetPart part);

/// The parts that the dataset has files of.
std::vector<DatasetPart> partsOf(const DatasetInfo& info);

/// Which part a file or folder of anybody's dataset is of, by words of its name: "instances_val2017".
std::optional<DatasetPart> partByName(std::string_view name);

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

/// Says where the photo called `name` lies: in the first of `folders` that has it, or where the name itself leads.
/// Gives the item its name, photo, and reference where the photo isn't found.
void placePhoto(DatasetItem& item, const std::string& name, std::span<const std::filesystem::path> folders);

/// How a label looks in a dataset that may or may not say so.
struct NamedLabel {
    std::string name;
    std::optional<Color> color{};
};

/// The labels with their colours where each has one that can be a label's. Errors: as LabelSet::create.
Result<LabelSet> labelSetOf(std::span<const NamedLabel> labels);

} // namespace labelwright
