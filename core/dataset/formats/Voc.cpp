// SPDX-License-Identifier: GPL-3.0-or-later
// PASCAL VOC's layout for segmentation: JPEGImages/, SegmentationClass/ and SegmentationObject/ with palette PNG files,
// ImageSets/Segmentation/, and labelmap.txt, "name:R,G,B::" a line, since VOC's files do not name its classes.
#include "core/dataset/formats/Formats.h"
#include "core/dataset/formats/MaskFolders.h"
#include "core/dataset/formats/PartFiles.h"
#include "core/groundtruth/PngLabels.h"
#include "core/groundtruth/RawPng.h"
#include "core/mask/Components.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <map>
#include <set>

namespace labelwright {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kPhotos = "JPEGImages";
constexpr std::string_view kClassMasks = "SegmentationClass";
constexpr std::string_view kObjectMasks = "SegmentationObject";
constexpr std::string_view kSets = "ImageSets/Segmentation";
constexpr std::string_view kLabelMap = "labelmap.txt";
constexpr std::string_view kBackground = "background";
constexpr std::string_view kTrainAndVal = "trainval";
constexpr std::size_t kVoid = 255; ///< Outlines and what is too hard to tell.

/// VOC's own classes from 1.
const std::vector<std::string> kOwnLabels{
    "aeroplane",   "bicycle", "bird",  "boat",      "bottle", "bus",         "car",   "cat",  "chair", "cow",
    "diningtable", "dog",     "horse", "motorbike", "person", "pottedplant", "sheep", "sofa", "train", "tvmonitor"};

/// Entry `index` of VOC's colour map: its bits in turn are the highest bits of red, green and blue, and so on down.
Color vocColor(std::size_t index)
{
    std::array<unsigned, 3> channels{};
    for (unsigned bit = 7; index > 0; --bit, index >>= 3U) {
        for (std::size_t channel = 0; channel < channels.size(); ++channel)
            channels[channel] |= static_cast<unsigned>(index >> channel & 1U) << bit;
    }
    return {static_cast<std::uint8_t>(channels[0]), static_cast<std::uint8_t>(channels[1]),
            static_cast<std::uint8_t>(channels[2])};
}

std::vector<Color> vocPalette()
{
    std::vector<Color> palette;
    for (std::size_t index = 0; index <= kVoid; ++index)
        palette.push_back(vocColor(index));
    return palette;
}

/// Numbers from 1 for what hangs together and has one label. Where there are more than a palette has, the smallest ones
/// are void, which no evaluation counts.
std::vector<std::uint8_t> objectNumbers(const LabelMask& mask)
{
    std::vector<Component> objects = components(mask, Connectivity::Eight);
    std::erase_if(objects, [](const Component& each) { return each.label == kUnlabelled; });
    std::vector<std::size_t> bySize(objects.size());
    for (std::size_t index = 0; index < bySize.size(); ++index)
        bySize[index] = index;
    std::ranges::stable_sort(bySize, std::ranges::greater(), [&](std::size_t index) { return objects[index].area; });
    std::set<std::size_t> left(bySize.begin() + static_cast<std::ptrdiff_t>(std::min(bySize.size(), kVoid - 1)),
                               bySize.end());

    std::vector<std::uint8_t> numbers(mask.pixels().size());
    std::uint8_t last = 0;
    for (std::size_t index = 0; index < objects.size(); ++index) {
        const auto number = left.contains(index) ? static_cast<std::uint8_t>(kVoid) : ++last;
        for (const RowSpan& span : componentAt(mask, objects[index].seed, Connectivity::Eight).spans()) {
            const auto row = static_cast<std::size_t>(span.y) * static_cast<std::size_t>(mask.width());
            std::fill_n(numbers.begin() + static_cast<std::ptrdiff_t>(row) + span.x0, span.x1 - span.x0, number);
        }
    }
    return numbers;
}

std::string labelMapLine(std::string_view name, Color color)
{
    return fmt::format("{}:{},{},{}::\n", name, color.red, color.green, color.blue);
}

class VocWriter final : public DatasetWriter {
public:
    VocWriter(DatasetFolder& folder, const DatasetInfo& info) : m_folder(folder), m_info(info), m_palette(vocPalette())
    {}

