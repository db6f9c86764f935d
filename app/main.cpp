// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/GuiMain.h"
#include "app/cli/CommandLine.h"

int main(int argc, char** argv)
{
    const auto outcome = labelwright::runCommandLine(argc, argv);
    if (const int* exitCode = std::get_if<int>(&outcome))
        return *exitCode;
    const auto& window = std::get<labelwright::WindowRequest>(outcome);
    return labelwright::runGui(argc, argv, window.job, window.worker);
}
