// SPDX-License-Identifier: GPL-3.0-or-later
// What SageMaker's built-in semantic segmentation trains on: train/, train_annotation/, validation/,
// validation_annotation/ and label_map/; a test part likewise. Source: GROUND-TRUTH.md section 4.5.
#include "core/base/Json.h"
#include "core/dataset/formats/ClassList.h"
#include "core/dataset/formats/Formats.h"
#include "core/dataset/formats/MaskFolders.h"
#include "core/dataset/formats/PartFiles.h"
#include "core/groundtruth/MaskPng.h"
#include "core/groundtruth/PngLabels.h"
#include "core/groundtruth/RawPng.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <iterator>
#include <map>
#include <set>

namespace labelwright {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kMasks = "_annotation";
constexpr std::string_view kClasses = "classes.txt";
constexpr std::size_t kHole = 255; ///< A value that training ignores.

/// "label_map/train_label_map.json"
std::string labelMapPath(std::string_view part)
{
    return fmt::format("label_map/{}_label_map.json", part);
}

class SageMakerWriter final : public DatasetWriter {
public:
    SageMakerWriter(DatasetFolder& folder, const DatasetInfo& info) : m_folder(folder), m_info(info) {}

    std::string photoPath(const DatasetItem& item) const override
    {
        return fmt::format("{}/{}", partName(item.part), item.photoFile());
    }

    Result<EncodedItem> encode(const DatasetItem& item) const override
    {
        Result<std::vector<std::uint8_t>> png = encodeConsolidatedMask(*item.mask, m_info.labels);
        if (!png)
            return png.error();
        EncodedItem encoded;
        encoded.files.push_back({fmt::format("{}{}/{}.png", partName(item.part), kMasks, item.name), *std::move(png)});
        return encoded;
    }

    Status append(const DatasetItem& item, const EncodedItem&) override
    {
        m_parts.insert(item.part);
        return ok();
    }

    Status finish() override
    {
        Json labelMap = Json::object();
        for (std::size_t label = 0; label <= m_info.labels.size(); ++label)
            labelMap["map"][std::to_string(label)] = label;
        for (const DatasetPart part : m_parts) {
            if (Status written = m_folder.write(labelMapPath(partName(part)), writeJson(labelMap)); !written)
                return written;
        }
        return m_folder.write(std::string(kClasses), numberedClasses(m_info.labels));
    }

private:
    DatasetFolder& m_folder;
    DatasetInfo m_info;
    std::set<DatasetPart> m_parts;
};

/// Labels by the values in a part's masks.
Result<LabelOfValue> readLabelMap(const fs::path& path, std::size_t labelCount)
{
    LabelOfValue table = labelsByValue(labelCount);
    table[kHole] = kUnlabelled;
    const Result<std::string> text = readTextFile(path);
    if (!text && text.error().code == ErrorCode::NotFound)
        return table;
    const Result<Json> json = text ? parseJson(*text) : Result<Json>(text.error());
    if (!json)
        return json.error().at(path);
    const Json* map = memberOf(*json, "map");
    if (!map || !map->is_object()) {
        if (textAt(*json, "scale") == "1")
            return table;
        return Error{ErrorCode::Unsupported, "the label map has no member \"map\", and no \"scale\" of 1", path};
    }
    std::fill(table.begin(), table.end() - 1, std::nullopt);
    for (const auto& [key, value] : map->items()) {
        std::size_t label = 0;
        const char* const end = key.data() + key.size();
        const bool isLabel = std::from_chars(key.data(), end, label).ptr == end && label <= labelCount;
        const std::optional<std::int64_t> stored = looseInteger(value);
        if (!isLabel || !stored || *stored < 0 || *stored > 255)
            return Error{
                ErrorCode::Malformed,
                fmt::format("the entry \"{}\" is not a label from 0 to {} with a pixel's value", key, labelCount),
                path};
        table[static_cast<std::size_t>(*stored)] = static_cast<Label>(label);
    }
    return table;
}

/// The labels where no file says what they are called: as many as the greatest value in the masks.
Result<LabelSet> countedLabels(const std::vector<DatasetEntry>& entries, Opening& opening)
{
    opening.expect(static_cast<std::int64_t>(entries.size()));
    std::uint8_t highest = 0;
    for (const DatasetEntry& entry : entries) {
        if (Status goesOn = opening.advance(1); !goesOn)
            return goesOn.error();
        const Result<std::vector<std::uint8_t>> file = readFile(entry.mask);
        const Result<RawPng> png =
            file ? decodeRawPng(*file, KeepStored::PaletteAndGray) : Result<RawPng>(file.error());
        if (!png)
            return png.error().at(entry.mask);
        for (const std::uint8_t value : png->pixels)
            highest = value != kHole ? std::max(highest, value) : highest;
    }
    std::vector<std::string> names;
    for (int label = 1; label <= highest; ++label)
        names.push_back(fmt::format("class {}", label));
    return LabelSet::fromNames(names);
}

std::vector<DatasetEntry> entriesIn(const fs::path& root, const std::vector<PartFolder>& folders,
                                    const std::stop_token& stop)
{
    std::vector<DatasetEntry> entries;
    for (const PartFolder& folder : folders) {
        const std::string masks = folder.path.filename().string();
        const PhotoFolder photos(root / masks.substr(0, masks.size() - kMasks.size()), stop);
        std::ranges::move(entriesOfMasks(folder.path, ".png", photos, folder.part, stop), std::back_inserter(entries));
    }
    return entries;
}

} // namespace

WriterResult writeSageMakerSegmentation(DatasetFolder& folder, const DatasetInfo& info)
{
    if (info.labels.size() > kMaxTrainableLabels)
        return Error{ErrorCode::TooLarge,
                     fmt::format("there are {} labels; SageMaker's trainer holds {} and the background",
                                 info.labels.size(), kMaxTrainableLabels)};
    if (Status fits = checkNamesFitLines(info.labels); !fits)
        return fits.error();
    return WriterResult(std::make_unique<SageMakerWriter>(folder, info));
}

ReaderResult readSageMakerSegmentation(const fs::path& root, Opening& opening)
{
    const std::vector<PartFolder> folders = partFolders(root, kMasks);
    std::vector<DatasetEntry> entries = entriesIn(root, folders, opening.stop());
    if (entries.empty())
        return Error{ErrorCode::NotFound, "there is no PNG in a folder \"train_annotation\"", root};
    std::vector<ReaderNote> notes;
    Result<LabelSet> labels = readNumberedClasses(root / kClasses);
    if (!labels && labels.error().code == ErrorCode::NotFound) {
        labels = countedLabels(entries, opening);
        notes.push_back({root, "no classes.txt says what the labels are called; they are named \"class 1\" and so on"});
    }
    if (!labels)
        return labels.error().at(root);
    std::map<DatasetPart, LabelOfValue> tables;
    for (const PartFolder& folder : folders) {
        const std::string masks = folder.path.filename().string();
        const std::string part = masks.substr(0, masks.size() - kMasks.size());
        const Result<LabelOfValue> table = readLabelMap(root / labelMapPath(part), labels->size());
        if (!table)
            return table.error();
        tables[folder.part] = *table;
    }
    return EntryReader::create(
        {.labels = *std::move(labels), .isSplit = isSplitInto(folders)}, std::move(entries), std::move(notes), root,
        [tables](const DatasetItem& item, std::span<const std::uint8_t> file, std::vector<std::string>&) {
            return decodeIndexMask(file, tables.at(item.part));
        });
}

} // namespace labelwright
