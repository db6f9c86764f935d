// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/NewManifest.h"

#include "core/base/AtomicFile.h"
#include "core/base/Json.h"
#include "core/groundtruth/ManifestLine.h"
#include "core/image/ImageReader.h"
#include "core/job/CreateJob.h"
#include "core/job/FindImages.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>

namespace labelwright {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 3> kGroundTruthExtensions{".jpg", ".jpeg", ".png"};
constexpr std::uintmax_t kMaxManifestBytes = 4ULL << 30U;
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

/// `inner` as seen from `outer`, "." for the same; nullopt when it does not lie inside.
std::optional<fs::path> relativeInside(const fs::path& inner, const fs::path& outer)
{
    const fs::path relative = inner.lexically_relative(outer);
    if (relative.empty() || *relative.begin() == "..")
        return std::nullopt;
    return relative;
}

/// The s3:// name of the folder of photos, from the first mapping that holds it, or a mapping made for it.
std::string prefixOf(const fs::path& images, std::string_view jobName, std::vector<PrefixMapping>& prefixes)
{
    for (const PrefixMapping& mapping : prefixes) {
        if (const std::optional<fs::path> relative = relativeInside(images, mapping.folder))
            return *relative == "." ? mapping.prefix : joinS3(mapping.prefix, relative->generic_string());
    }
    prefixes.push_back({fmt::format("s3://labelwright/{}/images/", jobName), images});
    return prefixes.back().prefix;
}

/// The manifest line of a photo. Errors: Malformed when its name is no UTF-8.
Result<std::string> lineOf(const std::string& sourceRef)
{
    std::string line = writeJson(Json{{"source-ref", sourceRef}});
    const Result<Json> back = parseJson(line);
    if (!back || stringOf(*back, "source-ref") != sourceRef)
        return Error{ErrorCode::Malformed, "the file's name is no valid UTF-8, so no manifest can hold it"};
    return line;
}

/// Calls visit(line, number from 1) for each line without its line break.
template <typename Visit>
void forEachLine(std::string_view text, Visit visit)
{
    if (text.starts_with(kByteOrderMark))
        text.remove_prefix(kByteOrderMark.size());
    for (std::int64_t number = 1; !text.empty(); ++number) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        std::string_view line = text.substr(0, end);
        if (line.ends_with('\r'))
            line.remove_suffix(1);
        visit(line, number);
        text.remove_prefix(std::min(end + 1, text.size()));
    }
}

/// hasMember(), without parsing lines in which the key does not even occur.
bool lineHas(std::string_view line, const std::string& key)
{
    return line.find('"' + key + '"') != std::string_view::npos && hasMember(line, key);
}

bool isGroundTruthImage(std::string_view sourceRef)
{
    std::string extension = fs::path(sourceRef).extension().string();
    std::transform(extension.begin(), extension.end(), extension.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return std::find(kGroundTruthExtensions.begin(), kGroundTruthExtensions.end(), extension) !=
           kGroundTruthExtensions.end();
}

} // namespace

void WarningList::add(Error warning)
{
    if (m_warnings.size() + 1 < kMaxWarnings)
        m_warnings.push_back(std::move(warning));
    else
        ++m_more;
}

std::vector<Error> WarningList::finish()
{
    if (m_more > 0)
        m_warnings.push_back({ErrorCode::Malformed, fmt::format("and {} more warnings like these", m_more)});
    return std::move(m_warnings);
}

Result<NewManifest> manifestOfImages(const fs::path& images, std::string_view jobName,
                                     std::vector<PrefixMapping> prefixes, WarningList& warnings,
                                     const std::stop_token& stop)
{
    const Result<std::vector<fs::path>> found = findImages(images, stop);
    if (!found)
        return found.error();
    NewManifest manifest{.text = {}, .prefixes = std::move(prefixes), .sourceFolder = {}};
    const std::string prefix = prefixOf(images, jobName, manifest.prefixes);
    for (const fs::path& relative : *found) {
        if (stop.stop_requested())
            return Error{ErrorCode::Cancelled, "listing the photos was stopped", images};
        const std::string sourceRef = joinS3(prefix, relative.generic_string());
        const Result<fs::path> resolved = resolveReference(sourceRef, manifest.prefixes, images);
        const Result<std::string> line = lineOf(sourceRef);
        if (!resolved)
            warnings.add(resolved.error().at(images / relative));
        else if (!line)
            warnings.add(line.error().at(images / relative));
        else
            manifest.text += *line + "\n";
    }
    if (manifest.text.empty())
        return Error{
            ErrorCode::InvalidArgument,
            fmt::format("there is no photo in this folder; Labelwright reads {}", fmt::join(imageExtensions(), ", ")),
            images};
    return manifest;
}

Result<NewManifest> manifestOfFile(const fs::path& file, std::vector<PrefixMapping> prefixes)
{
    Result<std::string> text = readTextFile(file, kMaxManifestBytes);
    if (!text)
        return text.error();
    if (text->empty())
        return Error{ErrorCode::Malformed, "this manifest has no line", file};
    return NewManifest{*std::move(text), std::move(prefixes), file.parent_path()};
}

Status checkLines(std::string_view text, const LineChecks& checks, WarningList& warnings)
{
    std::int64_t objects = 0;
    std::int64_t lines = 0;
    std::int64_t taken = 0;
    bool isInitialFound = checks.initialAttribute.empty();
    const auto at = [&](Error error, std::int64_t number) { return error.at(checks.path).atLine(number); };
    forEachLine(text, [&](std::string_view line, std::int64_t number) {
        lines = number;
        const Result<ManifestLine> parsed = parseManifestLine(line);
        if (!parsed)
            return warnings.add(at(parsed.error(), number));
        ++objects;
        if (!isGroundTruthImage(parsed->sourceRef))
            warnings.add(at({ErrorCode::Unsupported,
                             fmt::format("Ground Truth reads .jpg, .jpeg and .png only, not {}", parsed->sourceRef)},
                            number));
        isInitialFound = isInitialFound || lineHas(line, checks.initialAttribute);
        if (taken == 0 && (lineHas(line, checks.attribute) || lineHas(line, checks.attribute + "-metadata")))
            taken = number;
    });
    if (taken > 0)
        return at({ErrorCode::InvalidArgument,
                   fmt::format("this line has the attribute {} already; choose another for the job", checks.attribute)},
                  taken);
    if (objects == 0)
        return Error{ErrorCode::Malformed, "no line of this manifest is an object with a source-ref", checks.path};
    if (!isInitialFound)
        warnings.add(
            {ErrorCode::Mismatch,
             fmt::format("no line has the attribute {}, so every object begins unlabeled", checks.initialAttribute),
             checks.path});
    if (const TaskTypeInfo& task = infoOf(checks.taskType); lines > task.maxObjects)
        warnings.add({ErrorCode::TooLarge,
                      fmt::format("the job has {} objects; Ground Truth takes at most {} in one of type {}", lines,
                                  task.maxObjects, task.id),
                      checks.path});
    return ok();
}

} // namespace labelwright
