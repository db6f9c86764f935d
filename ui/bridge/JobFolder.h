// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"

#include <filesystem>
#include <string>
#include <vector>

namespace labelwright {

/// The job that a folder chosen by the user stands for.
struct ChosenJob {
    std::filesystem::path folder;
    std::vector<std::string> notes; ///< What was odd in a Ground Truth folder; full sentences.
};

/// A job folder is itself. A Ground Truth output folder is the job beside it, FOLDER-labelwright, which is made when it
/// is not yet there (DESIGN rule 6). Waits for the disk: the folder's manifest is read once.
/// Errors: NotFound when it is neither; those of createJobFromOutputFolder.
Result<ChosenJob> chooseJob(const std::filesystem::path& folder);

} // namespace labelwright
