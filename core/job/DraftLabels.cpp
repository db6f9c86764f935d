// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/DraftLabels.h"

#include "core/job/LabelChange.h"

#include <algorithm>
#include <array>
#include <utility>

namespace labelwright {
namespace {

using Table = std::array<Label, 256>;

std::optional<MaskPatch> differenceOf(const LabelMask& mask, const LabelMask& other)
{
    if (mask == other)
        return std::nullopt;
    MaskPatch patch(mask.size());
    for (int y = 0; y < mask.height(); ++y) {
        for (int x = 0; x < mask.width(); x += MaskPatch::kTileSize) {
            const auto width = static_cast<std::size_t>(std::min(MaskPatch::kTileSize, mask.width() - x));
            const auto start = static_cast<std::size_t>(x);
            if (!std::ranges::equal(mask.row(y).subspan(start, width), other.row(y).subspan(start, width)))
                patch.keep(mask, {x, y, 1, 1});
        }
    }
    return patch;
}

Status relabelRecords(Draft& draft, const Table& table)
{
    for (DraftRecord& record : draft.records) {
        if (record.kind != EditRecord::Kind::Commit)
            continue;
        Result<MaskPatch> patch = MaskPatch::decode(draft.header.size, record.patch);
        if (!patch)
            return patch.error();
        patch->relabel(table);
        record.patch = patch->encode();
    }
    return ok();
}

/// `begun` is what the draft began on, in the labels that it was made with.
Result<Draft> relabelledDraft(Draft draft, LabelMask begun, const LabelMask& base, const Table& table,
                              const LabelSet& today)
{
    if (Status relabelling = relabelRecords(draft, table); !relabelling)
        return relabelling.error();
    if (const std::optional<MaskPatch> patch = differenceOf(relabelled(std::move(begun), table), base))
        draft.records.insert(draft.records.begin(), {EditRecord::Kind::Commit, 0, "labels-changed", patch->encode()});
    draft.header.labelIds = draftLabelIds(today);
    draft.header.baseSha256 = pixelsSha256(base);
    return draft;
}

} // namespace

std::vector<int> draftLabelIds(const LabelSet& labels)
{
    std::vector<int> ids{0};
    for (const LabelClass& label : labels.classes())
        ids.push_back(label.id);
    return ids;
}

Result<Draft> draftInLabelsOfToday(Draft draft, const LabelMask& base, const DraftLabels& labels)
{
    const DraftHeader& header = draft.header;
    const bool isOfToday = header.labelIds == draftLabelIds(labels.today);
    if (isOfToday && (labels.ever.size() < 2 || header.baseSha256 == pixelsSha256(base)))
        return draft;
    bool isKnown = false;
    for (const LabelSet& earlier : labels.ever) {
        if (header.labelIds != draftLabelIds(earlier))
            continue;
        isKnown = true;
        Result<LabelMask> begun = labels.baseIn(earlier);
        if (!begun)
            return begun.error();
        if (begun->size() == base.size() && header.baseSha256 == pixelsSha256(*begun))
            return relabelledDraft(std::move(draft), *std::move(begun), base, labelTable(earlier, labels.today),
                                   labels.today);
    }
    return Error{ErrorCode::Mismatch, isKnown ? "the draft was begun on another initial mask than there is now"
                                              : "this draft was made with other labels"};
}

} // namespace labelwright
