// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/AtomicFile.h"
#include "core/dataset/DatasetFormat.h"
#include "core/dataset/ExportPlan.h"

#include <array>
#include <cstdint>
#include <filesystem>
#include <stop_token>
#include <vector>

namespace labelwright {

struct ExportTarget {
    std::filesystem::path folder; ///< Must not exist.
    const DatasetFormat* format = nullptr;
    PhotoUse photos = PhotoUse::Copy;
    /// Photos with a longer side are made smaller, upright, and their masks with them; 0: all stay as they are.
    int maxExtent = 0;
};

struct ExportReport {
    std::int64_t items = 0;
    std::array<std::int64_t, kDatasetParts.size()> parts{}; ///< Items by part.
    std::int64_t files = 0;
    /// Photos that their EXIF data turns: in the dataset as they are, and a reader that ignores EXIF sees them beside
    /// their masks.
    std::int64_t turned = 0;
    std::vector<Error> leftOut{}; ///< Objects that were chosen and are not in it, each with the reason.
};

/// What exportDataset() checks of the choice first, but for whether the folder is there. Errors: InvalidArgument.
Status checkExport(const ExportPlan& plan, const ExportTarget& target);

/// Makes a dataset of a job: whole or not at all, with SHA256SUMS and README.md. The same job, choice and seed give the
/// same bytes. A photo or a mask that can't be read leaves its object out.
///
/// Thread: any, with a Job that nobody changes meanwhile; works on every core. Memory: some masks a core, and what
/// planExport() says. `progress` is called on this thread; its second half is reading back.
/// Errors: InvalidArgument where the format does not hold the job's task or photos that lie elsewhere, these are to be
/// made smaller, or nothing is chosen; where all that is chosen must be left out, the first reason; AlreadyExists;
/// those of planExport and of writing; Cancelled.
Result<ExportReport> exportDataset(const Job& job, const ExportChoice& choice, const ExportTarget& target,
                                   const std::stop_token& stop = {}, const Progress& progress = {});

} // namespace labelwright
