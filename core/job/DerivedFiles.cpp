// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/DerivedFiles.h"

#include "core/base/AtomicFile.h"
#include "core/base/FileHash.h"
#include "core/base/Hash.h"
#include "core/base/Json.h"
#include "core/job/JobLayout.h"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <system_error>
#include <utility>

namespace labelwright {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kFormat = "labelwright-derived";
constexpr int kVersion = 1;
constexpr std::uintmax_t kMaxListBytes = 1U << 30U;

fs::path listFileOf(const fs::path& jobFolder)
{
    return cacheFolder(jobFolder) / "derived.json";
}

/// The stage's tree, and what lies beside it under its name.
bool isOfStage(const std::string& path, const std::string& stage)
{
    return path.starts_with(stage + '/') || path.starts_with(stage + '.');
}

struct FileState {
    std::uint64_t bytes = 0;
    std::int64_t changed = 0;
};

FileState stateOf(const fs::path& file)
{
    std::error_code failure;
    const std::uintmax_t bytes = fs::file_size(file, failure);
    if (failure)
        return {};
    const auto time = fs::last_write_time(file, failure);
    return {bytes, failure ? 0 : static_cast<std::int64_t>(time.time_since_epoch().count())};
}

Json entryOf(const std::string& path, const DerivedFile& file)
{
    Json json{{"path", path},        {"sha256", file.sha256},   {"key", file.key},
              {"bytes", file.bytes}, {"changed", file.changed}, {"confidence", file.confidence}};
    return json;
}

std::pair<std::string, DerivedFile> readEntry(const Json& json)
{
    DerivedFile file;
    file.sha256 = stringOf(json, "sha256").value_or("");
    file.key = stringOf(json, "key").value_or("");
    file.bytes = static_cast<std::uint64_t>(integerOf(json, "bytes").value_or(0));
    file.changed = integerOf(json, "changed").value_or(0);
    file.confidence = numberOf(json, "confidence").value_or(0);
    return {stringOf(json, "path").value_or(""), file};
}

bool isThere(const fs::path& file)
{
    std::error_code failure;
    return fs::exists(fs::symlink_status(file, failure));
}

/// Derive works inside output/ alone, whatever a damaged list says.
bool staysInside(std::string_view path)
{
    const fs::path relative(path);
    return !path.empty() && relative.is_relative() &&
           std::none_of(relative.begin(), relative.end(), [](const fs::path& part) { return part == ".."; });
}

/// What a derive that was killed had begun to write. The lock on deriving is held, so nobody is writing it now.
void removeTemporaries(const fs::path& folder)
{
    std::error_code failure;
    fs::recursive_directory_iterator entry(folder, failure);
    for (const fs::recursive_directory_iterator end; !failure && entry != end; entry.increment(failure)) {
        if (isTemporaryName(entry->path().filename().string())) {
            std::error_code notRemoved; // It will be tried again after the next interruption.
            fs::remove(entry->path(), notRemoved);
        }
    }
}

} // namespace

std::map<std::string, DerivedFile> readDerivedList(const fs::path& jobFolder)
{
    std::map<std::string, DerivedFile> files;
    const Result<std::string> text = readTextFile(listFileOf(jobFolder), kMaxListBytes);
    const Result<Json> json = text ? parseJson(*text) : Result<Json>(text.error());
    if (!json || stringOf(*json, "format") != kFormat || integerOf(*json, "version") != kVersion)
        return files;
    const Json* entries = memberOf(*json, "files");
    if (entries == nullptr || !entries->is_array())
        return files;
    for (const Json& entry : *entries)
        if (auto [path, file] = readEntry(entry); staysInside(path))
            files.emplace(std::move(path), std::move(file));
    return files;
}

DerivedFiles::DerivedFiles(fs::path jobFolder, HandChanges handChanges)
    : m_jobFolder(std::move(jobFolder)), m_handChanges(handChanges)
{}

Result<DerivedFiles> DerivedFiles::open(const fs::path& jobFolder, HandChanges handChanges)
{
    DerivedFiles files(jobFolder, handChanges);
    if (Status made = makeFolders(cacheFolder(jobFolder)); !made)
        return made.error();
    files.m_files = readDerivedList(jobFolder);
    files.readJournal();
    files.m_journal.open(files.journalFile(), std::ios::binary | std::ios::app);
    if (!files.m_journal)
        return errorFromErrno(errno == 0 ? EIO : errno, "writing", files.journalFile());
    return files;
}