    std::string photoPath(const DatasetItem& item) const override
    {
        return fmt::format("{}/{}", kPhotos, item.photoFile());
    }

    Result<EncodedItem> encode(const DatasetItem& item) const override
    {
        const LabelMask& mask = *item.mask;
        const Label highest = *std::ranges::max_element(mask.pixels());
        if (Status known = checkHighestLabel(highest, m_info.labels.size()); !known)
            return known.error();
        EncodedItem encoded;
        encoded.files.push_back({fmt::format("{}/{}.png", kClassMasks, item.name),
                                 encodePaletteMask(mask.size(), mask.pixels(), m_palette)});
        encoded.files.push_back({fmt::format("{}/{}.png", kObjectMasks, item.name),
                                 encodePaletteMask(mask.size(), objectNumbers(mask), m_palette)});
        return encoded;
    }

    Status append(const DatasetItem& item, const EncodedItem&) override
    {
        m_sets[std::string(shortPartName(item.part))] += item.name + '\n';
        if (item.part != DatasetPart::Test)
            m_sets[std::string(kTrainAndVal)] += item.name + '\n';
        return ok();
    }

    Status finish() override
    {
        for (const DatasetPart part : kDatasetParts) {
            if (m_info.isSplit)
                m_sets[std::string(shortPartName(part))]; // a set without images has its file too
        }
        for (const auto& [set, names] : m_sets) {
            if (Status written = m_folder.write(fmt::format("{}/{}.txt", kSets, set), names); !written)
                return written;
        }
        std::string labelMap = "# label:color_rgb:parts:actions\n" + labelMapLine(kBackground, vocColor(0));
        for (std::size_t label = 1; label <= m_info.labels.size(); ++label)
            labelMap += labelMapLine(m_info.labels.at(static_cast<Label>(label)).name, vocColor(label));
        return m_folder.write(std::string(kLabelMap), labelMap);
    }

private:
    DatasetFolder& m_folder;
    DatasetInfo m_info;
    std::vector<Color> m_palette;
    std::map<std::string, std::string> m_sets; ///< Lines by set.
};

struct LabelMapEntry {
    std::string name;
    Color color;
};

/// "name:R,G,B:parts:actions"; a name may hold colons.
std::optional<LabelMapEntry> parseLabelMapLine(std::string_view line)
{
    for (int field = 0; field < 2; ++field) {
        const std::size_t colon = line.rfind(':');
        if (colon == std::string_view::npos)
            return std::nullopt;
        line = line.substr(0, colon);
    }
    const std::size_t colon = line.rfind(':');
    if (colon == std::string_view::npos || colon == 0)
        return std::nullopt;
    std::array<std::uint8_t, 3> channels{};
    const char* at = line.data() + colon;
    const char* const end = line.data() + line.size();
    for (std::uint8_t& channel : channels) { // before each is a colon or a comma
        const auto [last, failure] =
            at < end ? std::from_chars(at + 1, end, channel) : std::from_chars_result{at, std::errc::invalid_argument};
        if (failure != std::errc())
            return std::nullopt;
        at = last;
    }
    return at == end ? std::optional(
                           LabelMapEntry{std::string(line.substr(0, colon)), {channels[0], channels[1], channels[2]}})
                     : std::nullopt;
}

/// With what is not labelled behind the labels: black, and the colour of void.
Result<ColorClasses> classesOf(const std::vector<std::string>& names, const std::vector<Color>& colors,
                               std::optional<Color> background, const fs::path& path)
{
    Result<LabelSet> labels = labelsInColors(names, colors);
    if (!labels)
        return labels.error().at(path);
    ColorClasses classes{*std::move(labels), {}};
    for (std::size_t index = 0; index < colors.size(); ++index)
        classes.colors.push_back({colors[index], static_cast<Label>(index + 1)});
    for (const Color color : {background.value_or(vocColor(0)), vocColor(0), vocColor(kVoid)})
        classes.colors.push_back({color, kUnlabelled});
    return classes;
}

Result<ColorClasses> ownClasses(const fs::path& root)
{
    std::vector<Color> colors;
    for (std::size_t label = 1; label <= kOwnLabels.size(); ++label)
        colors.push_back(vocColor(label));
    return classesOf(kOwnLabels, colors, std::nullopt, root);
}

Result<ColorClasses> readLabelMap(const fs::path& path)
{
    const Result<std::string> text = readTextFile(path);
    if (!text)
        return text.error();
    std::vector<std::string> names;
    std::vector<Color> colors;
    std::optional<Color> background;
    std::int64_t number = 0;
    for (const std::string_view line : linesOf(*text)) {
        ++number;
        if (line.empty() || (number == 1 && line.starts_with('#')))
            continue;
        const std::optional<LabelMapEntry> entry = parseLabelMapLine(line);
        if (!entry)
            return Error{ErrorCode::Malformed, "a line \"name:red,green,blue:parts:actions\" is expected here", path,
                         number};
        if (entry->name == kBackground && !background) {
            background = entry->color;
            continue;
        }
        names.push_back(entry->name);
        colors.push_back(entry->color);
    }
    return classesOf(names, colors, background, path);
}

Result<LabelMask> decodeVocMask(std::span<const std::uint8_t> file, const ColorClasses& classes, bool nearestColors,
                                std::vector<std::string>& notes)
{
    const Result<RawPng> png = decodeRawPng(file, KeepStored::PaletteAndGray);
    if (!png)
        return png.error();
    if (png->kind != PngKind::Gray)
        return decodeColorMask(file, classes.colors, nearestColors, notes);
    LabelOfValue table = labelsByValue(classes.labels.size());
    table[kVoid] = kUnlabelled;
    return decodeIndexMask(file, table);
}

/// Which part each image is of, by name; nullopt where there are no sets.
struct ImageSets {
    std::map<std::string, DatasetPart, std::less<>> parts;
    bool isSplit = false;
};

ImageSets readSets(const fs::path& folder)
{
    ImageSets sets;
    const auto add = [&](std::string_view set, DatasetPart part) {
        const Result<std::string> text = readTextFile(folder / fmt::format("{}.txt", set));
        if (!text)
            return false;
        for (const std::string_view line : linesOf(*text)) {
            if (const std::size_t end = line.find_last_not_of(' '); end != std::string_view::npos)
                sets.parts.emplace(line.substr(0, end + 1), part);
        }
        return true;
    };
    for (const DatasetPart part : kDatasetParts) {
        const bool isThere = add(shortPartName(part), part);
        sets.isSplit = sets.isSplit || (isThere && part != DatasetPart::Train);
    }
    add(kTrainAndVal, DatasetPart::Train);
    return sets;
}

} // namespace

