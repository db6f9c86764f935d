// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/groundtruth/TaskType.h"

#include <filesystem>
#include <functional>
#include <vector>

namespace labelwright::test {

/// Changes the output folder of a job.
using ChangeOutput = std::function<void(const std::filesystem::path& output)>;

/// How files that a client reads without a fault are made of a derived job's output: two objects, labeled at
/// testTime(0) and testTime(1).
struct ClientPreparation {
    const char* profile;
    TaskType task = TaskType::SemanticSegmentation;
    ChangeOutput prepare{};
};

/// Of every profile.
std::vector<ClientPreparation> clientPreparations();

/// One thing wrong with the files that a client reads.
struct ClientFault {
    const char* profile;
    const char* name;
    const char* says; ///< Part of the finding.
    ChangeOutput change;
};

std::vector<ClientFault> clientFaults();

} // namespace labelwright::test
