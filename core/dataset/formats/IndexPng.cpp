// SPDX-License-Identifier: GPL-3.0-or-later
// Masks as gray PNG files whose pixel is the label, as ADE20K's: images/<part>/, annotations/<part>/ and classes.txt,
// "<label>: <name>" a line from 0: background.
#include "core/dataset/formats/ClassList.h"
#include "core/dataset/formats/Formats.h"
#include "core/dataset/formats/MaskFolders.h"
#include "core/image/ImageWriter.h"

namespace labelwright {
namespace {

constexpr MaskFolders kFolders{"images", "annotations", ".png"};
constexpr std::string_view kClasses = "classes.txt";

} // namespace

WriterResult writeIndexPng(DatasetFolder& folder, const DatasetInfo& info)
{
    if (Status fits = checkNamesFitLines(info.labels); !fits)
        return fits.error();
    return WriterResult(std::make_unique<MaskFolderWriter>(
        folder, info.isSplit, kFolders, MaskFolderWriter::Text{std::string(kClasses), numberedClasses(info.labels)},
        [](const LabelMask& mask) { return encodeGrayPng(mask.size(), mask.pixels()); }));
}

ReaderResult readIndexPng(const std::filesystem::path& root, Opening& opening)
{
    Result<LabelSet> labels = readNumberedClasses(root / kClasses);
    if (!labels)
        return labels.error();
    FoundMasks found = findMasks(root, kFolders, opening.stop());
    const DecodeMask decode = decodeByIndex(labelsByValue(labels->size()));
    return EntryReader::create({.labels = *std::move(labels), .isSplit = found.isSplit}, std::move(found.entries), {},
                               root, decode);
}

} // namespace labelwright
