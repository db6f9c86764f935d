// SPDX-License-Identifier: GPL-3.0-or-later
// Datumaro: annotations/<part>.json with an item a photo, whose annotations are masks of run lengths; images/<part>/.
#include "core/dataset/MaskAssembly.h"
#include "core/dataset/StreamedJson.h"
#include "core/dataset/formats/CocoCatalogJson.h"
#include "core/dataset/formats/DatasetFiles.h"
#include "core/dataset/formats/Formats.h"
#include "core/dataset/formats/ListedReader.h"
#include "core/dataset/formats/PartFiles.h"
#include "core/dataset/formats/SegmentationJson.h"
#include "core/mask/LabelledRegions.h"
#include "core/mask/TransposedRegion.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <set>

namespace labelwright {
namespace {

namespace fs = std::filesystem;

std::string headOf(const DatasetInfo& info)
{
    std::string labels;
    std::string colors;
    for (std::size_t label = 1; label <= info.labels.size(); ++label) {
        const LabelClass& known = info.labels.at(static_cast<Label>(label));
        const std::string_view comma = label == 1 ? "\n" : ",\n";
        labels += fmt::format(R"({}{{"name":{},"parent":"","attributes":[]}})", comma, writeJson(known.name));
        colors += fmt::format(R"({}{{"label_id":{},"r":{},"g":{},"b":{}}})", comma, label - 1, known.color.red,
                              known.color.green, known.color.blue);
    }
    return fmt::format(
        R"({{"dm_format_version":"1.0","media_type":2,"infos":{{}},"categories":{{"label":{{"labels":[{})"
        "\n"
        R"(],"attributes":[]}},"mask":{{"colormap":[{})"
        "\n"
        R"(]}}}},"items":[)",
        labels, colors);
}

class DatumaroWriter final : public DatasetWriter {
public:
    static WriterResult create(DatasetFolder& folder, const DatasetInfo& info)
    {
        Result<PartTexts> texts = PartTexts::create(
            folder, info, [](std::string_view part) { return fmt::format("annotations/{}.json", part); });
        if (!texts)
            return texts.error();
        for (const DatasetPart part : partsOf(info)) {
            if (Status begun = texts->write(part, headOf(info)); !begun)
                return begun.error();
        }
        return WriterResult(std::make_unique<DatumaroWriter>(folder, info, *std::move(texts)));
    }

    DatumaroWriter(DatasetFolder& folder, const DatasetInfo& info, PartTexts texts)
        : m_folder(folder), m_info(info), m_texts(std::move(texts))
    {}

    std::string photoPath(const DatasetItem& item) const override
    {
        return fmt::format("images/{}/{}", partFolder(m_info, item.part), item.photoFile());
    }

    Result<EncodedItem> encode(const DatasetItem& item) const override
    {
        EncodedItem encoded;
        encoded.record = fmt::format(R"({{"id":{},"annotations":[)", writeJson(item.name));
        std::int64_t number = 0;
        for (const LabelledRegion& part : labelledParts(*item.mask)) {
            fmt::format_to(
                std::back_inserter(encoded.record),
                R"({}{{"id":{},"type":"mask","attributes":{{}},"group":0,"label_id":{},"rle":{},"z_order":0}})",
                number == 0 ? "" : ",", number, part.label - 1, rleJson(transposed(part.region), item.size));
            ++number;
        }
        fmt::format_to(std::back_inserter(encoded.record), R"(],"attr":{{}},"image":{{"path":{},"size":[{},{}]}}}})",
                       writeJson(item.photoReference.empty() ? item.photoFile() : item.photoReference),
                       item.size.height, item.size.width);
        return encoded;
    }

    Status append(const DatasetItem& item, const EncodedItem& encoded) override
    {
        Status written = m_texts.write(item.part, m_begun.insert(item.part).second ? "\n" : ",\n");
        return written ? m_texts.write(item.part, encoded.record) : written;
    }

