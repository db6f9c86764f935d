// SPDX-License-Identifier: GPL-3.0-or-later
// What every JSON file of COCO lists, images and categories, and a reader of it. For .cpp files only, as
// core/base/Json.h.
#pragma once

#include "core/dataset/DatasetItem.h"
#include "core/dataset/Opening.h"
#include "core/dataset/StreamedJson.h"
#include "core/dataset/formats/ClassList.h"
#include "core/dataset/formats/DatasetFiles.h"
#include "core/dataset/formats/ListedReader.h"
#include "core/dataset/formats/PartFiles.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
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

/// Opens each of the files, which count in `opening` by their bytes. Errors: the first one of `open`.
template <typename File>
Result<std::vector<File>> openFiles(std::span<const std::filesystem::path> paths, Opening& opening,
                                    Result<File> (*open)(const std::filesystem::path& path, Opening& opening))
{
    opening.expectFiles(paths);
    std::vector<File> files;
    for (const std::filesystem::path& path : paths) {
        Result<File> file = open(path, opening);
        if (!file)
            return file.error();
        files.push_back(*std::move(file));
    }
    return files;
}

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

/// Reads COCO's JSON files: each File has a member `json` and, with its images and categories, `catalog`.
template <typename File>
class CocoCatalogReader : public ListedReader {
protected:
    /// Where an item comes from.
    struct Place {
        std::size_t file = 0;
        std::int64_t image = 0; ///< Its id.
    };

    /// Takes up the labels of all files, and their images as items. `subsetOf` says what a file's name ends in,
    /// "train2017". Precondition: `files` has one. Errors: as labelsOf(); NotFound for no image; Cancelled.
    Status takeFiles(std::vector<File> files, const Opening& opening,
                     std::string (*subsetOf)(const std::filesystem::path& file))
    {
        m_files = std::move(files);
        const std::filesystem::path& first = m_files.front().json.path();
        std::vector<CocoCatalog*> catalogs;
        for (File& file : m_files)
            catalogs.push_back(&file.catalog);
        Result<LabelSet> labels = labelsOf(catalogs);
        if (!labels)
            return labels.error().at(first);
        m_info.labels = *std::move(labels);
        for (std::size_t file = 0; file < m_files.size(); ++file) {
            if (Status added = addImages(file, opening, subsetOf(m_files[file].json.path())); !added)
                return added;
        }
        return m_items.empty() ? Status(Error{ErrorCode::NotFound, "the dataset has no images", first}) : ok();
    }

    std::vector<File> m_files;
    std::vector<Place> m_places; ///< By item.

private:
    Status addImages(std::size_t number, const Opening& opening, const std::string& subset)
    {
        File& file = m_files[number];
        const std::optional<DatasetPart> part = partByName(subset);
        const std::vector<std::filesystem::path> folders = cocoPhotoFolders(file.json.path(), subset);
        for (const CocoImage& image : std::exchange(file.catalog.images, {})) {
            if (Status goesOn = opening.checkGoesOn(); !goesOn)
                return goesOn;
            DatasetItem item = itemOfPhoto(image.file, folders);
            item.size = image.size;
            addItem(std::move(item), part);
            m_places.push_back({number, image.id});
        }
        return ok();
    }
};

} // namespace labelwright
