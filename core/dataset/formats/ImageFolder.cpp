// SPDX-License-Identifier: GPL-3.0-or-later
// Hugging Face's imagefolder: <part>/metadata.jsonl, a line an image with file_name and label, labels or
// mask_file_name; photos in <part>/images/, masks in <part>/masks/ as gray PNG files whose pixel is the label.
// classes.txt in front says the order of the labels, which the lines name.
#include "core/base/Json.h"
#include "core/dataset/formats/ClassList.h"
#include "core/dataset/formats/Formats.h"
#include "core/dataset/formats/MaskFolders.h"
#include "core/dataset/formats/PartFiles.h"
#include "core/image/ImageWriter.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>

namespace labelwright {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kClasses = "classes.txt";
constexpr std::string_view kLines = "metadata.jsonl";

class ImageFolderWriter final : public DatasetWriter {
public:
    ImageFolderWriter(DatasetFolder& folder, const DatasetInfo& info) : m_folder(folder), m_info(info) {}

    std::string photoPath(const DatasetItem& item) const override
    {
        return fmt::format("{}/images/{}", partName(item.part), item.photoFile());
    }

    Result<EncodedItem> encode(const DatasetItem& item) const override
    {
        Json line{{"file_name", "images/" + item.photoFile()}};
        EncodedItem encoded;
        if (m_info.hasMasks()) {
            const std::string mask = "masks/" + item.name + ".png";
            Result<std::vector<std::uint8_t>> png = encodeGrayPng(item.mask->size(), item.mask->pixels());
            if (!png)
                return png.error();
            encoded.files.push_back({fmt::format("{}/{}", partName(item.part), mask), *std::move(png)});
            line["mask_file_name"] = mask;
        } else if (m_info.task == TaskType::ImageClassificationMultiLabel) {
            line["labels"] = Json::array();
            for (const Label label : item.chosen)
                line["labels"].push_back(m_info.labels.at(label).name);
        } else {
            line["label"] = item.chosen.empty() ? Json() : Json(m_info.labels.at(item.chosen.front()).name);
        }
        encoded.record = writeJson(line) + '\n';
        return encoded;
    }

    Status append(const DatasetItem& item, const EncodedItem& encoded) override
    {
        auto text = m_texts.find(item.part);
        if (text == m_texts.end()) {
            Result<VerifiedStream> created = m_folder.createText(linesPath(item.part));
            if (!created)
                return created.error();
            text = m_texts.emplace(item.part, *std::move(created)).first;
        }
        return text->second.write(encoded.record);
    }

    Status finish() override
    {
        for (auto& [part, text] : m_texts) {
            if (Status added = m_folder.add(linesPath(part), std::move(text)); !added)
                return added;
        }
        return m_folder.write(std::string(kClasses),
                              m_info.hasMasks() ? numberedClasses(m_info.labels) : plainClasses(m_info.labels));
    }

private:
    static std::string linesPath(DatasetPart part) { return fmt::format("{}/{}", partName(part), kLines); }

