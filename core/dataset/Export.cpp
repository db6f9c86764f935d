// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dataset/Export.h"

#include "core/base/FolderInTheMaking.h"
#include "core/base/OrderedWork.h"
#include "core/dataset/Datasheet.h"
#include "core/image/ImageReader.h"
#include "core/image/ImageWriter.h"
#include "core/mask/Resize.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <utility>

namespace labelwright {
namespace {

namespace fs = std::filesystem;

/// An item whose own files are written.
struct DoneItem {
    DatasetItem item; ///< Without its mask.
    EncodedItem encoded;
    DatasetFigures figures;
    bool isTurned = false;
    std::optional<Error> leftOut;
};

struct PhotoFile {
    std::vector<std::uint8_t> bytes;
    std::string extension;
    Size size;
};

/// JPEG stays JPEG, all else becomes PNG.
Result<PhotoFile> madeSmaller(std::span<const std::uint8_t> photo, ImageFormat format, int maxExtent)
{
    constexpr int kQuality = 95;
    const Result<Image> image = decodeThumbnail(photo, maxExtent);
    if (!image)
        return image.error();
    const bool isJpeg = format == ImageFormat::Jpeg;
    Result<std::vector<std::uint8_t>> bytes = isJpeg ? encodeJpeg(*image, kQuality) : encodePng(*image);
    if (!bytes)
        return bytes.error();
    return PhotoFile{*std::move(bytes), isJpeg ? ".jpg" : ".png", image->size()};
}

class Exporter {
public:
    Exporter(const Job& job, const ExportPlan& plan, const ExportTarget& target, DatasetFolder& folder,
             DatasetWriter& writer)
        : m_job(job), m_plan(plan), m_target(target), m_folder(folder), m_writer(writer)
    {}

    /// Thread: any. An object that can't be read is left out; the dataset fails only where writing does.
    Result<DoneItem> make(std::int64_t index) const
    {
        DoneItem done;
        Result<DatasetItem> item = loadItem(m_job, m_plan, static_cast<std::size_t>(index));
        if (!item) {
            done.leftOut = item.error();
            return done;
        }
        const Result<bool> isTurned = addPhoto(*item, index);
        if (!isTurned) {
            if (isOfDisk(isTurned.error().code))
                return isTurned.error();
            done.leftOut = isTurned.error();
            return done;
        }
        done.isTurned = *isTurned;
        Result<EncodedItem> encoded = m_writer.encode(*item);
        if (!encoded)
            return encoded.error();
        for (const EncodedItem::File& file : encoded->files) {
            if (Status written = m_folder.write(file.path, file.bytes); !written)
                return written.error();
        }
        encoded->files.clear();
        done.figures.add(*item);
        item->mask.reset();
        done.item = *std::move(item);
        done.encoded = *std::move(encoded);
        return done;
    }

    Status take(DoneItem done, ExportReport& report, DatasetFigures& figures)
    {
        if (done.leftOut) {
            report.leftOut.push_back(*std::move(done.leftOut));
            return ok();
        }
        ++report.items;
        ++report.parts[static_cast<std::size_t>(done.item.part)];
        report.turned += done.isTurned ? 1 : 0;
        figures.add(done.figures);
        return m_writer.append(done.item, done.encoded);
    }

private:
    static bool isOfDisk(ErrorCode code)
    {
        return code == ErrorCode::DiskFull || code == ErrorCode::ReadOnly || code == ErrorCode::Unwritable ||
               code == ErrorCode::AlreadyExists;
    }

    /// Whether the photo, as it is in the dataset, is turned by its EXIF data.
    Result<bool> addPhoto(DatasetItem& item, std::int64_t index) const
    {
        if (m_target.photos == PhotoUse::Reference) {
            const std::string& reference = m_plan.items[static_cast<std::size_t>(index)].sourceRef;
            const bool isKept = m_target.format->keepsSourceRefs && reference.starts_with("s3://");
            item.photoReference = isKept ? reference : fs::absolute(item.photo).lexically_normal().string();
            const Result<ImageInfo> info = readImageInfo(item.photo);
            return info ? Result<bool>(info->orientation != 1) : info.error();
        }
        const Result<std::vector<std::uint8_t>> bytes = readFile(item.photo);
        const Result<ImageInfo> info = bytes ? readImageInfo(*bytes) : Result<ImageInfo>(bytes.error());
        if (!info)
            return info.error().at(item.photo);
        const bool isTurned = info->orientation != 1;
        const int maxExtent = m_target.maxExtent;
        if (maxExtent == 0 || std::max(info->size.width, info->size.height) <= maxExtent) {
            const Status added = m_folder.addPhoto(m_writer.photoPath(item), item.photo, *bytes, m_target.photos);
            return added ? Result<bool>(isTurned) : added.error();
        }
        const Result<PhotoFile> smaller = madeSmaller(*bytes, info->format, maxExtent);
        if (!smaller)
            return smaller.error().at(item.photo);
        item.photoExtension = smaller->extension;
        item.size = smaller->size;
        if (item.mask)
            item.mask = resized(*item.mask, smaller->size);
        const Status added = m_folder.write(m_writer.photoPath(item), smaller->bytes);
        return added ? Result<bool>(false) : added.error();
    }

