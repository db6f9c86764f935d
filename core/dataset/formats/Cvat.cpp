// SPDX-License-Identifier: GPL-3.0-or-later
// "CVAT for images 1.1": annotations.xml, whose masks are run lengths along the rows of a rectangle; images/.
#include "core/dataset/MaskAssembly.h"
#include "core/dataset/StreamedXml.h"
#include "core/dataset/formats/ClassList.h"
#include "core/dataset/formats/DatasetFiles.h"
#include "core/dataset/formats/Formats.h"
#include "core/dataset/formats/ListedReader.h"
#include "core/dataset/formats/PartFiles.h"
#include "core/mask/LabelledRegions.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <iterator>
#include <pugixml.hpp>

namespace labelwright {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kFile = "annotations.xml";

std::string xmlText(std::string_view text)
{
    std::string escaped;
    for (const char c : text) {
        switch (c) {
        case '&':
            escaped += "&amp;";
            break;
        case '<':
            escaped += "&lt;";
            break;
        case '>':
            escaped += "&gt;";
            break;
        case '"':
            escaped += "&quot;";
            break;
        case '\t':
        case '\n':
        case '\r':
            escaped += fmt::format("&#{};", static_cast<int>(c));
            break;
        default:
            escaped += c;
        }
    }
    return escaped;
}

/// XML can't hold other control characters, not even escaped.
Status checkXmlText(std::string_view what, std::string_view text)
{
    constexpr std::string_view kAllowed = "\t\n\r";
    const bool isBad = std::ranges::any_of(text, [&](char c) {
        return static_cast<unsigned char>(c) < 0x20 && kAllowed.find(c) == std::string_view::npos;
    });
    if (!isBad)
        return ok();
    return Error{ErrorCode::InvalidArgument,
                 fmt::format("the {} \"{}\" has a control character, which XML can't hold", what, text)};
}

/// Runs outside and inside the region by turns, along the rows of its rectangle.
std::string runsText(const Region& region)
{
    const Rect& box = region.bounds();
    std::string text;
    const auto append = [&](std::int64_t run) {
        fmt::format_to(std::back_inserter(text), "{}{}", text.empty() ? "" : ", ", run);
    };
    std::int64_t begin = 0; // of the run outside
    std::int64_t inside = 0;
    for (const RowSpan& span : region.spans()) {
        const std::int64_t at = std::int64_t{span.y - box.y} * box.width + (span.x0 - box.x);
        if (inside > 0 && begin + inside != at) { // a run that reaches the rectangle's side goes on in the next row
            append(inside);
            begin += std::exchange(inside, 0);
        }
        if (inside == 0) {
            append(at - begin);
            begin = at;
        }
        inside += span.x1 - span.x0;
    }
    append(inside);
    if (const std::int64_t end = std::int64_t{box.width} * box.height; begin + inside < end)
        append(end - begin - inside);
    return text;
}

class CvatWriter final : public DatasetWriter {
public:
    static WriterResult create(DatasetFolder& folder, const DatasetInfo& info)
    {
        Status fits = checkXmlText("name", info.name);
        for (const LabelClass& label : info.labels.classes())
            fits = fits ? checkXmlText("label", label.name) : fits;
        if (!fits)
            return fits.error();
        Result<VerifiedStream> text = folder.createText(std::string(kFile));
        if (!text)
            return text.error();
        if (Status begun = text->write(headOf(info)); !begun)
            return begun.error();
        return WriterResult(std::make_unique<CvatWriter>(folder, info, *std::move(text)));
    }

    CvatWriter(DatasetFolder& folder, const DatasetInfo& info, VerifiedStream text)
        : m_folder(folder), m_info(info), m_text(std::move(text))
    {}

    std::string photoPath(const DatasetItem& item) const override { return "images/" + nameOf(item); }

