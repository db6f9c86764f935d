// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/remote/Rclone.h"

#include "core/base/ChildProcess.h"
#include "core/base/Json.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <sstream>

namespace labelwright {
namespace {

constexpr int kNoSuchFolder = 3;
constexpr int kNoSuchFile = 4;
/// S3 without a configuration is Amazon's, with the account that the environment has.
constexpr std::array kUnconfiguredS3{std::pair("RCLONE_S3_PROVIDER", "AWS"), std::pair("RCLONE_S3_ENV_AUTH", "true")};
constexpr std::string_view kFilesFromInput = "--files-from-raw=-";

/// What all calls have in common: nobody is there to be asked, what it says is read by us, and a place that does not
/// answer is not waited for long.
std::vector<std::string> commandFor(std::string_view command)
{
    return {"rclone",        std::string(command), "--use-json-log",    "--ask-password=false",
            "--fast-list",   "--retries=2",        "--contimeout=20s",  "--low-level-retries=5",
            "--timeout=60s", "--checkers=16",      "--retries-sleep=1s"};
}

std::string joined(const std::vector<std::string>& lines)
{
    return lines.empty() ? std::string() : fmt::format("{}\n", fmt::join(lines, "\n"));
}

/// Two places; neither can be taken for an option.
void addPlaces(std::vector<std::string>& words, std::initializer_list<std::string> places)
{
    words.emplace_back("--");
    words.insert(words.end(), places);
}

std::optional<ComparedFile::State> stateOf(char sign)
{
    constexpr std::array kSigns{
        std::pair{'=', ComparedFile::State::Same}, std::pair{'+', ComparedFile::State::OnlyHere},
        std::pair{'-', ComparedFile::State::OnlyThere}, std::pair{'*', ComparedFile::State::Different},
        std::pair{'!', ComparedFile::State::Unreadable}};
    const auto* const found = std::ranges::find(kSigns, sign, &std::pair<char, ComparedFile::State>::first);
    return found == kSigns.end() ? std::nullopt : std::optional(found->second);
}

std::vector<ComparedFile> readComparison(std::string_view text)
{
    std::vector<ComparedFile> files;
    while (!text.empty()) {
        const std::string_view line = text.substr(0, text.find('\n'));
        text.remove_prefix(std::min(text.size(), line.size() + 1));
        const auto state = line.size() > 2 && line[1] == ' ' ? stateOf(line.front()) : std::nullopt;
        if (state)
            files.push_back({*state, std::string(line.substr(2))});
    }
    return files;
}

bool holds(std::string_view text, std::string_view part)
{
    return text.find(part) != std::string_view::npos;
}

/// What rclone says in its own words, and what that is to the user.
struct KnownFailure {
    std::string_view said;
    ErrorCode code;
    std::string_view detail; ///< Empty: as rclone says it.
};
constexpr std::array kKnownFailures{
    KnownFailure{"immutable file modified", ErrorCode::AlreadyExists, ""},
    KnownFailure{"no space left", ErrorCode::DiskFull, "writing failed because the disk there is full"},
    KnownFailure{"file too large", ErrorCode::DiskFull, "writing failed because a file is too large for that place"},
    KnownFailure{"too big for remaining disk space", ErrorCode::DiskFull,
                 "writing failed because the disk there is full"},
    KnownFailure{"permission denied", ErrorCode::ReadOnly, "writing or reading is not permitted there"},
    KnownFailure{"read-only file system", ErrorCode::ReadOnly, "writing is not permitted there"},
    KnownFailure{"didn't find section in config file", ErrorCode::InvalidArgument,
                 "rclone knows no remote of this name; \"rclone listremotes\" lists those that it knows, and \"rclone "
                 "config\" sets up another"},
    KnownFailure{"NoCredentialProviders", ErrorCode::InvalidArgument,
                 "there are no credentials for S3; set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or set up a remote "
                 "with \"rclone config\" and name that"},
};

/// How it says that a file could not be read where it comes from, whoever is at fault behind that.
constexpr std::array kSourceFailures{std::string_view("failed to open source object"),
                                     std::string_view("Failed to calculate src hash")};

bool isOfSource(std::string_view said)
{
    return std::ranges::any_of(kSourceFailures, [said](std::string_view failure) { return holds(said, failure); });
}

/// As the user writes it.
std::string spelled(const std::string& place)
{
    constexpr std::string_view kUnnamedS3 = ":s3:";
    return place.starts_with(kUnnamedS3) ? "s3://" + place.substr(kUnnamedS3.size()) : place;
}

} // namespace

std::string joinPlace(std::string_view place, std::string_view path)
{
    const bool ends = place.ends_with('/') || place.ends_with(':');
    return fmt::format("{}{}{}", place, ends ? "" : "/", path);
}

/// What rclone says while it runs, a JSON object a line: how far it is and what goes wrong.
class Rclone::Talk {
public:
    explicit Talk(Progress progress = {}) : m_progress(std::move(progress)) {}

