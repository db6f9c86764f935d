// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dataset/NamedMasks.h"

#include "core/groundtruth/ManifestLine.h"
#include "core/groundtruth/SegmentationMetadata.h"

#include <optional>

namespace labelwright {

namespace {

/// Precondition: the line has the attribute.
Result<NamedMask> namedMask(const std::string& line, const std::string& attribute)
{
    const Result<std::optional<SegmentationReference>> reference = readSegmentation(line, attribute);
    if (!reference)
        return reference.error();
    const SegmentationMetadata& metadata = (*reference)->metadata;
    Result<LabelSet> labels = labelSetOf(metadata);
    if (!labels)
        return labels.error();
    const bool isSuspect = metadata.creationDate && isInIndexDefectWindow(*metadata.creationDate);
    return NamedMask{attribute, (*reference)->maskUri, *std::move(labels), isSuspect};
}

} // namespace

std::vector<NamedMask> namedMasksOf(const ColorMapMender& colors, const std::string& line, std::vector<Error>& problems)
{
    SuppliedColors supplied;
    const std::string mended = colors.mendLine(line, supplied).value_or(line);
    std::vector<NamedMask> masks;
    const Result<std::vector<LineAttribute>> attributes = labelAttributesOf(mended);
    if (!attributes) {
        problems.push_back(attributes.error());
        return masks;
    }
    for (const LineAttribute& attribute : *attributes) {
        if (attribute.kind != AttributeKind::SemanticSegmentation)
            continue;
        Result<NamedMask> mask = namedMask(mended, attribute.name);
        if (mask)
            masks.push_back(*std::move(mask));
        else
            problems.push_back(mask.error());
    }
    return masks;
}

} // namespace labelwright