    Result<EncodedItem> encode(const DatasetItem& item) const override
    {
        const std::string name = item.photoReference.empty() ? nameOf(item) : item.photoReference;
        if (Status fits = checkXmlText("photo", name); !fits)
            return fits.error();
        EncodedItem encoded;
        encoded.record = fmt::format("  <image id=\"{}\" name=\"{}\"", item.number, xmlText(name));
        if (m_info.isSplit)
            encoded.record += fmt::format(" subset=\"{}\"", partName(item.part));
        encoded.record += fmt::format(" width=\"{}\" height=\"{}\">\n", item.size.width, item.size.height);
        for (const LabelledRegion& part : labelledParts(*item.mask)) {
            const Rect& box = part.region.bounds();
            fmt::format_to(std::back_inserter(encoded.record),
                           "    <mask label=\"{}\" source=\"manual\" occluded=\"0\" rle=\"{}\" left=\"{}\" top=\"{}\" "
                           "width=\"{}\" height=\"{}\" z_order=\"0\"></mask>\n",
                           xmlText(m_info.labels.at(part.label).name), runsText(part.region), box.x, box.y, box.width,
                           box.height);
        }
        encoded.record += "  </image>\n";
        return encoded;
    }

    Status append(const DatasetItem&, const EncodedItem& encoded) override { return m_text.write(encoded.record); }

    Status finish() override
    {
        Status ended = m_text.write("</annotations>\n");
        return ended ? m_folder.add(std::string(kFile), std::move(m_text)) : ended;
    }

private:
    std::string nameOf(const DatasetItem& item) const
    {
        return m_info.isSplit ? fmt::format("{}/{}", partName(item.part), item.photoFile()) : item.photoFile();
    }

    static std::string headOf(const DatasetInfo& info)
    {
        std::string labels;
        for (const LabelClass& label : info.labels.classes())
            labels += fmt::format("        <label>\n          <name>{}</name>\n          <color>{}</color>\n"
                                  "          <type>any</type>\n          <attributes></attributes>\n        </label>\n",
                                  xmlText(label.name), hexColor(label.color));
        return fmt::format("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<annotations>\n  <version>1.1</version>\n"
                           "  <meta>\n    <task>\n      <name>{}</name>\n      <size>{}</size>\n"
                           "      <mode>annotation</mode>\n      <labels>\n{}      </labels>\n    </task>\n  </meta>\n",
                           xmlText(info.name), info.itemCount, labels);
    }

