// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/edit/Document.h"

#include <cassert>
#include <utility>

namespace labelwright {

Document::Document(LabelMask mask) : m_mask(std::move(mask))
{}

void Document::undo()
{
    if (m_isEditing || !m_history.canUndo())
        return;
    changed(m_history.undo(m_mask));
    record({.kind = EditRecord::Kind::Undo, .name = {}});
}

void Document::redo()
{
    if (m_isEditing || !m_history.canRedo())
        return;
    changed(m_history.redo(m_mask));
    record({.kind = EditRecord::Kind::Redo, .name = {}});
}

void Document::apply(std::string name, MaskPatch pixels)
{
    assert(!m_isEditing);
    pixels.swap(m_mask);
    changed(pixels.bounds());
    commit(std::move(name), std::move(pixels));
}

void Document::changed(const Rect& rect)
{
    ++m_revision;
    if (onMaskChanged)
        onMaskChanged(rect);
}

void Document::commit(std::string name, MaskPatch before)
{
    if (!onRecorded) {
        m_history.push({std::move(name), std::move(before)});
        return;
    }
    const MaskPatch pixels = before.captured(m_mask);
    m_history.push({name, std::move(before)});
    record({.kind = EditRecord::Kind::Commit, .name = std::move(name), .pixels = &pixels});
}

void Document::record(const EditRecord& entry)
{
    if (onRecorded)
        onRecorded(entry);
}

} // namespace labelwright
