// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dataset/NoteList.h"

#include "core/job/CreateJob.h"

#include <fmt/format.h>

#include <utility>

namespace labelwright {

void NoteList::add(ReaderNote note)
{
    if (m_notes.size() + 1 < kMaxWarnings)
        m_notes.push_back(std::move(note));
    else
        ++m_more;
}

std::vector<ReaderNote> NoteList::notes() const
{
    std::vector<ReaderNote> notes = m_notes;
    if (m_more > 0)
        notes.push_back({{}, fmt::format("{} more notes are not listed", m_more)});
    return notes;
}

} // namespace labelwright