fs::path DerivedFiles::journalFile() const
{
    return cacheFolder(m_jobFolder) / "derived.journal";
}

fs::path DerivedFiles::pathOf(const std::string& path) const
{
    return outputFolder(m_jobFolder) / path;
}

/// What an earlier derive had written when it was stopped. Its last line may be torn.
void DerivedFiles::readJournal()
{
    std::ifstream in(journalFile(), std::ios::binary);
    if (in)
        removeTemporaries(outputFolder(m_jobFolder));
    std::string line;
    while (std::getline(in, line)) {
        const Result<Json> json = parseJson(line);
        if (!json)
            continue;
        auto [path, file] = readEntry(*json);
        if (!staysInside(path))
            continue;
        m_files.emplace(path, DerivedFile{});
        m_journaled.emplace(std::move(path), std::move(file.sha256));
        m_listChanged = true;
    }
}

const DerivedFile* DerivedFiles::current(const std::string& path, std::string_view key) const
{
    const auto found = m_files.find(path);
    if (found == m_files.end() || found->second.key != key)
        return nullptr;
    const FileState state = stateOf(pathOf(path));
    const bool untouched = state.bytes == found->second.bytes && state.changed == found->second.changed;
    return untouched && state.changed != 0 ? &found->second : nullptr;
}

bool DerivedFiles::isOurs(const std::string& path, const std::string& sha256) const
{
    const auto listed = m_files.find(path);
    if (listed != m_files.end() && listed->second.sha256 == sha256)
        return true;
    const auto [begin, end] = m_journaled.equal_range(path);
    return std::any_of(begin, end, [&](const auto& entry) { return entry.second == sha256; });
}

void DerivedFiles::leave(const std::string& path)
{
    m_leftAlone.push_back({ErrorCode::Mismatch,
                           "this is not what was derived here, so it was left as it is; move it away, or derive with "
                           "--force",
                           pathOf(path)});
}

bool DerivedFiles::isFrozen(const std::string& path) const
{
    return m_frozen && isOfStage(path, m_frozenStage);
}

bool DerivedFiles::isFrozenOtherwise(const std::string& path, const std::string& sha256) const
{
    if (!isFrozen(path))
        return false;
    const auto frozen = m_frozen->sha256.find(path);
    return frozen == m_frozen->sha256.end() || frozen->second != sha256;
}

void DerivedFiles::leaveFrozen(const std::string& path)
{
    const std::string why = m_frozen->madeBy == presentMaker()
                                ? "because of events that came later"
                                : fmt::format("as it was made by {} and this is {}", m_frozen->madeBy, presentMaker());
    m_leftAlone.push_back({ErrorCode::Mismatch,
                           fmt::format("the job is completed, and this would not be what was written then, {}; so it "
                                       "was left as it is; resume the job, or derive with --force",
                                       why),
                           pathOf(path)});
}

void DerivedFiles::adopt(const std::map<std::string, std::string>& sha256)
{
    for (const auto& [path, hash] : sha256) {
        if (staysInside(path))
            m_listChanged = m_files.emplace(path, DerivedFile{hash, {}, 0, 0, 0}).second || m_listChanged;
    }
}

std::map<std::string, std::string> DerivedFiles::hashesBelow(const std::string& stage) const
{
    std::map<std::string, std::string> hashes;
    for (const auto& [path, file] : m_files) {
        if (m_wanted.contains(path) && isOfStage(path, stage))
            hashes.emplace(path, file.sha256);
    }
    return hashes;
}

Result<DerivedFiles::Decision> DerivedFiles::decide(const std::string& path, const std::string& sha256)
{
    m_wanted.insert(path);
    const fs::path file = pathOf(path);
    const bool exists = isThere(file);
    const Result<std::string> there = exists ? hashOfFile(file) : Result<std::string>(std::string());
    if (there && *there == sha256)
        return Decision::Same;
    if (isFrozenOtherwise(path, sha256)) {
        leaveFrozen(path);
        return Decision::Leave;
    }
    if (!exists)
        return Decision::Write;
    if (there && (isOurs(path, *there) || m_handChanges == HandChanges::Overwrite))
        return Decision::Write;
    if (!there && m_handChanges == HandChanges::Overwrite)
        return Decision::Write;
    leave(path);
    return Decision::Leave;
}

