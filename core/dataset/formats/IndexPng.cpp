// SPDX-License-Identifier: GPL-3.0-or-later
// Masks as gray PNG files whose pixel is the label, as ADE20K's: images/<part>/, annotations/<part>/ and classes.txt,
// "<label>: <name>" a line from 0: background.
#include "core/dataset/formats/ClassList.h"
#include "core/dataset/formats/DatasetFiles.h"
#include "core/dataset/formats/EntryReader.h"
#include "core/dataset/formats/Formats.h"
#include "core/dataset/formats/MaskFiles.h"
#include "core/image/ImageWriter.h"

namespace labelwright {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kPhotos = "images";
constexpr std::string_view kMasks = "annotations";
constexpr std::string_view kClasses = "classes.txt";

class IndexWriter final : public DatasetWriter {
public:
    IndexWriter(DatasetFolder& folder, const DatasetInfo& info) : m_folder(folder), m_info(info) {}

    std::string photoPath(const DatasetItem& item) const override
    {
        return placeOf(kPhotos, m_info.isSplit, item.part, item.photoFile());
    }

    Result<EncodedItem> encode(const DatasetItem& item) const override
    {
        Result<std::vector<std::uint8_t>> png = encodeGrayPng(item.mask->size(), item.mask->pixels());
        if (!png)
            return png.error();
        EncodedItem encoded;
        encoded.files.push_back({placeOf(kMasks, m_info.isSplit, item.part, item.name + ".png"), *std::move(png)});
        return encoded;
    }

    Status append(const DatasetItem&, const EncodedItem&) override { return ok(); }

    Status finish() override { return m_folder.write(std::string(kClasses), numberedClasses(m_info.labels)); }

private:
    DatasetFolder& m_folder;
    DatasetInfo m_info;
};

void addMasks(std::vector<DatasetEntry>& entries, const fs::path& masks, const fs::path& photos, DatasetPart part,
              const std::stop_token& stop)
{
    const PhotoFolder folder(photos, stop);
    for (const fs::path& mask : filesEnding(masks, ".png", stop)) {
        const std::string name = mask.stem().string();
        entries.push_back({.name = name, .photo = folder.find(name), .part = part, .mask = mask});
    }
}

} // namespace

WriterResult writeIndexPng(DatasetFolder& folder, const DatasetInfo& info)
{
    if (Status fits = checkNamesFitLines(info.labels); !fits)
        return fits.error();
    return WriterResult(std::make_unique<IndexWriter>(folder, info));
}

ReaderResult readIndexPng(const fs::path& root, Opening& opening)
{
    Result<LabelSet> labels = readNumberedClasses(root / kClasses);
    if (!labels)
        return labels.error();
    const std::vector<PartFolder> parts = partFolders(root / kMasks);
    std::vector<DatasetEntry> entries;
    for (const PartFolder& part : parts)
        addMasks(entries, part.path, root / kPhotos / part.path.filename(), part.part, opening.stop());
    if (parts.empty())
        addMasks(entries, root / kMasks, root / kPhotos, DatasetPart::Train, opening.stop());
    const LabelOfValue table = labelsByValue(labels->size());
    return EntryReader::create({.labels = *std::move(labels), .isSplit = !parts.empty()}, std::move(entries), {}, root,
                               [table](const DatasetEntry&, std::span<const std::uint8_t> file,
                                       std::vector<std::string>&) { return decodeIndexMask(file, table); });
}

} // namespace labelwright
