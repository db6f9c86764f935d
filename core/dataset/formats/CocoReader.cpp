// SPDX-License-Identifier: GPL-3.0-or-later
// Anybody's COCO: run lengths, compressed or not, and polygons; the files that Coco.cpp writes among them.
#include "core/base/Text.h"
#include "core/dataset/MaskAssembly.h"
#include "core/dataset/formats/CocoCatalogJson.h"
#include "core/dataset/formats/DatasetFiles.h"
#include "core/dataset/formats/Formats.h"
#include "core/dataset/formats/SegmentationJson.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace labelwright {
namespace {

namespace fs = std::filesystem;

/// Where an annotation stands.
struct Annotation {
    std::int64_t image = 0;
    double area = 0;
    FilePiece piece;
};

/// What one file tells about its images and annotations.
struct CocoFile {
    StreamedJson json;
    CocoCatalog catalog;
    std::vector<Annotation> annotations; ///< By image, the larger ones first: the smaller ones lie on top.
    bool hasKeypoints = false;
};

Status takeElement(CocoFile& file, const StreamedJson::Element& element)
{
    if (const Result<bool> taken = addToCatalog(file.catalog, element); !taken)
        return taken.error();
    if (element.key != "annotations")
        return ok();
    if (memberOf(element.value, "segments_info"))
        return Error{ErrorCode::Unsupported, "this is COCO panoptic, which is the format coco-panoptic"};
    const std::optional<std::int64_t> image = cocoInteger(element.value, "image_id");
    if (!image)
        return Error{ErrorCode::Malformed, "an annotation has no \"image_id\""};
    file.annotations.push_back({*image, numberOf(element.value, "area").value_or(0), element.piece});
    file.hasKeypoints = file.hasKeypoints || memberOf(element.value, "keypoints");
    return ok();
}

Result<CocoFile> openFile(const fs::path& path, Opening& opening)
{
    Result<StreamedJson> json = StreamedJson::open(path);
    if (!json)
        return json.error();
    CocoFile file{*std::move(json), {}, {}, false};
    const Status walked = file.json.walk(opening, [&](const auto& element) { return takeElement(file, element); });
    if (!walked)
        return walked.error();
    if (file.catalog.categories.empty())
        return Error{ErrorCode::NotFound, "this is no COCO file: it has no categories", path};
    std::ranges::stable_sort(file.annotations, [](const Annotation& a, const Annotation& b) {
        return std::tuple(a.image, -a.area) < std::tuple(b.image, -b.area);
    });
    return file;
}

/// "train2017" of "instances_train2017.json".
std::string subsetOf(const fs::path& path)
{
    std::string name = path.stem().string();
    for (const std::string_view prefix : {"instances_", "stuff_"}) {
        if (name.starts_with(prefix))
            name.erase(0, prefix.size());
    }
    constexpr std::string_view kSuffix = "_polygons";
    if (name.ends_with(kSuffix))
        name.resize(name.size() - kSuffix.size());
    return name;
}

/// The files to read of a folder: of each subset the one that says most. Files of neither kind only where there is
/// nothing else.
std::vector<fs::path> chooseFiles(const fs::path& root, const std::stop_token& stop)
{
    std::error_code failure;
    const fs::path folder = fs::is_directory(root / "annotations", failure) ? root / "annotations" : root;
    std::map<std::string, std::pair<int, fs::path>> best;
    std::vector<fs::path> others;
    for (const fs::path& path : filesEnding(folder, ".json", stop)) {
        const std::string name = path.stem().string();
        if (!name.starts_with("instances_") && !name.starts_with("stuff_")) {
            others.push_back(path);
            continue;
        }
        const int rank = name.starts_with("stuff_") ? 2 : name.ends_with("_polygons") ? 1 : 0;
        const auto [found, isNew] = best.emplace(subsetOf(path), std::pair(rank, path));
        if (!isNew && rank < found->second.first)
            found->second = {rank, path};
    }
    if (best.empty())
        return others;
    std::vector<fs::path> chosen;
    for (const auto& [subset, file] : best)
        chosen.push_back(file.second);
    return chosen;
}

class CocoReader final : public CocoCatalogReader<CocoFile> {
public:
    static ReaderResult open(const fs::path& path, Opening& opening)
    {
        std::error_code failure;
        auto reader = std::make_unique<CocoReader>();
        const std::vector<fs::path> paths =
            fs::is_directory(path, failure) ? chooseFiles(path, opening.stop()) : std::vector{path};
        if (paths.empty())
            return Error{ErrorCode::NotFound, "there is no JSON file of COCO here or in \"annotations\"", path};
        Result<std::vector<CocoFile>> files = openFiles(paths, opening, openFile);
        if (!files)
            return files.error();
        if (Status taken = reader->takeFiles(*std::move(files), opening, subsetOf); !taken)
            return taken.error();
        reader->addNotes();
        return ReaderResult(std::move(reader));
    }

