// SPDX-License-Identifier: GPL-3.0-or-later
// Formats that have photos in one folder and masks in another, named alike.
#pragma once

#include "core/dataset/formats/DatasetFiles.h"
#include "core/dataset/formats/EntryReader.h"
#include "core/dataset/formats/MaskFiles.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace labelwright {

/// images/<part>/a.jpg and labels/<part>/a_L.png, without <part> where the dataset is not split.
struct MaskFolders {
    std::string_view photos; ///< "images"; empty where they lie in the dataset's folder itself.
    std::string_view masks;  ///< "labels"; as `photos`.
    std::string_view ending; ///< What a mask's name has behind the photo's, "_L.png".
};

/// A mask's file. Thread: any. Errors: as DatasetWriter::encode.
using EncodeMask = std::function<Result<std::vector<std::uint8_t>>(const LabelMask& mask)>;

/// Writes photos, masks, and the text that says what the labels are called.
class MaskFolderWriter final : public DatasetWriter {
public:
    struct Text {
        std::string path;
        std::string content;
    };

    MaskFolderWriter(DatasetFolder& folder, bool isSplit, const MaskFolders& folders, Text classes, EncodeMask encode);

    std::string photoPath(const DatasetItem& item) const override;
    Result<EncodedItem> encode(const DatasetItem& item) const override;
    Status append(const DatasetItem&, const EncodedItem&) override { return ok(); }
    Status finish() override { return m_folder.write(m_classes.path, m_classes.content); }

private:
    DatasetFolder& m_folder;
    bool m_isSplit;
    MaskFolders m_folders;
    Text m_classes;
    EncodeMask m_encode;
};

/// An entry for each file in `masks` whose name has this ending, with its photo.
std::vector<DatasetEntry> entriesOfMasks(const std::filesystem::path& masks, std::string_view ending,
                                         const PhotoFolder& photos, DatasetPart part, const std::stop_token& stop);

struct FoundMasks {
    std::vector<DatasetEntry> entries;
    bool isSplit = false;
};

/// The masks in folders of parts, or else in the folder of masks itself.
FoundMasks findMasks(const std::filesystem::path& root, const MaskFolders& folders, const std::stop_token& stop);

/// decodeIndexMask() for every mask of a dataset.
DecodeMask decodeByIndex(const LabelOfValue& table);

} // namespace labelwright
