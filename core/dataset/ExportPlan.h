// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/dataset/ClassChoice.h"
#include "core/dataset/DatasetItem.h"
#include "core/dataset/DatasetSplit.h"
#include "core/job/Job.h"
#include "core/job/ObjectId.h"

#include <cstdint>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace labelwright {

/// Which of a job's objects a dataset is made of.
struct ExportChoice {
    enum class Status : std::uint8_t {
        Labeled,  ///< With as many answers as wanted.
        Answered, ///< With one at least.
    };
    enum class Verdict : std::uint8_t {
        Any,
        Accepted,    ///< By a lead, or adjusted by one.
        NotRejected, ///< Accepted, adjusted or not looked at.
    };
    Status status = Status::Labeled;
    Verdict verdict = Verdict::Any;
    std::vector<std::string> classes{}; ///< Names of the labels that are wanted; empty: all.
    std::vector<ClassMerge> merges{};
    std::optional<PartShares> shares{}; ///< nullopt: the dataset is not split.
    std::uint64_t seed = 0;
    bool stratify = false; ///< splitByLabels(), else splitByChance().
};

/// An object of a job on its way into a dataset: an item but for its mask, which is read when its turn comes.
struct PlannedItem {
    ObjectId object = 0;
    std::string sourceRef;
    DatasetItem item; ///< Without mask.
};

struct ExportPlan {
    DatasetInfo info;
    ClassChoice classes;
    std::vector<PlannedItem> items; ///< By object.
    std::vector<Error> leftOut;     ///< Objects that were chosen and can't be in it, each with the reason.
};

/// Cost: reads the manifest's lines of answered objects; with `stratify` every mask whose labels were not counted
/// before. Memory: some 300 bytes an item. Thread: any, with a Job that nobody changes meanwhile.
/// Errors: those of chooseClasses and planOutput; Cancelled.
Result<ExportPlan> planExport(const Job& job, const ExportChoice& choice, const std::stop_token& stop = {});

/// The item with its mask, in the dataset's labels. Thread: any. Errors: those of labelsNow.
Result<DatasetItem> loadItem(const Job& job, const ExportPlan& plan, std::size_t index);

/// A name for files of the source-ref's image, without its extension: what some file system does not allow is '_'.
std::string fileStemOf(std::string_view sourceRef);

} // namespace labelwright
