// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/InputPreview.h"

#include "core/groundtruth/Manifest.h"
#include "core/job/FindImages.h"

#include <algorithm>

namespace labelwright {
namespace {

void addAttributes(const std::string& line, InputPreview& preview)
{
    const Result<std::vector<LineAttribute>> attributes = labelAttributesOf(line);
    if (!attributes)
        return;
    for (const LineAttribute& attribute : *attributes) {
        const bool isMask = attribute.kind == AttributeKind::SemanticSegmentation;
        if (!isMask && attribute.kind != AttributeKind::Classification)
            continue;
        std::vector<std::string>& names = isMask ? preview.maskAttributes : preview.classAttributes;
        if (std::find(names.begin(), names.end(), attribute.name) == names.end())
            names.push_back(attribute.name);
    }
}

void addProblem(InputPreview& preview, const Error& problem)
{
    ++preview.problemCount;
    if (preview.problems.size() < kPreviewProblems)
        preview.problems.push_back(problem);
}

void addLine(InputPreview& preview, const Result<std::string>& line, std::int64_t number)
{
    if (!line)
        return addProblem(preview, line.error());
    if (preview.firstLines.size() < kPreviewLines)
        preview.firstLines.push_back(*line);
    const Result<ManifestLine> parsed = parseManifestLine(*line);
    if (!parsed)
        return addProblem(preview, parsed.error().atLine(number));
    if (preview.objects++ == 0)
        preview.firstSourceRef = parsed->sourceRef;
    addAttributes(*line, preview);
}

} // namespace

Result<InputPreview> previewImages(const std::filesystem::path& folder, const std::stop_token& stop)
{
    const Result<std::vector<std::filesystem::path>> images = findImages(folder, stop);
    if (!images)
        return images.error();
    InputPreview preview;
    preview.objects = static_cast<std::int64_t>(images->size());
    return preview;
}

Result<InputPreview> previewManifest(const std::filesystem::path& file, const std::stop_token& stop)
{
    const Result<Manifest> manifest = Manifest::open(file);
    if (!manifest)
        return manifest.error();
    InputPreview preview;
    for (std::int64_t index = 0; index < manifest->lineCount(); ++index) {
        if (stop.stop_requested())
            return Error{ErrorCode::Cancelled, "reading the manifest was stopped", file};
        addLine(preview, manifest->line(index), index + 1);
    }
    return preview;
}

} // namespace labelwright