    DatasetFolder& m_folder;
    DatasetInfo m_info;
    std::map<DatasetPart, VerifiedStream> m_texts;
};

/// A line of metadata.jsonl.
struct Line {
    DatasetEntry entry;
    std::vector<std::string> labels;
    bool isMultiLabel = false;
};

/// A class may be named or numbered.
std::optional<std::string> classOf(const Json& value)
{
    if (value.is_string())
        return value.get<std::string>();
    return value.is_number_integer() ? std::optional(writeJson(value)) : std::nullopt;
}

Result<Line> parseLabels(const Json& json, Line line)
{
    if (const Json* labels = memberOf(json, "labels"); labels && labels->is_array()) {
        line.isMultiLabel = true;
        for (const Json& label : *labels) {
            const std::optional<std::string> name = classOf(label);
            if (!name)
                return Error{ErrorCode::Malformed, "\"labels\" holds something that is no class"};
            line.labels.push_back(*name);
        }
        return line;
    }
    const Json* label = memberOf(json, "label");
    if (!label)
        return Error{ErrorCode::Malformed, "the line has no \"label\", \"labels\" or \"mask_file_name\""};
    if (const std::optional<std::string> name = classOf(*label))
        line.labels.push_back(*name);
    else if (!label->is_null())
        return Error{ErrorCode::Malformed, "\"label\" is no class"};
    return line;
}

Result<Line> parseLine(std::string_view text, const PartFolder& part)
{
    const Result<Json> json = parseJson(text);
    if (!json)
        return json.error();
    const Result<fs::path> photo = fileBelow(part.path, textAt(*json, "file_name"));
    if (!photo)
        return photo.error();
    std::error_code failure;
    Line line;
    line.entry.item = itemNamedAs(*photo);
    line.entry.item.part = part.part;
    if (fs::is_regular_file(*photo, failure))
        line.entry.item.photo = *photo;
    const std::string mask =
        memberOf(*json, "mask_file_name") ? textAt(*json, "mask_file_name") : textAt(*json, "mask");
    if (mask.empty())
        return parseLabels(*json, std::move(line));
    const Result<fs::path> below = fileBelow(part.path, mask);
    if (!below)
        return below.error();
    line.entry.mask = *below;
    return line;
}

Status readLines(const PartFolder& part, std::vector<Line>& lines, Opening& opening)
{
    const fs::path path = part.path / kLines;
    const Result<std::string> text = readTextFile(path);
    if (!text)
        return text.error().code == ErrorCode::NotFound ? ok() : Status(text.error());
    std::int64_t number = 0;
    for (const std::string_view each : linesOf(*text)) {
        if (Status goesOn = opening.advance(static_cast<std::int64_t>(each.size()) + 1); !goesOn)
            return goesOn;
        Result<Line> line = parseLine(each, part);
        ++number;
        if (!line)
            return Error{line.error().code, line.error().detail, path, number};
        lines.push_back(*std::move(line));
    }
    return ok();
}

Result<LabelSet> labelsOf(const fs::path& root, const std::vector<Line>& lines, bool hasMasks)
{
    Result<LabelSet> listed = hasMasks ? readNumberedClasses(root / kClasses) : readPlainClasses(root / kClasses);
    if (listed || hasMasks || listed.error().code != ErrorCode::NotFound)
        return listed;
    std::set<std::string> names;
    for (const Line& line : lines)
        names.insert(line.labels.begin(), line.labels.end());
    Result<LabelSet> labels = LabelSet::fromNames({names.begin(), names.end()});
    return labels ? std::move(labels) : Result<LabelSet>(labels.error().at(root));
}

/// Fills in the chosen labels by their names.
Status choose(std::vector<Line>& lines, const LabelSet& labels, const fs::path& root)
{
    for (Line& line : lines) {
        std::set<Label> chosen;
        for (const std::string& name : line.labels) {
            const std::optional<Label> label = labels.findName(name);
            if (!label)
                return Error{
                    ErrorCode::Mismatch,
                    fmt::format("\"{}\" has the label \"{}\", which the list lacks", line.entry.item.name, name),
                    root / kClasses};
            chosen.insert(*label);
        }
        line.entry.item.chosen.assign(chosen.begin(), chosen.end());
    }
    return ok();
}

} // namespace

WriterResult writeImageFolder(DatasetFolder& folder, const DatasetInfo& info)
{
    if (Status fits = checkNamesFitLines(info.labels); !fits)
        return fits.error();
    return WriterResult(std::make_unique<ImageFolderWriter>(folder, info));
}

ReaderResult readImageFolder(const fs::path& root, Opening& opening)
{
    std::vector<PartFolder> parts = partFolders(root);
    parts.push_back({DatasetPart::Train, root});
    for (const PartFolder& part : parts)
        opening.expectFiles(std::vector{part.path / kLines});
    std::vector<Line> lines;
    for (const PartFolder& part : parts) {
        if (Status read = readLines(part, lines, opening); !read)
            return read.error();
    }
    if (lines.empty())
        return Error{ErrorCode::NotFound, "there is no metadata.jsonl with a line in it", root};
    const bool hasMasks = std::ranges::any_of(lines, [](const Line& line) { return !line.entry.mask.empty(); });
    const bool isMultiLabel = std::ranges::any_of(lines, &Line::isMultiLabel);
    Result<LabelSet> labels = labelsOf(root, lines, hasMasks);
    if (!labels)
        return labels.error();
    if (Status chosen = choose(lines, *labels, root); !chosen)
        return chosen.error();
    std::vector<DatasetEntry> entries;
    bool isSplit = false;
    for (Line& line : lines) {
        isSplit = isSplit || line.entry.item.part != DatasetPart::Train;
        entries.push_back(std::move(line.entry));
    }
    const TaskType task = hasMasks       ? TaskType::SemanticSegmentation
                          : isMultiLabel ? TaskType::ImageClassificationMultiLabel
                                         : TaskType::ImageClassification;
    const DecodeMask decode = decodeByIndex(labelsByValue(labels->size()));
    return EntryReader::create({.task = task, .labels = *std::move(labels), .isSplit = isSplit}, std::move(entries), {},
                               root, decode);
}

} // namespace labelwright
