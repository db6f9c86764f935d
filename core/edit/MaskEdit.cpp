// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/edit/MaskEdit.h"

#include "core/mask/Runs.h"

#include <algorithm>
#include <cassert>
#include <cstdint>
#include <cstring>
#include <span>
#include <utility>
#include <vector>

namespace labelwright {
namespace {

constexpr int kReportedRows = 64; ///< At most, in one rectangle.

/// How many pixels at the row's end have this label. Eight are compared at a time.
std::size_t trailingRunLength(std::span<const Label> pixels, Label label)
{
    const std::uint64_t eight = 0x0101010101010101U * std::uint64_t{label};
    std::size_t rest = pixels.size();
    for (std::uint64_t last = 0; rest >= sizeof(last); rest -= sizeof(last)) {
        std::memcpy(&last, pixels.data() + rest - sizeof(last), sizeof(last));
        if (last != eight)
            break;
    }
    while (rest > 0 && pixels[rest - 1] == label)
        --rest;
    return pixels.size() - rest;
}

} // namespace

MaskEdit::MaskEdit(Document& document)
    : m_document(document), m_paintable(document.paintRule().paintable()), m_before(document.mask().size())
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
    const Rect bounds = m_document.m_mask.bounds();
    const bool everything = m_paintable.all();
    Rect dirty;
    const auto report = [&] {
        if (!dirty.isEmpty())
            m_document.changed(std::exchange(dirty, {}));
    };
    for (const RowSpan& span : region.spans()) {
        const Rect row = Rect{span.x0, span.y, span.x1 - span.x0, 1}.intersected(bounds);
        if (row.isEmpty())
            continue;
        if (row.y >= dirty.y + kReportedRows)
            report();
        dirty = dirty.united(everything ? fill(row, label) : fillPaintable(row, label));
    }
    report();
}

Rect MaskEdit::fill(const Rect& row, Label label)
{
    LabelMask& mask = m_document.m_mask;
    const std::span<Label> pixels =
        mask.writableRow(row.y).subspan(static_cast<std::size_t>(row.x), static_cast<std::size_t>(row.width));
    const int first = pixels[0] == label ? static_cast<int>(runLength(pixels)) : 0;
    if (first == row.width)
        return {};
    // A brush's move covers mostly what it has painted already: that needs neither keeping nor drawing again.
    const int last = static_cast<int>(trailingRunLength(pixels, label));
    const Rect changed{row.x + first, row.y, row.width - first - last, 1};
    m_before.keep(mask, changed);
    std::fill(pixels.begin() + first, pixels.end() - last, label);
    return changed;
}

Rect MaskEdit::fillPaintable(const Rect& row, Label label)
{
    const std::span<const Label> pixels = m_document.m_mask.row(row.y);
    Rect dirty;
    for (int x = row.x; x < row.right();) {
        const auto rest = pixels.subspan(static_cast<std::size_t>(x), static_cast<std::size_t>(row.right() - x));
        const int length = static_cast<int>(runLength(rest));
        if (!m_paintable[rest[0]] && rest[0] != label)
            m_protected = rest[0];
        else if (rest[0] != label)
            dirty = dirty.united(fill({x, row.y, length, 1}, label));
        x += length;
    }
    return dirty;
}

Region paintedPart(const Document& document, const Region& region, Label label)
{
    const LabelMask& mask = document.mask();
    const Region inside = region.clipped(mask.bounds());
    std::bitset<256> paintable = document.paintRule().paintable();
    if (paintable.all())
        return inside;
    paintable.set(label);
    std::vector<RowSpan> spans;
    for (const RowSpan& span : inside.spans()) {
        for (int x = span.x0; x < span.x1;) {
            const auto rest =
                mask.row(span.y).subspan(static_cast<std::size_t>(x), static_cast<std::size_t>(span.x1 - x));
            const int length = static_cast<int>(runLength(rest));
            if (paintable[rest[0]])
                spans.push_back({span.y, x, x + length});
            x += length;
        }
    }
    return Region::fromSpans(std::move(spans));
}

bool MaskEdit::commit(std::string name)
{
    assert(!m_finished);
    m_finished = true;
    m_document.m_isEditing = false;
    if (m_before.isEmpty()) {
        if (m_protected && m_document.onProtected)
            m_document.onProtected(*m_protected);
        return false;
    }
    m_document.commit(std::move(name), std::move(m_before));
    return true;
}

} // namespace labelwright
