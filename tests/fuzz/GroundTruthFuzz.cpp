// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/groundtruth/BoundingBoxes.h"
#include "core/groundtruth/ClassificationMetadata.h"
#include "core/groundtruth/Consolidation.h"
#include "core/groundtruth/LabelCategories.h"
#include "core/groundtruth/ManifestLine.h"
#include "core/groundtruth/SegmentationMetadata.h"
#include "core/groundtruth/SourceRef.h"
#include "core/groundtruth/WorkerResponse.h"
#include "core/groundtruth/WorkerTemplate.h"
#include "tests/fuzz/Require.h"

using namespace labelwright;
using fuzz::require;

namespace {

void readLine(std::string_view line)
{
    if (const Result<ManifestLine> parsed = parseManifestLine(line)) {
        (void)resolveReference(parsed->sourceRef, {}, "/nowhere");
        const std::string longer = appendMembers(line, R"("added-ref":"x")");
        require(parseManifestLine(longer)->sourceRef == parsed->sourceRef);
    }
    if (const auto attributes = labelAttributesOf(line)) {
        for (const LineAttribute& attribute : *attributes) {
            (void)readSegmentation(line, attribute.name);
            (void)readBoundingBoxes(line, attribute.name);
            (void)readClassification(line, attribute.name);
        }
    }
}

void readFiles(std::string_view text)
{
    if (const auto answers = readWorkerResponse(text)) {
        const std::string written = writeWorkerResponse(*answers);
        const auto again = readWorkerResponse(written);
        require(again && writeWorkerResponse(*again) == written);
    }
    if (const auto categories = readLabelCategories(text))
        require(readLabelCategories(writeLabelCategories(categories->labels)).has_value());
    if (const auto objects = readConsolidationRequest(text)) {
        const std::string written = writeConsolidationRequest(*objects);
        const auto again = readConsolidationRequest(written);
        require(again && writeConsolidationRequest(*again) == written);
    }
    if (const auto objects = readConsolidationResponse(text)) {
        const std::string written = writeConsolidationResponse(*objects);
        const auto again = readConsolidationResponse(written);
        require(again && writeConsolidationResponse(*again) == written);
    }
    (void)readWorkerTemplate(text);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view text = fuzz::textOf({data, size});
    readLine(text);
    readFiles(text);
    return 0;
}