    const Job& m_job;
    const ExportPlan& m_plan;
    const ExportTarget& m_target;
    DatasetFolder& m_folder;
    DatasetWriter& m_writer;
};

std::vector<std::string_view> formatsFor(TaskType task)
{
    std::vector<std::string_view> ids;
    for (const DatasetFormat& format : datasetFormats()) {
        if (format.write && format.holds(task))
            ids.push_back(format.id);
    }
    return ids;
}

/// Of a work of twice `half` steps, the second half of which counts steps of its own.
Progress secondHalf(const Progress& progress, std::int64_t half)
{
    if (!progress)
        return {};
    return [&progress, half](std::int64_t done, std::int64_t all) { progress(half + half * done / all, 2 * half); };
}

} // namespace

Status checkExport(const ExportPlan& plan, const ExportTarget& target)
{
    const auto refused = [](std::string detail) { return Error{ErrorCode::InvalidArgument, std::move(detail)}; };
    if (!target.format->holds(plan.info.task))
        return refused(fmt::format("the format {} can't hold labels of the task {}; {} can", target.format->id,
                                   infoOf(plan.info.task).id, fmt::join(formatsFor(plan.info.task), ", ")));
    const bool areElsewhere = target.photos == PhotoUse::Reference;
    if (areElsewhere && !target.format->namesPhotos)
        return refused(
            fmt::format("files of the format {} don't say where photos lie: copy or link them", target.format->id));
    if (areElsewhere && target.maxExtent > 0)
        return refused("photos that stay where they are can't be made smaller: copy them");
    if (plan.items.empty() && !plan.leftOut.empty())
        return refused(fmt::format("none of the objects that were asked for can be read; of the first: {}",
                                   plan.leftOut.front().detail));
    if (plan.items.empty())
        return refused("no object of the job is as it was asked for; see which status and which decision of a reviewer "
                       "are asked for, and how far the job is");
    return ok();
}

Result<ExportReport> exportDataset(const Job& job, const ExportChoice& choice, const ExportTarget& target,
                                   const std::stop_token& stop, const Progress& progress)
{
    const Result<ExportPlan> plan = planExport(job, choice, stop);
    if (!plan)
        return plan.error();
    if (Status possible = checkExport(*plan, target); !possible)
        return possible.error();
    if (target.folder.empty())
        return Error{ErrorCode::InvalidArgument, "the folder that is to be made has no name"};
    std::error_code failure;
    if (fs::exists(fs::symlink_status(target.folder, failure)))
        return Error{ErrorCode::AlreadyExists, "a dataset is made into a new folder, and this one is there already",
                     target.folder};
    FolderInTheMaking making(fs::absolute(target.folder));
    DatasetFolder folder(making.path());
    Result<std::unique_ptr<DatasetWriter>> writer = target.format->write(folder, plan->info);
    if (!writer)
        return writer.error();

    ExportReport report;
    report.leftOut = plan->leftOut;
    DatasetFigures figures;
    Exporter exporter(job, *plan, target, folder, **writer);
    std::int64_t done = 0;
    const Status made = makeInOrder<DoneItem>(
        plan->info.itemCount, [&](std::int64_t index) { return exporter.make(index); },
        [&](DoneItem item) {
            if (progress)
                progress(++done, 2 * plan->info.itemCount);
            return exporter.take(std::move(item), report, figures);
        },
        stop);
    if (!made)
        return made.error();
    if (report.items == 0)
        return report.leftOut.front();
    if (Status finished = (*writer)->finish(); !finished)
        return finished.error();
    if (Status written = folder.write("README.md", datasheet(job, *plan, choice, target, report, figures)); !written)
        return written.error();
    if (Status sealed = folder.seal(stop, secondHalf(progress, plan->info.itemCount)); !sealed)
        return sealed.error();
    report.files = static_cast<std::int64_t>(folder.paths().size()) + 1; // SHA256SUMS
    if (Status moved = making.moveToTarget(); !moved)
        return moved.error();
    return report;
}

} // namespace labelwright
