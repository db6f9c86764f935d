// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dataset/DatasetFormat.h"

#include "core/dataset/formats/Formats.h"

#include <algorithm>
#include <optional>

namespace labelwright {
namespace {

const std::vector<TaskType> kAllTasks{TaskType::SemanticSegmentation, TaskType::ImageClassification,
                                      TaskType::ImageClassificationMultiLabel};
const std::vector<TaskType> kMasks{TaskType::SemanticSegmentation};

} // namespace

std::string_view partName(DatasetPart part)
{
    switch (part) {
    case DatasetPart::Train:
        return "train";
    case DatasetPart::Validation:
        return "validation";
    case DatasetPart::Test:
        return "test";
    }
    return {};
}

bool DatasetFormat::holds(TaskType task) const
{
    return std::ranges::find(tasks, task) != tasks.end();
}

std::span<const DatasetFormat> datasetFormats()
{
    static const std::vector<DatasetFormat> formats{
        {.id = "sagemaker-manifest",
         .title = "SageMaker augmented manifest",
         .tasks = kAllTasks,
         .namesPhotos = true,
         .holdsColors = true,
         .advice = "To train with it, copy the folder to S3, put its s3:// name before each source-ref and mask, and "
                   "give the training channel the manifest as S3DataType AugmentedManifestFile with AttributeNames "
                   "[\"source-ref\", \"{attribute}\"].",
         .write = writeSageMakerManifest,
         .read = readSageMakerManifest},
        {.id = "index-png",
         .title = "Index PNG (ADE20K style)",
         .tasks = kMasks,
         .advice = "A mask in `annotations/` is named like its photo in `images/`; its pixels are the numbers of "
                   "`classes.txt`, 0 without a label.",
         .write = writeIndexPng,
         .read = readIndexPng},
        {.id = "coco",
         .title = "COCO, instances and stuff",
         .tasks = kMasks,
         .namesPhotos = true,
         .holdsColors = true,
         .advice = "For pycocotools: `annotations/instances_<part>.json` has each part of a label that hangs together "
                   "as an annotation with run lengths, `instances_<part>_polygons.json` the same with outlines, "
                   "`stuff_<part>.json` one annotation for each label of a photo. Photos are in `images/<part>/`; the "
                   "part is \"all\" where the dataset is not split.",
         .write = writeCoco,
         .read = readCoco},
        {.id = "coco-panoptic",
         .title = "COCO panoptic",
         .tasks = kMasks,
         .namesPhotos = true,
         .holdsColors = true,
         .advice = "`panoptic_<part>.json` goes with the PNG files in `panoptic_<part>/`, whose pixels are numbers of "
                   "segments: red + 256 green + 65536 blue. Each part of a label that hangs together is a segment, and "
                   "all labels are things. The part is \"all\" where the dataset is not split.",
         .write = writeCocoPanoptic,
         .read = readCocoPanoptic},
        {.id = "yolo-seg",
         .title = "YOLO segmentation",
         .tasks = kMasks,
         .advice =
             "Give `data.yaml` to the training. A line of a file in `labels/` is a class from 0 and the outline of "
             "a part, in shares of width and height; a hole is joined to the outline by a cut of no width. Where "
             "the dataset is not split, training and validation read the same photos.",
         .write = writeYoloSegmentation,
         .read = readYoloSegmentation},
        {.id = "labelme",
         .title = "labelme",
         .tasks = kMasks,
         .namesPhotos = true,
         .advice = "Open the folder with `labelme --labels labels.txt .`; masks with holes need labelme 5.3 or newer.",
         .write = writeLabelme,
         .read = readLabelme},
        {.id = "cvat",
         .title = "CVAT for images 1.1",
         .tasks = kMasks,
         .namesPhotos = true,
         .holdsColors = true,
         .advice = "Make a task of the photos in `images/` with these labels, then upload `annotations.xml` as \"CVAT "
                   "1.1\".",
         .write = writeCvat,
         .read = readCvat},
        {.id = "datumaro",
         .title = "Datumaro",
         .tasks = kMasks,
         .namesPhotos = true,
         .holdsColors = true,
         .advice = "Read it as the format \"datumaro\"; the subsets are named after the files in `annotations/`.",
         .write = writeDatumaro,
         .read = readDatumaro},
    };
    return formats;
}

const DatasetFormat* findDatasetFormat(std::string_view id)
{
    const auto found = std::ranges::find(datasetFormats(), id, &DatasetFormat::id);
    return found == datasetFormats().end() ? nullptr : &*found;
}

Result<OpenedDataset> openDataset(const std::filesystem::path& path, const ReadOptions& options)
{
    std::optional<Error> damaged;
    for (const DatasetFormat& format : datasetFormats()) {
        if (!format.read)
            continue;
        Result<std::unique_ptr<DatasetReader>> reader = format.read(path, options);
        if (reader)
            return OpenedDataset{&format, *std::move(reader)};
        if (reader.error().code != ErrorCode::NotFound && !damaged)
            damaged = reader.error();
    }
    if (damaged)
        return *damaged;
    return Error{ErrorCode::NotFound, "no dataset of a format that can be read is here", path};
}

} // namespace labelwright
