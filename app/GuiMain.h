// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>

namespace labelwright {

/// Runs the program with windows until the user quits; the exit code of the process.
/// An empty `jobFolder` begins on the home window, and so does a job that can't be opened, with the reason. `worker`
/// is a name, e-mail or id; empty for the first of the job's team.
int runGui(int& argc, char** argv, const std::filesystem::path& jobFolder, const std::string& worker);

} // namespace labelwright
