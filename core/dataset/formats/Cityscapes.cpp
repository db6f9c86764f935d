// SPDX-License-Identifier: GPL-3.0-or-later
// Cityscapes' layout: leftImg8bit/<part>/<city>/<name>_leftImg8bit.png, gtFine/<part>/<city>/<name>_gtFine_labelIds.png
// and _color.png. Which id is which label is not in Cityscapes' files, so label_colors.txt says it: its lines are the
// ids from 0. The job's name stands for the city.
#include "core/dataset/ExportPlan.h"
#include "core/dataset/formats/ClassList.h"
#include "core/dataset/formats/Formats.h"
#include "core/dataset/formats/MaskFolders.h"
#include "core/dataset/formats/PartFiles.h"
#include "core/image/ImageWriter.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace labelwright {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kPhotos = "leftImg8bit";
constexpr std::string_view kMasks = "gtFine";
constexpr std::string_view kPhotoSuffix = "_leftImg8bit";
constexpr std::string_view kIds = "_gtFine_labelIds.png";
constexpr std::string_view kColorMasks = "_gtFine_color.png";
constexpr std::string_view kColors = "label_colors.txt";
constexpr std::string_view kUnlabelledName = "unlabeled";

/// Cityscapes' own ids from 1.
const std::vector<std::string> kOwnLabels{"ego vehicle",   "rectification border",
                                          "out of roi",    "static",
                                          "dynamic",       "ground",
                                          "road",          "sidewalk",
                                          "parking",       "rail track",
                                          "building",      "wall",
                                          "fence",         "guard rail",
                                          "bridge",        "tunnel",
                                          "pole",          "polegroup",
                                          "traffic light", "traffic sign",
                                          "vegetation",    "terrain",
                                          "sky",           "person",
                                          "rider",         "car",
                                          "truck",         "bus",
                                          "caravan",       "trailer",
                                          "train",         "motorcycle",
                                          "bicycle"};

class CityscapesWriter final : public DatasetWriter {
public:
    CityscapesWriter(DatasetFolder& folder, const DatasetInfo& info)
        : m_folder(folder), m_info(info), m_city(fileStemOf(info.name))
    {}

    std::string photoPath(const DatasetItem& item) const override
    {
        return placeIn(kPhotos, item) + fmt::format("{}{}", kPhotoSuffix, item.photoExtension);
    }

    Result<EncodedItem> encode(const DatasetItem& item) const override
    {
        Result<std::vector<std::uint8_t>> ids = encodeGrayPng(item.mask->size(), item.mask->pixels());
        Result<std::vector<std::uint8_t>> colors =
            encodeColorMask(*item.mask, m_info.labels, backgroundFor(m_info.labels));
        if (!ids || !colors)
            return ids ? colors.error() : ids.error();
        const std::string place = placeIn(kMasks, item);
        EncodedItem encoded;
        encoded.files.push_back({place + std::string(kIds), *std::move(ids)});
        encoded.files.push_back({place + std::string(kColorMasks), *std::move(colors)});
        return encoded;
    }

    Status append(const DatasetItem&, const EncodedItem&) override { return ok(); }

    Status finish() override
    {
        return m_folder.write(std::string(kColors), colorClasses(m_info.labels, kUnlabelledName));
    }

private:
    /// "gtFine/val/<city>/<name>"
    std::string placeIn(std::string_view folder, const DatasetItem& item) const
    {
        return fmt::format("{}/{}/{}/{}", folder, shortPartName(item.part), m_city, item.name);
    }

    DatasetFolder& m_folder;
    DatasetInfo m_info;
    std::string m_city;
};

struct IdTable {
    LabelSet labels;
    LabelOfValue ids;
};

Result<IdTable> readIds(const fs::path& path)
{
    Result<ColorClasses> classes = readColorClasses(path);
    if (!classes && classes.error().code != ErrorCode::NotFound)
        return classes.error();
    IdTable table;
    if (!classes) {
        table.labels = *LabelSet::fromNames(kOwnLabels);
        table.ids = labelsByValue(kOwnLabels.size());
        return table;
    }
    for (std::size_t id = 0; id < std::min(classes->colors.size(), table.ids.size()); ++id)
        table.ids[id] = classes->colors[id].label;
    table.labels = std::move(classes->labels);
    return table;
}

} // namespace

WriterResult writeCityscapes(DatasetFolder& folder, const DatasetInfo& info)
{
    if (Status fits = checkNamesFitLines(info.labels); !fits)
        return fits.error();
    return WriterResult(std::make_unique<CityscapesWriter>(folder, info));
}

ReaderResult readCityscapes(const fs::path& root, Opening& opening)
{
    const std::vector<PartFolder> parts = partFolders(root / kMasks);
    std::vector<DatasetEntry> entries;
    for (const PartFolder& part : parts) {
        for (const fs::path& city : foldersIn(part.path, opening.stop())) {
            const PhotoFolder photos(root / kPhotos / part.path.filename() / city.filename(), opening.stop(),
                                     kPhotoSuffix);
            std::ranges::move(entriesOfMasks(city, kIds, photos, part.part, opening.stop()),
                              std::back_inserter(entries));
        }
    }
    Result<IdTable> table = readIds(root / kColors);
    if (!table)
        return table.error();
    return EntryReader::create({.labels = std::move(table->labels), .isSplit = isSplitInto(parts)}, std::move(entries),
                               {}, root, decodeByIndex(table->ids));
}

} // namespace labelwright
