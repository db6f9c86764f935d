// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/job/JobSummary.h"
#include "core/job/ObjectRange.h"

#include <QIcon>
#include <QString>

#include <string>
#include <vector>

namespace labelwright {

/// "street"; "street, copy for ann" of one that was handed out.
QString nameText(const std::string& name, const std::string& copyFor);

/// "1-10, 13": as objects are counted on the screen, from 1.
QString objectsText(std::vector<ObjectRange> ranges);

/// The status as Ground Truth's console words it: "In progress", "Complete", "Complete with labeling errors".
QString statusText(JobStatus status, const LabelCounters& counters);
QString statusText(const JobSummary& job);

/// A shape and a colour for the status.
QIcon statusIcon(JobStatus status);

/// "Semantic segmentation", as Ground Truth's console has it.
QString taskText(TaskType task);

/// "12 of 340"
QString progressText(const JobSummary& job);

/// Date and time in the user's own time zone and form; empty where it is not known.
QString createdText(const JobSummary& job);

/// Why a job failed, a full sentence; empty for any other.
QString failureText(const JobSummary& job);

} // namespace labelwright
