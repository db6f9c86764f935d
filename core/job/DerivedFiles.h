// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/base/VerifiedStream.h"
#include "core/job/FrozenOutput.h"

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace labelwright {

/// A file that derive has written, as cache/derived.json remembers it.
struct DerivedFile {
    std::string sha256;
    std::string key;          ///< SHA-256 of what it was made from.
    std::uint64_t bytes = 0;  ///< With `changed` the file's state on this machine, by which an untouched file is
    std::int64_t changed = 0; ///< known without reading it: nanoseconds, by the file system's clock.
    double confidence = 0;    ///< Of a mask; 0 for all others.
    friend bool operator==(const DerivedFile&, const DerivedFile&) = default;
};

enum class HandChanges : std::uint8_t { Leave, Overwrite };

/// The files of output/ that are derive's own, and the only way in which it writes and deletes them (DESIGN rule 9).
/// Paths are relative to output/, with '/' between the parts.
///
/// Each write is noted in cache/derived.journal before it is made, so that after a crash the files are still known as
/// ours. Thread: one, with the derive lock held.
class DerivedFiles {
public:
    /// Reads list and journal; a list that can't be read counts as empty, as cache/ may be deleted.
    static Result<DerivedFiles> open(const std::filesystem::path& jobFolder, HandChanges handChanges);

    /// From now on files of this stage are only made as `frozen` says they were; one that would become another, or
    /// would be deleted, is left as it is and reported.
    void freeze(FrozenOutput frozen, std::string stage)
    {
        m_frozen = std::move(frozen);
        m_frozenStage = std::move(stage);
    }

    /// Counts these files, by path, as ours where they have these hashes and are not listed: the list may be lost.
    void adopt(const std::map<std::string, std::string>& sha256);

    /// The listed file when it was made from `key` and has not been touched since, else nullptr.
    const DerivedFile* current(const std::string& path, std::string_view key) const;

    /// Makes `path` hold these bytes. Leaves a file that holds them already; leaves and reports one that somebody else
    /// changed. Errors: those of writeFileVerified.
    Status put(const std::string& path, std::string_view key, std::span<const std::uint8_t> bytes,
               double confidence = 0);
    Status put(const std::string& path, std::string_view key, std::string_view text);

    /// The same for what was written to `stream`, which was made for the file at pathOf(path) and is not finished yet.
    Status put(const std::string& path, std::string_view key, VerifiedStream& stream);

    std::filesystem::path pathOf(const std::string& path) const; ///< Absolute or as the job's folder is.

    /// Keeps `path` as it is: it belongs to the output.
    void keep(const std::string& path);

    /// Deletes every listed file that was neither put nor kept, and folders that this empties.
    Status removeOthers();

    /// Writes the list when it has changed, and drops the journal.
    Status save();

    /// The list, for a check of output/.
    const std::map<std::string, DerivedFile>& files() const { return m_files; }

    std::int64_t written() const { return m_written; }
    std::int64_t unchanged() const { return m_unchanged; }
    std::int64_t deleted() const { return m_deleted; }
    const std::vector<Error>& leftAlone() const { return m_leftAlone; }

    /// SHA-256 of every file of the stage that was put or kept, by path.
    std::map<std::string, std::string> hashesBelow(const std::string& stage) const;

private:
    enum class Decision : std::uint8_t { Write, Same, Leave };

    DerivedFiles(std::filesystem::path jobFolder, HandChanges handChanges);

    std::filesystem::path journalFile() const;
    void readJournal();
    bool isOurs(const std::string& path, const std::string& sha256) const;
    Result<Decision> decide(const std::string& path, const std::string& sha256);
    Status announce(const std::string& path, const std::string& sha256);
    void record(const std::string& path, DerivedFile file);
    Result<bool> removeOne(const std::string& path);
    bool isFrozen(const std::string& path) const;
    bool isFrozenOtherwise(const std::string& path, const std::string& sha256) const;
    void leave(const std::string& path);
    void leaveFrozen(const std::string& path);

    std::filesystem::path m_jobFolder;
    HandChanges m_handChanges;
    std::optional<FrozenOutput> m_frozen;
    std::string m_frozenStage;
    std::map<std::string, DerivedFile> m_files;
    std::multimap<std::string, std::string> m_journaled; ///< Path to SHA-256.
    std::set<std::string> m_wanted;
    std::ofstream m_journal;
    bool m_listChanged = false;
    std::int64_t m_written = 0;
    std::int64_t m_unchanged = 0;
    std::int64_t m_deleted = 0;
    std::vector<Error> m_leftAlone;
};

/// The list alone, to look at; empty where there is none. Errors: none, as cache/ may be deleted.
std::map<std::string, DerivedFile> readDerivedList(const std::filesystem::path& jobFolder);

} // namespace labelwright
