// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/groundtruth/OutputFolder.h"

#include "core/groundtruth/BoundingBoxes.h"
#include "core/groundtruth/ClassificationMetadata.h"
#include "core/groundtruth/LabelCategories.h"
#include "core/groundtruth/ManifestLine.h"
#include "core/groundtruth/OutputFiles.h"
#include "core/groundtruth/OutputLayout.h"
#include "core/groundtruth/SegmentationMetadata.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace labelwright {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMaxNotes = 200;
constexpr std::size_t kMasksTriedForColors = 3;
constexpr std::uintmax_t kMaxSideFileBytes = 16U << 20U;

/// Notes up to a number that a person may read; the rest is counted.
class Notes {
public:
    void add(std::int64_t line, std::string text)
    {
        if (m_notes.size() < kMaxNotes)
            m_notes.push_back({line, std::move(text)});
        else
            ++m_more;
    }

    std::vector<OutputNote> take()
    {
        if (m_more > 0)
            m_notes.push_back({0, fmt::format("{} more notes are not listed", m_more)});
        return std::move(m_notes);
    }

private:
    std::vector<OutputNote> m_notes;
    std::size_t m_more = 0;
};

struct KnownClass {
    std::string name;
    std::optional<Color> color;
};

/// An attribute while its lines are being read.
struct Gathered {
    OutputAttribute attribute;
    bool kindKnown = false;
    std::map<Label, KnownClass> classes; ///< By index; without BACKGROUND.
    std::vector<std::string> maskUris;   ///< The first few whose indices can be trusted.
};

void mergeEntry(Gathered& gathered, const ColorMapEntry& entry, std::int64_t line, Notes& notes)
{
    const auto [found, isNew] = gathered.classes.try_emplace(entry.index, KnownClass{entry.className, entry.color});
    if (isNew)
        return;
    KnownClass& known = found->second;
    if (known.name != entry.className)
        notes.add(line, fmt::format("label {} of \"{}\" is \"{}\" here and \"{}\" in an earlier line", entry.index,
                                    gathered.attribute.name, entry.className, known.name));
    else if (known.color && entry.color && *known.color != *entry.color)
        notes.add(line, fmt::format("the label \"{}\" of \"{}\" is {} here and {} in an earlier line", entry.className,
                                    gathered.attribute.name, hexColor(*entry.color), hexColor(*known.color)));
    if (!known.color)
        known.color = entry.color;
}

void mergeSegmentation(Gathered& gathered, const SegmentationReference& reference, std::int64_t object, Notes& notes)
{
    OutputAttribute& attribute = gathered.attribute;
    const SegmentationMetadata& metadata = reference.metadata;
    ++attribute.labelled;
    if (attribute.jobName.empty())
        attribute.jobName = metadata.jobName;
    const bool suspect = metadata.creationDate && isInIndexDefectWindow(*metadata.creationDate);
    if (suspect)
        attribute.suspect.push_back(object);
    else if (gathered.maskUris.size() < kMasksTriedForColors)
        gathered.maskUris.push_back(reference.maskUri);
    for (const ColorMapEntry& entry : metadata.colorMap) {
        if (entry.index != kUnlabelled)
            mergeEntry(gathered, entry, object + 1, notes);
    }
}

void mergeClassification(Gathered& gathered, const Classification& classification, std::int64_t line, Notes& notes)
{
    OutputAttribute& attribute = gathered.attribute;
    attribute.task = classification.task;
    ++attribute.labelled;
    attribute.unchosen += classification.labels.empty() ? 1 : 0;
    if (attribute.jobName.empty())
        attribute.jobName = classification.jobName;
    for (const ClassifiedLabel& label : classification.labels) {
        const int index = label.index + 1; // A mask's labels count from 1.
        if (index > static_cast<int>(kMaxLabels))
            notes.add(line,
                      fmt::format("label {} of \"{}\" is beyond what a job can have", label.index, attribute.name));
        else if (!label.name.empty())
            mergeEntry(gathered, {static_cast<Label>(index), label.name, std::nullopt, 0}, line, notes);
    }
}

