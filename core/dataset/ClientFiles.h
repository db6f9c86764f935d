// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/dataset/Findings.h"
#include "core/groundtruth/OutputFolder.h"

#include <cstdint>
#include <filesystem>
#include <string>

namespace labelwright {

/// What a client gets: a Ground Truth job's output.
struct ClientFiles {
    OutputFolder output;
    std::string jobName;           ///< Of the newest attribute's metadata, else the folder's name.
    std::filesystem::path request; ///< The CreateLabelingJob request; empty where there is none.
};

/// Takes down what one client would trip over.
struct ClientReport {
    Findings& findings;
    Rule rule{};

    void add(const std::filesystem::path& path, std::string detail, std::int64_t line = Error::kNoPosition) const
    {
        findings.add(rule, {ErrorCode::Mismatch, std::move(detail), path, line});
    }
};

} // namespace labelwright
