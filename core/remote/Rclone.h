// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/AtomicFile.h"
#include "core/base/Result.h"

#include <cstdint>
#include <filesystem>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace labelwright {

struct ChildOutcome;

/// A file below a folder of this machine and a place elsewhere, compared.
struct ComparedFile {
    enum class State : std::uint8_t { Same, OnlyHere, OnlyThere, Different, Unreadable };
    State state{};
    std::string path; ///< From both, with '/' between the parts.
};

/// What of a folder and a place is compared.
struct Selection {
    std::vector<std::string> filters{}; ///< rclone's, such as "+ /events/**" and "- *"; or
    std::vector<std::string> files{};   ///< these files of the folder, whatever else the place has.
};

/// `path` below a place.
std::string joinPlace(std::string_view place, std::string_view path);

/// The program rclone. A place is what it calls a remote with a path, "name:path", or a folder of this machine.
///
/// Thread: any; each call waits for the program, and none leaves it running. Errors of all calls: Cancelled;
/// Unsupported where the program is missing; DiskFull; Unreachable with what rclone says and the place as the path.
/// Unreadable with the file's path where a file of this machine can't be read that is compared or copied.
class Rclone {
public:
    explicit Rclone(std::stop_token stop = {}) : m_stop(std::move(stop)) {}

    /// What a file holds; empty where there is none.
    Result<std::string> textOf(const std::string& place, const std::string& file) const;

    /// Whether the place knows checksums of its files that can be had without fetching them.
    Result<bool> knowsChecksums(const std::string& place) const;

    /// The files of a place that the filters let through, in no order; none where there is no such place.
    Result<std::vector<std::string>> list(const std::string& place, const std::vector<std::string>& filters) const;

    enum class Evidence : std::uint8_t {
        Checksum, ///< Where the place knows them; else the size.
        Content,  ///< All is fetched.
    };
    /// Compares what the selection takes, in no order. A place that is not there is empty.
    Result<std::vector<ComparedFile>> compare(const std::filesystem::path& folder, const std::string& place,
                                              const Selection& selection, Evidence evidence) const;

    /// What happens to a file that is there by that name.
    enum class IfThere : std::uint8_t {
        Refuse,  ///< The same is left out, another is an error.
        Resume,  ///< The same is left out, by checksum where both places know one, else by size; another is replaced.
        Replace, ///< Whatever it is.
    };
    /// Copies these files, of which paths are below `from` and `to`, two places. Each is compared with its checksum
    /// after it was copied, where the places know one. Progress in files.
    /// Errors also: AlreadyExists with IfThere::Refuse, for another file of the same name, which stays.
    Status copy(const std::string& from, const std::string& to, const std::vector<std::string>& files, IfThere ifThere,
                const Progress& progress = {}) const;

private:
    class Talk;

    Result<ChildOutcome> run(std::vector<std::string> words, std::string input, Talk& talk) const;

    std::stop_token m_stop;
};

} // namespace labelwright
