// SPDX-License-Identifier: GPL-3.0-or-later
// COCO: annotations/instances_<part>.json with a run-length mask for each part of a label that hangs together,
// instances_<part>_polygons.json with their outlines, stuff_<part>.json with a mask for each label; images/<part>/.
#include "core/dataset/formats/CocoCatalogJson.h"
#include "core/dataset/formats/Formats.h"
#include "core/dataset/formats/PartFiles.h"
#include "core/dataset/formats/SegmentationJson.h"
#include "core/mask/Components.h"
#include "core/mask/Contours.h"
#include "core/mask/LabelledRegions.h"
#include "core/mask/TransposedRegion.h"

#include <fmt/format.h>

#include <array>
#include <iterator>
#include <map>

namespace labelwright {
namespace {

/// Names of files, by what their annotations are; a record's lines begin with the place in here.
constexpr std::array<std::string_view, 3> kFiles{"annotations/instances_{}.json",
                                                 "annotations/instances_{}_polygons.json", "annotations/stuff_{}.json"};
constexpr char kInstances = '0';
constexpr char kPolygons = '1';
constexpr char kStuff = '2';

/// Of the pixels of a label, transposed.
void addAnnotation(std::string& record, char file, const DatasetItem& item, Label label, const Region& columns,
                   std::string_view segmentation)
{
    const Rect& box = columns.bounds();
    fmt::format_to(std::back_inserter(record), R"({}"image_id":{},"category_id":{},"segmentation":)", file,
                   item.number + 1, label);
    record += segmentation;
    fmt::format_to(std::back_inserter(record),
                   R"(,"area":{},"bbox":[{},{},{},{}],"iscrowd":0}})"
                   "\n",
                   columns.area(), box.y, box.x, box.height, box.width);
}

/// One of kFiles, for all parts.
class AnnotationTexts {
public:
    explicit AnnotationTexts(PartTexts texts) : m_texts(std::move(texts)) {}

    Status add(DatasetPart part, std::string_view annotation)
    {
        const std::int64_t id = ++m_counts[part];
        Status written = m_texts.write(part, fmt::format("{}{{\"id\":{},", id == 1 ? "\n" : ",\n", id));
        return written ? m_texts.write(part, annotation) : written;
    }

    PartTexts& texts() { return m_texts; }

private:
    PartTexts m_texts;
    std::map<DatasetPart, std::int64_t> m_counts;
};

class CocoWriter final : public DatasetWriter {
public:
    static WriterResult create(DatasetFolder& folder, const DatasetInfo& info)
    {
        auto writer = std::make_unique<CocoWriter>(folder, info);
        for (const std::string_view file : kFiles) {
            Result<PartTexts> texts = PartTexts::create(
                folder, info, [&](std::string_view part) { return fmt::format(fmt::runtime(file), part); });
            if (!texts)
                return texts.error();
            for (const DatasetPart part : partsOf(info)) {
                if (Status begun = texts->write(part, writer->head()); !begun)
                    return begun.error();
            }
            writer->m_files.emplace_back(*std::move(texts));
        }
        return WriterResult(std::move(writer));
    }

    CocoWriter(DatasetFolder& folder, const DatasetInfo& info) : m_folder(folder), m_info(info) {}

    std::string photoPath(const DatasetItem& item) const override
    {
        return fmt::format("images/{}/{}", partFolder(m_info, item.part), item.photoFile());
    }

    Result<EncodedItem> encode(const DatasetItem& item) const override
    {
        EncodedItem encoded;
        for (const LabelledRegion& each : labelledRegions(*item.mask)) {
            // Run lengths go down the columns, so that all is done with the region on its side.
            const Region whole = transposed(each.region);
            addAnnotation(encoded.record, kStuff, item, each.label, whole, rleJson(whole, item.size));
            for (const Region& part : parts(whole, Connectivity::Eight)) {
                addAnnotation(encoded.record, kInstances, item, each.label, part, rleJson(part, item.size));
                addAnnotation(encoded.record, kPolygons, item, each.label, part, ringsJson(bridgedContours(part)));
            }
        }
        return encoded;
    }

    Status append(const DatasetItem& item, const EncodedItem& encoded) override
    {
        std::string& images = m_images[item.part];
        images += imageJson(item, images.empty());
        const std::string_view record = encoded.record;
        for (std::size_t at = 0; at < record.size();) {
            const std::size_t end = record.find('\n', at);
            AnnotationTexts& file = m_files[static_cast<std::size_t>(record[at] - kInstances)];
            if (Status added = file.add(item.part, record.substr(at + 1, end - at - 1)); !added)
                return added;
            at = end + 1;
        }
        return ok();
    }

    Status finish() override
    {
        for (AnnotationTexts& file : m_files) {
            for (const DatasetPart part : partsOf(m_info)) {
                if (Status ended = file.texts().write(part, "\n],\"images\":[" + m_images[part] + "\n]}\n"); !ended)
                    return ended;
            }
            if (Status added = file.texts().addTo(m_folder); !added)
                return added;
        }
        return ok();
    }

private:
    std::string head() const
    {
        return fmt::format("{{\"info\":{{\"description\":{}}},\"licenses\":[],\"categories\":{},\"annotations\":[",
                           writeJson(m_info.name), categoriesJson(m_info.labels, ""));
    }

    DatasetFolder& m_folder;
    DatasetInfo m_info;
    std::vector<AnnotationTexts> m_files;        ///< As kFiles.
    std::map<DatasetPart, std::string> m_images; ///< What stands in "images".
};

} // namespace

WriterResult writeCoco(DatasetFolder& folder, const DatasetInfo& info)
{
    return CocoWriter::create(folder, info);
}

} // namespace labelwright
