// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <span>
#include <string_view>

namespace CLI {
class App;
}

namespace labelwright {

/// Runs a subcommand whose options have been parsed; the program's exit code: 0, or one of Report.h.
using SubcommandAction = std::function<int()>;

/// A subcommand of the command line: one file and one row of the table.
struct Subcommand {
    std::string_view name;
    std::string_view summary; ///< One line of --help.
    /// Declares options and help on `command`; what it returns is called after they have been parsed.
    SubcommandAction (*declare)(CLI::App& command);
};

/// Those that need no window, in the order of --help.
std::span<const Subcommand> subcommands();

SubcommandAction declareAdjust(CLI::App& command);
SubcommandAction declareAgree(CLI::App& command);
SubcommandAction declareDifference(CLI::App& command);
SubcommandAction declareNew(CLI::App& command);
SubcommandAction declareJobs(CLI::App& command);
SubcommandAction declareStatus(CLI::App& command);
SubcommandAction declareSubmit(CLI::App& command);
SubcommandAction declareDerive(CLI::App& command);
SubcommandAction declareTeam(CLI::App& command);
SubcommandAction declareAssign(CLI::App& command);
SubcommandAction declareFlag(CLI::App& command);
SubcommandAction declareGold(CLI::App& command);
SubcommandAction declareLabels(CLI::App& command);
SubcommandAction declareStop(CLI::App& command);
SubcommandAction declareResume(CLI::App& command);
SubcommandAction declareComplete(CLI::App& command);
SubcommandAction declareEdit(CLI::App& command);
SubcommandAction declareComment(CLI::App& command);
SubcommandAction declareLog(CLI::App& command);
SubcommandAction declareVerify(CLI::App& command);
SubcommandAction declareValidate(CLI::App& command);
SubcommandAction declareExport(CLI::App& command);
SubcommandAction declareImport(CLI::App& command);
SubcommandAction declareRepair(CLI::App& command);
SubcommandAction declareAutosegment(CLI::App& command);
SubcommandAction declareRender(CLI::App& command);
SubcommandAction declareSample(CLI::App& command);
SubcommandAction declareSplit(CLI::App& command);
SubcommandAction declareMerge(CLI::App& command);
SubcommandAction declarePush(CLI::App& command);
SubcommandAction declarePull(CLI::App& command);
SubcommandAction declareSettle(CLI::App& command);
SubcommandAction declareReport(CLI::App& command);
SubcommandAction declareStats(CLI::App& command);

} // namespace labelwright