    void hear(std::string_view line)
    {
        const Result<Json> json = line.starts_with('{') ? parseJson(line) : Result<Json>(Error{});
        if (!json) // What ends it is plain text: "2026/11/30 16:41:42 Failed to copy: immutable file modified".
            return hearEnd(line);
        if (const Json* stats = memberOf(*json, "stats"); stats && m_progress)
            m_progress(integerOf(*stats, "transfers").value_or(0), integerOf(*stats, "totalTransfers").value_or(0));
        const std::string level = textAt(*json, "level");
        if (level != "error" && level != "critical")
            return;
        // That files differ is no failure of a comparison, nor that a place knows no checksums.
        if (holds(textAt(*json, "source"), "check.go"))
            return;
        const std::string what = textAt(*json, "msg");
        const std::string file = textAt(*json, "object");
        const std::string said = file.empty() ? what : fmt::format("{}: {}", file, what);
        if (m_failure.empty() && !holds(what, "not attempting retries") && !holds(what, "Attempt "))
            m_failure = said;
        if (m_unread.empty() && !file.empty() && isOfSource(what)) {
            m_unread = file;
            m_unreadSaid = what;
        }
        know(what, file.empty() ? std::string() : said);
    }

    const std::string& failure() const { return m_failure; }

    /// `from`, where files come from: one that could not be read there is no failure of `place`.
    Error error(const std::string& place, const std::string& from = {}) const
    {
        if (!from.empty() && !m_unread.empty())
            return {from.starts_with('/') ? ErrorCode::Unreadable : ErrorCode::Unreachable,
                    fmt::format("reading failed; rclone says: {}", m_unreadSaid), spelled(joinPlace(from, m_unread))};
        if (m_known && !m_known->detail.empty())
            return {m_known->code,
                    m_knownSaid.empty() ? std::string(m_known->detail)
                                        : fmt::format("{}; rclone says: {}", m_known->detail, m_knownSaid),
                    spelled(place)};
        const std::string& what = m_failure.empty() ? m_end : m_failure;
        return {m_known ? m_known->code : ErrorCode::Unreachable,
                fmt::format("rclone says: {}", what.empty() ? "nothing, and fails" : what), spelled(place)};
    }

private:
    void hearEnd(std::string_view line)
    {
        const std::size_t failed = line.find("Failed to ");
        if (failed != std::string_view::npos)
            m_end = line.substr(failed);
        else if (!m_end.empty() && !line.empty())
            m_end += fmt::format("; {}", line);
        know(line, {});
    }

    /// The first in the table's order, with what was said of a file; empty where it is of none.
    void know(std::string_view what, const std::string& saidOfFile)
    {
        const auto* const found =
            std::ranges::find_if(kKnownFailures, [what](const KnownFailure& known) { return holds(what, known.said); });
        if (found == kKnownFailures.end() || (m_known && found > m_known))
            return;
        if (found != m_known || m_knownSaid.empty())
            m_knownSaid = saidOfFile;
        m_known = found;
    }

