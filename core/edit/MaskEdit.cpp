// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/edit/MaskEdit.h"

#include <algorithm>
#include <cassert>
#include <cstring>
#include <span>
#include <utility>

namespace labelwright {
namespace {

/// Precondition: pixels is not empty.
bool isFilledWith(std::span<const Label> pixels, Label label)
{
    return pixels.front() == label && std::memcmp(pixels.data(), pixels.data() + 1, pixels.size() - 1) == 0;
}

} // namespace

MaskEdit::MaskEdit(Document& document) : m_document(document), m_before(document.mask().size())
{
    assert(!document.m_isEditing);
    document.m_isEditing = true;
}

MaskEdit::~MaskEdit()
{
    if (m_finished)
        return;
    m_document.m_isEditing = false;
    if (m_before.isEmpty())
        return;
    m_before.swap(m_document.m_mask);
    m_document.changed(m_before.bounds());
}

void MaskEdit::paint(const Region& region, Label label)
{
    assert(!m_finished);
    LabelMask& mask = m_document.m_mask;
    Rect dirty;
    for (const RowSpan& span : region.spans()) {
        const Rect row = Rect{span.x0, span.y, span.x1 - span.x0, 1}.intersected(mask.bounds());
        if (row.isEmpty())
            continue;
        const std::span<Label> pixels =
            mask.writableRow(row.y).subspan(static_cast<std::size_t>(row.x), static_cast<std::size_t>(row.width));
        if (isFilledWith(pixels, label))
            continue;
        m_before.keep(mask, row);
        std::fill(pixels.begin(), pixels.end(), label);
        dirty = dirty.united(row);
    }
    if (!dirty.isEmpty())
        m_document.changed(dirty);
}

void MaskEdit::commit(std::string name)
{
    assert(!m_finished);
    m_finished = true;
    m_document.m_isEditing = false;
    if (!m_before.isEmpty())
        m_document.commit(std::move(name), std::move(m_before));
}

} // namespace labelwright
