// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/dataset/formats/Formats.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <span>
#include <string>
#include <vector>

namespace labelwright {

/// An image of a dataset, found when it was opened.
struct DatasetEntry {
    std::string name{};            ///< DatasetItem::name.
    std::filesystem::path photo{}; ///< Empty where there is none.
    std::string photoReference{};  ///< DatasetItem::photoReference.
    DatasetPart part = DatasetPart::Train;
    std::filesystem::path mask{}; ///< A segmentation's file.
    std::vector<Label> chosen{};  ///< A classification's; ascending.
};

/// Makes labels of a mask's file, and notes what it changed. Thread: any.
using DecodeMask = std::function<Result<LabelMask>(const DatasetEntry& entry, std::span<const std::uint8_t> file,
                                                   std::vector<std::string>& notes)>;

/// Reads a dataset whose images have a mask's file each, or the labels of which are known when it is opened.
class EntryReader final : public DatasetReader {
public:
    /// The reader, with info.itemCount and a note for each photo that is not there. Errors: NotFound for no entry.
    static ReaderResult create(DatasetInfo info, std::vector<DatasetEntry> entries, std::vector<ReaderNote> notes,
                               const std::filesystem::path& root, DecodeMask decode = {});

    EntryReader(DatasetInfo info, std::vector<DatasetEntry> entries, std::vector<ReaderNote> notes, DecodeMask decode);

    const DatasetInfo& info() const override { return m_info; }
    const std::vector<ReaderNote>& notes() const override { return m_notes; }
    DatasetItem item(std::int64_t number) const override;
    Result<DatasetItem> read(std::int64_t number) const override;

private:
    DatasetInfo m_info;
    std::vector<DatasetEntry> m_entries;
    std::vector<ReaderNote> m_notes;
    DecodeMask m_decode;
};

} // namespace labelwright
