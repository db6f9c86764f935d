// SPDX-License-Identifier: GPL-3.0-or-later
// labelme: a JSON a photo, beside it, in a folder for each part; labels.txt for the program's option --labels.
#include "core/base/AtomicFile.h"
#include "core/base/Base64.h"
#include "core/base/Json.h"
#include "core/dataset/MaskAssembly.h"
#include "core/dataset/formats/CocoCatalogJson.h"
#include "core/dataset/formats/DatasetFiles.h"
#include "core/dataset/formats/Formats.h"
#include "core/dataset/formats/ListedReader.h"
#include "core/dataset/formats/PartFiles.h"
#include "core/dataset/formats/SegmentationJson.h"
#include "core/groundtruth/MaskPng.h"
#include "core/image/ImageWriter.h"
#include "core/mask/Components.h"
#include "core/mask/Contours.h"
#include "core/mask/LabelledRegions.h"
#include "core/mask/Shapes.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

namespace labelwright {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kVersion = "5.4.1"; // the form of the files; masks are known from 5.3 on
constexpr std::string_view kLabels = "labels.txt";
constexpr std::string_view kBackground = "_background_";
constexpr std::string_view kIgnore = "__ignore__";

std::string photoPlace(const DatasetInfo& info, const DatasetItem& item, std::string_view file)
{
    return info.isSplit ? fmt::format("{}/{}", partName(item.part), file) : std::string(file);
}

/// The region in the rectangle around it as base64 of a gray PNG of 0 and 1.
Result<std::string> maskText(const Region& region)
{
    const Rect& box = region.bounds();
    std::vector<std::uint8_t> raster = region.raster(box);
    std::ranges::transform(raster, raster.begin(), [](std::uint8_t value) { return std::uint8_t{value != 0}; });
    const Result<std::vector<std::uint8_t>> png = encodeGrayPng({box.width, box.height}, raster);
    return png ? Result<std::string>(encodeBase64(*png)) : Result<std::string>(png.error());
}

/// An outline where the region has no hole, else its pixels.
Result<std::string> shapeJson(const std::string& label, const Region& region)
{
    const std::vector<std::vector<PointF>> rings = bridgedContours(region);
    const Rect& box = region.bounds();
    const bool hasHoles = contours(region).size() > parts(region).size();
    std::string points;
    std::string mask = "null";
    if (hasHoles) {
        const Result<std::string> text = maskText(region);
        if (!text)
            return text.error();
        points = fmt::format("[[{},{}],[{},{}]]", box.x, box.y, box.right() - 1, box.bottom() - 1);
        mask = '"' + *text + '"';
    } else {
        for (const PointF& vertex : rings.front())
            points += fmt::format("{}[{},{}]", points.empty() ? "[" : ",", static_cast<int>(vertex.x),
                                  static_cast<int>(vertex.y));
        points += ']';
    }
    return fmt::format(
        R"({{"label":{},"points":{},"group_id":null,"description":"","shape_type":"{}","flags":{{}},"mask":{}}})",
        writeJson(label), points, hasHoles ? "mask" : "polygon", mask);
}

class LabelmeWriter final : public DatasetWriter {
public:
    static WriterResult create(DatasetFolder& folder, const DatasetInfo& info)
    {
        for (const LabelClass& label : info.labels.classes()) {
            if (label.name == kBackground || label.name == kIgnore)
                return Error{ErrorCode::InvalidArgument,
                             fmt::format("a label \"{}\" means something else to labelme", label.name)};
        }
        return WriterResult(std::make_unique<LabelmeWriter>(folder, info));
    }

    LabelmeWriter(DatasetFolder& folder, const DatasetInfo& info) : m_folder(folder), m_info(info) {}

    std::string photoPath(const DatasetItem& item) const override { return photoPlace(m_info, item, item.photoFile()); }

    Result<EncodedItem> encode(const DatasetItem& item) const override
    {
        std::string text = fmt::format("{{\"version\":\"{}\",\"flags\":{{}},\"shapes\":[", kVersion);
        bool isFirst = true;
        for (const LabelledRegion& part : labelledParts(*item.mask)) {
            const Result<std::string> shape = shapeJson(m_info.labels.at(part.label).name, part.region);
            if (!shape)
                return shape.error();
            text += std::exchange(isFirst, false) ? "\n" : ",\n";
            text += *shape;
        }
        text += fmt::format("\n],\"imagePath\":{},\"imageData\":null,\"imageHeight\":{},\"imageWidth\":{}}}\n",
                            writeJson(item.photoReference.empty() ? item.photoFile() : item.photoReference),
                            item.size.height, item.size.width);
        EncodedItem encoded;
        encoded.files.push_back(
            {photoPlace(m_info, item, item.name + ".json"), std::vector<std::uint8_t>(text.begin(), text.end())});
        return encoded;
    }

    Status append(const DatasetItem&, const EncodedItem&) override { return ok(); }

