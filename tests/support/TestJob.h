// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/job/CreateJob.h"
#include "core/job/Job.h"
#include "core/mask/LabelMask.h"

#include <chrono>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace labelwright::test {

struct TestJobOptions {
    int objects = 3;
    int workersPerObject = 1;
    Size size{16, 8};
    std::vector<std::string> labels{"people", "traffic light", "bus"};
    TaskType taskType = TaskType::SemanticSegmentation;
    std::string noneCategory{};
};

/// A job "road-scenes" in <folder>/job of small photos in <folder>/photos, 0.png and on, named
/// s3://example-bucket/images/ in the manifest and s3://example-bucket/output in the output.
/// Fails the running test when it can't be made.
Job makeJob(const std::filesystem::path& folder, const TestJobOptions& options = {});
Job reopened(const Job& job);

/// Labels in stripes that differ with `seed`, with unlabelled pixels between; every label below `labels` + 1 occurs in
/// a mask of 16 x 8.
LabelMask stripedMask(Size size, int labels, int seed);

/// 2026-11-22 09:00:00 and so many milliseconds.
Time testTime(std::int64_t milliseconds);

/// Submits `mask` by the `worker`-th of the team, accepted ten seconds before. Fails the running test on an error.
AnswerEvent submitAt(Job& job, ObjectId object, std::size_t worker, const LabelMask& mask, Time submitted);

/// The same with labels chosen by name.
AnswerEvent chooseAt(Job& job, ObjectId object, std::size_t worker, const std::vector<std::string>& names,
                     Time submitted);

/// Every file below `folder`, by its relative path, with its content. Folders end in '/' and have none.
std::map<std::string, std::string> treeOf(const std::filesystem::path& folder);

/// Times of last change of the same files.
std::map<std::string, std::filesystem::file_time_type> changeTimesOf(const std::filesystem::path& folder);

} // namespace labelwright::test
