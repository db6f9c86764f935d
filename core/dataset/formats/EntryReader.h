// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/dataset/formats/Formats.h"
#include "core/dataset/formats/ListedReader.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <span>
#include <string>
#include <vector>

namespace labelwright {

/// An image of a dataset, found when it was opened.
struct DatasetEntry {
    DatasetItem item{};           ///< Without a mask; with the chosen labels of a classification.
    std::filesystem::path mask{}; ///< A segmentation's file.
};

/// Makes labels of a mask's file, and notes what it changed. Thread: any.
using DecodeMask = std::function<Result<LabelMask>(const DatasetItem& item, std::span<const std::uint8_t> file,
                                                   std::vector<std::string>& notes)>;

/// Reads a dataset whose images have a mask's file each, or the labels of which are known when it is opened.
class EntryReader final : public ListedReader {
public:
    /// The reader, with info.itemCount and a note for each photo that is not there. Errors: NotFound for no entry.
    static ReaderResult create(DatasetInfo info, std::vector<DatasetEntry> entries, std::vector<ReaderNote> notes,
                               const std::filesystem::path& root, DecodeMask decode = {});

    EntryReader(DatasetInfo info, std::vector<DatasetEntry> entries, std::vector<ReaderNote> notes, DecodeMask decode);

    Result<DatasetItem> read(std::int64_t number) const override;

private:
    std::vector<std::filesystem::path> m_masks; ///< By item.
    DecodeMask m_decode;
};

} // namespace labelwright