/// Reads all lines of a manifest once, and keeps what they say about the job rather than the lines.
class ManifestScanner {
public:
    ManifestScanner(const Manifest& manifest, Notes& notes) : m_manifest(manifest), m_notes(notes) {}

    Result<std::vector<Gathered>> scan(const std::stop_token& stop, const Progress& progress)
    {
        for (std::int64_t object = 0; object < m_manifest.lineCount(); ++object) {
            if (stop.stop_requested())
                return Error{ErrorCode::Cancelled, "reading the manifest was stopped", m_manifest.path()};
            if (Status status = scanLine(object); !status)
                m_notes.add(object + 1, status.error().detail);
            if (progress)
                progress(object + 1, m_manifest.lineCount());
        }
        for (Gathered& gathered : m_gathered) {
            const bool isBoxes = !gathered.kindKnown && !gathered.attribute.name.ends_with("-ref");
            if (isBoxes)
                gathered.attribute.kind = OutputKind::BoundingBoxes;
        }
        return std::move(m_gathered);
    }

private:
    Status scanLine(std::int64_t object)
    {
        const Result<std::string> line = m_manifest.line(object);
        if (!line)
            return line.error();
        const Result<std::vector<LineAttribute>> attributes = labelAttributesOf(*line);
        if (!attributes)
            return attributes.error();
        if (line->find("\"source-ref\"") == std::string::npos)
            m_notes.add(object + 1, "the line has no source-ref");
        for (const LineAttribute& attribute : *attributes) {
            if (Status status = scanAttribute(*line, attribute, object); !status)
                m_notes.add(object + 1, status.error().detail);
        }
        return ok();
    }

    Status scanAttribute(std::string_view line, const LineAttribute& found, std::int64_t object)
    {
        switch (found.kind) {
        case AttributeKind::SemanticSegmentation:
            return scanSegmentation(line, found.name, object);
        case AttributeKind::ObjectDetection:
            return scanBoxes(line, found.name);
        case AttributeKind::Classification:
            return scanClassification(line, found.name, object);
        case AttributeKind::Failed:
            gatheredOf(found.name).attribute.failed.push_back(object);
            return ok();
        case AttributeKind::Other:
            if (m_unusedAttributes.insert(found.name).second)
                m_notes.add(object + 1, fmt::format("the attribute \"{}\" of type \"{}\" is none of a segmentation, a "
                                                    "classification or boxes",
                                                    found.name, found.type));
            return ok();
        }
        return ok();
    }

    Status scanSegmentation(std::string_view line, const std::string& name, std::int64_t object)
    {
        const Result<std::optional<SegmentationReference>> reference = readSegmentation(line, name);
        if (!reference)
            return reference.error();
        Gathered& gathered = gatheredOf(name);
        gathered.kindKnown = true;
        if (*reference)
            mergeSegmentation(gathered, **reference, object, m_notes);
        return ok();
    }

    Status scanClassification(std::string_view line, const std::string& name, std::int64_t object)
    {
        const Result<std::optional<Classification>> classification = readClassification(line, name);
        if (!classification)
            return classification.error();
        Gathered& gathered = gatheredOf(name);
        gathered.kindKnown = true;
        gathered.attribute.kind = OutputKind::Classification;
        if (*classification)
            mergeClassification(gathered, **classification, object + 1, m_notes);
        return ok();
    }

    Status scanBoxes(std::string_view line, const std::string& name)
    {
        const Result<std::optional<BoxAnnotation>> boxes = readBoundingBoxes(line, name);
        if (!boxes)
            return boxes.error();
        Gathered& gathered = gatheredOf(name);
        gathered.kindKnown = true;
        gathered.attribute.kind = OutputKind::BoundingBoxes;
        gathered.attribute.labelled += boxes->has_value() ? 1 : 0;
        if (*boxes && gathered.attribute.jobName.empty())
            gathered.attribute.jobName = (*boxes)->jobName;
        return ok();
    }

