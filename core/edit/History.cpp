// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/edit/History.h"

#include <cassert>
#include <utility>

namespace labelwright {
namespace {

std::size_t sizeOf(const MaskCommand& command)
{
    return sizeof(command) + command.name.size() + command.patch.byteSize();
}

std::vector<std::string> namesFromBack(const std::deque<MaskCommand>& commands)
{
    std::vector<std::string> names;
    for (auto command = commands.rbegin(); command != commands.rend(); ++command)
        names.push_back(command->name);
    return names;
}

} // namespace

void History::push(MaskCommand command)
{
    for (const MaskCommand& undone : m_redo)
        m_byteSize -= sizeOf(undone);
    m_redo.clear();
    m_byteSize += sizeOf(command);
    m_undo.push_back(std::move(command));
    trim();
}

std::vector<std::string> History::undoNames() const
{
    return namesFromBack(m_undo);
}

std::vector<std::string> History::redoNames() const
{
    return namesFromBack(m_redo);
}

Rect History::undo(LabelMask& mask)
{
    return swapLast(m_undo, m_redo, mask);
}

Rect History::redo(LabelMask& mask)
{
    return swapLast(m_redo, m_undo, mask);
}

Rect History::swapLast(std::deque<MaskCommand>& from, std::deque<MaskCommand>& to, LabelMask& mask)
{
    assert(!from.empty());
    MaskCommand command = std::move(from.back());
    from.pop_back();
    m_byteSize -= sizeOf(command);
    command.patch.swap(mask);
    m_byteSize += sizeOf(command);
    to.push_back(std::move(command));
    return to.back().patch.bounds();
}

void History::setByteBudget(std::size_t bytes)
{
    m_byteBudget = bytes;
    trim();
}

void History::trim()
{
    while (m_byteSize > m_byteBudget && m_undo.size() + m_redo.size() > 1) {
        // With nothing left to undo, the redo that would come last is the one to go: the others build on the next.
        std::deque<MaskCommand>& commands = m_undo.empty() ? m_redo : m_undo;
        m_byteSize -= sizeOf(commands.front());
        commands.pop_front();
    }
}

} // namespace labelwright
