// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dataset/Export.h"

#include "core/base/FolderInTheMaking.h"
#include "core/base/OrderedWork.h"
#include "core/dataset/Datasheet.h"

#include <fmt/format.h>

#include <mutex>
#include <utility>

namespace labelwright {
namespace {

namespace fs = std::filesystem;

Status checkTarget(const ExportPlan& plan, const ExportTarget& target)
{
    std::error_code failure;
    if (fs::exists(fs::symlink_status(target.folder, failure)))
        return Error{ErrorCode::AlreadyExists, "a dataset is made into a new folder, and this one is there already",
                     target.folder};
    if (!target.format->holds(plan.info.task))
        return Error{ErrorCode::InvalidArgument, fmt::format("the format {} can't hold labels of a {} job",
                                                             target.format->id, infoOf(plan.info.task).id)};
    if (target.photos == PhotoUse::Reference && !target.format->namesPhotos)
        return Error{
            ErrorCode::InvalidArgument,
            fmt::format("files of the format {} don't say where photos lie: copy or link them", target.format->id)};
    if (plan.items.empty())
        return Error{ErrorCode::InvalidArgument, "no object of the job is as it was asked for"};
    return ok();
}

/// An item whose own files are written.
struct DoneItem {
    DatasetItem item; ///< Without its mask.
    EncodedItem encoded;
    DatasetFigures figures;
    std::optional<Error> leftOut;
};

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
        if (Status photo = addPhoto(*item, index); !photo) {
            if (isOfDisk(photo.error().code))
                return photo.error();
            done.leftOut = photo.error();
            return done;
        }
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
        figures.add(done.figures);
        return m_writer.append(done.item, done.encoded);
    }

private:
    static bool isOfDisk(ErrorCode code)
    {
        return code == ErrorCode::DiskFull || code == ErrorCode::ReadOnly || code == ErrorCode::Unwritable ||
               code == ErrorCode::AlreadyExists;
    }

    Status addPhoto(DatasetItem& item, std::int64_t index) const
    {
        if (m_target.photos != PhotoUse::Reference)
            return m_folder.addPhoto(m_writer.photoPath(item), item.photo, m_target.photos);
        const std::string& reference = m_plan.items[static_cast<std::size_t>(index)].sourceRef;
        item.photoReference = reference.starts_with("s3://") ? reference : item.photo.string();
        return ok();
    }

    const Job& m_job;
    const ExportPlan& m_plan;
    const ExportTarget& m_target;
    DatasetFolder& m_folder;
    DatasetWriter& m_writer;
};

} // namespace

Result<ExportReport> exportDataset(const Job& job, const ExportChoice& choice, const ExportTarget& target,
                                   const std::stop_token& stop, const Progress& progress)
{
    Result<ExportPlan> plan = planExport(job, choice, stop);
    if (!plan)
        return plan.error();
    if (Status possible = checkTarget(*plan, target); !possible)
        return possible.error();
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
                progress(++done, plan->info.itemCount);
            return exporter.take(std::move(item), report, figures);
        },
        stop);
    if (!made)
        return made.error();
    if (Status finished = (*writer)->finish(); !finished)
        return finished.error();
    plan->leftOut = report.leftOut;
    if (Status written = folder.write("README.md", datasheet(job, *target.format, *plan, choice, figures)); !written)
        return written.error();
    if (Status sealed = folder.seal(stop, progress); !sealed)
        return sealed.error();
    report.files = folder.fileCount();
    if (Status moved = making.moveToTarget(); !moved)
        return moved.error();
    return report;
}

} // namespace labelwright
