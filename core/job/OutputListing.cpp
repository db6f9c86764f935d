// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/OutputListing.h"

#include "core/base/AtomicFile.h"
#include "core/base/Hash.h"
#include "core/job/DerivedFiles.h"
#include "core/job/JobLayout.h"

#include <algorithm>
#include <system_error>

namespace labelwright {
namespace {

namespace fs = std::filesystem;

OutputFile::State stateOf(const fs::path& file, const DerivedFile& listed, std::uint64_t bytes, fs::file_time_type time)
{
    if (bytes == listed.bytes && time.time_since_epoch().count() == listed.changed)
        return OutputFile::State::Derived;
    const Result<std::vector<std::uint8_t>> content = readFile(file);
    return content && sha256Hex(*content) == listed.sha256 ? OutputFile::State::Derived
                                                           : OutputFile::State::ChangedByHand;
}

/// nullopt when it has gone meanwhile.
std::optional<OutputFile> lookAt(const fs::path& file, std::string path,
                                 const std::map<std::string, DerivedFile>& listed)
{
    std::error_code failure;
    const std::uintmax_t bytes = fs::file_size(file, failure);
    if (failure)
        return std::nullopt;
    const fs::file_time_type time = fs::last_write_time(file, failure);
    if (failure)
        return std::nullopt;
    const auto known = listed.find(path);
    const OutputFile::State state =
        known == listed.end() ? OutputFile::State::Foreign : stateOf(file, known->second, bytes, time);
    return OutputFile{std::move(path), state, bytes,
                      std::chrono::time_point_cast<Time::duration>(fs::file_time_type::clock::to_sys(time))};
}

} // namespace

Result<std::vector<OutputFile>> listOutput(const fs::path& jobFolder)
{
    const std::map<std::string, DerivedFile> listed = readDerivedList(jobFolder);
    const fs::path top = outputFolder(jobFolder);
    std::map<std::string, OutputFile> files;
    std::error_code failure;
    fs::recursive_directory_iterator entry(top, failure);
    for (const fs::recursive_directory_iterator end; !failure && entry != end; entry.increment(failure)) {
        std::error_code gone;
        if (!entry->is_regular_file(gone) || isTemporaryName(entry->path().filename().string()))
            continue;
        std::string path = entry->path().lexically_relative(top).generic_string();
        if (std::optional<OutputFile> file = lookAt(entry->path(), path, listed))
            files.emplace(std::move(path), *std::move(file));
    }
    if (failure && failure != std::errc::no_such_file_or_directory)
        return errorFromErrno(failure.value(), "reading", top);
    for (const auto& [path, file] : listed)
        files.emplace(path, OutputFile{path, OutputFile::State::Missing});
    std::vector<OutputFile> all;
    for (auto& [path, file] : files)
        all.push_back(std::move(file));
    return all;
}

} // namespace labelwright