WriterResult writeVoc(DatasetFolder& folder, const DatasetInfo& info)
{
    if (Status fits = checkNamesFitLines(info.labels); !fits)
        return fits.error();
    return WriterResult(std::make_unique<VocWriter>(folder, info));
}

ReaderResult readVoc(const fs::path& root, Opening& opening)
{
    Result<ColorClasses> classes = readLabelMap(root / kLabelMap);
    if (!classes && classes.error().code == ErrorCode::NotFound)
        classes = ownClasses(root);
    if (!classes)
        return classes.error();
    const ImageSets sets = readSets(root / kSets);
    const PhotoFolder photos(root / kPhotos, opening.stop());
    std::vector<DatasetEntry> entries =
        entriesOfMasks(root / kClassMasks, ".png", photos, DatasetPart::Train, opening.stop());
    std::vector<ReaderNote> notes;
    for (DatasetEntry& entry : entries) {
        const auto set = sets.parts.find(entry.item.name);
        if (set != sets.parts.end())
            entry.item.part = set->second;
        else if (!sets.parts.empty())
            notes.push_back({entry.mask, "no list of ImageSets/Segmentation has this image"});
    }
    LabelSet labels = classes->labels;
    return EntryReader::create(
        {.labels = std::move(labels), .isSplit = sets.isSplit}, std::move(entries), std::move(notes), root,
        [classes = *std::move(classes), nearest = opening.nearestColors()](
            const DatasetItem&, std::span<const std::uint8_t> file, std::vector<std::string>& itemNotes) {
            return decodeVocMask(file, classes, nearest, itemNotes);
        });
}

} // namespace labelwright
