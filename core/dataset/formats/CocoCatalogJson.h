// SPDX-License-Identifier: GPL-3.0-or-later
// What every JSON file of COCO lists: images and categories. For .cpp files only, as core/base/Json.h.
#pragma once

#include "core/dataset/DatasetItem.h"
#include "core/dataset/StreamedJson.h"
#include "core/dataset/formats/PartFiles.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace labelwright {

struct CocoImage {
    std::int64_t id = 0;
    std::string file;
    Size size; ///< Without extent where the file doesn't say it.
};

struct CocoCatalog {
    std::map<std::int64_t, NamedLabel> categories; ///< By id.
    std::map<std::int64_t, Label> labels;          ///< By id of the category; from labelsOf().
    std::vector<CocoImage> images;

    /// Of the member "category_id". Errors: Malformed where it is none that is listed.
    Result<Label> labelOf(const Json& json) const;
};

/// Takes up an image or a category, and says whether it was one. Errors: Malformed.
Result<bool> addToCatalog(CocoCatalog& catalog, const StreamedJson::Element& element);

/// The categories of all catalogs, by name, and what each is called in them. Errors: as LabelSet::create.
Result<LabelSet> labelsOf(std::span<CocoCatalog* const> catalogs);

/// An integer, also where it stands as text.
std::optional<std::int64_t> cocoInteger(const Json& json, std::string_view key);

/// Makes sure that the item has a size, its photo's at worst. Errors: those of readImageInfo.
Status takeSize(DatasetItem& item);

/// The folder of the dataset that a file in it, or in its "annotations", belongs to.
std::filesystem::path cocoRootOf(const std::filesystem::path& file);

/// Where photos of the file's images may lie; `subset` is what the file's name ends in, "train2017".
std::vector<std::filesystem::path> cocoPhotoFolders(const std::filesystem::path& file, const std::string& subset);

/// "[\n{"id":1,...},\n...]" of the dataset's labels, `more` in each: members with a comma before them.
std::string categoriesJson(const LabelSet& labels, std::string_view more);

/// An entry of "images", whose id is the item's number from 1, with a comma before it unless it is the `first`.
std::string imageJson(const DatasetItem& item, bool isFirst);

} // namespace labelwright
