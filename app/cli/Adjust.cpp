// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/AuthorOption.h"
#include "app/cli/ObjectOption.h"
#include "app/cli/Report.h"
#include "app/cli/Subcommand.h"
#include "core/base/Json.h"
#include "core/job/Submit.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <memory>

namespace labelwright {
namespace {

struct AdjustOptions {
    std::filesystem::path job;
    ObjectId object = 0;
    std::filesystem::path mask;
    std::string author;
    bool json = false;
};

int run(const AdjustOptions& options)
{
    Result<AuthoredJob> opened = openAuthoredJob(options.job, options.author);
    if (!opened)
        return fail(opened.error());
    auto& [job, author] = *opened;
    const Result<AnswerEvent> adjusted = adjustToMaskFile(job, options.object, author, options.mask);
    if (!adjusted)
        return fail(adjusted.error());
    const bool isOther = adjusted->initialValueModified.value_or(true);
    if (options.json)
        say(writeJson({{"object", adjusted->object},
                       {"adjustment", adjusted->name},
                       {"adjustment-status", isOther ? "adjusted" : "unadjusted"},
                       {"mask", adjusted->maskFile}}));
    else
        say(fmt::format("Saved and verified: object {} ({}) {} by {}, {}", adjusted->object, adjusted->sourceRef,
                        isOther ? "adjusted" : "looked through and left as it was", author.name, adjusted->name));
    return 0;
}

} // namespace

SubcommandAction declareAdjust(CLI::App& command)
{
    auto options = std::make_shared<AdjustOptions>();
    command.add_option("JOB", options->job, "Job folder")->required();
    command.add_option("--object", options->object, "Line of the manifest, from 0")
        ->required()
        ->check(faultOfObjectNumber);
    command
        .add_option("--mask", options->mask,
                    "PNG of the photo's size: pixel values are labels in label order, or colors are the labels'")
        ->required();
    addAuthorOption(command, options->author);
    command.add_flag("--json", options->json, "One JSON object on one line");
    return [options] { return run(*options); };
}

} // namespace labelwright