    Gathered& gatheredOf(const std::string& name)
    {
        const auto found = std::find_if(m_gathered.begin(), m_gathered.end(),
                                        [&](const Gathered& gathered) { return gathered.attribute.name == name; });
        if (found != m_gathered.end())
            return *found;
        m_gathered.emplace_back();
        m_gathered.back().attribute.name = name;
        return m_gathered.back();
    }

    const Manifest& m_manifest;
    Notes& m_notes;
    std::vector<Gathered> m_gathered;
    std::set<std::string> m_unusedAttributes;
};

/// Names that the colour maps lack come from the job's label categories, else from their number.
std::vector<std::string> completeNames(const Gathered& gathered, const LabelSet& categories, Notes& notes)
{
    const std::size_t highest = gathered.classes.empty() ? 0 : gathered.classes.rbegin()->first;
    std::vector<std::string> names(std::max(highest, categories.size()));
    for (std::size_t i = 0; i < names.size(); ++i) {
        const Label label = static_cast<Label>(i + 1);
        const auto found = gathered.classes.find(label);
        const std::string category = i < categories.size() ? categories.at(label).name : std::string();
        names[i] = found == gathered.classes.end() ? category : found->second.name;
        if (!category.empty() && category != names[i])
            notes.add(0, fmt::format("label {} of \"{}\" is \"{}\" in the manifest and \"{}\" in {}", i + 1,
                                     gathered.attribute.name, names[i], category, layout::kLabelCategories));
        if (names[i].empty()) {
            names[i] = fmt::format("label {}", i + 1);
            notes.add(0, fmt::format("no line names label {} of \"{}\"", i + 1, gathered.attribute.name));
        }
    }
    return names;
}

std::vector<Color> completeColors(const fs::path& root, const Gathered& gathered, std::size_t count, Notes& notes)
{
    std::vector<Color> palette;
    bool paletteRead = false;
    std::vector<Color> colors(count);
    for (std::size_t i = 0; i < count; ++i) {
        const auto found = gathered.classes.find(static_cast<Label>(i + 1));
        if (found != gathered.classes.end() && found->second.color) {
            colors[i] = *found->second.color;
            continue;
        }
        if (!std::exchange(paletteRead, true))
            palette = firstPalette(root, gathered.maskUris);
        const bool inPalette = i + 1 < palette.size() && palette[i + 1] != kWhite;
        colors[i] = inPalette ? palette[i + 1] : defaultLabelColor(i);
        notes.add(0,
                  fmt::format("label {} of \"{}\" has no hex-color; it gets {} from {}", i + 1, gathered.attribute.name,
                              hexColor(colors[i]), inPalette ? "a mask's palette" : "Ground Truth's default colors"));
    }
    return colors;
}

LabelSet completeLabels(const fs::path& root, const Gathered& gathered, const LabelSet& categories, Notes& notes)
{
    const std::vector<std::string> names = completeNames(gathered, categories, notes);
    if (names.empty())
        return {};
    Result<LabelSet> labels = LabelSet::fromNames(names, completeColors(root, gathered, names.size(), notes));
    if (labels)
        return *std::move(labels);
    notes.add(0, fmt::format("the labels of \"{}\" can't be used as they are: {}", gathered.attribute.name,
                             labels.error().detail));
    labels = LabelSet::fromNames(names);
    return labels ? *std::move(labels) : LabelSet();
}

/// A class map has no colours.
LabelSet completeClasses(const Gathered& gathered, const LabelSet& categories, Notes& notes)
{
    const std::vector<std::string> names = completeNames(gathered, categories, notes);
    Result<LabelSet> labels = names.empty() ? LabelSet() : LabelSet::fromNames(names);
    if (labels)
        return *std::move(labels);
    notes.add(0, fmt::format("the labels of \"{}\" can't be used as they are: {}", gathered.attribute.name,
                             labels.error().detail));
    return {};
}

