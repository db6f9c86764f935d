// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <variant>

namespace labelwright {

/// The user wants the window.
struct WindowRequest {
    std::filesystem::path job; ///< Empty: the home window.
    std::string worker;        ///< Name, e-mail or id; empty: the first of the job's team.
};

/// An exit code when everything is done and said, else what to open: `labelwright`, `labelwright JOB`,
/// `labelwright open JOB`. Exit codes: 0 and those of Report.h.
std::variant<int, WindowRequest> runCommandLine(int argc, const char* const* argv);

} // namespace labelwright