Status DerivedFiles::announce(const std::string& path, const std::string& sha256)
{
    m_journal << writeJson(Json{{"path", path}, {"sha256", sha256}}) << '\n' << std::flush;
    if (!m_journal)
        return errorFromErrno(errno == 0 ? EIO : errno, "writing", journalFile());
    return ok();
}

void DerivedFiles::record(const std::string& path, DerivedFile file)
{
    const FileState state = stateOf(pathOf(path));
    file.bytes = state.bytes;
    file.changed = state.changed;
    DerivedFile& listed = m_files[path];
    m_listChanged = m_listChanged || listed != file;
    listed = std::move(file);
}

Status DerivedFiles::put(const std::string& path, std::string_view key, std::span<const std::uint8_t> bytes,
                         double confidence)
{
    const std::string sha256 = sha256Hex(bytes);
    const Result<Decision> decision = decide(path, sha256);
    if (!decision)
        return decision.error();
    if (*decision == Decision::Leave)
        return ok();
    if (*decision == Decision::Write) {
        if (Status announced = announce(path, sha256); !announced)
            return announced;
        if (Status written = writeFileVerified(pathOf(path), bytes, IfExists::Replace); !written)
            return written;
    }
    ++(*decision == Decision::Write ? m_written : m_unchanged);
    record(path, {sha256, std::string(key), 0, 0, confidence});
    return ok();
}

Status DerivedFiles::put(const std::string& path, std::string_view key, std::string_view text)
{
    return put(path, key, std::span(reinterpret_cast<const std::uint8_t*>(text.data()), text.size()));
}

Status DerivedFiles::put(const std::string& path, std::string_view key, VerifiedStream& stream)
{
    const Result<std::string> sha256 = stream.finish();
    if (!sha256)
        return sha256.error();
    const Result<Decision> decision = decide(path, *sha256);
    if (!decision)
        return decision.error();
    if (*decision == Decision::Leave)
        return ok();
    if (*decision == Decision::Write) {
        if (Status announced = announce(path, *sha256); !announced)
            return announced;
        if (Status published = stream.publish(); !published)
            return published;
    }
    ++(*decision == Decision::Write ? m_written : m_unchanged);
    record(path, {*sha256, std::string(key), 0, 0, 0});
    return ok();
}

void DerivedFiles::keep(const std::string& path)
{
    if (m_wanted.insert(path).second && m_files.contains(path))
        ++m_unchanged;
}

/// Whether the list may forget the file.
Result<bool> DerivedFiles::removeOne(const std::string& path)
{
    const fs::path file = pathOf(path);
    if (!isThere(file))
        return true;
    if (isFrozen(path)) {
        leaveFrozen(path);
        return false;
    }
    const Result<std::string> there = hashOfFile(file);
    if (m_handChanges == HandChanges::Leave && (!there || !isOurs(path, *there))) {
        leave(path);
        return false;
    }
    std::error_code failure;
    fs::remove(file, failure);
    if (failure)
        return errorFromErrno(failure.value(), "deleting", file);
    ++m_deleted;
    const fs::path top = outputFolder(m_jobFolder);
    for (fs::path folder = file.parent_path(); folder != top && fs::is_empty(folder, failure) && !failure;
         folder = folder.parent_path())
        fs::remove(folder, failure);
    return true;
}

Status DerivedFiles::removeOthers()
{
    for (auto entry = m_files.begin(); entry != m_files.end();) {
        if (m_wanted.contains(entry->first)) {
            ++entry;
            continue;
        }
        const Result<bool> forgotten = removeOne(entry->first);
        if (!forgotten)
            return forgotten.error();
        m_listChanged = m_listChanged || *forgotten;
        entry = *forgotten ? m_files.erase(entry) : std::next(entry);
    }
    return ok();
}

Status DerivedFiles::save()
{
    m_journal.close();
    if (m_listChanged) {
        Json entries = Json::array();
        for (const auto& [path, file] : m_files)
            entries.push_back(entryOf(path, file));
        const Json list{{"format", kFormat}, {"version", kVersion}, {"files", std::move(entries)}};
        if (Status written = writeFileVerified(listFileOf(m_jobFolder), writeJson(list), IfExists::Replace); !written)
            return written;
    }
    std::error_code failure;
    fs::remove(journalFile(), failure);
    m_listChanged = false;
    return ok();
}

} // namespace labelwright
