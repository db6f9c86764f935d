// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dataset/Opening.h"

#include <algorithm>

namespace labelwright {
namespace {

constexpr std::int64_t kReports = 1000; ///< As many as anybody can tell apart.

} // namespace

void Opening::expectFiles(std::span<const std::filesystem::path> files)
{
    for (const std::filesystem::path& file : files) {
        std::error_code failure;
        const std::uintmax_t bytes = std::filesystem::file_size(file, failure);
        m_all += failure ? 0 : static_cast<std::int64_t>(bytes);
    }
}

Status Opening::advance(std::int64_t pieces)
{
    m_done = std::min(m_done + pieces, m_all); // A file may have grown.
    if (m_done - m_reported >= std::max<std::int64_t>(m_all / kReports, 1))
        report(m_done);
    return checkGoesOn();
}

Progress Opening::progress()
{
    return [this](std::int64_t done, std::int64_t all) {
        m_all = all;
        (void)advance(done - m_done); // Whoever works looks at stop().
    };
}

Status Opening::checkGoesOn() const
{
    return m_options.stop.stop_requested() ? Status(Error{ErrorCode::Cancelled, "reading the dataset was stopped"})
                                           : ok();
}

void Opening::finish()
{
    if (m_reported < m_all)
        report(m_all);
}

void Opening::report(std::int64_t done)
{
    m_reported = done;
    if (m_options.progress)
        m_options.progress(done, m_all);
}

} // namespace labelwright
