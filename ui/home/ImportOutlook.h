// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/dataset/ImportPlan.h"

#include <QString>
#include <QStringList>

#include <cstdint>
#include <filesystem>
#include <optional>
#include <stop_token>
#include <vector>

namespace labelwright {

/// What would come of importing a dataset, as a dialog tells it.
struct ImportOutlook {
    std::optional<Worker> worker; ///< Whose answers they become; nullopt where a job is made.
    std::int64_t all = 0;         ///< Images of the dataset.
    std::int64_t images = 0;      ///< Of these, those that are taken over.
    ImportPlan plan;              ///< Of answers in a job.
    QStringList notes;            ///< linesOf() what is left out.
};

/// Of `worker`'s answers in the job; without one, of a job that is made. Thread: any. Cost and errors: those of
/// planImport() and Job::open(), or of planNewJob().
Result<ImportOutlook> importOutlook(const DatasetReader& reader, const std::filesystem::path& jobFolder,
                                    const std::optional<Worker>& worker, const std::stop_token& stop,
                                    const Progress& progress);

/// A full sentence: what will come of it, or, where that is nothing, why.
QString textOf(const ImportOutlook& outlook);

/// A line each, with the name of the file.
QStringList linesOf(const std::vector<ReaderNote>& notes);

} // namespace labelwright
