// SPDX-License-Identifier: GPL-3.0-or-later
// Segmentation for YOLO: data.yaml, images/<part>/ and labels/<part>/ with a text a photo, whose lines are a class from
// 0 and an outline in shares of width and height.
#include "core/base/AtomicFile.h"
#include "core/base/Json.h"
#include "core/dataset/MaskAssembly.h"
#include "core/dataset/formats/DataYaml.h"
#include "core/dataset/formats/DatasetFiles.h"
#include "core/dataset/formats/Formats.h"
#include "core/dataset/formats/ListedReader.h"
#include "core/dataset/formats/PartFiles.h"
#include "core/image/ImageReader.h"
#include "core/mask/Contours.h"
#include "core/mask/LabelledRegions.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <iterator>
#include <set>

namespace labelwright {
namespace {

namespace fs = std::filesystem;

/// Rounded to six digits the share of a corner between pixels is off by half a millionth, which of the largest extent,
/// 32768, is 0.017 pixels: centres of pixels, half a pixel away, stay on their side.
constexpr std::string_view kPlace = " {:.6f} {:.6f}";

class YoloWriter final : public DatasetWriter {
public:
    YoloWriter(DatasetFolder& folder, const DatasetInfo& info) : m_folder(folder), m_info(info) {}

    std::string photoPath(const DatasetItem& item) const override
    {
        return fmt::format("images/{}/{}", partFolder(m_info, item.part), item.photoFile());
    }

    Result<EncodedItem> encode(const DatasetItem& item) const override
    {
        std::string text;
        for (const LabelledRegion& part : labelledParts(*item.mask)) {
            for (const std::vector<PointF>& ring : bridgedContours(part.region)) { // which is one
                text += std::to_string(part.label - 1);
                for (const PointF& vertex : ring)
                    fmt::format_to(std::back_inserter(text), fmt::runtime(kPlace), vertex.x / item.size.width,
                                   vertex.y / item.size.height);
                text += '\n';
            }
        }
        EncodedItem encoded;
        encoded.files.push_back({fmt::format("labels/{}/{}.txt", partFolder(m_info, item.part), item.name),
                                 std::vector<std::uint8_t>(text.begin(), text.end())});
        return encoded;
    }

    Status append(const DatasetItem& item, const EncodedItem&) override
    {
        m_parts.insert(item.part);
        return ok();
    }

    /// A training asks for "train" and "val", whose folders have to be there.
    Status finish() override
    {
        const auto folderFor = [this](DatasetPart part) {
            return partFolder(m_info, m_parts.empty() || m_parts.contains(part) ? part : *m_parts.begin());
        };
        std::string text = fmt::format("train: images/{}\nval: images/{}\n", folderFor(DatasetPart::Train),
                                       folderFor(DatasetPart::Validation));
        if (m_info.isSplit && m_parts.contains(DatasetPart::Test))
            text += fmt::format("test: images/{}\n", partFolder(m_info, DatasetPart::Test));
        text += "names:\n";
        for (std::size_t label = 1; label <= m_info.labels.size(); ++label)
            text += fmt::format("  {}: {}\n", label - 1, writeJson(m_info.labels.at(static_cast<Label>(label)).name));
        return m_folder.write("data.yaml", text);
    }

private:
    DatasetFolder& m_folder;
    DatasetInfo m_info;
    std::set<DatasetPart> m_parts; ///< That have an image.
};

/// A line of a label file.
struct Outline {
    std::int64_t klass = 0;
    std::vector<double> shares;
};

Result<Outline> parseLine(std::string_view line)
{
    Outline outline;
    const char* at = line.data();
    const char* const end = line.data() + line.size();
    const auto skipSpace = [&] {
        while (at < end && (*at == ' ' || *at == '\t' || *at == '\r'))
            ++at;
    };
    skipSpace();
    const auto klass = std::from_chars(at, end, outline.klass);
    if (klass.ec != std::errc() || outline.klass < 0)
        return Error{ErrorCode::Malformed, "the line does not begin with the number of a class"};
    at = klass.ptr;
    for (skipSpace(); at < end; skipSpace()) {
        double share = 0;
        const auto number = std::from_chars(at, end, share);
        if (number.ec != std::errc() || number.ptr == at)
            return Error{ErrorCode::Malformed, "a share of the image's width or height is expected, from 0 to 1"};
        at = number.ptr;
        outline.shares.push_back(share);
    }
    return outline;
}

fs::path yamlOf(const fs::path& path, const std::stop_token& stop)
{
    std::error_code failure;
    if (!fs::is_directory(path, failure))
        return path;
    if (fs::is_regular_file(path / "data.yaml", failure))
        return path / "data.yaml";
    std::vector<fs::path> others = filesEnding(path, ".yaml", stop);
    std::ranges::copy(filesEnding(path, ".yml", stop), std::back_inserter(others));
    return others.size() == 1 ? others.front() : path / "data.yaml";
}

/// The folder of labels that goes with one of photos: with "labels" for the last "images" in its path.
fs::path labelFolderOf(const fs::path& photos)
{
    const std::vector<fs::path> parts(photos.begin(), photos.end());
    const auto last = std::find(parts.rbegin(), parts.rend(), "images");
    fs::path labels;
    for (auto part = parts.begin(); part != parts.end(); ++part)
        labels /= part + 1 == last.base() ? fs::path("labels") : *part;
    return labels;
}

class YoloReader final : public ListedReader {
public:
    static ReaderResult open(const fs::path& path, const std::stop_token& stop)
    {
        const fs::path yamlPath = yamlOf(path, stop);
        const Result<std::string> text = readTextFile(yamlPath, 1U << 24U);
        if (!text)
            return text.error();
        const Result<DataYaml> yaml = parseDataYaml(*text);
        if (!yaml)
            return yaml.error().at(yamlPath);
        if (yaml->names.empty())
            return Error{ErrorCode::NotFound, "this is no dataset for YOLO: it has no \"names\"", yamlPath};
        Result<LabelSet> labels = LabelSet::fromNames(yaml->names);
        if (!labels)
            return labels.error().at(yamlPath);
        auto reader = std::make_unique<YoloReader>();
        reader->m_info.labels = *std::move(labels);
        reader->addFolders(*yaml, yamlPath, stop);
        if (reader->m_items.empty())
            return Error{ErrorCode::NotFound, "there is no photo in the folders that it names", yamlPath};
        return ReaderResult(std::move(reader));
    }

