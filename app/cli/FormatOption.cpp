// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/FormatOption.h"

#include "core/dataset/DatasetFormat.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

namespace labelwright {
namespace {

std::vector<std::string_view> knownFormats(FormatUse use)
{
    std::vector<std::string_view> known;
    for (const DatasetFormat& format : datasetFormats()) {
        if (use == FormatUse::Write || format.read)
            known.push_back(format.id);
    }
    return known;
}

} // namespace

void addFormatOption(CLI::App& command, std::string& format, FormatUse use)
{
    const auto faultOfFormat = [use](const std::string& text) -> std::string {
        const std::vector<std::string_view> known = knownFormats(use);
        if (std::ranges::find(known, text) != known.end())
            return {};
        return fmt::format("\"{}\" is none of the formats {}", text, fmt::join(known, ", "));
    };
    const std::string known = fmt::format("{}", fmt::join(knownFormats(use), ", "));
    command
        .add_option("--format", format,
                    use == FormatUse::Write ? "Format of the dataset: " + known
                                            : "Format of the dataset, found out if it is not given: " + known)
        ->required(use == FormatUse::Write)
        ->check(faultOfFormat);
}

} // namespace labelwright
