// SPDX-License-Identifier: GPL-3.0-or-later
// Ground Truth's output manifest, which SageMaker training reads as an augmented manifest: output.manifest with all
// lines, one more manifest for each part, images/ and masks/. Beside each a minimal manifest, whose lines have the
// photo and its labels and no other key, for programs that take the first key they don't know for the labels
// (GROUND-TRUTH.md section 12, C12).
#include "core/base/AtomicFile.h"
#include "core/base/Json.h"
#include "core/dataset/formats/Formats.h"
#include "core/groundtruth/ClassificationMetadata.h"
#include "core/groundtruth/MaskPng.h"
#include "core/groundtruth/OutputFiles.h"
#include "core/groundtruth/OutputFolder.h"
#include "core/groundtruth/SegmentationMetadata.h"
#include "core/groundtruth/SourceRef.h"

#include <fmt/format.h>

#include <functional>
#include <map>
#include <optional>

namespace labelwright {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kWhole = "output.manifest";

constexpr std::string_view kWholeMinimal = "output.minimal.manifest";

std::string partManifest(DatasetPart part)
{
    return fmt::format("{}.manifest", partName(part));
}

std::string minimalPartManifest(DatasetPart part)
{
    return fmt::format("{}.minimal.manifest", partName(part));
}

class ManifestWriter final : public DatasetWriter {
public:
    static WriterResult create(DatasetFolder& folder, const DatasetInfo& info)
    {
        auto writer = std::make_unique<ManifestWriter>(folder, info);
        std::vector<std::string> paths{std::string(kWhole), std::string(kWholeMinimal)};
        for (const DatasetPart part : kDatasetParts) {
            if (info.isSplit)
                paths.insert(paths.end(), {partManifest(part), minimalPartManifest(part)});
        }
        for (const std::string& path : paths) {
            if (Status opened = writer->open(path); !opened)
                return opened.error();
        }
        return WriterResult(std::move(writer));
    }

    ManifestWriter(DatasetFolder& folder, const DatasetInfo& info) : m_folder(folder), m_info(info) {}

    std::string photoPath(const DatasetItem& item) const override { return "images/" + item.photoFile(); }

    /// The record is the line of the whole manifest and that of the minimal one.
    Result<EncodedItem> encode(const DatasetItem& item) const override
    {
        EncodedItem encoded;
        std::string members;
        if (!m_info.hasMasks()) {
            members = classificationMembers(m_info.attribute, classificationOf(item), ConfidenceStyle::Manifest);
        } else {
            const std::string mask = "masks/" + item.name + ".png";
            Result<std::vector<std::uint8_t>> png = encodeConsolidatedMask(*item.mask, m_info.labels);
            if (!png)
                return png.error();
            encoded.files.push_back({mask, *std::move(png)});
            members = segmentationMembers(
                m_info.attribute,
                {mask, segmentationMetadata(m_info.labels, item.labelled, m_info.name, item.confidence)},
                ConfidenceStyle::Manifest);
        }
        const std::string photo = item.photoReference.empty() ? photoPath(item) : item.photoReference;
        const std::size_t metadata = members.find(fmt::format(",{}:", writeJson(m_info.attribute + "-metadata")));
        for (const std::string& kept : {members, members.substr(0, metadata)})
            encoded.record += fmt::format("{{\"source-ref\":{},{}}}\n", writeJson(photo), kept);
        return encoded;
    }

    Status append(const DatasetItem& item, const EncodedItem& encoded) override
    {
        const std::size_t end = encoded.record.find('\n') + 1;
        const std::string_view line = std::string_view(encoded.record).substr(0, end);
        const std::string_view minimal = std::string_view(encoded.record).substr(end);
        Status written = writeTo(kWhole, line);
        if (written)
            written = writeTo(kWholeMinimal, minimal);
        if (written && m_info.isSplit)
            written = writeTo(partManifest(item.part), line);
        if (written && m_info.isSplit)
            written = writeTo(minimalPartManifest(item.part), minimal);
        return written;
    }

    Status finish() override
    {
        for (auto& [path, text] : m_texts) {
            if (Status added = m_folder.add(path, std::move(text)); !added)
                return added;
        }
        return ok();
    }

private:
    Status open(const std::string& path)
    {
        Result<VerifiedStream> text = m_folder.createText(path);
        if (!text)
            return text.error();
        m_texts.emplace(path, *std::move(text));
        return ok();
    }

    Status writeTo(std::string_view path, std::string_view line) { return m_texts.find(path)->second.write(line); }

    Classification classificationOf(const DatasetItem& item) const
    {
        Classification classification;
        classification.task = m_info.task;
        classification.creationDate = item.labelled;
        classification.jobName = m_info.name;
        for (const Label label : item.chosen)
            classification.labels.push_back({label - 1, m_info.labels.at(label).name, item.confidence});
        return classification;
    }

    DatasetFolder& m_folder;
    DatasetInfo m_info;
    std::map<std::string, VerifiedStream, std::less<>> m_texts; ///< By path.
};

class ManifestReader final : public DatasetReader {
public:
    static ReaderResult open(const fs::path& path, Opening& opening)
    {
        std::error_code failure;
        Result<OutputFolder> folder = fs::is_directory(path, failure)
                                          ? openOutputFolder(path, opening.stop(), opening.progress())
                                          : openOutputManifest(path, opening.stop(), opening.progress());
        if (!folder)
            return folder.error();
        const OutputAttribute* attribute = folder->newest();
        if (!attribute)
            return Error{ErrorCode::Unsupported, "no line has masks or labels of whole images", folder->manifestPath};
        if (attribute->labels.size() == 0)
            return Error{ErrorCode::Malformed,
                         fmt::format("no line says what the labels of \"{}\" are called", attribute->name),
                         folder->manifestPath};
        return ReaderResult(std::make_unique<ManifestReader>(*std::move(folder), opening.stop()));
    }

