// SPDX-License-Identifier: GPL-3.0-or-later
// NumPy's archives: images/<part>/, masks/<part>/<name>.npz with the array "mask" (height x width, uint8: the label's
// number) and classes.txt, "<label>: <name>" a line from 0: background. Labels of whole images are one labels.npz:
// "labels" (photos x classes, 0 or 1), and as bytes of UTF-8 "photos", "names", "task" and, where it is split, "parts".
#include "core/dataset/formats/ClassList.h"
#include "core/dataset/formats/Formats.h"
#include "core/dataset/formats/MaskFolders.h"
#include "core/dataset/formats/NpyArray.h"
#include "core/dataset/formats/PartFiles.h"
#include "core/dataset/formats/ZipFile.h"

#include <fmt/format.h>

#include <algorithm>

namespace labelwright {
namespace {

namespace fs = std::filesystem;

constexpr MaskFolders kFolders{"images", "masks", ".npz"};
constexpr std::string_view kClasses = "classes.txt";
constexpr std::string_view kLabels = "labels.npz";

class NpzLabelWriter final : public DatasetWriter {
public:
    NpzLabelWriter(DatasetFolder& folder, const DatasetInfo& info) : m_folder(folder), m_info(info) {}

    std::string photoPath(const DatasetItem& item) const override
    {
        return placeOf(kFolders.photos, m_info.isSplit, item.part, item.photoFile());
    }

    Result<EncodedItem> encode(const DatasetItem&) const override { return EncodedItem{}; }

    Status append(const DatasetItem& item, const EncodedItem&) override
    {
        m_photos.push_back(photoPath(item));
        m_parts.emplace_back(partName(item.part));
        m_rows.resize(m_rows.size() + m_info.labels.size());
        std::uint8_t* const row = m_rows.data() + m_rows.size() - m_info.labels.size();
        for (const Label label : item.chosen)
            row[label - 1] = 1;
        return ok();
    }

