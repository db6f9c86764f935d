// SPDX-License-Identifier: GPL-3.0-or-later
// CamVid's layout: images/<part>/<name>.png, labels/<part>/<name>_L.png in the labels' colours, label_colors.txt.
#include "core/dataset/formats/ClassList.h"
#include "core/dataset/formats/DatasetFiles.h"
#include "core/dataset/formats/EntryReader.h"
#include "core/dataset/formats/Formats.h"
#include "core/dataset/formats/MaskFiles.h"

#include <array>

namespace labelwright {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kColors = "label_colors.txt";
constexpr std::string_view kSuffix = "_L";
constexpr std::string_view kUnlabelledName = "Void";

/// Where photos and masks lie: in our layout, as the original was handed out, and all in one folder.
struct Layout {
    std::string_view photos;
    std::string_view masks;
};
constexpr std::array kLayouts{Layout{"images", "labels"}, Layout{"701_StillsRaw_full", "LabeledApproved_full"},
                              Layout{"", ""}};

class CamVidWriter final : public DatasetWriter {
public:
    CamVidWriter(DatasetFolder& folder, const DatasetInfo& info) : m_folder(folder), m_info(info) {}

    std::string photoPath(const DatasetItem& item) const override
    {
        return placeOf(kLayouts.front().photos, m_info.isSplit, item.part, item.photoFile());
    }

    Result<EncodedItem> encode(const DatasetItem& item) const override
    {
        Result<std::vector<std::uint8_t>> png =
            encodeColorMask(*item.mask, m_info.labels, backgroundFor(m_info.labels));
        if (!png)
            return png.error();
        const std::string file = item.name + std::string(kSuffix) + ".png";
        EncodedItem encoded;
        encoded.files.push_back({placeOf(kLayouts.front().masks, m_info.isSplit, item.part, file), *std::move(png)});
        return encoded;
    }

    Status append(const DatasetItem&, const EncodedItem&) override { return ok(); }

    Status finish() override
    {
        return m_folder.write(std::string(kColors), colorClasses(m_info.labels, kUnlabelledName));
    }

private:
    DatasetFolder& m_folder;
    DatasetInfo m_info;
};

void addMasks(std::vector<DatasetEntry>& entries, const fs::path& masks, const fs::path& photos, DatasetPart part,
              const std::stop_token& stop)
{
    const PhotoFolder folder(photos, stop);
    for (const fs::path& mask : filesEnding(masks, std::string(kSuffix) + ".png", stop)) {
        std::string name = mask.stem().string();
        name.resize(name.size() - kSuffix.size());
        entries.push_back({.name = name, .photo = folder.find(name), .part = part, .mask = mask});
    }
}

} // namespace

WriterResult writeCamVid(DatasetFolder& folder, const DatasetInfo& info)
{
    if (Status fits = checkNamesFitLines(info.labels); !fits)
        return fits.error();
    return WriterResult(std::make_unique<CamVidWriter>(folder, info));
}

ReaderResult readCamVid(const fs::path& root, Opening& opening)
{
    Result<ColorClasses> classes = readColorClasses(root / kColors);
    if (!classes)
        return classes.error();
    std::vector<DatasetEntry> entries;
    bool isSplit = false;
    for (const Layout& layout : kLayouts) {
        if (!entries.empty())
            break;
        const std::vector<PartFolder> parts = partFolders(root / layout.masks);
        for (const PartFolder& part : parts)
            addMasks(entries, part.path, root / layout.photos / part.path.filename(), part.part, opening.stop());
        isSplit = !entries.empty();
        if (!isSplit)
            addMasks(entries, root / layout.masks, root / layout.photos, DatasetPart::Train, opening.stop());
    }
    return EntryReader::create(
        {.labels = std::move(classes->labels), .isSplit = isSplit}, std::move(entries), {}, root,
        [colors = std::move(classes->colors), nearest = opening.nearestColors()](
            const DatasetEntry&, std::span<const std::uint8_t> file, std::vector<std::string>& notes) {
            return decodeColorMask(file, colors, nearest, notes);
        });
}

} // namespace labelwright
