// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/TaskOptions.h"

#include "core/base/AtomicFile.h"
#include "core/job/JobSpec.h"

#include <fmt/format.h>

#include <charconv>

namespace labelwright {

Result<std::chrono::seconds> parseTimeLimit(const std::string& text)
{
    long long number = 0;
    const auto [rest, failure] = std::from_chars(text.data(), text.data() + text.size(), number);
    const std::string_view unit(rest, static_cast<std::size_t>(text.data() + text.size() - rest));
    const int factor = unit.empty() || unit == "s" ? 1 : unit == "m" ? 60 : unit == "h" ? 3600 : 0;
    if (failure == std::errc() && number >= 0 && number < 1'000'000) {
        const std::chrono::seconds limit(number * factor);
        if (limit >= kMinTaskTimeLimit && limit <= kMaxTaskTimeLimit)
            return limit;
    }
    return Error{ErrorCode::InvalidArgument,
                 fmt::format("\"{}\" is no time limit: write 90s, 60m or 2h, from 30s to 8h", text)};
}

std::string timeLimitText(std::chrono::seconds limit)
{
    return limit.count() % 60 == 0 ? fmt::format("{}m", limit.count() / 60) : fmt::format("{}s", limit.count());
}

Result<Instructions> readInstructionsFile(const std::filesystem::path& file)
{
    const Result<std::string> text = readTextFile(file);
    Result<Instructions> instructions = text ? readWorkerTemplate(*text) : Result<Instructions>(text.error());
    return instructions ? instructions : instructions.error().at(file);
}

} // namespace labelwright