    Status finish() override
    {
        std::string text = fmt::format("{}\n{}\n", kIgnore, kBackground);
        for (const LabelClass& label : m_info.labels.classes())
            text += label.name + '\n';
        return m_folder.write(std::string(kLabels), text);
    }

private:
    DatasetFolder& m_folder;
    DatasetInfo m_info;
};

/// The places of a shape, x and y by turns. Errors: Malformed.
Result<Json> flatPoints(const Json& shape)
{
    const Json* points = memberOf(shape, "points");
    if (!points || !points->is_array())
        return Error{ErrorCode::Malformed, "a shape has no \"points\""};
    Json flat = Json::array();
    for (const Json& point : *points) {
        if (!point.is_array() || point.size() != 2 || !point[0].is_number() || !point[1].is_number())
            return Error{ErrorCode::Malformed, "a point of a shape is not a pair of numbers"};
        flat.push_back(point[0]);
        flat.push_back(point[1]);
    }
    return flat;
}

Result<Region> regionOfRectangle(const Json& flat, Size size)
{
    if (flat.size() != 4)
        return regionOfRing(flat, size);
    return regionOfRing(Json::array({flat[0], flat[1], flat[2], flat[1], flat[2], flat[3], flat[0], flat[3]}), size);
}

/// Of a centre and a place on the circle.
Result<Region> regionOfCircle(const Json& flat)
{
    if (flat.size() != 4)
        return Error{ErrorCode::Malformed, "a circle has other points than its centre and one on it"};
    const PointF centre{flat[0].get<double>(), flat[1].get<double>()};
    const double radius = std::hypot(flat[2].get<double>() - centre.x, flat[3].get<double>() - centre.y);
    constexpr double kFarthest = 4.0 * LabelMask::kMaxExtent;
    if (!(std::abs(centre.x) < kFarthest && std::abs(centre.y) < kFarthest && radius < kFarthest))
        return Error{ErrorCode::Malformed, "a circle lies far outside of any image"};
    return radius > 0 ? capsule(centre, centre, radius) : Region();
}

/// Of the picture's top left corner in the image and the picture.
Result<Region> regionOfMask(const Json& shape, const Json& flat)
{
    const std::optional<std::string> text = stringOf(shape, "mask");
    if (!text || flat.size() != 4)
        return Error{ErrorCode::Malformed, "a mask has no picture or no two corners"};
    const Result<std::vector<std::uint8_t>> bytes = decodeBase64(*text);
    const Result<ColorPng> png = bytes ? decodeColorPng(*bytes) : Result<ColorPng>(bytes.error());
    if (!png)
        return png.error();
    const double left = std::min(flat[0].get<double>(), flat[2].get<double>());
    const double top = std::min(flat[1].get<double>(), flat[3].get<double>());
    constexpr double kFarthest = LabelMask::kMaxExtent;
    if (!(std::abs(left) < kFarthest && std::abs(top) < kFarthest))
        return Error{ErrorCode::Malformed, "a mask lies far outside of any image"};
    std::vector<std::uint8_t> raster(png->rgba.size() / 4);
    for (std::size_t pixel = 0; pixel < raster.size(); ++pixel) // gray, or of one bit, which are 0 and something
        raster[pixel] = png->rgba[4 * pixel] | png->rgba[4 * pixel + 1] | png->rgba[4 * pixel + 2];
    return Region::fromRaster({static_cast<int>(left), static_cast<int>(top), png->size.width, png->size.height},
                              raster);
}

/// nullopt for shapes without an area.
Result<std::optional<Region>> regionOfShape(const Json& shape, Size size)
{
    const std::string type = stringOf(shape, "shape_type").value_or("polygon");
    const bool hasArea = type == "polygon" || type == "rectangle" || type == "circle" || type == "mask";
    if (!hasArea)
        return std::optional<Region>();
    const Result<Json> flat = flatPoints(shape);
    if (!flat)
        return flat.error();
    Result<Region> region = type == "polygon"     ? regionOfRing(*flat, size)
                            : type == "rectangle" ? regionOfRectangle(*flat, size)
                            : type == "circle"    ? regionOfCircle(*flat)
                                                  : regionOfMask(shape, *flat);
    return region ? Result<std::optional<Region>>(*std::move(region)) : region.error();
}

Result<Json> parseFile(const fs::path& path)
{
    const Result<std::string> text = readTextFile(path);
    const Result<Json> json = text ? parseJson(*text) : Result<Json>(text.error());
    if (!json)
        return json.error().at(path);
    const Json* shapes = memberOf(*json, "shapes");
    if (!shapes || !shapes->is_array())
        return Error{ErrorCode::Malformed, "this is no file of labelme: it has no \"shapes\"", path};
    return json;
}

class LabelmeReader final : public ListedReader {
public:
    static ReaderResult open(const fs::path& path, Opening& opening)
    {
        auto reader = std::make_unique<LabelmeReader>();
        std::error_code failure;
        if (!fs::is_directory(path, failure)) {
            if (Status added = reader->addFile(path, {}); !added)
                return added.error();
        } else {
            reader->addListedLabels(path / kLabels);
            reader->addFolders(path, opening);
        }
        if (reader->m_items.empty())
            return Error{ErrorCode::NotFound, "there is no JSON file of labelme", path};
        if (reader->m_names.empty())
            return Error{ErrorCode::NotFound, "no shape has a label", path};
        Result<LabelSet> labels = LabelSet::fromNames(reader->m_names);
        if (!labels)
            return labels.error().at(path);
        reader->m_info.labels = *std::move(labels);
        return ReaderResult(std::move(reader));
    }

