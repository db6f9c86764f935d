// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dataset/Thumbnail.h"

#include "core/base/AtomicFile.h"
#include "core/base/Hash.h"
#include "core/dataset/ContactSheet.h"
#include "core/dataset/ObjectLabels.h"
#include "core/dataset/Overlay.h"
#include "core/dataset/ThumbnailCache.h"
#include "core/image/ImageReader.h"
#include "core/job/ManifestCache.h"

#include <fmt/format.h>

#include <optional>
#include <utility>
#include <vector>

namespace labelwright {
namespace {

constexpr int kVersion = 1; ///< Grows when the same photo and labels make another picture.

/// Whether the answers are about the photo of these bytes and this size.
Status checkPhoto(const Job& job, ObjectId object, std::span<const std::uint8_t> file, const LabelMask& mask)
{
    const Result<ImageInfo> info = readImageInfo(file);
    if (!info)
        return info.error();
    const std::string sha256 = sha256Hex(file);
    for (const AnswerEvent* answer : job.events().countedAnswers(object, job.spec().workersPerObject))
        if (answer->image.sha256 != sha256)
            return Error{ErrorCode::Mismatch, "this is not the photo that was labeled: its content has changed since"};
    if (mask.size() != info->size)
        return Error{ErrorCode::Mismatch, fmt::format("the photo is {} x {}, its mask {} x {}", info->size.width,
                                                      info->size.height, mask.width(), mask.height())};
    return ok();
}

} // namespace

Result<std::string> thumbnailKey(const Job& job, ObjectId object)
{
    const Result<ObjectSource> source = job.source(object);
    if (!source)
        return source.error();
    const std::optional<FileStamp> stamp = fileStamp(source->imagePath.c_str());
    if (!stamp)
        return Error{ErrorCode::NotFound, "the photo is not there", source->imagePath};
    std::string text =
        fmt::format("{} {}\n{}\n{} {} {} {}\n{}\n", kVersion, kThumbnailExtent, source->imagePath.string(),
                    stamp->bytes, stamp->inode, stamp->modifiedNs, stamp->changedNs, labelsKey(job, object));
    for (const LabelClass& label : job.spec().labels.classes())
        text += hexColor(label.color);
    return sha256Hex(text);
}

Result<Image> makeThumbnail(const Job& job, ObjectId object)
{
    const Result<ObjectSource> source = job.source(object);
    if (!source)
        return source.error();
    const Result<std::vector<std::uint8_t>> file = readFile(source->imagePath, kMaxImageFileBytes);
    if (!file)
        return file.error();
    Result<Image> photo = decodeThumbnail(*file, kThumbnailExtent);
    if (!photo)
        return photo.error().at(source->imagePath);
    const Result<std::optional<LabelMask>> mask = labelsNow(job, object);
    if (!mask)
        return mask.error();
    if (!*mask)
        return photo;
    if (const Status fits = checkPhoto(job, object, *file, **mask); !fits)
        return fits.error().at(source->imagePath);
    return renderOverlay(*photo, reduced(**mask, photo->size()), job.spec().labels);
}

Result<Image> thumbnailOf(const Job& job, ObjectId object, ThumbnailCache& cache)
{
    const Result<std::string> key = thumbnailKey(job, object);
    if (!key)
        return key.error();
    if (std::optional<Image> kept = cache.find(object, *key))
        return *std::move(kept);
    Result<Image> made = makeThumbnail(job, object);
    if (made)
        cache.put(object, *key, *made);
    return made;
}

} // namespace labelwright