    Result<DatasetItem> read(std::int64_t number) const override
    {
        DatasetItem read = item(number);
        const Place& place = m_places[static_cast<std::size_t>(number)];
        const CocoFile& file = m_files[place.file];
        if (Status sized = takeSize(read); !sized)
            return sized.error();
        Result<MaskAssembly> mask = MaskAssembly::create(read.size);
        if (!mask)
            return mask.error().at(file.json.path());
        LeftOut leftOut;
        auto annotation = std::ranges::lower_bound(file.annotations, place.image, {}, &Annotation::image);
        for (; annotation != file.annotations.end() && annotation->image == place.image; ++annotation) {
            if (Status added = addAnnotation(file, *annotation, *mask, leftOut); !added)
                return added.error();
        }
        std::move(*mask).finish(read);
        if (leftOut.boxes > 0)
            read.notes.push_back(
                fmt::format("left out: {} without an outline", countText(leftOut.boxes, "annotation")));
        if (leftOut.unlisted > 0)
            read.notes.push_back(fmt::format("left out: {} of a category that is not listed",
                                             countText(leftOut.unlisted, "annotation")));
        return read;
    }

private:
    /// Annotations of an image.
    struct LeftOut {
        std::int64_t boxes = 0;
        std::int64_t unlisted = 0;
    };

    void addNotes()
    {
        for (std::size_t number = 0; number < m_files.size(); ++number) {
            const CocoFile& file = m_files[number];
            std::set<std::int64_t> images;
            for (const Place& place : m_places) {
                if (place.file == number)
                    images.insert(place.image);
            }
            const auto lost = std::ranges::count_if(
                file.annotations, [&](const Annotation& annotation) { return !images.contains(annotation.image); });
            if (lost > 0)
                m_notes.push_back({file.json.path(), fmt::format("left out: {} of images that are not listed",
                                                                 countText(lost, "annotation"))});
            if (file.hasKeypoints)
                m_notes.push_back({file.json.path(), "keypoints are not taken over"});
        }
    }

    static Status addAnnotation(const CocoFile& file, const Annotation& annotation, MaskAssembly& mask,
                                LeftOut& leftOut)
    {
        const Result<Json> json = file.json.read(annotation.piece);
        if (!json)
            return json.error();
        const Result<Label> label = file.catalog.labelOf(*json);
        if (!label) {
            ++leftOut.unlisted;
            return ok();
        }
        const Json* segmentation = memberOf(*json, "segmentation");
        if (!segmentation || segmentation->empty()) {
            ++leftOut.boxes;
            return ok();
        }
        const Result<Region> region = regionOf(*segmentation, mask.size());
        if (!region)
            return file.json.located(region.error(), annotation.piece);
        mask.add(*region, *label);
        return ok();
    }

    static Result<Region> regionOf(const Json& segmentation, Size size)
    {
        if (segmentation.is_object())
            return regionOfRle(segmentation, size);
        if (!segmentation.is_array())
            return Error{ErrorCode::Malformed, "a segmentation is neither polygons nor run lengths"};
        Region all;
        for (const Json& ring : segmentation) {
            const Result<Region> region = regionOfRing(ring, size);
            if (!region)
                return region.error();
            all = all.isEmpty() ? *region : united(all, *region);
        }
        return all;
    }
};

} // namespace

ReaderResult readCoco(const fs::path& path, Opening& opening)
{
    return CocoReader::open(path, opening);
}

} // namespace labelwright