    DatasetFolder& m_folder;
    DatasetInfo m_info;
    VerifiedStream m_text;
};

Result<pugi::xml_document> parseXml(const std::string& text, std::uint64_t offset)
{
    pugi::xml_document document;
    const pugi::xml_parse_result parsed =
        document.load_buffer(text.data(), text.size(), pugi::parse_default, pugi::encoding_utf8);
    if (parsed)
        return document;
    return errorAt(ErrorCode::Malformed, fmt::format("this is not valid XML ({})", parsed.description()),
                   offset + static_cast<std::uint64_t>(parsed.offset));
}

std::vector<NamedLabel> labelsIn(const pugi::xml_node& annotations)
{
    std::vector<NamedLabel> labels;
    for (const pugi::xml_node& of : annotations.child("meta").children()) { // "task", "project" or "job"
        for (const pugi::xml_node& label : of.child("labels").children("label"))
            labels.push_back({label.child_value("name"), parseHexColor(label.child_value("color"))});
        if (!labels.empty())
            return labels;
    }
    return labels;
}

/// Numbers with `separators` between them. Errors: Malformed.
template <typename Number>
Result<std::vector<Number>> numbersIn(std::string_view text, std::string_view separators)
{
    std::vector<Number> numbers;
    const char* const end = text.data() + text.size();
    for (const char* at = text.data(); at < end;) {
        if (separators.find(*at) != std::string_view::npos) {
            ++at;
            continue;
        }
        Number number{};
        const auto [after, failure] = std::from_chars(at, end, number);
        if (failure != std::errc())
            return Error{ErrorCode::Malformed, fmt::format("a number is expected in \"{}\"", text.substr(0, 40))};
        numbers.push_back(number);
        at = after;
    }
    return numbers;
}

Result<Region> regionOfMask(const pugi::xml_node& mask, Size)
{
    const Rect box{mask.attribute("left").as_int(), mask.attribute("top").as_int(), mask.attribute("width").as_int(),
                   mask.attribute("height").as_int()};
    const auto isPlace = [](int place) { return place >= -LabelMask::kMaxExtent && place <= LabelMask::kMaxExtent; };
    if (box.isEmpty() || !isPlace(box.x) || !isPlace(box.y) || !isPlace(box.width) || !isPlace(box.height))
        return Error{ErrorCode::Malformed, "a mask has no rectangle, or one far outside of any image"};
    const Result<std::vector<std::int64_t>> runs = numbersIn<std::int64_t>(mask.attribute("rle").as_string(), ", ");
    if (!runs)
        return runs.error();
    const std::int64_t all = std::int64_t{box.width} * box.height;
    std::vector<RowSpan> spans;
    std::int64_t begin = 0;
    for (std::size_t run = 0; run < runs->size(); ++run) {
        if ((*runs)[run] < 0 || (*runs)[run] > all - begin)
            return Error{ErrorCode::Mismatch, "the run lengths of a mask go beyond its rectangle"};
        const std::int64_t end = begin + (*runs)[run];
        while (begin < end && run % 2 == 1) {
            const auto y = static_cast<int>(begin / box.width);
            const auto x0 = static_cast<int>(begin % box.width);
            const auto x1 = static_cast<int>(std::min<std::int64_t>(box.width, x0 + (end - begin)));
            spans.push_back({box.y + y, box.x + x0, box.x + x1});
            begin += x1 - x0;
        }
        begin = end;
    }
    if (begin != all)
        return Error{ErrorCode::Mismatch, "the run lengths of a mask do not fill its rectangle"};
    return Region::fromSpans(std::move(spans));
}

Result<Region> regionOfPolygon(const pugi::xml_node& polygon, Size size)
{
    const Result<std::vector<double>> numbers = numbersIn<double>(polygon.attribute("points").as_string(), ",; ");
    if (!numbers)
        return numbers.error();
    std::vector<PointF> vertices;
    for (std::size_t at = 0; at + 1 < numbers->size(); at += 2)
        vertices.push_back({(*numbers)[at], (*numbers)[at + 1]});
    return regionOfOutline(vertices, size);
}

Result<Region> regionOfBox(const pugi::xml_node& box, Size size)
{
    const double left = box.attribute("xtl").as_double();
    const double top = box.attribute("ytl").as_double();
    const double right = box.attribute("xbr").as_double();
    const double bottom = box.attribute("ybr").as_double();
    return regionOfOutline(std::vector<PointF>{{left, top}, {right, top}, {right, bottom}, {left, bottom}}, size);
}

/// Shapes that have an area.
struct ShapeKind {
    std::string_view name;
    Result<Region> (*region)(const pugi::xml_node& shape, Size image);
};
constexpr std::array kShapes{ShapeKind{"mask", regionOfMask}, ShapeKind{"polygon", regionOfPolygon},
                             ShapeKind{"box", regionOfBox}};

class CvatReader final : public ListedReader {
public:
    static ReaderResult open(const fs::path& path, Opening& opening)
    {
        std::error_code failure;
        Result<StreamedXml> xml = StreamedXml::open(fs::is_directory(path, failure) ? path / kFile : path);
        if (!xml)
            return xml.error();
        auto reader = std::make_unique<CvatReader>(*std::move(xml));
        if (Status taken = reader->takeAll(opening); !taken)
            return taken.error().at(reader->m_xml.path());
        return ReaderResult(std::move(reader));
    }

    explicit CvatReader(StreamedXml xml) : m_xml(std::move(xml)) {}

