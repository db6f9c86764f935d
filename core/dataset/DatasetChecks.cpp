// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dataset/DatasetChecks.h"

#include "core/base/AtomicFile.h"
#include "core/base/FileHash.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <system_error>

namespace labelwright {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kHashDigits = 64;

struct ListedFile {
    std::string sha256;
    std::string path;
};

/// "<64 digits>  <path>", as sha256sum writes it; a '*' before the path stands for a binary file.
std::optional<ListedFile> parseSum(std::string_view line)
{
    const bool hasForm = line.size() > kHashDigits + 2 && line[kHashDigits] == ' ' &&
                         (line[kHashDigits + 1] == ' ' || line[kHashDigits + 1] == '*') &&
                         line.substr(0, kHashDigits).find_first_not_of("0123456789abcdef") == std::string_view::npos;
    if (!hasForm)
        return std::nullopt;
    const fs::path path = fs::path(line.substr(kHashDigits + 2)).lexically_normal();
    if (path.is_absolute() || *path.begin() == "..")
        return std::nullopt;
    return ListedFile{std::string(line.substr(0, kHashDigits)), path.generic_string()};
}

void checkListed(const FindingPlace& list, const fs::path& folder, const ListedFile& listed)
{
    const fs::path path = folder / listed.path;
    const Result<std::string> hash = hashOfFile(path);
    if (!hash)
        list.report(hash.error().code == ErrorCode::NotFound ? Rule::DatasetMissing : Rule::DatasetContent,
                    fmt::format("{}: {}", listed.path, hash.error().detail), hash.error().code);
    else if (*hash != listed.sha256)
        list.report(Rule::DatasetContent,
                    fmt::format("{} is not the file that was written: its SHA-256 differs", listed.path),
                    ErrorCode::Mismatch);
}

} // namespace

void checkDatasetFiles(Findings& findings, const fs::path& folder)
{
    const fs::path path = folder / kDatasetSums;
    const Result<std::string> text = readTextFile(path);
    if (!text) {
        findings.add(Rule::DatasetList, text.error());
        return;
    }
    std::set<std::string> known{std::string(kDatasetSums)};
    std::string_view rest = *text;
    for (std::int64_t number = 1; !rest.empty(); ++number) {
        const std::size_t end = std::min(rest.find('\n'), rest.size());
        const FindingPlace list{findings, path, number};
        const std::optional<ListedFile> listed = parseSum(rest.substr(0, end));
        rest.remove_prefix(std::min(end + 1, rest.size()));
        if (!listed) {
            list.report(Rule::DatasetList, "a SHA-256, two blanks and the path of a file in this folder are expected");
            continue;
        }
        known.insert(listed->path);
        checkListed(list, folder, *listed);
    }
    std::error_code failure;
    for (fs::recursive_directory_iterator entry(folder, failure), end; !failure && entry != end;
         entry.increment(failure)) {
        std::error_code unknown;
        if (!entry->is_directory(unknown) && !known.contains(entry->path().lexically_relative(folder).generic_string()))
            findings.add(Rule::DatasetUnexpected,
                         {ErrorCode::Mismatch, "SHA256SUMS does not list this file", entry->path()});
    }
}

} // namespace labelwright
