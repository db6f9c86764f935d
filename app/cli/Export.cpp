// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dataset/Export.h"

#include "app/cli/CommaList.h"
#include "app/cli/FormatOption.h"
#include "app/cli/Interruption.h"
#include "app/cli/ProgressLine.h"
#include "app/cli/Report.h"
#include "app/cli/Subcommand.h"
#include "core/base/Json.h"
#include "core/base/Text.h"
#include "core/dataset/ExportPreview.h"
#include "core/image/ImageReader.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <map>
#include <memory>
#include <ranges>

namespace labelwright {
namespace {

struct ExportCommandOptions {
    std::filesystem::path job;
    std::string format;
    std::filesystem::path out;
    ExportChoice choice;
    PhotoUse photos = PhotoUse::Copy;
    int maxExtent = 0;
    std::string shares;
    std::string classes;
    std::vector<std::string> merges;
    bool previews = false;
    bool json = false;
};

const std::map<std::string, ExportChoice::Status> kStatuses{{"labeled", ExportChoice::Status::Labeled},
                                                            {"answered", ExportChoice::Status::Answered}};
const std::map<std::string, ExportChoice::Verdict> kVerdicts{{"any", ExportChoice::Verdict::Any},
                                                             {"accepted", ExportChoice::Verdict::Accepted},
                                                             {"not-rejected", ExportChoice::Verdict::NotRejected}};
const std::map<std::string, PhotoUse> kPhotoUses{
    {"copy", PhotoUse::Copy}, {"link", PhotoUse::HardLink}, {"reference", PhotoUse::Reference}};

/// Takes the names alone, and says which there are for any other.
template <typename Value>
CLI::Validator namesOnly(const std::map<std::string, Value>& names)
{
    return {[&names](std::string& text) -> std::string {
                const auto found = names.find(text);
                if (found == names.end())
                    return fmt::format("\"{}\" is none of {}", text, fmt::join(std::views::keys(names), ", "));
                text = std::to_string(static_cast<int>(found->second));
                return {};
            },
            ""};
}

std::string faultOfShares(const std::string& text)
{
    const Result<PartShares> shares = parsePartShares(text);
    return shares ? std::string() : shares.error().detail;
}

std::string faultOfMerge(const std::string& text)
{
    const Result<ClassMerge> merge = parseClassMerge(text);
    return merge ? std::string() : merge.error().detail;
}

ExportChoice choiceOf(const ExportCommandOptions& options)
{
    ExportChoice choice = options.choice;
    if (!options.shares.empty())
        choice.shares = *parsePartShares(options.shares);
    if (!options.classes.empty())
        choice.classes = splitAtCommas(options.classes);
    for (const std::string& merge : options.merges)
        choice.merges.push_back(*parseClassMerge(merge));
    return choice;
}

void warnOfEmptyParts(const ExportChoice& choice, const std::array<std::int64_t, kDatasetParts.size()>& counts)
{
    if (!choice.shares)
        return;
    for (const Error& empty : emptyParts(*choice.shares, counts))
        warn(empty);
}

int preview(const Job& job, const ExportChoice& choice, const ExportTarget& target, bool asJson)
{
    const Result<ExportPreview> found = previewExport(job, choice, target);
    if (!found)
        return fail(found.error());
    const int exitCode = warnOfLeftOut(job, found->leftOut);
    warnOfEmptyParts(choice, found->parts);
    if (!asJson) {
        std::string tree = treeText(found->files);
        tree.pop_back();
        say(tree);
        return exitCode;
    }
    Json files = Json::array();
    for (const PreviewedFile& file : found->files)
        files.push_back({{"path", file.path}, {"count", file.count}});
    say(writeJson({{"images", found->items}, {"files", files}, {"left-out", found->leftOut.size()}}));
    return exitCode;
}

int run(const ExportCommandOptions& options)
{
    const Result<Job> job = Job::open(options.job);
    if (!job)
        return fail(job.error());
    const ExportTarget target{options.out, findDatasetFormat(options.format), options.photos, options.maxExtent};
    if (options.previews)
        return preview(*job, choiceOf(options), target, options.json);
    const Interruption interruption;
    const ExportChoice choice = choiceOf(options);
    const Result<ExportReport> report = [&] {
        ProgressLine line; // Gone before anything is said.
        return exportDataset(*job, choice, target, interruption.token(), line.percent("Exporting"));
    }();
    if (!report)
        return fail(report.error());
    const int exitCode = warnOfLeftOut(*job, report->leftOut);
    warnOfEmptyParts(choice, report->parts);
    if (report->turned > 0)
        warn({ErrorCode::Unsupported,
              fmt::format("{} turned by EXIF data; a program that ignores it sees masks beside what they are of",
                          report->turned == 1 ? "1 photo is" : fmt::format("{} photos are", report->turned)),
              options.out});
    if (options.json)
        say(writeJson({{"folder", options.out.string()},
                       {"format", options.format},
                       {"images", report->items},
                       {"files", report->files},
                       {"turned", report->turned},
                       {"left-out", report->leftOut.size()}}));
    else
        say(fmt::format("{}: {} in {}{}", options.out.string(), countText(report->items, "image"),
                        countText(report->files, "file"),
                        report->leftOut.empty() ? "" : fmt::format("; {} left out", report->leftOut.size())));
    return exitCode;
}

} // namespace

SubcommandAction declareExport(CLI::App& command)
{
    auto options = std::make_shared<ExportCommandOptions>();
    command.add_option("JOB", options->job, "Job folder")->required();
    addFormatOption(command, options->format, FormatUse::Write);
    command.add_option("-o,--out", options->out, "Folder to make")->required();
    command.add_option("--status", options->choice.status, "labeled: with all answers that the job asks for; answered")
        ->transform(namesOnly(kStatuses))
        ->default_str("labeled");
    command.add_option("--verdict", options->choice.verdict, "any, accepted or not-rejected by a reviewer")
        ->transform(namesOnly(kVerdicts))
        ->default_str("any");
    CLI::Option* split = command.add_option("--split", options->shares,
                                            "Shares of train, validation and test in percent, as in 80,10,10");
    split->check(faultOfShares);
    command.add_option("--seed", options->choice.seed, "Another seed splits in another way")->capture_default_str();
    command.add_flag("--stratify", options->choice.stratify, "Give every label its share of each part")->needs(split);
    command.add_option("--classes", options->classes, "Labels to keep, with commas between them; all if not given");
    command.add_option("--merge", options->merges, "Make one label of several: vehicle=car+bus; may be repeated")
        ->check(faultOfMerge);
    command.add_option("--images", options->photos, "copy, link or reference the photos")
        ->transform(namesOnly(kPhotoUses))
        ->default_str("copy");
    command.add_option("--max-side", options->maxExtent, "Make photos and masks with a longer side smaller, in pixels")
        ->check(CLI::Range(1, kMaxImageExtent));
    command.add_flag("--dry-run", options->previews, "Only print the files that would be made");
    command.add_flag("--json", options->json, "One JSON object on one line");
    return [options] { return run(*options); };
}

} // namespace labelwright