    Result<DatasetItem> read(std::int64_t number) const override
    {
        DatasetItem read = item(number);
        const Result<ImageInfo> photo = readImageInfo(read.photo);
        if (!photo)
            return photo.error();
        Result<MaskAssembly> mask = MaskAssembly::create(photo->size);
        if (!mask)
            return mask.error().at(read.photo);
        const fs::path path = labelFolderOf(read.photo.parent_path()) / (read.name + ".txt");
        std::error_code failure;
        if (fs::exists(path, failure)) { // else it is an image of the background
            if (Status added = addLines(path, *mask, read); !added)
                return added.error().at(path);
        }
        std::move(*mask).finish(read);
        return read;
    }

private:
    void addFolders(const DataYaml& yaml, const fs::path& yamlPath, const std::stop_token& stop)
    {
        const auto root = yaml.values.find("path");
        const fs::path base =
            root == yaml.values.end() ? yamlPath.parent_path() : yamlPath.parent_path() / root->second;
        const auto named = yaml.values.find("train");
        const std::string train = named == yaml.values.end() ? "" : named->second;
        std::vector<std::pair<DatasetPart, fs::path>> folders;
        for (const auto& [key, part] :
             {std::pair("train", DatasetPart::Train), {"val", DatasetPart::Validation}, {"test", DatasetPart::Test}}) {
            const auto value = yaml.values.find(std::string_view(key));
            if (value == yaml.values.end())
                continue;
            const std::optional<fs::path> folder = folderOf(base, yamlPath.parent_path(), value->second);
            if (!folder)
                m_notes.push_back({yamlPath, fmt::format("the folder of photos \"{}\" is not here", value->second)});
            else if (std::ranges::find(folders, *folder, [](const auto& known) { return known.second; }) ==
                     folders.end())
                folders.emplace_back(part, *folder);
            m_info.isSplit = m_info.isSplit || (part != DatasetPart::Train && value->second != train);
        }
        for (const auto& [part, folder] : folders)
            addPhotos(photosIn(folder, stop), m_info.isSplit ? part : DatasetPart::Train);
    }

    /// Some programs write paths that are relative to a folder beside the dataset.
    static std::optional<fs::path> folderOf(const fs::path& base, const fs::path& here, std::string_view value)
    {
        std::string_view inside = value;
        while (inside.starts_with("../"))
            inside.remove_prefix(3);
        std::error_code failure;
        for (const fs::path& folder : {base / value, here / value, here / inside}) {
            if (fs::is_directory(folder, failure))
                return folder.lexically_normal();
        }
        return std::nullopt;
    }

    void addPhotos(const std::vector<fs::path>& photos, DatasetPart part)
    {
        for (const fs::path& photo : photos) {
            DatasetItem item = itemNamedAs(photo);
            item.photo = photo;
            item.part = part;
            addItem(std::move(item));
        }
    }

    Status addLines(const fs::path& path, MaskAssembly& mask, DatasetItem& read) const
    {
        const Result<std::string> text = readTextFile(path);
        if (!text)
            return text.error();
        std::int64_t line = 0;
        for (std::size_t from = 0; from < text->size();) {
            const std::size_t end = std::min(text->find('\n', from), text->size());
            const std::string_view content = std::string_view(*text).substr(from, end - from);
            from = end + 1;
            ++line;
            if (content.find_first_not_of(" \t\r") == std::string_view::npos)
                continue;
            if (Status added = addLine(content, line, mask, read); !added)
                return added.error().atLine(line);
        }
        return ok();
    }

    Status addLine(std::string_view content, std::int64_t line, MaskAssembly& mask, DatasetItem& read) const
    {
        constexpr std::size_t kBoxShares = 4; // centre and extent
        const Result<Outline> outline = parseLine(content);
        if (!outline)
            return outline.error();
        if (outline->klass >= static_cast<std::int64_t>(m_info.labels.size()))
            return Error{ErrorCode::Malformed, fmt::format("there is no class {}", outline->klass)};
        if (outline->shares.size() == kBoxShares) {
            read.notes.push_back(fmt::format("line {} is a box without an outline and left out", line));
            return ok();
        }
        if (outline->shares.size() % 2 != 0)
            return Error{ErrorCode::Malformed, "an outline is expected, x and y by turns"};
        std::vector<PointF> ring;
        for (std::size_t at = 0; at < outline->shares.size(); at += 2)
            ring.push_back({outline->shares[at] * mask.size().width, outline->shares[at + 1] * mask.size().height});
        const Result<Region> region = regionOfOutline(ring, mask.size());
        if (!region)
            return region.error();
        mask.add(*region, static_cast<Label>(outline->klass + 1));
        return ok();
    }
};

} // namespace

WriterResult writeYoloSegmentation(DatasetFolder& folder, const DatasetInfo& info)
{
    return WriterResult(std::make_unique<YoloWriter>(folder, info));
}

ReaderResult readYoloSegmentation(const fs::path& path, Opening& opening)
{
    return YoloReader::open(path, opening.stop());
}

} // namespace labelwright
