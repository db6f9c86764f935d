// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/AtomicFile.h"
#include "core/job/Draft.h"
#include "core/job/DraftFormat.h"

#include <array>
#include <cerrno>
#include <ctime>
#include <fcntl.h>
#include <fstream>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace labelwright {
namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t kMaxDraftBytes = 16ULL << 30U;

Status writeAt(int file, std::span<const std::uint8_t> bytes, std::uintmax_t offset, const fs::path& path)
{
    while (!bytes.empty()) {
        const ssize_t written = ::pwrite(file, bytes.data(), bytes.size(), static_cast<off_t>(offset));
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return errorFromErrno(errno, "writing the draft", path);
        bytes = bytes.subspan(static_cast<std::size_t>(written));
        offset += static_cast<std::uintmax_t>(written);
    }
    if (::fdatasync(file) != 0)
        return errorFromErrno(errno, "writing the draft", path);
    return ok();
}

/// The system's own stamps are some milliseconds coarse: of two drafts that are written together nobody could tell
/// which is the newer one. When that fails they stay.
void stampNow(int file)
{
    std::array<timespec, 2> times{{{0, UTIME_OMIT}, {}}};
    if (::clock_gettime(CLOCK_REALTIME, &times[1]) == 0) [[maybe_unused]]
        const int stamped = ::futimens(file, times.data());
}

} // namespace

DraftJournal::DraftJournal(fs::path path, int file, std::uintmax_t bytes)
    : m_path(std::move(path)), m_file(file), m_bytes(bytes)
{}

DraftJournal::DraftJournal(DraftJournal&& other) noexcept
    : m_path(std::move(other.m_path)), m_file(std::exchange(other.m_file, -1)), m_bytes(other.m_bytes)
{}

DraftJournal& DraftJournal::operator=(DraftJournal&& other) noexcept
{
    std::swap(m_path, other.m_path);
    std::swap(m_file, other.m_file);
    std::swap(m_bytes, other.m_bytes);
    return *this;
}

DraftJournal::~DraftJournal()
{
    if (m_file >= 0)
        ::close(m_file);
}

Result<DraftJournal> DraftJournal::create(const fs::path& path, const DraftHeader& header)
{
    const std::vector<std::uint8_t> start = encodeDraftStart(header);
    if (Status written = writeFileVerified(path, start, IfExists::Replace); !written)
        return written.error();
    return resume(path, start.size());
}

Result<DraftJournal> DraftJournal::resume(const fs::path& path, std::uintmax_t wholeBytes)
{
    const int file = ::open(path.c_str(), O_WRONLY | O_CLOEXEC);
    if (file < 0)
        return errorFromErrno(errno, "writing the draft", path);
    DraftJournal journal(path, file, wholeBytes);
    if (::ftruncate(file, static_cast<off_t>(wholeBytes)) != 0)
        return errorFromErrno(errno, "writing the draft", path);
    return journal;
}

Status DraftJournal::append(const DraftRecord& record)
{
    const Result<std::vector<std::uint8_t>> frame = encodeDraftRecord(record);
    if (!frame)
        return frame.error().at(m_path);
    if (Status written = writeAt(m_file, *frame, m_bytes, m_path); !written) {
        // A part that stays behind is a torn tail, which the next append writes over and readDraft() leaves out.
        [[maybe_unused]] const int cut = ::ftruncate(m_file, static_cast<off_t>(m_bytes));
        return written;
    }
    m_bytes += frame->size();
    stampNow(m_file);
    return ok();
}

Result<std::uintmax_t> writeDraft(const fs::path& path, const Draft& draft)
{
    std::vector<std::uint8_t> bytes = encodeDraftStart(draft.header);
    for (const DraftRecord& record : draft.records) {
        const Result<std::vector<std::uint8_t>> frame = encodeDraftRecord(record);
        if (!frame)
            return frame.error().at(path);
        bytes.insert(bytes.end(), frame->begin(), frame->end());
    }
    if (Status written = writeFileVerified(path, bytes, IfExists::Replace); !written)
        return written.error();
    return bytes.size();
}

Result<Draft> readDraft(const fs::path& path)
{
    const Result<std::vector<std::uint8_t>> bytes = readFile(path, kMaxDraftBytes);
    if (!bytes)
        return bytes.error();
    Result<Draft> draft = decodeDraft(*bytes);
    if (!draft)
        return draft.error().at(path);
    return draft;
}

Result<DraftHeader> readDraftHeader(const fs::path& path)
{
    std::ifstream in(path, std::ios::binary);
    if (!in)
        return errorFromErrno(errno, "opening", path);
    std::vector<std::uint8_t> bytes(kMaxDraftStartBytes);
    in.read(reinterpret_cast<char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
    bytes.resize(static_cast<std::size_t>(in.gcount()));
    Result<DecodedStart> start = decodeDraftStart(bytes);
    if (!start)
        return start.error().at(path);
    return std::move(start->header);
}

} // namespace labelwright
