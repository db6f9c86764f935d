// SPDX-License-Identifier: GPL-3.0-or-later
// COCO panoptic: panoptic_<part>.json and panoptic_<part>/ with a PNG a photo, in which a pixel's colour is the number
// of its segment, red + 256 green + 65536 blue, black for none; images/<part>/.
#include "core/base/AtomicFile.h"
#include "core/dataset/MaskAssembly.h"
#include "core/dataset/formats/CocoCatalogJson.h"
#include "core/dataset/formats/DatasetFiles.h"
#include "core/dataset/formats/Formats.h"
#include "core/groundtruth/MaskPng.h"
#include "core/image/ImageWriter.h"
#include "core/mask/LabelledRegions.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <map>

namespace labelwright {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kPrefix = "panoptic_";
constexpr std::size_t kMaxSegments = (1U << 24U) - 1;

/// Each segment in the colour that is its number; segments count from 1.
Image pictureOf(std::span<const LabelledRegion> segments, Size size)
{
    Image picture(size);
    for (int y = 0; y < size.height; ++y)
        std::ranges::fill(picture.writableRow(y), std::uint8_t{0});
    for (std::size_t segment = 0; segment < segments.size(); ++segment) {
        const std::size_t number = segment + 1;
        for (const RowSpan& span : segments[segment].region.spans()) {
            std::uint8_t* pixel = picture.writableRow(span.y).data() + std::ptrdiff_t{span.x0} * Image::kBytesPerPixel;
            for (int x = span.x0; x < span.x1; ++x) {
                *pixel++ = static_cast<std::uint8_t>(number >> 16U);
                *pixel++ = static_cast<std::uint8_t>(number >> 8U);
                *pixel++ = static_cast<std::uint8_t>(number);
            }
        }
    }
    return picture;
}

class PanopticWriter final : public DatasetWriter {
public:
    static WriterResult create(DatasetFolder& folder, const DatasetInfo& info)
    {
        Result<PartTexts> texts = PartTexts::create(
            folder, info, [](std::string_view part) { return fmt::format("{}{}.json", kPrefix, part); });
        if (!texts)
            return texts.error();
        for (const DatasetPart part : partsOf(info)) {
            Status begun = texts->write(
                part,
                fmt::format("{{\"info\":{{\"description\":{}}},\"licenses\":[],\"categories\":{},\"annotations\":[",
                            writeJson(info.name), categoriesJson(info.labels, ",\"isthing\":1")));
            if (!begun)
                return begun.error();
        }
        return WriterResult(std::make_unique<PanopticWriter>(folder, info, *std::move(texts)));
    }

    PanopticWriter(DatasetFolder& folder, const DatasetInfo& info, PartTexts texts)
        : m_folder(folder), m_info(info), m_texts(std::move(texts))
    {}

    std::string photoPath(const DatasetItem& item) const override
    {
        return fmt::format("images/{}/{}", partFolder(m_info, item.part), item.photoFile());
    }

    Result<EncodedItem> encode(const DatasetItem& item) const override
    {
        const std::vector<LabelledRegion> segments = labelledParts(*item.mask);
        if (segments.size() > kMaxSegments)
            return Error{ErrorCode::TooLarge, fmt::format("\"{}\" has more parts than there are colors", item.name)};
        Result<std::vector<std::uint8_t>> png = encodePng(pictureOf(segments, item.size));
        if (!png)
            return png.error();
        EncodedItem encoded;
        encoded.files.push_back(
            {fmt::format("{}{}/{}.png", kPrefix, partFolder(m_info, item.part), item.name), *std::move(png)});
        encoded.record = fmt::format(R"({{"image_id":{},"file_name":{},"segments_info":[)", item.number + 1,
                                     writeJson(item.name + ".png"));
        for (std::size_t segment = 0; segment < segments.size(); ++segment) {
            const Region& region = segments[segment].region;
            const Rect& box = region.bounds();
            fmt::format_to(std::back_inserter(encoded.record),
                           R"({}{{"id":{},"category_id":{},"area":{},"bbox":[{},{},{},{}],"iscrowd":0}})",
                           segment == 0 ? "" : ",", segment + 1, segments[segment].label, region.area(), box.x, box.y,
                           box.width, box.height);
        }
        encoded.record += "]}";
        return encoded;
    }

