// SPDX-License-Identifier: GPL-3.0-or-later
// Masks as gray PNG files whose pixel is the label, as ADE20K's: images/<part>/, annotations/<part>/ and classes.txt,
// "<label>: <name>" a line from 0: background.
#include "core/dataset/formats/Formats.h"
#include "core/groundtruth/MaskPng.h"
#include "core/groundtruth/SegmentationMetadata.h"
#include "core/image/ImageReader.h"
#include "core/image/ImageWriter.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <set>

namespace labelwright {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kPhotos = "images";
constexpr std::string_view kMasks = "annotations";
constexpr std::string_view kClasses = "classes.txt";

/// "images/train/a.jpg"
std::string placeOf(std::string_view folder, bool isSplit, DatasetPart part, std::string_view file)
{
    return isSplit ? fmt::format("{}/{}/{}", folder, partName(part), file) : fmt::format("{}/{}", folder, file);
}

class IndexWriter final : public DatasetWriter {
public:
    IndexWriter(DatasetFolder& folder, const DatasetInfo& info) : m_folder(folder), m_info(info) {}

    std::string photoPath(const DatasetItem& item) const override
    {
        return placeOf(kPhotos, m_info.isSplit, item.part, item.photoFile());
    }

    Result<EncodedItem> encode(const DatasetItem& item) const override
    {
        Result<std::vector<std::uint8_t>> png = encodeGrayPng(item.mask->size(), item.mask->pixels());
        if (!png)
            return png.error();
        EncodedItem encoded;
        encoded.files.push_back({placeOf(kMasks, m_info.isSplit, item.part, item.name + ".png"), *std::move(png)});
        return encoded;
    }

    Status append(const DatasetItem&, const EncodedItem&) override { return ok(); }

    Status finish() override
    {
        std::string classes = "0: background\n";
        for (std::size_t index = 0; index < m_info.labels.size(); ++index)
            classes += fmt::format("{}: {}\n", index + 1, m_info.labels.classes()[index].name);
        return m_folder.write(std::string(kClasses), classes);
    }

private:
    DatasetFolder& m_folder;
    DatasetInfo m_info;
};

Result<LabelSet> readClasses(const fs::path& path)
{
    const Result<std::string> text = readTextFile(path);
    if (!text)
        return text.error();
    std::vector<std::string> names;
    std::int64_t line = 0;
    for (std::size_t from = 0; from < text->size();) {
        const std::size_t end = std::min(text->find('\n', from), text->size());
        const std::string_view entry = std::string_view(*text).substr(from, end - from);
        from = end + 1;
        ++line;
        const std::size_t colon = entry.find(": ");
        std::size_t number = 0;
        const char* last = entry.data() + std::min(colon, entry.size());
        const bool isEntry = colon != std::string_view::npos && std::from_chars(entry.data(), last, number).ptr == last;
        if (!isEntry || number != names.size() + (line == 1 ? 0 : 1))
            return Error{ErrorCode::Malformed, "a line \"<number>: <name>\" with the next number is expected here",
                         path, line};
        if (number > 0)
            names.emplace_back(entry.substr(colon + 2));
    }
    Result<LabelSet> labels = LabelSet::fromNames(names);
    return labels ? labels : Result<LabelSet>(labels.error().at(path));
}

struct IndexEntry {
    fs::path mask;
    fs::path photo; ///< Empty where there is none.
    DatasetPart part = DatasetPart::Train;
};

/// The photo of this name without extension; empty where there is none.
fs::path photoOf(const fs::path& folder, const std::string& stem)
{
    for (const std::string_view extension : imageExtensions()) {
        const fs::path photo = folder / fmt::format("{}{}", stem, extension);
        std::error_code failure;
        if (fs::is_regular_file(photo, failure))
            return photo;
    }
    return {};
}

class IndexReader final : public DatasetReader {
public:
    static ReaderResult open(const fs::path& root)
    {
        Result<LabelSet> labels = readClasses(root / kClasses);
        if (!labels)
            return labels.error();
        auto reader = std::make_unique<IndexReader>();
        reader->m_info.labels = *std::move(labels);
        for (const DatasetPart part : kDatasetParts)
            reader->addFolder(root, partName(part), part);
        reader->m_info.isSplit = !reader->m_entries.empty();
        if (reader->m_entries.empty())
            reader->addFolder(root, {}, DatasetPart::Train);
        if (reader->m_entries.empty())
            return Error{ErrorCode::NotFound, "there is no PNG in the folder \"annotations\"", root};
        reader->m_info.itemCount = static_cast<std::int64_t>(reader->m_entries.size());
        return ReaderResult(std::move(reader));
    }

    const DatasetInfo& info() const override { return m_info; }
    const std::vector<ReaderNote>& notes() const override { return m_notes; }

    DatasetItem item(std::int64_t number) const override
    {
        const IndexEntry& entry = m_entries[static_cast<std::size_t>(number)];
        return {.number = number,
                .name = entry.mask.stem().string(),
                .photoExtension = entry.photo.extension().string(),
                .photo = entry.photo,
                .part = entry.part};
    }

    Result<DatasetItem> read(std::int64_t number) const override
    {
        DatasetItem read = item(number);
        const fs::path& path = m_entries[static_cast<std::size_t>(number)].mask;
        const Result<std::vector<std::uint8_t>> bytes = readFile(path);
        Result<LabelMask> mask =
            bytes ? decodeConsolidatedMask(*bytes, m_info.labels, ReadBy::Index) : Result<LabelMask>(bytes.error());
        if (!mask)
            return mask.error().at(path);
        read.size = mask->size();
        read.mask = *std::move(mask);
        return read;
    }

private:
    void addFolder(const fs::path& root, std::string_view part, DatasetPart belongsTo)
    {
        std::set<fs::path> masks;
        std::error_code failure;
        for (fs::directory_iterator file(root / kMasks / part, failure), end; !failure && file != end;
             file.increment(failure)) {
            if (file->path().extension() == ".png")
                masks.insert(file->path());
        }
        for (const fs::path& mask : masks) {
            m_entries.push_back({mask, photoOf(root / kPhotos / part, mask.stem().string()), belongsTo});
            if (m_entries.back().photo.empty())
                m_notes.push_back({mask, "no photo of this name is in the folder \"images\""});
        }
    }

    DatasetInfo m_info;
    std::vector<IndexEntry> m_entries;
    std::vector<ReaderNote> m_notes;
};

} // namespace

WriterResult writeIndexPng(DatasetFolder& folder, const DatasetInfo& info)
{
    return WriterResult(std::make_unique<IndexWriter>(folder, info));
}

ReaderResult readIndexPng(const fs::path& path, const ReadOptions&)
{
    return IndexReader::open(path);
}

} // namespace labelwright
