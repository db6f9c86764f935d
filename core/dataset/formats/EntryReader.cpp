// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dataset/formats/EntryReader.h"

#include <fmt/format.h>

namespace labelwright {

ReaderResult EntryReader::create(DatasetInfo info, std::vector<DatasetEntry> entries, std::vector<ReaderNote> notes,
                                 const std::filesystem::path& root, DecodeMask decode)
{
    if (entries.empty())
        return Error{ErrorCode::NotFound, "there is no labeled image in this dataset", root};
    return ReaderResult(
        std::make_unique<EntryReader>(std::move(info), std::move(entries), std::move(notes), std::move(decode)));
}

EntryReader::EntryReader(DatasetInfo info, std::vector<DatasetEntry> entries, std::vector<ReaderNote> notes,
                         DecodeMask decode)
    : m_decode(std::move(decode))
{
    m_info = std::move(info);
    m_notes = std::move(notes);
    for (DatasetEntry& entry : entries) {
        if (entry.item.photo.empty() && entry.item.photoReference.empty())
            m_notes.push_back({entry.mask, fmt::format("the photo of \"{}\" is not in the dataset", entry.item.name)});
        addItem(std::move(entry.item));
        m_masks.push_back(std::move(entry.mask));
    }
}

Result<DatasetItem> EntryReader::read(std::int64_t number) const
{
    DatasetItem read = item(number);
    if (!m_info.hasMasks())
        return read;
    const std::filesystem::path& path = m_masks[static_cast<std::size_t>(number)];
    const Result<std::vector<std::uint8_t>> file = readFile(path);
    Result<LabelMask> mask = file ? m_decode(read, *file, read.notes) : Result<LabelMask>(file.error());
    if (!mask)
        return mask.error().at(path);
    read.size = mask->size();
    read.mask = *std::move(mask);
    return read;
}

} // namespace labelwright