    Status append(const DatasetItem& item, const EncodedItem& encoded) override
    {
        std::string& images = m_images[item.part];
        const bool isFirst = images.empty();
        images += imageJson(item, isFirst);
        Status written = m_texts.write(item.part, isFirst ? "\n" : ",\n");
        return written ? m_texts.write(item.part, encoded.record) : written;
    }

    Status finish() override
    {
        for (const DatasetPart part : partsOf(m_info)) {
            if (Status ended = m_texts.write(part, "\n],\"images\":[" + m_images[part] + "\n]}\n"); !ended)
                return ended;
        }
        return m_texts.addTo(m_folder);
    }

private:
    DatasetFolder& m_folder;
    DatasetInfo m_info;
    PartTexts m_texts;
    std::map<DatasetPart, std::string> m_images; ///< What stands in "images".
};

struct PanopticFile {
    StreamedJson json;
    CocoCatalog catalog;
    std::map<std::int64_t, FilePiece> annotations; ///< By image.
};

Status takeElement(PanopticFile& file, const StreamedJson::Element& element)
{
    if (const Result<bool> taken = addToCatalog(file.catalog, element); !taken)
        return taken.error();
    if (element.key != "annotations")
        return ok();
    const std::optional<std::int64_t> image = cocoInteger(element.value, "image_id");
    const Json* segments = memberOf(element.value, "segments_info");
    if (!image || !segments || !segments->is_array())
        return Error{ErrorCode::Malformed, "an annotation has no \"image_id\" or no \"segments_info\""};
    if (!file.annotations.emplace(*image, element.piece).second)
        return Error{ErrorCode::Malformed, fmt::format("two annotations are of the image {}", *image)};
    return ok();
}

Result<PanopticFile> openFile(const fs::path& path, Opening& opening)
{
    Result<StreamedJson> json = StreamedJson::open(path);
    if (!json)
        return json.error();
    PanopticFile file{*std::move(json), {}, {}};
    const Status walked = file.json.walk(opening, [&](const auto& element) { return takeElement(file, element); });
    if (!walked)
        return walked.error();
    if (file.catalog.categories.empty())
        return Error{ErrorCode::NotFound, "this is no file of COCO panoptic: it has no categories", path};
    return file;
}

/// "train2017" of "panoptic_train2017.json".
std::string subsetOf(const fs::path& path)
{
    const std::string name = path.stem().string();
    return name.starts_with(kPrefix) ? name.substr(kPrefix.size()) : name;
}

std::vector<fs::path> panopticFiles(const fs::path& root, const std::stop_token& stop)
{
    for (const fs::path& folder : {root, root / "annotations"}) {
        std::vector<fs::path> files = filesEnding(folder, ".json", stop);
        std::erase_if(files, [](const fs::path& path) { return !path.filename().string().starts_with(kPrefix); });
        if (!files.empty())
            return files;
    }
    return {};
}

/// The label of each segment's number.
Result<std::map<std::uint32_t, Label>> segmentsOf(const Json& annotation, const CocoCatalog& catalog)
{
    std::map<std::uint32_t, Label> segments;
    for (const Json& segment : *memberOf(annotation, "segments_info")) {
        const std::int64_t id = cocoInteger(segment, "id").value_or(0);
        const Result<Label> label = catalog.labelOf(segment);
        if (!label)
            return label.error();
        if (id < 1 || id > static_cast<std::int64_t>(kMaxSegments))
            return Error{ErrorCode::Malformed, "a segment's \"id\" is that of no color"};
        segments[static_cast<std::uint32_t>(id)] = *label;
    }
    return segments;
}

/// Paints the pixels of each segment.
Status paint(const ColorPng& png, const std::map<std::uint32_t, Label>& segments, MaskAssembly& mask)
{
    std::map<Label, std::vector<RowSpan>> spans;
    const std::uint8_t* pixel = png.rgba.data();
    for (int y = 0; y < png.size.height; ++y) {
        std::uint32_t last = 0;
        Label label = kUnlabelled;
        for (int x = 0; x < png.size.width; ++x, pixel += 4) {
            const std::uint32_t number = pixel[0] + (std::uint32_t{pixel[1]} << 8U) + (std::uint32_t{pixel[2]} << 16U);
            if (number != last) {
                const auto found = segments.find(number);
                if (found == segments.end() && number != 0)
                    return Error{ErrorCode::Mismatch,
                                 fmt::format("pixel ({}, {}) is of segment {}, which is not listed", x, y, number)};
                label = number == 0 ? kUnlabelled : found->second;
                last = number;
            }
            if (label == kUnlabelled)
                continue;
            std::vector<RowSpan>& of = spans[label];
            if (!of.empty() && of.back().y == y && of.back().x1 == x)
                ++of.back().x1;
            else
                of.push_back({y, x, x + 1});
        }
    }
    for (auto& [label, of] : spans)
        mask.add(Region::fromSpans(std::move(of)), label);
    return ok();
}

class PanopticReader final : public CocoCatalogReader<PanopticFile> {
public:
    static ReaderResult open(const fs::path& path, Opening& opening)
    {
        std::error_code failure;
        auto reader = std::make_unique<PanopticReader>();
        const std::vector<fs::path> paths =
            fs::is_directory(path, failure) ? panopticFiles(path, opening.stop()) : std::vector{path};
        if (paths.empty())
            return Error{ErrorCode::NotFound, "there is no file panoptic_*.json here or in \"annotations\"", path};
        Result<std::vector<PanopticFile>> files = openFiles(paths, opening, openFile);
        if (!files)
            return files.error();
        if (Status taken = reader->takeFiles(*std::move(files), opening, subsetOf); !taken)
            return taken.error();
        return ReaderResult(std::move(reader));
    }