    Result<DatasetItem> read(std::int64_t number) const override
    {
        DatasetItem read = item(number);
        const FilePiece& piece = m_pieces[static_cast<std::size_t>(number)];
        const Result<std::string> text = m_xml.read(piece);
        const Result<pugi::xml_document> document =
            text ? parseXml(*text, piece.offset) : Result<pugi::xml_document>(text.error());
        if (!document)
            return document.error().at(m_xml.path());
        Status added = addShapes(document->child("image"), read);
        if (!added)
            return errorAt(added.error().code, added.error().detail, piece.offset).at(m_xml.path());
        return read;
    }

private:
    Status takeAll(Opening& opening)
    {
        opening.expectFiles(std::vector{m_xml.path()});
        const fs::path root = m_xml.path().parent_path();
        const std::vector<fs::path> folders{root / "images", root};
        const Result<std::string> rest =
            m_xml.walk("image", opening, [&](const std::string& text, const FilePiece& piece) {
                return takeImage(text, piece, folders);
            });
        const Result<pugi::xml_document> document =
            rest ? parseXml(*rest, 0) : Result<pugi::xml_document>(rest.error());
        if (!document)
            return document.error();
        const pugi::xml_node annotations = document->child("annotations");
        const std::vector<NamedLabel> named = labelsIn(annotations);
        if (named.empty())
            return Error{ErrorCode::NotFound, "this is no XML of CVAT for images: it lists no labels"};
        Result<LabelSet> labels = labelSetOf(named);
        if (!labels)
            return labels.error();
        m_info.labels = *std::move(labels);
        if (annotations.child("track"))
            m_notes.push_back({m_xml.path(), "tracks of a video are not taken over"});
        return m_items.empty() ? Status(Error{ErrorCode::NotFound, "the dataset has no images"}) : ok();
    }

    Status takeImage(const std::string& text, const FilePiece& piece, std::span<const fs::path> folders)
    {
        const Result<pugi::xml_document> document = parseXml(text, piece.offset);
        if (!document)
            return document.error();
        const pugi::xml_node image = document->child("image");
        DatasetItem item = itemOfPhoto(image.attribute("name").as_string(), folders);
        item.size = {image.attribute("width").as_int(), image.attribute("height").as_int()};
        addItem(std::move(item), partByName(image.attribute("subset").as_string()));
        m_pieces.push_back(piece);
        return ok();
    }

    Status addShapes(const pugi::xml_node& image, DatasetItem& read) const
    {
        Result<MaskAssembly> mask = MaskAssembly::create(read.size);
        if (!mask)
            return mask.error();
        const auto children = image.children();
        std::vector<pugi::xml_node> shapes(children.begin(), children.end());
        std::ranges::stable_sort(shapes, {},
                                 [](const pugi::xml_node& shape) { return shape.attribute("z_order").as_int(); });
        for (const pugi::xml_node& shape : shapes) {
            if (shape.type() != pugi::node_element)
                continue;
            const auto kind = std::ranges::find(kShapes, std::string_view(shape.name()), &ShapeKind::name);
            if (kind == kShapes.end()) {
                read.notes.push_back(fmt::format("a {} is left out", shape.name()));
                continue;
            }
            const std::optional<Label> label = m_info.labels.findName(shape.attribute("label").as_string());
            if (!label)
                return Error{ErrorCode::Malformed,
                             fmt::format("a {} has no label, or one that is not listed", kind->name)};
            const Result<Region> region = kind->region(shape, mask->size());
            if (!region)
                return region.error();
            mask->add(*region, *label);
        }
        std::move(*mask).finish(read);
        return ok();
    }

    StreamedXml m_xml;
    std::vector<FilePiece> m_pieces; ///< By item.
};

} // namespace

WriterResult writeCvat(DatasetFolder& folder, const DatasetInfo& info)
{
    return CvatWriter::create(folder, info);
}

ReaderResult readCvat(const fs::path& path, Opening& opening)
{
    return CvatReader::open(path, opening);
}

} // namespace labelwright
