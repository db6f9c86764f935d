// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/dataset/DatasetFormat.h"

#include <cstdint>
#include <filesystem>
#include <span>
#include <stop_token>
#include <utility>

namespace labelwright {

/// A dataset on the way to being open: whoever reads it asks before each piece whether to go on, and says how far it
/// is. Thread: one.
class Opening {
public:
    explicit Opening(ReadOptions options) : m_options(std::move(options)) {}

    bool nearestColors() const { return m_options.nearestColors; }
    const std::stop_token& stop() const { return m_options.stop; }

    /// There is more to do: pieces of any kind, or all bytes of the files. Best said before the first advance().
    void expect(std::int64_t pieces) { m_all += pieces; }
    void expectFiles(std::span<const std::filesystem::path> files);

    /// So many pieces more are done. Errors: Cancelled.
    Status advance(std::int64_t pieces);
    /// For work that does all there is to do, and tells by itself how far it is. Valid as long as this is.
    Progress progress();
    /// Errors: Cancelled.
    Status checkGoesOn() const;

    /// All is done.
    void finish();

private:
    void report(std::int64_t done);

    ReadOptions m_options;
    std::int64_t m_done = 0;
    std::int64_t m_all = 0;
    std::int64_t m_reported = 0;
};

} // namespace labelwright
