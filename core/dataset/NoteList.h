// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/dataset/DatasetFormat.h"

#include <cstdint>
#include <vector>

namespace labelwright {

/// What is told of a dataset while it is taken over. Of very many notes the first are kept and the others counted.
class NoteList {
public:
    void add(ReaderNote note);
    void add(const Error& error) { add(ReaderNote{error.path, error.detail}); }

    /// At most kMaxWarnings, the last one telling how many more there are.
    std::vector<ReaderNote> notes() const;

private:
    std::vector<ReaderNote> m_notes;
    std::int64_t m_more = 0;
};

} // namespace labelwright
