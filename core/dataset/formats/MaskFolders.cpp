// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dataset/formats/MaskFolders.h"

#include "core/dataset/formats/PartFiles.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace labelwright {

namespace fs = std::filesystem;

MaskFolderWriter::MaskFolderWriter(DatasetFolder& folder, bool isSplit, const MaskFolders& folders, Text classes,
                                   EncodeMask encode)
    : m_folder(folder), m_isSplit(isSplit), m_folders(folders), m_classes(std::move(classes)),
      m_encode(std::move(encode))
{}

std::string MaskFolderWriter::photoPath(const DatasetItem& item) const
{
    return placeOf(m_folders.photos, m_isSplit, item.part, item.photoFile());
}

Result<EncodedItem> MaskFolderWriter::encode(const DatasetItem& item) const
{
    Result<std::vector<std::uint8_t>> file = m_encode(*item.mask);
    if (!file)
        return file.error();
    const std::string name = item.name + std::string(m_folders.ending);
    EncodedItem encoded;
    encoded.files.push_back({placeOf(m_folders.masks, m_isSplit, item.part, name), *std::move(file)});
    return encoded;
}

std::vector<DatasetEntry> entriesOfMasks(const fs::path& masks, std::string_view ending, const PhotoFolder& photos,
                                         DatasetPart part, const std::stop_token& stop)
{
    std::vector<DatasetEntry> entries;
    for (const fs::path& mask : filesEnding(masks, ending, stop)) {
        std::string name = mask.filename().string();
        name.resize(name.size() - ending.size());
        const fs::path photo = photos.find(name);
        DatasetItem item = itemNamedAs(photo);
        item.name = name;
        item.photo = photo;
        item.part = part;
        entries.push_back({std::move(item), mask});
    }
    return entries;
}

FoundMasks findMasks(const fs::path& root, const MaskFolders& folders, const std::stop_token& stop)
{
    FoundMasks found;
    for (const PartFolder& part : partFolders(root / folders.masks)) {
        const PhotoFolder photos(root / folders.photos / part.path.filename(), stop);
        std::ranges::move(entriesOfMasks(part.path, folders.ending, photos, part.part, stop),
                          std::back_inserter(found.entries));
    }
    found.isSplit = !found.entries.empty();
    if (!found.isSplit) {
        const PhotoFolder photos(root / folders.photos, stop);
        found.entries = entriesOfMasks(root / folders.masks, folders.ending, photos, DatasetPart::Train, stop);
    }
    return found;
}

DecodeMask decodeByIndex(const LabelOfValue& table)
{
    return [table](const DatasetItem&, std::span<const std::uint8_t> file, std::vector<std::string>&) {
        return decodeIndexMask(file, table);
    };
}

} // namespace labelwright
