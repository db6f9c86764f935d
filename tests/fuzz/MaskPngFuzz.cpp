// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/groundtruth/MaskPng.h"
#include "core/groundtruth/WorkerPng.h"
#include "tests/fuzz/Require.h"

using namespace labelwright;
using fuzz::require;

namespace {

const LabelSet& threeLabels()
{
    static const LabelSet labels = *LabelSet::fromNames({"people", "traffic light", "bus"});
    return labels;
}

/// What was read is written and read again.
void requireRoundTrip(const LabelMask& mask)
{
    const auto consolidated = encodeConsolidatedMask(mask, threeLabels());
    require(consolidated.has_value());
    require(*decodeConsolidatedMask(*consolidated, threeLabels(), ReadBy::Index) == mask);
    require(*decodeConsolidatedMask(*consolidated, threeLabels(), ReadBy::Color) == mask);
    const Result<WorkerPng> worker = encodeWorkerPng(mask, threeLabels());
    require(worker.has_value());
    std::vector<LabelMapping> mappings;
    for (const LabelClass& label : threeLabels().classes())
        mappings.push_back({label.name, label.color});
    require(*decodeWorkerPng(worker->bytes, mappings, threeLabels()) == mask);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::span<const std::uint8_t> file(data, size);
    if (const Result<IndexedPng> indexed = decodeIndexedPng(file))
        require(indexed->indices.size() ==
                static_cast<std::size_t>(indexed->size.width) * static_cast<std::size_t>(indexed->size.height));
    (void)decodeColorPng(file);
    for (const ReadBy readBy : {ReadBy::Index, ReadBy::Color}) {
        if (const Result<LabelMask> mask = decodeConsolidatedMask(file, threeLabels(), readBy))
            requireRoundTrip(*mask);
    }
    if (const Result<LabelMask> mask = decodeForeignMask(file, threeLabels()))
        requireRoundTrip(*mask);
    return 0;
}