    Result<DatasetItem> read(std::int64_t number) const override
    {
        DatasetItem read = item(number);
        const fs::path& path = m_files[static_cast<std::size_t>(number)];
        const Result<Json> json = parseFile(path);
        if (!json)
            return json.error();
        if (Status sized = takeSize(read); !sized)
            return sized.error();
        Result<MaskAssembly> mask = MaskAssembly::create(read.size);
        if (!mask)
            return mask.error().at(path);
        std::int64_t place = 0;
        for (const Json& shape : *memberOf(*json, "shapes")) {
            ++place;
            if (Status added = addShape(shape, *mask, read); !added)
                return Error{added.error().code, fmt::format("shape {}: {}", place, added.error().detail), path};
        }
        std::move(*mask).finish(read);
        return read;
    }

private:
    /// A file, and the part it is of where its folder's name says that.
    struct PartFile {
        fs::path path;
        std::optional<DatasetPart> part;
    };

    static std::vector<PartFile> filesIn(const fs::path& root, const std::stop_token& stop)
    {
        std::vector<PartFile> files;
        const auto add = [&](const fs::path& folder, std::optional<DatasetPart> part) {
            for (const fs::path& path : filesEnding(folder, ".json", stop))
                files.push_back({path, part});
        };
        add(root, std::nullopt);
        for (const fs::path& folder : foldersIn(root, stop)) {
            if (const std::optional<DatasetPart> part = partByName(folder.filename().string()))
                add(folder, part);
        }
        return files;
    }

    void addListedLabels(const fs::path& path)
    {
        const Result<std::string> text = readTextFile(path, 1U << 20U);
        for (const std::string_view name : linesOf(text ? std::string_view(*text) : std::string_view()))
            addLabel(std::string(name));
    }

    void addLabel(const std::string& name)
    {
        if (!name.empty() && name != kBackground && name != kIgnore && m_known.insert(name).second)
            m_names.push_back(name);
    }

    /// Other JSON files may lie there too.
    void addFolders(const fs::path& root, Opening& opening)
    {
        const std::vector<PartFile> files = filesIn(root, opening.stop());
        opening.expect(static_cast<std::int64_t>(files.size()));
        for (const PartFile& file : files) {
            if (!opening.advance(1))
                return;
            if (Status added = addFile(file.path, file.part); !added)
                m_notes.push_back({file.path, added.error().detail});
        }
    }

    Status addFile(const fs::path& path, std::optional<DatasetPart> part)
    {
        const Result<Json> json = parseFile(path);
        if (!json)
            return json.error();
        for (const Json& shape : *memberOf(*json, "shapes"))
            addLabel(textAt(shape, "label"));
        std::string photo = textAt(*json, "imagePath");
        std::ranges::replace(photo, '\\', '/'); // as labelme writes it on Windows
        const std::vector<fs::path> folders{path.parent_path()};
        DatasetItem item = itemOfPhoto(photo, folders);
        const auto extent = [&](std::string_view key) {
            return static_cast<int>(std::clamp<std::int64_t>(cocoInteger(*json, key).value_or(0), 0, 1 << 30));
        };
        item.size = {extent("imageWidth"), extent("imageHeight")};
        addItem(std::move(item), part);
        m_files.push_back(path);
        return ok();
    }

    Status addShape(const Json& shape, MaskAssembly& mask, DatasetItem& read) const
    {
        const std::string name = textAt(shape, "label");
        const std::optional<Label> label =
            name == kBackground || name == kIgnore ? kUnlabelled : m_info.labels.findName(name);
        if (!label)
            return Error{ErrorCode::Malformed, "it has no label"};
        const Result<std::optional<Region>> region = regionOfShape(shape, mask.size());
        if (!region)
            return region.error();
        if (*region)
            mask.add(**region, *label);
        else
            read.notes.push_back(
                fmt::format("a {} of \"{}\" has no area and is left out", textAt(shape, "shape_type"), name));
        return ok();
    }

    std::vector<std::string> m_names;
    std::set<std::string> m_known;
    std::vector<fs::path> m_files; ///< By item.
};

} // namespace

WriterResult writeLabelme(DatasetFolder& folder, const DatasetInfo& info)
{
    return LabelmeWriter::create(folder, info);
}

ReaderResult readLabelme(const fs::path& path, Opening& opening)
{
    return LabelmeReader::open(path, opening);
}

} // namespace labelwright