    Status finish() override
    {
        for (const DatasetPart part : partsOf(m_info)) {
            if (Status ended = m_texts.write(part, "\n]}\n"); !ended)
                return ended;
        }
        return m_texts.addTo(m_folder);
    }

private:
    DatasetFolder& m_folder;
    DatasetInfo m_info;
    PartTexts m_texts;
    std::set<DatasetPart> m_begun; ///< Parts that have an item.
};

struct DatumaroFile {
    StreamedJson json;
    std::vector<NamedLabel> labels;
    std::vector<DatasetItem> items;
    std::vector<FilePiece> pieces; ///< By item.
};

Status takeCategories(DatumaroFile& file, const Json& categories)
{
    const Json* label = memberOf(categories, "label");
    const Json* labels = label ? memberOf(*label, "labels") : nullptr;
    if (!labels || !labels->is_array())
        return Error{ErrorCode::Malformed, "\"categories\" has no labels"};
    for (const Json& each : *labels)
        file.labels.push_back({textAt(each, "name")});
    const Json* mask = memberOf(categories, "mask");
    const Json* colors = mask ? memberOf(*mask, "colormap") : nullptr;
    if (!colors || !colors->is_array())
        return ok();
    for (const Json& each : *colors) {
        const std::int64_t number = cocoInteger(each, "label_id").value_or(-1);
        const auto part = [&](std::string_view key) { return cocoInteger(each, key).value_or(-1); };
        const bool isColor = std::ranges::all_of(std::array{part("r"), part("g"), part("b")},
                                                 [](std::int64_t value) { return value >= 0 && value <= 255; });
        if (isColor && number >= 0 && number < static_cast<std::int64_t>(file.labels.size()))
            file.labels[static_cast<std::size_t>(number)].color =
                Color{static_cast<std::uint8_t>(part("r")), static_cast<std::uint8_t>(part("g")),
                      static_cast<std::uint8_t>(part("b"))};
    }
    return ok();
}

Status takeItem(DatumaroFile& file, const StreamedJson::Element& element, std::span<const fs::path> folders)
{
    const Json* image = memberOf(element.value, "image");
    const std::optional<std::string> id = stringOf(element.value, "id");
    if (!id)
        return Error{ErrorCode::Malformed, "an item has no \"id\""};
    const std::string path = image ? textAt(*image, "path") : std::string();
    DatasetItem item = itemOfPhoto(path.empty() ? *id : path, folders);
    const Json* size = image ? memberOf(*image, "size") : nullptr;
    if (size && size->is_array() && size->size() == 2) {
        const auto extent = [&](std::size_t at) {
            return static_cast<int>(std::clamp<std::int64_t>(looseInteger((*size)[at]).value_or(0), 0, 1 << 30));
        };
        item.size = {extent(1), extent(0)};
    }
    file.items.push_back(std::move(item));
    file.pieces.push_back(element.piece);
    return ok();
}

Result<DatumaroFile> openFile(const fs::path& path, Opening& opening)
{
    Result<StreamedJson> json = StreamedJson::open(path);
    if (!json)
        return json.error();
    DatumaroFile file{*std::move(json), {}, {}, {}};
    const std::vector<fs::path> folders = cocoPhotoFolders(path, path.stem().string());
    const Status walked = file.json.walk(opening, [&](const StreamedJson::Element& element) {
        if (element.key == "categories" && !element.isOfArray)
            return takeCategories(file, element.value);
        return element.key == "items" ? takeItem(file, element, folders) : ok();
    });
    if (!walked)
        return walked.error();
    if (file.labels.empty())
        return Error{ErrorCode::NotFound, "this is no file of Datumaro: it has no categories with labels", path};
    return file;
}

class DatumaroReader final : public ListedReader {
public:
    static ReaderResult open(const fs::path& path, Opening& opening)
    {
        std::error_code failure;
        auto reader = std::make_unique<DatumaroReader>();
        const std::vector<fs::path> paths = fs::is_directory(path, failure)
                                                ? filesEnding(path / "annotations", ".json", opening.stop())
                                                : std::vector{path};
        Result<std::vector<DatumaroFile>> files = openFiles(paths, opening, openFile);
        if (!files)
            return files.error();
        for (DatumaroFile& file : *files) {
            if (Status added = reader->addFile(std::move(file)); !added)
                return added.error();
        }
        if (reader->m_items.empty())
            return Error{ErrorCode::NotFound, "there is no JSON file of Datumaro with items in \"annotations\"", path};
        return ReaderResult(std::move(reader));
    }

