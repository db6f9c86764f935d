// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dataset/Repair.h"

#include "core/dataset/NamedMasks.h"
#include "core/groundtruth/Manifest.h"
#include "core/groundtruth/MendName.h"
#include "core/groundtruth/OutputFiles.h"
#include "core/groundtruth/OutputFolder.h"
#include "core/groundtruth/SegmentationMetadata.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <map>
#include <set>
#include <system_error>
#include <utility>

namespace labelwright {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kConsolidationResponse = "consolidation-response";

Error cancelled(const fs::path& folder)
{
    return {ErrorCode::Cancelled, "the repair was stopped", folder};
}

RepairFile::Kind kindOf(const fs::path& file)
{
    if (file.extension() == ".manifest")
        return RepairFile::Kind::Manifest;
    const bool isConsolidation =
        file.extension() == ".json" && std::ranges::find(file, fs::path(kConsolidationResponse)) != file.end();
    return isConsolidation ? RepairFile::Kind::Consolidation : RepairFile::Kind::Copied;
}

Result<std::vector<RepairFile>> filesOf(const fs::path& folder)
{
    std::vector<RepairFile> files;
    std::error_code failure;
    fs::recursive_directory_iterator entry(folder, failure);
    for (const fs::recursive_directory_iterator end; !failure && entry != end; entry.increment(failure)) {
        std::error_code unknown;
        const fs::path relative = entry->path().lexically_relative(folder);
        if (entry->is_symlink(unknown) && !entry->is_regular_file(unknown))
            return Error{ErrorCode::Unsupported,
                         "this is a link, and what lies behind it would be missing in the new "
                         "folder: put the files themselves in its place",
                         entry->path()};
        if (entry->is_regular_file(unknown))
            files.push_back({relative, relative, kindOf(relative)});
    }
    if (failure)
        return errorFromErrno(failure.value(), "reading", folder);
    std::ranges::sort(files, {}, &RepairFile::from);
    return files;
}

/// A manifest line by line, with its line breaks as they are. `take` may refuse to go on.
Status forEachLine(const Manifest& manifest, const std::stop_token& stop,
                   const std::function<Status(std::int64_t, const std::string&)>& take)
{
    for (std::int64_t index = 0; index < manifest.lineCount(); ++index) {
        if (stop.stop_requested())
            return cancelled(manifest.path());
        const Result<std::string> line = manifest.line(index);
        if (!line)
            return line.error();
        if (Status taken = take(index, *line); !taken)
            return taken;
    }
    return ok();
}

/// Looks through a folder and notes in the plan what is to be mended.
class Planner {
public:
    Planner(RepairPlan& plan, const Manifest& manifest) : m_plan(plan), m_manifest(manifest)
    {
        for (std::size_t place = 0; place < plan.files.size(); ++place)
            m_places.emplace(plan.files[place].from, place);
    }

    Status gatherColors(const std::stop_token& stop)
    {
        const Status gathered = forEachLine(m_manifest, stop, [this](std::int64_t, const std::string& line) {
            m_plan.colors.add(line);
            return ok();
        });
        m_plan.colors.complete(m_plan.folder);
        return gathered;
    }

    Status planTexts(const std::stop_token& stop)
    {
        for (RepairFile& file : m_plan.files) {
            SuppliedColors supplied;
            Status counted = ok();
            if (file.kind == RepairFile::Kind::Manifest)
                counted = countInManifest(file, supplied, stop);
            else if (file.kind == RepairFile::Kind::Consolidation)
                counted = countInConsolidation(file, supplied);
            if (!counted && counted.error().code == ErrorCode::Cancelled)
                return counted;
            if (!counted)
                m_plan.left.push_back(counted.error());
            if (supplied.empty())
                file.kind = RepairFile::Kind::Copied;
            for (const auto& [color, lines] : supplied)
                m_plan.changes.push_back({"color-map-hex", file.from, 0, textOf(color, lines), {}, {}});
        }
        return ok();
    }

    Status planMasks(const std::stop_token& stop, const Progress& progress)
    {
        return forEachLine(m_manifest, stop, [&](std::int64_t object, const std::string& line) {
            std::vector<Error> problems;
            for (const NamedMask& mask : namedMasksOf(m_plan.colors, line, problems))
                planMask(object, mask);
            for (const Error& problem : problems)
                m_plan.left.push_back(problem.at(m_manifest.path()).atLine(object + 1));
            if (progress)
                progress(object + 1, m_manifest.lineCount());
            return ok();
        });
    }