    ManifestReader(OutputFolder folder, const std::stop_token& stop) : m_folder(std::move(folder))
    {
        const OutputAttribute& attribute = *m_folder.newest();
        m_info = {.name = attribute.jobName,
                  .task = attribute.kind == OutputKind::Segmentation ? TaskType::SemanticSegmentation : attribute.task,
                  .attribute = attribute.name,
                  .labels = attribute.labels,
                  .isSplit = false,
                  .itemCount = m_folder.manifest.lineCount()};
        for (const OutputNote& note : m_folder.notes)
            m_notes.push_back(
                {m_folder.manifestPath, note.line > 0 ? fmt::format("line {}: {}", note.line, note.text) : note.text});
        readParts(stop);
    }

    const DatasetInfo& info() const override { return m_info; }
    const std::vector<ReaderNote>& notes() const override { return m_notes; }

    DatasetItem item(std::int64_t number) const override
    {
        DatasetItem item;
        item.number = number;
        const Result<ManifestLine> line = m_folder.manifest.parsedLine(number);
        if (!line)
            return item; // read() says why.
        const fs::path reference(line->sourceRef);
        item.name = reference.stem().string();
        item.photoExtension = reference.extension().string();
        item.photoReference = line->sourceRef;
        const Result<fs::path> photo = resolveReference(line->sourceRef, {}, m_folder.root);
        item.photo = photo ? *photo : fs::path();
        const auto part = m_parts.find(line->sourceRef);
        item.part = part == m_parts.end() ? DatasetPart::Train : part->second;
        return item;
    }

    Result<DatasetItem> read(std::int64_t number) const override
    {
        const Result<std::string> line = m_folder.manifest.line(number);
        const Result<ManifestLine> parsed = line ? parseManifestLine(*line) : Result<ManifestLine>(line.error());
        if (!parsed)
            return parsed.error().at(m_folder.manifestPath).atLine(number + 1);
        DatasetItem read = item(number);
        Status done = m_info.hasMasks() ? readMask(*line, read) : readChoice(*line, read);
        if (!done)
            return done.error().at(m_folder.manifestPath).atLine(number + 1);
        return read;
    }

private:
    /// Which part each photo belongs to, where manifests of the parts lie beside this one.
    void readParts(const std::stop_token& stop)
    {
        for (const DatasetPart part : kDatasetParts) {
            const Result<Manifest> manifest = Manifest::open(m_folder.root / partManifest(part));
            for (std::int64_t line = 0; manifest && line < manifest->lineCount() && !stop.stop_requested(); ++line) {
                if (const Result<ManifestLine> parsed = manifest->parsedLine(line))
                    m_parts[parsed->sourceRef] = part;
                m_info.isSplit = true;
            }
        }
    }

    Status readMask(std::string_view line, DatasetItem& read) const
    {
        const Result<std::optional<SegmentationReference>> reference = readSegmentation(line, m_info.attribute);
        if (!reference)
            return reference.error();
        if (!*reference || (*reference)->maskUri.empty())
            return Error{ErrorCode::NotFound, fmt::format("the line has no mask of \"{}\"", m_info.attribute)};
        const Result<fs::path> path = findMask(m_folder.root, (*reference)->maskUri);
        if (!path)
            return path.error();
        const Result<std::vector<std::uint8_t>> bytes = readFile(*path);
        Result<LabelMask> mask =
            bytes ? decodeConsolidatedMask(*bytes, m_info.labels, ReadBy::Color) : Result<LabelMask>(bytes.error());
        if (!mask)
            return mask.error().at(*path);
        read.size = mask->size();
        read.mask = *std::move(mask);
        return ok();
    }

    Status readChoice(std::string_view line, DatasetItem& read) const
    {
        const Result<std::optional<Classification>> found = readClassification(line, m_info.attribute);
        if (!found)
            return found.error();
        if (!*found || (*found)->failureReason)
            return Error{ErrorCode::NotFound, fmt::format("the line has no labels of \"{}\"", m_info.attribute)};
        for (const ClassifiedLabel& label : (*found)->labels) {
            if (label.index < 0 || label.index >= static_cast<std::int64_t>(m_info.labels.size()))
                return Error{ErrorCode::Mismatch, fmt::format("the dataset has no class {}", label.index)};
            read.chosen.push_back(static_cast<Label>(label.index + 1));
        }
        return ok();
    }

    OutputFolder m_folder;
    DatasetInfo m_info;
    std::vector<ReaderNote> m_notes;
    std::map<std::string, DatasetPart, std::less<>> m_parts; ///< By source-ref.
};

} // namespace

WriterResult writeSageMakerManifest(DatasetFolder& folder, const DatasetInfo& info)
{
    return ManifestWriter::create(folder, info);
}

ReaderResult readSageMakerManifest(const fs::path& path, Opening& opening)
{
    return ManifestReader::open(path, opening);
}

} // namespace labelwright