    Status finish() override
    {
        std::vector<std::string> names;
        for (const LabelClass& label : m_info.labels.classes())
            names.push_back(label.name);
        const std::vector<std::int64_t> shape{static_cast<std::int64_t>(m_photos.size()),
                                              static_cast<std::int64_t>(names.size())};
        std::vector<ZipEntry> entries{
            {"labels.npy", encodeNpy(NpyArray::ofBytes(shape, std::move(m_rows)))},
            {"photos.npy", encodeNpy(NpyArray::ofTexts(m_photos))},
            {"names.npy", encodeNpy(NpyArray::ofTexts(names))},
            {"task.npy", encodeNpy(NpyArray::ofTexts({std::string(infoOf(m_info.task).id)}))}};
        if (m_info.isSplit)
            entries.push_back({"parts.npy", encodeNpy(NpyArray::ofTexts(m_parts))});
        const Result<std::vector<std::uint8_t>> zip = makeZip(entries);
        return zip ? m_folder.write(std::string(kLabels), *zip) : Status(zip.error());
    }

private:
    DatasetFolder& m_folder;
    DatasetInfo m_info;
    std::vector<std::string> m_photos;
    std::vector<std::string> m_parts;
    std::vector<std::uint8_t> m_rows; ///< One byte for each photo and class.
};

Result<NpyArray> readArray(std::span<const std::uint8_t> npz, const std::string& name)
{
    const Result<std::vector<std::uint8_t>> file = readZipEntry(npz, name + ".npy");
    Result<NpyArray> array = file ? decodeNpy(*file) : Result<NpyArray>(file.error());
    if (!array && file)
        return Error{array.error().code, fmt::format("\"{}\": {}", name, array.error().detail)};
    return array;
}

Result<std::vector<std::uint8_t>> encodeMask(const LabelMask& mask)
{
    const NpyArray array =
        NpyArray::ofBytes({mask.height(), mask.width()}, {mask.pixels().begin(), mask.pixels().end()});
    return makeZip(std::vector<ZipEntry>{{"mask.npy", encodeNpy(array)}});
}

Result<LabelMask> decodeMask(std::span<const std::uint8_t> npz, std::size_t labelCount)
{
    const Result<NpyArray> array = readArray(npz, "mask");
    if (!array)
        return array.error();
    const bool hasLines = array->shape.size() == 2 && std::ranges::all_of(array->shape, [](std::int64_t extent) {
                              return extent >= 1 && extent <= LabelMask::kMaxExtent;
                          });
    if (!hasLines)
        return Error{ErrorCode::Malformed,
                     fmt::format("\"mask\" has no height and width of 1 to {} pixels", LabelMask::kMaxExtent)};
    const std::int64_t width = array->shape[1];
    std::vector<Label> labels;
    labels.reserve(static_cast<std::size_t>(array->count()));
    for (std::int64_t row = 0; row < array->shape[0]; ++row) {
        const std::optional<std::vector<std::int64_t>> values = array->integers(row * width, width);
        if (!values)
            return Error{ErrorCode::Unsupported, fmt::format("\"mask\" is of {}, not of whole numbers", array->type)};
        for (const std::int64_t value : *values) {
            if (value < 0 || value > static_cast<std::int64_t>(labelCount))
                return Error{ErrorCode::Mismatch, fmt::format("\"mask\" holds {}, which is no label's number", value)};
            labels.push_back(static_cast<Label>(value));
        }
    }
    return LabelMask::create({static_cast<int>(array->shape[1]), static_cast<int>(array->shape[0])}, std::move(labels));
}

ReaderResult readMasks(const fs::path& root, const std::stop_token& stop)
{
    Result<LabelSet> labels = readNumberedClasses(root / kClasses);
    if (!labels)
        return labels.error();
    FoundMasks found = findMasks(root, kFolders, stop);
    const std::size_t count = labels->size();
    return EntryReader::create({.labels = *std::move(labels), .isSplit = found.isSplit}, std::move(found.entries), {},
                               root,
                               [count](const DatasetItem&, std::span<const std::uint8_t> file,
                                       std::vector<std::string>&) { return decodeMask(file, count); });
}

Result<std::vector<std::string>> readTexts(std::span<const std::uint8_t> npz, const std::string& name)
{
    const Result<NpyArray> array = readArray(npz, name);
    if (!array)
        return array.error();
    auto texts = array->texts();
    if (!texts)
        return Error{ErrorCode::Unsupported, fmt::format("\"{}\" is of {}, not of texts", name, array->type)};
    return *std::move(texts);
}

/// What labels.npz holds, whose lengths fit each other.
struct LabelArrays {
    NpyArray labels;
    std::vector<std::string> photos;
    std::vector<std::string> names;
    std::vector<std::string> parts; ///< Empty where it is not split.
    TaskType task = TaskType::ImageClassification;
};

Result<LabelArrays> readArrays(std::span<const std::uint8_t> npz)
{
    Result<NpyArray> labels = readArray(npz, "labels");
    Result<std::vector<std::string>> photos = readTexts(npz, "photos");
    Result<std::vector<std::string>> names = readTexts(npz, "names");
    Result<std::vector<std::string>> task = readTexts(npz, "task");
    Result<std::vector<std::string>> parts = readTexts(npz, "parts");
    if (!labels)
        return labels.error();
    for (const Result<std::vector<std::string>>* each : {&photos, &names, &task}) {
        if (!*each)
            return each->error();
    }
    if (!parts && parts.error().code != ErrorCode::NotFound)
        return parts.error();
    const std::vector<std::int64_t> shape{static_cast<std::int64_t>(photos->size()),
                                          static_cast<std::int64_t>(names->size())};
    const std::optional<TaskType> type = task->size() == 1 ? parseTaskType(task->front()) : std::nullopt;
    if (labels->shape != shape || (parts && parts->size() != photos->size()) || !type || !isClassification(*type))
        return Error{ErrorCode::Malformed, "\"labels\", \"photos\", \"names\", \"parts\" and \"task\" do not fit"};
    return LabelArrays{*std::move(labels), *std::move(photos), *std::move(names),
                       parts ? *std::move(parts) : std::vector<std::string>(), *type};
}

Result<DatasetItem> itemOf(const LabelArrays& arrays, std::size_t index, const fs::path& root)
{
    const Result<fs::path> photo = fileBelow(root, arrays.photos[index]);
    if (!photo)
        return photo.error();
    std::error_code failure;
    DatasetItem item = itemNamedAs(*photo);
    if (fs::is_regular_file(*photo, failure))
        item.photo = *photo;
    for (const DatasetPart part : kDatasetParts) {
        if (!arrays.parts.empty() && arrays.parts[index] == partName(part))
            item.part = part;
    }
    const auto classes = static_cast<std::int64_t>(arrays.names.size());
    const auto values = arrays.labels.integers(static_cast<std::int64_t>(index) * classes, classes);
    for (std::size_t label = 0; label < arrays.names.size(); ++label) {
        if (!values || (*values)[label] < 0 || (*values)[label] > 1)
            return Error{ErrorCode::Malformed, "\"labels\" holds something that is not 0 or 1"};
        if ((*values)[label] == 1)
            item.chosen.push_back(static_cast<Label>(label + 1));
    }
    if (arrays.task == TaskType::ImageClassification && item.chosen.size() > 1)
        return Error{ErrorCode::Malformed, fmt::format("\"labels\" has several labels for \"{}\", the task is {}",
                                                       item.name, infoOf(arrays.task).id)};
    return item;
}

ReaderResult readLabels(const fs::path& root, Opening& opening)
{
    const fs::path path = root / kLabels;
    const Result<std::vector<std::uint8_t>> file = readFile(path);
    const Result<LabelArrays> arrays = file ? readArrays(*file) : Result<LabelArrays>(file.error());
    if (!arrays)
        return arrays.error().at(path);
    Result<LabelSet> labels = LabelSet::fromNames(arrays->names);
    if (!labels)
        return labels.error().at(path);
    std::vector<DatasetEntry> entries;
    opening.expect(static_cast<std::int64_t>(arrays->photos.size()));
    for (std::size_t index = 0; index < arrays->photos.size(); ++index) {
        if (Status goesOn = opening.advance(1); !goesOn)
            return goesOn.error();
        Result<DatasetItem> item = itemOf(*arrays, index, root);
        if (!item)
            return Error{item.error().code, item.error().detail, path};
        entries.push_back({*std::move(item)});
    }
    return EntryReader::create({.task = arrays->task, .labels = *std::move(labels), .isSplit = !arrays->parts.empty()},
                               std::move(entries), {}, root);
}

} // namespace

WriterResult writeNpz(DatasetFolder& folder, const DatasetInfo& info)
{
    if (!info.hasMasks())
        return WriterResult(std::make_unique<NpzLabelWriter>(folder, info));
    if (Status fits = checkNamesFitLines(info.labels); !fits)
        return fits.error();
    return WriterResult(std::make_unique<MaskFolderWriter>(
        folder, info.isSplit, kFolders, MaskFolderWriter::Text{std::string(kClasses), numberedClasses(info.labels)},
        encodeMask));
}

ReaderResult readNpz(const fs::path& root, Opening& opening)
{
    std::error_code failure;
    return fs::exists(root / kLabels, failure) ? readLabels(root, opening) : readMasks(root, opening.stop());
}

} // namespace labelwright