    Progress m_progress;
    std::string m_failure;    ///< The first.
    std::string m_unread;     ///< The first file that could not be read where it comes from.
    std::string m_unreadSaid; ///< And why.
    std::string m_end;
    const KnownFailure* m_known = nullptr;
    std::string m_knownSaid;
};

Result<ChildOutcome> Rclone::run(std::vector<std::string> words, std::string input, Talk& talk) const
{
    ChildCommand command{std::move(words), std::move(input)};
    // rclone's S3 refuses to start while this is set.
    command.environment["AWS_CA_BUNDLE"] = std::nullopt;
    // The variables would outweigh the configuration of the user's own remotes.
    if (std::ranges::any_of(command.words, [](const std::string& word) { return word.starts_with(":s3:"); })) {
        for (const auto& [name, value] : kUnconfiguredS3)
            if (std::getenv(name) == nullptr)
                command.environment[name] = value;
    }
    Result<ChildOutcome> outcome = runChild(
        command, [&talk](std::string_view line) { talk.hear(line); }, m_stop);
    if (!outcome && outcome.error().code == ErrorCode::NotFound)
        return Error{ErrorCode::Unsupported,
                     "the program rclone is not installed, which takes jobs to other places; on Debian it comes by: "
                     "sudo apt install rclone"};
    return outcome;
}

Result<std::string> Rclone::textOf(const std::string& place, const std::string& file) const
{
    std::vector<std::string> words = commandFor("cat");
    addPlaces(words, {joinPlace(place, file)});
    Talk talk;
    Result<ChildOutcome> outcome = run(std::move(words), {}, talk);
    if (!outcome)
        return outcome.error();
    if (outcome->exitCode == kNoSuchFolder || outcome->exitCode == kNoSuchFile)
        return std::string();
    if (outcome->exitCode != 0)
        return talk.error(place);
    return std::move(outcome->output);
}

Result<bool> Rclone::knowsChecksums(const std::string& place) const
{
    std::vector<std::string> words = commandFor("backend");
    words.emplace_back("features");
    addPlaces(words, {place});
    Talk talk;
    const Result<ChildOutcome> outcome = run(std::move(words), {}, talk);
    if (!outcome)
        return outcome.error();
    if (outcome->exitCode != 0)
        return talk.error(place);
    const Result<Json> features = parseJson(outcome->output);
    const Json* hashes = features ? memberOf(*features, "Hashes") : nullptr;
    return hashes && hashes->is_array() && !hashes->empty();
}

Result<std::vector<std::string>> Rclone::list(const std::string& place, const std::vector<std::string>& filters) const
{
    std::vector<std::string> words = commandFor("lsf");
    words.emplace_back("--recursive");
    words.emplace_back("--files-only");
    for (const std::string& filter : filters)
        words.push_back("--filter=" + filter);
    addPlaces(words, {place});
    Talk talk;
    const Result<ChildOutcome> outcome = run(std::move(words), {}, talk);
    if (!outcome)
        return outcome.error();
    if (outcome->exitCode != 0 && outcome->exitCode != kNoSuchFolder)
        return talk.error(place);
    std::vector<std::string> files;
    std::istringstream lines(outcome->output);
    for (std::string line; std::getline(lines, line);)
        files.push_back(std::move(line));
    return files;
}

Result<std::vector<ComparedFile>> Rclone::compare(const std::filesystem::path& folder, const std::string& place,
                                                  const Selection& selection, Evidence evidence) const
{
    std::vector<std::string> words = commandFor("check");
    words.emplace_back("--combined=-");
    if (evidence == Evidence::Content)
        words.emplace_back("--download");
    for (const std::string& filter : selection.filters)
        words.push_back("--filter=" + filter);
    if (!selection.files.empty()) {
        words.emplace_back("--one-way");
        words.emplace_back("--no-traverse"); // All else that the place has is not listed.
        words.emplace_back(kFilesFromInput);
    }
    addPlaces(words, {folder.string(), place});
    Talk talk;
    const Result<ChildOutcome> outcome = run(std::move(words), joined(selection.files), talk);
    if (!outcome)
        return outcome.error();
    std::vector<ComparedFile> files = readComparison(outcome->output);
    // It fails when anything differs, too.
    const bool differs =
        std::ranges::any_of(files, [](const ComparedFile& file) { return file.state != ComparedFile::State::Same; });
    if (!talk.failure().empty() || (outcome->exitCode != 0 && !(outcome->exitCode == 1 && differs)))
        return talk.error(place, folder.string());
    return files;
}

Status Rclone::copy(const std::string& from, const std::string& to, const std::vector<std::string>& files,
                    IfThere ifThere, const Progress& progress) const
{
    if (files.empty())
        return ok();
    std::vector<std::string> words = commandFor("copy");
    for (const std::string_view word :
         {std::string_view("--no-traverse"), std::string_view("--transfers=8"), std::string_view("--stats=200ms"),
          std::string_view("--stats-log-level=NOTICE"), kFilesFromInput})
        words.emplace_back(word);
    words.emplace_back(ifThere == IfThere::Replace ? "--ignore-times" : "--checksum");
    if (ifThere == IfThere::Refuse)
        words.emplace_back("--immutable");
    addPlaces(words, {from, to});
    Talk talk(progress);
    const Result<ChildOutcome> outcome = run(std::move(words), joined(files), talk);
    if (!outcome)
        return outcome.error();
    return outcome->exitCode == 0 ? ok() : Status(talk.error(to, from));
}

} // namespace labelwright
