// SPDX-License-Identifier: GPL-3.0-or-later
// CamVid's layout: images/<part>/<name>.png, labels/<part>/<name>_L.png in the labels' colours, label_colors.txt.
#include "core/dataset/formats/ClassList.h"
#include "core/dataset/formats/Formats.h"
#include "core/dataset/formats/MaskFolders.h"

#include <array>

namespace labelwright {
namespace {

constexpr std::string_view kColors = "label_colors.txt";
constexpr std::string_view kEnding = "_L.png";
constexpr std::string_view kUnlabelledName = "Void";

/// In our layout, as the original was handed out, and all in one folder.
constexpr std::array kLayouts{MaskFolders{"images", "labels", kEnding},
                              MaskFolders{"701_StillsRaw_full", "LabeledApproved_full", kEnding},
                              MaskFolders{"", "", kEnding}};

} // namespace

WriterResult writeCamVid(DatasetFolder& folder, const DatasetInfo& info)
{
    if (Status fits = checkNamesFitLines(info.labels); !fits)
        return fits.error();
    return WriterResult(std::make_unique<MaskFolderWriter>(
        folder, info.isSplit, kLayouts.front(),
        MaskFolderWriter::Text{std::string(kColors), colorClasses(info.labels, kUnlabelledName)},
        [labels = info.labels](const LabelMask& mask) {
            return encodeColorMask(mask, labels, backgroundFor(labels));
        }));
}

ReaderResult readCamVid(const std::filesystem::path& root, Opening& opening)
{
    Result<ColorClasses> classes = readColorClasses(root / kColors);
    if (!classes)
        return classes.error();
    FoundMasks found;
    for (const MaskFolders& layout : kLayouts) {
        if (found.entries.empty())
            found = findMasks(root, layout, opening.stop());
    }
    return EntryReader::create(
        {.labels = std::move(classes->labels), .isSplit = found.isSplit}, std::move(found.entries), {}, root,
        [colors = std::move(classes->colors), nearest = opening.nearestColors()](
            const DatasetItem&, std::span<const std::uint8_t> file, std::vector<std::string>& notes) {
            return decodeColorMask(file, colors, nearest, notes);
        });
}

} // namespace labelwright
