// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/dataset/Findings.h"
#include "core/job/DerivedFiles.h"
#include "core/job/Job.h"
#include "core/job/OutputPlan.h"

#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <string_view>

namespace labelwright {

/// What the checks of a job's output share. Paths are relative to output/.
struct OutputContext {
    Findings& findings;
    const Job& job;
    std::map<std::string, DerivedFile> listed; ///< cache/derived.json
    std::optional<FrozenOutput> frozen;        ///< Of the completion that the job has now.
    std::set<std::string> expected{};          ///< Files that belong to the output.

    std::filesystem::path fileAt(const std::string& path) const;
    FindingPlace placeOf(const std::string& path) const { return {findings, fileAt(path)}; }

    /// A file that is not what the answers make: frozen or stale when it is as derive left it, else changed since,
    /// which it returns.
    bool reportDifference(const std::string& path, std::string_view sha256) const;
};

/// A stage as it is checked.
struct StageContext {
    const OutputPlan& plan;
    const StageContext* before = nullptr;     ///< Whose manifest this one's begins with; nullptr for the first.
    std::map<ObjectId, double> confidences{}; ///< Masks', of the planned objects whose answers can be used.
    /// A frozen labeling's: objects of which it has not the files that the answers of today make. No review of them is
    /// in the output.
    std::set<ObjectId> leftAlone{};

    const Stage& stage() const { return plan.stage; }
    const StageContext& first() const { return before ? before->first() : *this; }
    std::string pathOf(std::string_view path) const;
    /// What derive makes of the object's line. Errors: those of Job::objectLine.
    Result<std::string> expectedLine(const Job& job, ObjectId object) const;
};

/// Whether the stage's output manifest is the one before with the planned objects' attributes, and each of those in
/// itself.
void checkOutputManifest(OutputContext& context, const StageContext& stage);

} // namespace labelwright
