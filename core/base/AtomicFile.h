// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace labelwright {

enum class IfExists : std::uint8_t {
    Refuse,  ///< AlreadyExists, and the old file stays; for events.
    Replace, ///< For derived files.
};

/// Writes `bytes` to `path` so that it is there whole or not at all, and proven (DESIGN rule 3): temporary file in the
/// same folder, fsync, drop from the page cache, re-read and compare, rename, fsync of the folder. When it returns ok
/// the bytes have been read back; when it fails nothing of it is left behind. Missing parent folders are made.
///
/// Thread: any. Cost: two passes over the bytes and two fsyncs.
/// Errors: DiskFull, ReadOnly, NotVerified, AlreadyExists, Unwritable; with the path.
Status writeFileVerified(const std::filesystem::path& path, std::span<const std::uint8_t> bytes, IfExists ifExists);
Status writeFileVerified(const std::filesystem::path& path, std::string_view text, IfExists ifExists);

/// The same for a file that never changes: one with these bytes under this name is what is wanted already. Errors also:
/// AlreadyExists for one with other bytes, which stays.
Status writeOnce(const std::filesystem::path& path, std::span<const std::uint8_t> bytes);

/// Writes a file below a folder that nobody looks at yet, without bringing it to the disk: syncAndVerify() does that
/// for all of them at once. Missing parent folders are made.
/// Errors: AlreadyExists, DiskFull, ReadOnly, Unwritable; with the path.
Status writeFileUnsynced(const std::filesystem::path& path, std::span<const std::uint8_t> bytes);

struct FileCopy {
    std::filesystem::path from;
    std::filesystem::path to; ///< Must not exist.
};

/// How much of a long work is done: of `all` steps so many. Called by whoever works.
using Progress = std::function<void(std::int64_t done, std::int64_t all)>;

/// Copies files into one file system, below a folder that nobody looks at yet: unlike writeFileVerified() it brings
/// them to the disk all at once. When it returns ok all of them have been read back. What is there after a failure is
/// the caller's to remove. Missing parent folders are made.
///
/// Thread: any. Cost: two passes over the bytes and one sync of the file system.
/// Errors: Cancelled; those of readFile and writeFileVerified; with the path.
Status copyFilesVerified(std::span<const FileCopy> files, const std::stop_token& stop = {},
                         const Progress& progress = {});

struct WrittenFile {
    std::filesystem::path path;
    std::string sha256; ///< Of what was written.
};

/// Brings what was written in one file system to the disk and reads it back. Thread: any; works on every core, and
/// calls `progress` on this one. Cost: one sync of the file system and a pass over the bytes. Errors: Cancelled;
/// NotVerified; those of readFile; with the path.
Status syncAndVerify(std::span<const WrittenFile> files, const std::stop_token& stop = {},
                     const Progress& progress = {});

/// A name beside `path` for what is to become it, never given twice by one process. A process that was killed leaves
/// the file behind, which isTemporaryName() tells from all others.
std::filesystem::path temporaryNameFor(const std::filesystem::path& path);
bool isTemporaryName(std::string_view name);

/// The whole file. Errors: NotFound, Unreadable, TooLarge when it is longer than `maxBytes`; with the path.
Result<std::vector<std::uint8_t>> readFile(const std::filesystem::path& path, std::uintmax_t maxBytes = 1U << 30U);
Result<std::string> readTextFile(const std::filesystem::path& path, std::uintmax_t maxBytes = 1U << 30U);

/// The error that errno value `number` stands for. `doing` says what was tried: "opening" or "reading", which is for
/// reading, or "writing".
Error errorFromErrno(int number, std::string_view doing, const std::filesystem::path& path);

/// Makes `folder` and its parents. Errors: as errorFromErrno.
Status makeFolders(const std::filesystem::path& folder);

} // namespace labelwright
