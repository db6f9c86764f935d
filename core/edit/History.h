// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/mask/MaskPatch.h"

#include <cstddef>
#include <deque>
#include <string>
#include <vector>

namespace labelwright {

/// One committed edit of the mask, kept as "the other state": swapping its patch with the mask undoes it, swapping
/// again redoes it, so there is one code path to get right.
struct MaskCommand {
    std::string name; ///< Stable key such as "brush"; ui translates it.
    MaskPatch patch;
};

/// What can be undone and redone, as many steps as fit the byte budget; the oldest go first, but one step always stays,
/// whatever its size.
class History {
public:
    static constexpr std::size_t kDefaultByteBudget = 256U << 20U;

    /// Drops what could be redone.
    void push(MaskCommand command);

    bool canUndo() const { return !m_undo.empty(); }
    bool canRedo() const { return !m_redo.empty(); }
    /// Names of the steps, the next one to be undone (redone) first.
    std::vector<std::string> undoNames() const;
    std::vector<std::string> redoNames() const;

    /// Swaps the newest step with `mask`; the dirty rectangle. Precondition: canUndo() or canRedo().
    Rect undo(LabelMask& mask);
    Rect redo(LabelMask& mask);

    std::size_t byteSize() const { return m_byteSize; } ///< Of all steps, undone ones included.
    void setByteBudget(std::size_t bytes);

private:
    /// Swaps the last of `from` with the mask and hands it over to `to`.
    Rect swapLast(std::deque<MaskCommand>& from, std::deque<MaskCommand>& to, LabelMask& mask);
    void trim();

    std::deque<MaskCommand> m_undo; ///< The newest last.
    std::deque<MaskCommand> m_redo; ///< The next one last.
    std::size_t m_byteSize = 0;
    std::size_t m_byteBudget = kDefaultByteBudget;
};

} // namespace labelwright