    void planNames()
    {
        std::set<fs::path> taken;
        for (const RepairFile& file : m_plan.files)
            taken.insert(file.from);
        for (RepairFile& file : m_plan.files) {
            fs::path wanted;
            for (const fs::path& part : file.from)
                wanted /= nameWithColons(part.string());
            if (wanted == file.from || m_namedAsTheyAre.contains(file.from))
                continue;
            if (taken.insert(wanted).second) {
                file.to = wanted;
                m_plan.changes.push_back(
                    {"file-name", file.from, 0, fmt::format("becomes {}", wanted.filename().string()), {}, {}});
            } else {
                m_plan.left.push_back({ErrorCode::AlreadyExists,
                                       fmt::format("{} is there too, so this name stays", wanted.filename().string()),
                                       m_plan.folder / file.from});
            }
        }
    }

private:
    static std::string textOf(const SuppliedColor& color, std::int64_t lines)
    {
        const std::string what = color.before.empty()
                                     ? fmt::format("gets the hex-color {}", color.color)
                                     : fmt::format("gets the hex-color {} instead of {}", color.color, color.before);
        return fmt::format("\"{}\" of \"{}\" {} in {} {}", color.className, color.attribute, what, lines,
                           lines == 1 ? "place" : "places");
    }

    Status countInManifest(const RepairFile& file, SuppliedColors& supplied, const std::stop_token& stop)
    {
        const Result<Manifest> manifest = Manifest::open(m_plan.folder / file.from);
        if (!manifest)
            return manifest.error();
        return forEachLine(*manifest, stop, [&](std::int64_t, const std::string& line) {
            m_plan.colors.mendLine(line, supplied);
            return ok();
        });
    }

    Status countInConsolidation(const RepairFile& file, SuppliedColors& supplied)
    {
        const Result<std::string> text = readTextFile(m_plan.folder / file.from);
        if (!text)
            return text.error();
        m_plan.colors.mendConsolidation(*text, supplied);
        return ok();
    }

    /// A mask that several lines or attributes name is mended once.
    void planMask(std::int64_t object, const NamedMask& named)
    {
        const Result<fs::path> path = findMask(m_plan.folder, named.uri);
        if (!path)
            return m_plan.left.push_back(path.error().at(m_manifest.path()).atLine(object + 1));
        const fs::path relative = path->lexically_relative(m_plan.folder);
        if (named.uri.ends_with(relative.filename().string()))
            m_namedAsTheyAre.insert(relative);
        const auto place = m_places.find(relative);
        if (place == m_places.end() || !m_seen.insert(relative).second)
            return;
        const Result<std::vector<std::uint8_t>> bytes = readFile(*path);
        Result<MendedMask> mended =
            bytes ? mendMask(*bytes, named.labels, named.isSuspect) : Result<MendedMask>(bytes.error());
        if (!mended)
            return m_plan.left.push_back(mended.error().at(*path));
        if (mended->rule.empty())
            return;
        RepairFile& file = m_plan.files[place->second];
        file.kind = RepairFile::Kind::Mask;
        file.object = object;
        file.attribute = named.attribute;
        RepairChange change{
            mended->rule, relative, object + 1, std::move(mended->text), std::move(mended->foreign), {}};
        for (const ForeignColor& color : change.foreign)
            change.labels.push_back(color.nearest == kUnlabelled ? std::string(kBackgroundName)
                                                                 : named.labels.at(color.nearest).name);
        m_plan.changes.push_back(std::move(change));
    }

    RepairPlan& m_plan;
    const Manifest& m_manifest;
    std::map<fs::path, std::size_t> m_places; ///< In RepairPlan::files.
    std::set<fs::path> m_seen;
    std::set<fs::path> m_namedAsTheyAre; ///< By a line of the manifest, whatever they look like.
};

} // namespace

std::int64_t RepairPlan::foreignMasks() const
{
    return std::ranges::count_if(changes, [](const RepairChange& change) { return !change.foreign.empty(); });
}

Result<RepairPlan> planRepair(const fs::path& given, const std::stop_token& stop, const Progress& progress)
{
    std::error_code failure;
    const fs::path folder = fs::absolute(given / "", failure).lexically_normal().parent_path();
    const Result<OutputFolder> output = openOutputFolder(folder);
    Result<std::vector<RepairFile>> files = output ? filesOf(folder) : output.error();
    if (!files)
        return files.error();
    RepairPlan plan{folder, output->manifestPath.lexically_relative(folder), {}, {}, {}, *std::move(files)};
    Planner planner(plan, output->manifest);
    for (const Status& done : {planner.gatherColors(stop), planner.planTexts(stop), planner.planMasks(stop, progress)})
        if (!done)
            return done.error();
    planner.planNames();
    return plan;
}

} // namespace labelwright
