// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/edit/History.h"
#include "core/edit/PaintRule.h"
#include "core/mask/LabelMask.h"
#include "core/mask/MaskPatch.h"

#include <cstdint>
#include <functional>
#include <string>

namespace labelwright {

/// What one step did to a document, in a form that repeats it on another copy: the draft journal's content.
struct EditRecord {
    enum class Kind : std::uint8_t { Commit, Undo, Redo };
    Kind kind = Kind::Commit;
    std::string name;                  ///< Of the committed edit; empty for undo and redo.
    const MaskPatch* pixels = nullptr; ///< After a commit: the touched tiles; else nullptr. Valid during the callback.
};

/// The mask of one object while it is edited, with its history. Used from one thread. It must not be moved while a
/// MaskEdit of it exists.
class Document {
public:
    explicit Document(LabelMask mask);
    Document(Document&&) = default;
    Document& operator=(Document&&) = default;

    const LabelMask& mask() const { return m_mask; }
    /// The mask without a copy; the document is of no use afterwards.
    LabelMask takeMask() && { return std::move(m_mask); }
    const History& history() const { return m_history; }
    /// How much memory the history may hold; History::kDefaultByteBudget to begin with.
    void setHistoryByteBudget(std::size_t bytes) { m_history.setByteBudget(bytes); }

    /// What edits that begin from now on may change; everything to begin with.
    void setPaintRule(const PaintRule& rule) { m_paintRule = rule; }
    const PaintRule& paintRule() const { return m_paintRule; }

    /// Grows with every change of a pixel; results computed from an older revision are stale.
    std::uint64_t revision() const { return m_revision; }

    /// Nothing happens when there is nothing to undo (redo), or while a MaskEdit exists.
    void undo();
    void redo();

    /// Undoes (steps < 0) or redoes (steps > 0) that many steps, as far as there are any; each is recorded on its own,
    /// the change of pixels reported once. For a history list: History::undoNames()[n] is undone by goTo(-n - 1).
    void goTo(int steps);

    /// Repeats a recorded commit: its tiles become the mask's pixels, as one undoable step, which is recorded again.
    /// Precondition: `pixels` is of a mask of this size, and no MaskEdit exists.
    void apply(std::string name, MaskPatch pixels);

    /// Called on the caller's thread after pixels changed, also while an edit is not yet committed, with the rectangle
    /// that holds them.
    std::function<void(const Rect&)> onMaskChanged;
    /// Called at the end of an edit that changed nothing because the paint rule protects every pixel that it would have
    /// changed; one of them has `label`.
    std::function<void(Label label)> onProtected;
    /// Called after each commit, undo and redo.
    std::function<void(const EditRecord&)> onRecorded;

private:
    friend class MaskEdit;

    void changed(const Rect& rect);
    /// Takes over what the pixels were before an edit that is already in the mask.
    void commit(std::string name, MaskPatch before);
    void record(const EditRecord& entry);

    LabelMask m_mask;
    History m_history;
    PaintRule m_paintRule;
    std::uint64_t m_revision = 0;
    bool m_isEditing = false; ///< A MaskEdit exists.
};

} // namespace labelwright