    Result<DatasetItem> read(std::int64_t number) const override
    {
        DatasetItem read = item(number);
        const Place& place = m_places[static_cast<std::size_t>(number)];
        const PanopticFile& file = m_files[place.file];
        const auto piece = file.annotations.find(place.image);
        if (piece == file.annotations.end())
            return Error{ErrorCode::NotFound, fmt::format("the image {} has no annotation", place.image),
                         file.json.path()};
        const Result<Json> annotation = file.json.read(piece->second);
        if (!annotation)
            return annotation.error();
        const auto segments = segmentsOf(*annotation, file.catalog);
        if (!segments)
            return file.json.located(segments.error(), piece->second);
        fs::path pictures = file.json.path();
        pictures.replace_extension();
        const Result<fs::path> picture = fileBelow(pictures, textAt(*annotation, "file_name"));
        return picture ? readPicture(*picture, *segments, std::move(read)) : Result<DatasetItem>(picture.error());
    }

private:
    static Result<DatasetItem> readPicture(const fs::path& path, const std::map<std::uint32_t, Label>& segments,
                                           DatasetItem read)
    {
        const Result<std::vector<std::uint8_t>> bytes = readFile(path);
        const Result<ColorPng> png = bytes ? decodeColorPng(*bytes) : Result<ColorPng>(bytes.error());
        if (!png)
            return png.error().at(path);
        Result<MaskAssembly> mask = MaskAssembly::create(png->size);
        if (!mask)
            return mask.error().at(path);
        if (Status painted = paint(*png, segments, *mask); !painted)
            return painted.error().at(path);
        std::move(*mask).finish(read);
        return read;
    }
};

} // namespace

WriterResult writeCocoPanoptic(DatasetFolder& folder, const DatasetInfo& info)
{
    return PanopticWriter::create(folder, info);
}

ReaderResult readCocoPanoptic(const fs::path& path, Opening& opening)
{
    return PanopticReader::open(path, opening);
}

} // namespace labelwright