/// A file beside the manifest that may be missing; what is wrong with it becomes a note.
template <typename T>
std::optional<T> readSideFile(const fs::path& root, std::string_view relative, Result<T> (*read)(std::string_view),
                              Notes& notes)
{
    std::error_code failure;
    if (!fs::exists(root / relative, failure))
        return std::nullopt;
    const Result<std::string> text = readTextFile(root / relative, kMaxSideFileBytes);
    Result<T> value = text ? read(*text) : text.error();
    if (value)
        return *std::move(value);
    notes.add(0, fmt::format("{} can't be used: {}", relative, value.error().detail));
    return std::nullopt;
}

Result<std::string> readExclusionCategory(std::string_view text)
{
    return exclusionCategoryOf(text);
}

Result<fs::path> findManifest(const fs::path& root)
{
    std::error_code unseen;
    if (!fs::exists(root, unseen))
        return Error{ErrorCode::NotFound, "there is no such file or folder", root};
    for (const std::string_view relative :
         {layout::kOutputManifest, std::string_view("manifest/output/output.manifest"),
          std::string_view("output.manifest")}) {
        std::error_code failure;
        if (fs::is_regular_file(root / relative, failure))
            return root / relative;
    }
    return Error{ErrorCode::NotFound, "no manifests/output/output.manifest and no output.manifest is in this folder",
                 root};
}

Result<OutputFolder> readOutput(const fs::path& root, const fs::path& manifestPath, const std::stop_token& stop,
                                const Progress& progress)
{
    Result<Manifest> manifest = Manifest::open(manifestPath);
    if (!manifest)
        return manifest.error();
    OutputFolder folder{root, manifestPath, *std::move(manifest), {}, {}, {}, {}};
    Notes notes;
    Result<std::vector<Gathered>> scanned = ManifestScanner(folder.manifest, notes).scan(stop, progress);
    if (!scanned)
        return scanned.error();
    std::vector<Gathered>& found = *scanned;
    const std::optional<LabelCategories> categories =
        readSideFile(root, layout::kLabelCategories, readLabelCategories, notes);
    folder.instructions = readSideFile(root, layout::kWorkerTemplate, readWorkerTemplate, notes);
    if (folder.instructions)
        folder.noneCategory = readSideFile(root, layout::kWorkerTemplate, readExclusionCategory, notes).value_or("");
    for (Gathered& gathered : found)
        folder.attributes.push_back(gathered.attribute);
    const OutputAttribute* newest = folder.newest();
    for (std::size_t i = 0; i < found.size(); ++i) {
        OutputAttribute& attribute = folder.attributes[i];
        const LabelSet known = categories && &attribute == newest ? categories->labels : LabelSet();
        if (attribute.kind == OutputKind::Segmentation)
            attribute.labels = completeLabels(root, found[i], known, notes);
        if (attribute.kind == OutputKind::Classification)
            attribute.labels = completeClasses(found[i], known, notes);
    }
    folder.notes = notes.take();
    return folder;
}

} // namespace

const OutputAttribute* OutputFolder::newest() const
{
    const auto found = std::find_if(attributes.rbegin(), attributes.rend(), [](const OutputAttribute& attribute) {
        return attribute.kind != OutputKind::BoundingBoxes;
    });
    return found == attributes.rend() ? nullptr : &*found;
}

const OutputAttribute* OutputFolder::segmentation() const
{
    const auto found = std::find_if(attributes.rbegin(), attributes.rend(), [](const OutputAttribute& attribute) {
        return attribute.kind == OutputKind::Segmentation;
    });
    return found == attributes.rend() ? nullptr : &*found;
}

Result<OutputFolder> openOutputFolder(const fs::path& root, const std::stop_token& stop, const Progress& progress)
{
    const Result<fs::path> manifestPath = findManifest(root);
    return manifestPath ? readOutput(root, *manifestPath, stop, progress) : manifestPath.error();
}

Result<OutputFolder> openOutputManifest(const fs::path& manifest, const std::stop_token& stop, const Progress& progress)
{
    return readOutput(manifest.parent_path(), manifest, stop, progress);
}

} // namespace labelwright