    Result<DatasetItem> read(std::int64_t number) const override
    {
        DatasetItem read = item(number);
        const Place& place = m_places[static_cast<std::size_t>(number)];
        const StreamedJson& file = m_files[place.file];
        const Result<Json> json = file.read(place.piece);
        if (!json)
            return json.error();
        if (Status sized = takeSize(read); !sized)
            return sized.error();
        Result<MaskAssembly> mask = MaskAssembly::create(read.size);
        if (!mask)
            return file.located(mask.error(), place.piece);
        if (Status added = addAnnotations(*json, *mask, read); !added)
            return file.located(added.error(), place.piece);
        std::move(*mask).finish(read);
        return read;
    }

private:
    struct Place {
        std::size_t file = 0;
        FilePiece piece;
    };

    /// All files have the same labels.
    Status addFile(DatumaroFile file)
    {
        Result<LabelSet> labels = labelSetOf(file.labels);
        if (!labels)
            return labels.error().at(file.json.path());
        if (!m_files.empty() && *labels != m_info.labels)
            return Error{ErrorCode::Mismatch, "its labels are others than those of the file before", file.json.path()};
        m_info.labels = *std::move(labels);
        const std::optional<DatasetPart> part = partByName(file.json.path().stem().string());
        for (std::size_t item = 0; item < file.items.size(); ++item) {
            addItem(std::move(file.items[item]), part);
            m_places.push_back({m_files.size(), file.pieces[item]});
        }
        m_files.push_back(std::move(file.json));
        return ok();
    }

    Status addAnnotations(const Json& json, MaskAssembly& mask, DatasetItem& read) const
    {
        const Json* annotations = memberOf(json, "annotations");
        if (!annotations || !annotations->is_array())
            return Error{ErrorCode::Malformed, "an item has no \"annotations\""};
        std::vector<const Json*> byOrder;
        for (const Json& annotation : *annotations)
            byOrder.push_back(&annotation);
        std::ranges::stable_sort(
            byOrder, {}, [](const Json* annotation) { return cocoInteger(*annotation, "z_order").value_or(0); });
        for (const Json* annotation : byOrder) {
            const std::string type = textAt(*annotation, "type");
            if (type != "mask" && type != "polygon") {
                read.notes.push_back(fmt::format("an annotation of the type \"{}\" is left out", type));
                continue;
            }
            const std::int64_t number = cocoInteger(*annotation, "label_id").value_or(-1);
            if (number < 0 || number >= static_cast<std::int64_t>(m_info.labels.size()))
                return Error{ErrorCode::Malformed, "an annotation has no label, or one that is not listed"};
            const Json* shape = memberOf(*annotation, type == "mask" ? "rle" : "points");
            if (!shape)
                return Error{ErrorCode::Malformed, fmt::format("a {} has no \"rle\" or \"points\"", type)};
            const Result<Region> region =
                type == "mask" ? regionOfRle(*shape, mask.size()) : regionOfRing(*shape, mask.size());
            if (!region)
                return region.error();
            mask.add(*region, static_cast<Label>(number + 1));
        }
        return ok();
    }

    std::vector<StreamedJson> m_files;
    std::vector<Place> m_places; ///< By item.
};

} // namespace

WriterResult writeDatumaro(DatasetFolder& folder, const DatasetInfo& info)
{
    return DatumaroWriter::create(folder, info);
}

ReaderResult readDatumaro(const fs::path& path, Opening& opening)
{
    return DatumaroReader::open(path, opening);
}

} // namespace labelwright
