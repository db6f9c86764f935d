// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dataset/Thumbnail.h"

#include "core/base/AtomicFile.h"
#include "core/base/Hash.h"
#include "core/dataset/ContactSheet.h"
#include "core/dataset/ObjectLabels.h"
#include "core/dataset/Overlay.h"
#include "core/dataset/ThumbnailCache.h"
#include "core/image/ImageReader.h"
#include "core/job/FileStamp.h"
#include "core/job/InitialMask.h"
#include "core/job/LabelChange.h"

#include <fmt/format.h>

#include <optional>
#include <utility>
#include <vector>

namespace labelwright {
namespace {

constexpr int kVersion = 2; ///< Grows when the same photo and labels make another picture.

/// In stripes: labels that nobody has confirmed. The same shape, half of it.
LabelMask striped(const LabelMask& mask)
{
    constexpr int kStripe = 6;
    std::vector<Label> labels;
    for (int y = 0; y < mask.height(); ++y) {
        const std::span<const Label> row = mask.row(y);
        for (int x = 0; x < mask.width(); ++x) {
            const bool isGap = (x + y) / kStripe % 2 == 1;
            labels.push_back(isGap ? kUnlabelled : row[static_cast<std::size_t>(x)]);
        }
    }
    return *LabelMask::create(mask.size(), std::move(labels));
}

bool hasAnswer(const Job& job, ObjectId object)
{
    return !job.events().countedAnswers(object, job.spec().workersPerObject).empty();
}

/// A file's place, size and times; empty where it is not there.
std::string stampText(const std::filesystem::path& path)
{
    const std::optional<FileStamp> stamp = fileStamp(path.c_str());
    return stamp ? fmt::format("{}\n{} {} {} {}\n", path.string(), stamp->bytes, stamp->inode, stamp->modifiedNs,
                               stamp->changedNs)
                 : std::string();
}

/// Of the file that the object's initial value is read from, where that is what is shown.
std::string initialText(const Job& job, ObjectId object)
{
    if (hasAnswer(job, object))
        return {};
    const Result<std::optional<std::filesystem::path>> file = initialMaskFile(job, object);
    return file && *file ? stampText(**file) : std::string();
}

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

/// `photo` with what the object begins with over it, if there is such.
Result<Image> withInitialValue(const Job& job, ObjectId object, std::span<const std::uint8_t> file, Image photo)
{
    if (job.spec().prelabel.kind == Prelabel::Kind::None || isClassification(job.spec().taskType))
        return photo;
    const Result<ImageInfo> info = readImageInfo(file);
    if (!info)
        return info.error();
    const Result<std::optional<LabelMask>> mask = job.initialMask(object, info->size);
    if (!mask)
        return mask.error();
    if (!*mask)
        return photo;
    return renderOverlay(photo, striped(reduced(**mask, photo.size())), job.spec().labels,
                         {.outline = OverlayOutline::None});
}

} // namespace

Result<std::string> thumbnailKey(const Job& job, ObjectId object)
{
    const Result<ObjectSource> source = job.source(object);
    if (!source)
        return source.error();
    const std::string photo = stampText(source->imagePath);
    if (photo.empty())
        return Error{ErrorCode::NotFound, "the photo is not there", source->imagePath};
    std::string text = fmt::format("{} {}\n{}{}\n{}\n", kVersion, kThumbnailExtent, photo, labelsKey(job, object),
                                   initialText(job, object));
    for (const LabelClass& label : job.spec().labels.classes())
        text += fmt::format("{}{}", label.id, hexColor(label.color));
    text += goneText(job.spec().labels);
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
    if (!hasAnswer(job, object))
        return withInitialValue(job, object, *file, *std::move(photo));
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
