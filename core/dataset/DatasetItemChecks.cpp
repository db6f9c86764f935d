// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dataset/DatasetItemChecks.h"

#include "core/base/OrderedWork.h"
#include "core/dataset/DatasetFormat.h"
#include "core/dataset/MaskChecks.h"
#include "core/dataset/PhotoContents.h"
#include "core/image/ImageReader.h"

#include <fmt/format.h>

#include <cstdint>
#include <optional>

namespace labelwright {
namespace {

namespace fs = std::filesystem;

struct LookedAt {
    DatasetItem item; ///< Without its mask.
    std::optional<Error> failure;
    std::optional<ImageInfo> photo;
    bool isEmpty = false; ///< Nothing is labeled.
};

LookedAt lookAt(const DatasetReader& reader, std::int64_t number)
{
    LookedAt seen;
    seen.item = reader.item(number);
    if (Result<ImageInfo> photo = readImageInfo(seen.item.photo))
        seen.photo = *std::move(photo);
    Result<DatasetItem> read = reader.read(number);
    if (!read) {
        seen.failure = read.error();
        return seen;
    }
    seen.isEmpty = read->mask && isUnlabelled(*read->mask);
    seen.item.size = read->mask ? read->mask->size() : Size{};
    seen.item.notes = std::move(read->notes);
    return seen;
}

void report(Findings& findings, const fs::path& folder, const LookedAt& seen)
{
    const fs::path photo = seen.item.photo.empty() ? folder / seen.item.photoFile() : seen.item.photo;
    if (seen.failure)
        findings.add(Rule::DatasetItem, *seen.failure);
    for (const std::string& note : seen.item.notes)
        findings.add(Rule::DatasetNote, {ErrorCode::Mismatch, note, photo});
    if (seen.isEmpty)
        findings.add(Rule::MaskEmpty, {ErrorCode::Mismatch, "nothing of this image is labeled", photo});
    if (!seen.photo)
        return;
    const Size mask = seen.item.size;
    const Size stored = seen.photo->size;
    checkOrientation({findings, photo}, *seen.photo);
    if (mask != Size{} && mask != stored)
        findings.add(Rule::MaskSize, {ErrorCode::Mismatch,
                                      fmt::format("its mask has {} x {} pixels, the photo {} x {}", mask.width,
                                                  mask.height, stored.width, stored.height),
                                      photo});
}

} // namespace

Status checkDatasetItems(Findings& findings, const fs::path& folder)
{
    const Result<OpenedDataset> opened = openDataset(folder, {});
    if (!opened)
        return opened.error();
    const DatasetReader& reader = *opened->reader;
    for (const ReaderNote& note : reader.notes())
        findings.add(Rule::DatasetNote, {ErrorCode::Mismatch, note.text, note.path});
    PhotoContents photos;
    const Status done = makeInOrder<LookedAt>(
        reader.info().itemCount, [&](std::int64_t number) -> Result<LookedAt> { return lookAt(reader, number); },
        [&](const LookedAt& seen) {
            report(findings, folder, seen);
            if (seen.photo)
                photos.add(seen.item.number + 1, seen.item.photo);
            return ok();
        });
    for (const PhotoContents::Duplicate& each : photos.duplicates())
        findings.add(Rule::ImageDuplicate,
                     {ErrorCode::Mismatch,
                      fmt::format("the photo is the same, byte for byte, as that of image {}", each.first),
                      each.photo});
    return done;
}

} // namespace labelwright
