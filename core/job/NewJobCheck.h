// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/job/CreateJob.h"

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace labelwright {

/// A part of a request for a new job: what a form shows as one field.
enum class JobField : std::uint8_t {
    Name,
    Attribute,
    Input,
    Labels,
    TimeLimit,
    WorkersPerObject,
    InputPrefix,
    OutputPrefix,
    Team,
    Prelabel,
    NoneCategory,
    Description,
    Folder,
    Verdicts,
};

struct FieldProblem {
    JobField field{};
    Error error;
};

/// All that createJob() will refuse and that can be told without reading the input, at most one problem a field, in the
/// order of JobField. Cost: a few stat() calls.
std::vector<FieldProblem> problemsOf(const NewJob& request);

// Rules of single values, which an edit of a job obeys too. Errors: InvalidArgument.
Status checkTimeLimit(std::chrono::seconds limit);
/// One line of at most 255 characters, which may be empty. Source: GROUND-TRUTH.md section 8, TaskDescription.
Status checkDescription(std::string_view text);
/// One that may stand behind those `above` it: s3://bucket or below, with a folder, and none of them again.
Status checkPrefix(const PrefixMapping& mapping, std::span<const PrefixMapping> above);

/// Whether a job of this task type can have these labels. Errors: InvalidArgument.
Status checkTaskLabels(TaskType task, const LabelSet& labels, std::string_view noneCategory);

} // namespace labelwright
