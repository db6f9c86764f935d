// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/edit/Document.h"

#include <cassert>
#include <utility>
#include <vector>

namespace labelwright {

Document::Document(LabelMask mask) : m_mask(std::move(mask))
{}

void Document::undo()
{
    goTo(-1);
}

void Document::redo()
{
    goTo(1);
}

void Document::goTo(int steps)
{
    if (m_isEditing)
        return;
    Rect dirty;
    std::vector<EditRecord::Kind> taken;
    for (; steps < 0 && m_history.canUndo(); ++steps) {
        dirty = dirty.united(m_history.undo(m_mask));
        taken.push_back(EditRecord::Kind::Undo);
    }
    for (; steps > 0 && m_history.canRedo(); --steps) {
        dirty = dirty.united(m_history.redo(m_mask));
        taken.push_back(EditRecord::Kind::Redo);
    }
    if (taken.empty())
        return;
    changed(dirty);
    for (const EditRecord::Kind kind : taken)
        record({.kind = kind, .name = {}});
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
