// SPDX-License-Identifier: GPL-3.0-or-later
// Ground Truth's output manifest, which SageMaker training reads as an augmented manifest: output.manifest with all
// lines, one more manifest for each part, images/ and masks/.
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

#include <map>
#include <optional>

namespace labelwright {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kWhole = "output.manifest";

std::string partManifest(DatasetPart part)
{
    return fmt::format("{}.manifest", partName(part));
}

class ManifestWriter final : public DatasetWriter {
public:
    static WriterResult create(DatasetFolder& folder, const DatasetInfo& info)
    {
        auto writer = std::make_unique<ManifestWriter>(folder, info);
        if (Status opened = writer->open(std::string(kWhole)); !opened)
            return opened.error();
        for (const DatasetPart part : kDatasetParts) {
            if (Status opened = info.isSplit ? writer->open(partManifest(part)) : ok(); !opened)
                return opened.error();
        }
        return WriterResult(std::move(writer));
    }

    ManifestWriter(DatasetFolder& folder, const DatasetInfo& info) : m_folder(folder), m_info(info) {}

    std::string photoPath(const DatasetItem& item) const override { return "images/" + item.photoFile(); }

    Result<EncodedItem> encode(const DatasetItem& item) const override
    {
        EncodedItem encoded;
        const std::string photo = item.photoReference.empty() ? photoPath(item) : item.photoReference;
        encoded.record = fmt::format(R"({{"source-ref":{})", writeJson(photo));
        if (!m_info.hasMasks()) {
            encoded.record +=
                ',' + classificationMembers(m_info.attribute, classificationOf(item), ConfidenceStyle::Manifest);
        } else {
            const std::string mask = "masks/" + item.name + ".png";
            Result<std::vector<std::uint8_t>> png = encodeConsolidatedMask(*item.mask, m_info.labels);
            if (!png)
                return png.error();
            encoded.files.push_back({mask, *std::move(png)});
            encoded.record += ',' + segmentationMembers(m_info.attribute,
                                                        {mask, segmentationMetadata(m_info.labels, item.labelled,
                                                                                    m_info.name, item.confidence)},
                                                        ConfidenceStyle::Manifest);
        }
        encoded.record += "}\n";
        return encoded;
    }

    Status append(const DatasetItem& item, const EncodedItem& encoded) override
    {
        if (Status written = m_texts.at(std::string(kWhole)).write(encoded.record); !written)
            return written;
        return m_info.isSplit ? m_texts.at(partManifest(item.part)).write(encoded.record) : ok();
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
    std::map<std::string, VerifiedStream> m_texts; ///< By path.
};

class ManifestReader final : public DatasetReader {
public:
    static ReaderResult open(const fs::path& path)
    {
        Result<OutputFolder> folder = fs::is_directory(path) ? openOutputFolder(path) : openOutputManifest(path);
        if (!folder)
            return folder.error();
        const OutputAttribute* attribute = folder->newest();
        if (!attribute)
            return Error{ErrorCode::Unsupported, "no line has masks or labels of whole images", folder->manifestPath};
        if (attribute->labels.size() == 0)
            return Error{ErrorCode::Malformed,
                         fmt::format("no line says what the labels of \"{}\" are called", attribute->name),
                         folder->manifestPath};
        return ReaderResult(std::make_unique<ManifestReader>(*std::move(folder)));
    }

    explicit ManifestReader(OutputFolder folder) : m_folder(std::move(folder))
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
        readParts();
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
    void readParts()
    {
        for (const DatasetPart part : kDatasetParts) {
            const Result<Manifest> manifest = Manifest::open(m_folder.root / partManifest(part));
            for (std::int64_t line = 0; manifest && line < manifest->lineCount(); ++line) {
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
        for (const ClassifiedLabel& label : (*found)->labels)
            read.chosen.push_back(static_cast<Label>(label.index + 1));
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

ReaderResult readSageMakerManifest(const fs::path& path, const ReadOptions&)
{
    return ManifestReader::open(path);
}

} // namespace labelwright
