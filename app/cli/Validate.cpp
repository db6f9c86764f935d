// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dataset/Validate.h"

#include "app/cli/PrefixOption.h"
#include "app/cli/Report.h"
#include "app/cli/Subcommand.h"
#include "core/base/Json.h"
#include "core/base/Text.h"
#include "core/dataset/ClientProfiles.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <memory>

namespace labelwright {
namespace {

struct ValidateOptions {
    std::filesystem::path target;
    std::vector<std::string> prefixes;
    std::vector<std::string> profiles;
    bool rules = false;
    bool json = false;
};

Json findingJson(const Finding& finding)
{
    Json json{{"severity", severityName(finding.severity)}, {"rule", finding.rule}};
    json["path"] = finding.error.path.string();
    if (finding.error.position != Error::kNoPosition)
        json[finding.error.positionIsLine ? "line" : "byte"] = finding.error.position;
    json["detail"] = finding.error.detail;
    return json;
}

/// "PATH:LINE: error: detail [rule]", as compilers write it, so that editors jump there.
std::string findingLine(const Finding& finding)
{
    const Error& error = finding.error;
    const std::string line = error.position != Error::kNoPosition ? fmt::format(":{}", error.position) : "";
    return fmt::format("{}{}: {}: {} [{}]", error.path.string(), line, severityName(finding.severity), error.detail,
                       finding.rule);
}

int listRules()
{
    for (const ValidationRule& rule : validationRules())
        say(fmt::format("{:24} {:8} {} ({})", rule.id, severityName(rule.severity), rule.description, rule.section));
    return 0;
}

void sayFindings(const std::vector<Finding>& findings, const ValidateOptions& options)
{
    for (const Finding& finding : findings)
        say(options.json ? writeJson(findingJson(finding)) : findingLine(finding));
    if (options.json)
        return;
    const auto count = [&findings](Severity severity) {
        return std::ranges::count(findings, severity, &Finding::severity);
    };
    say(fmt::format("{}: {}, {}, {}", options.target.string(), countText(count(Severity::Error), "error"),
                    countText(count(Severity::Warning), "warning"), countText(count(Severity::Note), "note")));
}

std::vector<std::string_view> profileNames()
{
    std::vector<std::string_view> names;
    for (const ClientProfile& profile : clientProfiles())
        names.push_back(profile.name());
    return names;
}

std::string faultOfProfile(const std::string& text)
{
    if (findClientProfile(text))
        return {};
    return fmt::format("\"{}\" is none of the profiles {}", text, fmt::join(profileNames(), ", "));
}

Result<std::vector<Finding>> findingsOf(const ValidateOptions& options, std::span<const PrefixMapping> mappings)
{
    if (options.profiles.empty())
        return validateTarget(options.target, mappings);
    std::vector<const ClientProfile*> profiles;
    for (const std::string& name : options.profiles)
        profiles.push_back(findClientProfile(name));
    return validateForClients(options.target, profiles);
}

int run(const ValidateOptions& options)
{
    if (options.rules)
        return listRules();
    const Result<std::vector<PrefixMapping>> mappings = parsePrefixOptions(options.prefixes);
    if (!mappings)
        return wrongUsage(mappings.error());
    const Result<std::vector<Finding>> findings = findingsOf(options, *mappings);
    if (!findings)
        return fail(findings.error());
    sayFindings(*findings, options);
    return std::ranges::count(*findings, Severity::Error, &Finding::severity) > 0 ? 1 : 0;
}

} // namespace

SubcommandAction declareValidate(CLI::App& command)
{
    auto options = std::make_shared<ValidateOptions>();
    CLI::Option_group* what = command.add_option_group("What", "One of");
    what->add_option("TARGET", options->target,
                     "Folder of a job, of a dataset that was exported or of Ground Truth's output, or a manifest");
    what->add_flag("--rules", options->rules, "List every rule");
    what->require_option(1);
    command.add_option("--s3-input", options->prefixes,
                       "s3://bucket/prefix=FOLDER, for a manifest; may be given several times");
    command
        .add_option(
            "--profile", options->profiles,
            fmt::format("Check what one known reader of the output demands, and nothing else (see --rules); may "
                        "be given several times: {}",
                        fmt::join(profileNames(), ", ")))
        ->check(faultOfProfile)
        ->allow_extra_args(false);
    command.add_flag("--json", options->json, "One JSON object a finding, a line each");
    return [options] { return run(*options); };
}

} // namespace labelwright
