// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/FrozenOutput.h"

#include "core/base/AtomicFile.h"
#include "core/job/JobLayout.h"
#include "core/job/OutputPlan.h"

#include <fmt/format.h>
#include <zlib.h>

#include <algorithm>

namespace labelwright {
namespace {

constexpr std::string_view kCompletedBy = "# completed by ";
constexpr std::string_view kWrittenBy = ", written by ";
constexpr std::string_view kBetween = "  "; ///< Hash and path.
constexpr std::size_t kHashLength = 64;
constexpr std::uintmax_t kMaxListBytes = 1U << 30U;

bool isHash(std::string_view text)
{
    return text.size() == kHashLength &&
           std::ranges::all_of(text, [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

/// Whether `line` was a proper one.
bool readHead(std::string_view line, FrozenOutput& frozen)
{
    const std::size_t middle = line.find(kWrittenBy);
    if (!line.starts_with(kCompletedBy) || middle == line.npos)
        return false;
    frozen.completion = line.substr(kCompletedBy.size(), middle - kCompletedBy.size());
    frozen.madeBy = line.substr(middle + kWrittenBy.size());
    return true;
}

bool readFile(std::string_view line, FrozenOutput& frozen)
{
    const std::string_view hash = line.substr(0, kHashLength);
    line.remove_prefix(hash.size());
    if (!isHash(hash) || !line.starts_with(kBetween) || line.size() == kBetween.size())
        return false;
    return frozen.sha256.emplace(line.substr(kBetween.size()), hash).second;
}

} // namespace

std::string presentMaker()
{
    return fmt::format("derive {}, zlib {}", kDeriveVersion, zlibVersion());
}

std::string frozenFileName(const JobSpec& spec)
{
    return spec.name + ".sha256";
}

Result<std::optional<FrozenOutput>> readFrozenOutput(const Job& job)
{
    const std::filesystem::path path = outputFolder(job.folder()) / frozenFileName(job.spec());
    const Result<std::string> text = readTextFile(path, kMaxListBytes);
    if (!text)
        return text.error().code == ErrorCode::NotFound ? Result<std::optional<FrozenOutput>>(std::nullopt)
                                                        : text.error();
    Result<FrozenOutput> frozen = parseFrozenOutput(*text);
    if (!frozen)
        return frozen.error().at(path);
    return std::optional(*std::move(frozen));
}

bool isBinding(const FrozenOutput& frozen, const Job& job)
{
    const std::vector<JobEvent>& events = job.events().jobEvents();
    std::vector<std::string> standing{frozen.completion};
    for (std::size_t place = 0; place < standing.size(); ++place) {
        for (const JobEvent& event : events) {
            if (std::ranges::find(event.replaces, standing[place]) == event.replaces.end())
                continue;
            const auto* change = std::get_if<StatusChange>(&event.change);
            if (!change || change->kind != StatusChange::Kind::Completed)
                return false;
            if (std::ranges::find(standing, event.name) == standing.end())
                standing.push_back(event.name);
        }
    }
    return std::ranges::find(events, frozen.completion, &JobEvent::name) != events.end();
}

std::string writeFrozenOutput(const FrozenOutput& frozen)
{
    std::string text = fmt::format("{}{}{}{}\n", kCompletedBy, frozen.completion, kWrittenBy, frozen.madeBy);
    for (const auto& [path, sha256] : frozen.sha256)
        text += fmt::format("{}{}{}\n", sha256, kBetween, path);
    return text;
}

Result<FrozenOutput> parseFrozenOutput(std::string_view text)
{
    FrozenOutput frozen;
    for (std::int64_t number = 1; number == 1 || !text.empty(); ++number) {
        const std::size_t end = text.find('\n');
        const std::string_view line = text.substr(0, end);
        // A last line without its end may be cut short.
        if (end == text.npos || !(number == 1 ? readHead(line, frozen) : readFile(line, frozen)))
            return Error{
                ErrorCode::Malformed,
                "the list of a completed job's files is damaged; take it from a backup, or derive with --force"}
                .atLine(number);
        text.remove_prefix(end + 1);
    }
    return frozen;
}

} // namespace labelwright
