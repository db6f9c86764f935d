// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dataset/formats/EntryReader.h"

#include <fmt/format.h>

namespace labelwright {

namespace fs = std::filesystem;

ReaderResult EntryReader::create(DatasetInfo info, std::vector<DatasetEntry> entries, std::vector<ReaderNote> notes,
                                 const fs::path& root, DecodeMask decode)
{
    if (entries.empty())
        return Error{ErrorCode::NotFound, "there is no labeled image in this dataset", root};
    info.itemCount = static_cast<std::int64_t>(entries.size());
    for (const DatasetEntry& entry : entries) {
        if (entry.photo.empty() && entry.photoReference.empty())
            notes.push_back({entry.mask, fmt::format("the photo of \"{}\" is not in the dataset", entry.name)});
    }
    return ReaderResult(
        std::make_unique<EntryReader>(std::move(info), std::move(entries), std::move(notes), std::move(decode)));
}

EntryReader::EntryReader(DatasetInfo info, std::vector<DatasetEntry> entries, std::vector<ReaderNote> notes,
                         DecodeMask decode)
    : m_info(std::move(info)), m_entries(std::move(entries)), m_notes(std::move(notes)), m_decode(std::move(decode))
{}

DatasetItem EntryReader::item(std::int64_t number) const
{
    const DatasetEntry& entry = m_entries[static_cast<std::size_t>(number)];
    const fs::path photo = entry.photo.empty() ? fs::path(entry.photoReference) : entry.photo;
    return {.number = number,
            .name = entry.name,
            .photoExtension = photo.extension().string(),
            .photo = entry.photo,
            .photoReference = entry.photoReference,
            .part = entry.part};
}

Result<DatasetItem> EntryReader::read(std::int64_t number) const
{
    DatasetItem read = item(number);
    const DatasetEntry& entry = m_entries[static_cast<std::size_t>(number)];
    if (!m_info.hasMasks()) {
        read.chosen = entry.chosen;
        return read;
    }
    const Result<std::vector<std::uint8_t>> file = readFile(entry.mask);
    Result<LabelMask> mask = file ? m_decode(entry, *file, read.notes) : Result<LabelMask>(file.error());
    if (!mask)
        return mask.error().at(entry.mask);
    read.size = mask->size();
    read.mask = *std::move(mask);
    return read;
}

} // namespace labelwright
