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
const std::vector<TaskType> kSingleLabel{TaskType::ImageClassification};
const std::vector<TaskType> kWholeImages{TaskType::ImageClassification, TaskType::ImageClassificationMultiLabel};

/// Two programs' names for one layout.
constexpr std::string_view kClassFolderAdvice =
    "A photo lies in the folder of its class, whose name has \"%2F\" and the like for what folders can't be named; one "
    "without a class lies in `unlabeled/`. `classes.txt` has the classes in their order; programs that number folders "
    "by their names have another.";

/// The function of a row that opens a dataset and may be stopped by what it calls.
template <ReaderResult (*read)(const std::filesystem::path& path, Opening& opening)>
ReaderResult stoppable(const std::filesystem::path& path, const ReadOptions& options)
{
    Opening opening(options);
    ReaderResult reader = read(path, opening);
    // Whatever it made of a part of the dataset counts for nothing.
    if (Status goesOn = opening.checkGoesOn(); !goesOn)
        return goesOn.error().at(path);
    if (reader)
        opening.finish();
    return reader;
}

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
         .keepsSourceRefs = true,
         .holdsColors = true,
         .advice = "To train with it, copy the folder to S3, put its s3:// name before each source-ref and mask, and "
                   "give the training channel the manifest as S3DataType AugmentedManifestFile with AttributeNames "
                   "[\"source-ref\", \"{attribute}\"]. The minimal manifests have these two keys and no other.",
         .write = writeSageMakerManifest,
         .read = stoppable<readSageMakerManifest>},
        {.id = "sagemaker-segmentation",
         .title = "SageMaker built-in semantic segmentation",
         .tasks = kMasks,
         .advice =
             "The folders are the channels of SageMaker's built-in semantic segmentation, which reads JPEG photos; "
             "num_classes is the number of lines in `classes.txt`. A pixel without a label is 0, the background.",
         .write = writeSageMakerSegmentation,
         .read = stoppable<readSageMakerSegmentation>},
        {.id = "coco",
         .title = "COCO, instances and stuff",
         .tasks = kMasks,
         .namesPhotos = true,
         .holdsColors = true,
         .advice = "For pycocotools: `annotations/instances_<part>.json` has each part of a label that hangs together "
                   "as an annotation with run lengths, `instances_<part>_polygons.json` the same with outlines, "
                   "`stuff_<part>.json` one annotation for each label of a photo. The part is "
                   "\"all\" where the dataset is not split.",
         .write = writeCoco,
         .read = stoppable<readCoco>},
        {.id = "coco-panoptic",
         .title = "COCO panoptic",
         .tasks = kMasks,
         .namesPhotos = true,
         .holdsColors = true,
         .advice = "`panoptic_<part>.json` goes with the PNG files in `panoptic_<part>/`, whose pixels are numbers of "
                   "segments: red + 256 green + 65536 blue. Each part of a label that hangs together is a segment, and "
                   "all labels are things. The part is \"all\" where the dataset is not split.",
         .write = writeCocoPanoptic,
         .read = stoppable<readCocoPanoptic>},
        {.id = "voc",
         .title = "PASCAL VOC",
         .tasks = kMasks,
         .readsColors = true,
         .advice = "Masks have VOC's color map, and `labelmap.txt` says which color is which label; black has none. "
                   "`SegmentationObject/` numbers what hangs together and has one label; beyond the 254 largest of a "
                   "photo it is void (255).",
         .write = writeVoc,
         .read = stoppable<readVoc>},
        {.id = "cityscapes",
         .title = "Cityscapes",
         .tasks = kMasks,
         .holdsColors = true,
         .advice = "The ids in `*_labelIds.png` are the lines of `label_colors.txt`, from 0 for what has no label; the "
                   "job's name stands for the city.",
         .write = writeCityscapes,
         .read = stoppable<readCityscapes>},
        {.id = "camvid",
         .title = "CamVid",
         .tasks = kMasks,
         .holdsColors = true,
         .readsColors = true,
         .advice = "A mask in `labels/` is named like its photo in `images/`, with `_L` behind it; `label_colors.txt` "
                   "says which color is which label, Void none.",
         .write = writeCamVid,
         .read = stoppable<readCamVid>},
        {.id = "index-png",
         .title = "Index PNG (ADE20K style)",
         .tasks = kMasks,
         .advice = "A mask in `annotations/` is named like its photo in `images/`; its pixels are the numbers of "
                   "`classes.txt`, 0 without a label.",
         .write = writeIndexPng,
         .read = stoppable<readIndexPng>},
        {.id = "yolo-seg",
         .title = "YOLO segmentation",
         .tasks = kMasks,
         .advice =
             "Give `data.yaml` to the training. A line of a file in `labels/` is a class from 0 and the outline of "
             "a part, in shares of width and height; a hole is joined to the outline by a cut of no width. Where "
             "the dataset is not split, training and validation read the same photos.",
         .write = writeYoloSegmentation,
         .read = stoppable<readYoloSegmentation>},
        {.id = "yolo-cls",
         .title = "YOLO classification",
         .tasks = kSingleLabel,
         .advice = kClassFolderAdvice,
         .write = writeClassFolders,
         .read = stoppable<readClassFolders>},
        {.id = "labelme",
         .title = "labelme",
         .tasks = kMasks,
         .namesPhotos = true,
         .advice = "Open the folder with `labelme --labels labels.txt .`; masks with holes need labelme 5.3 or newer.",
         .write = writeLabelme,
         .read = stoppable<readLabelme>},
        {.id = "cvat",
         .title = "CVAT for images 1.1",
         .tasks = kMasks,
         .namesPhotos = true,
         .holdsColors = true,
         .advice = "Make a task of the photos with these labels, then upload `annotations.xml` as \"CVAT "
                   "1.1\".",
         .write = writeCvat,
         .read = stoppable<readCvat>},
        {.id = "datumaro",
         .title = "Datumaro",
         .tasks = kMasks,
         .namesPhotos = true,
         .holdsColors = true,
         .advice = "Read it as the format \"datumaro\"; the subsets are named after the files in `annotations/`.",
         .write = writeDatumaro,
         .read = stoppable<readDatumaro>},
        {.id = "imagefolder",
         .title = "Hugging Face imagefolder",
         .tasks = kAllTasks,
         .advice = "load_dataset(\"imagefolder\", data_dir=...) reads it. A line of `metadata.jsonl` has the photo's "
                   "label, its labels, or its mask, whose pixels are the numbers of `classes.txt`, 0 without a label.",
         .write = writeImageFolder,
         .read = stoppable<readImageFolder>},
        {.id = "class-folders",
         .title = "Class folders (ImageNet style)",
         .tasks = kSingleLabel,
         .advice = kClassFolderAdvice,
         .write = writeClassFolders,
         .read = stoppable<readClassFolders>},
        {.id = "csv",
         .title = "CSV table",
         .tasks = kWholeImages,
         .namesPhotos = true,
         .advice = "`labels.csv` has a line for each photo: its label, or a column of 0 and 1 for each class where a "
                   "photo may have several.",
         .write = writeCsv,
         .read = stoppable<readCsv>},
        {.id = "npz",
         .title = "NumPy archives",
         .tasks = kAllTasks,
         .advice =
             "np.load(\"masks/a.npz\")[\"mask\"] is the mask of `images/a.*`, height x width, with the numbers of "
             "`classes.txt`, 0 without a label. Labels of whole photos are in `labels.npz`: labels (photos x "
             "names, 0 or 1), and photos, names and parts as bytes of UTF-8.",
         .write = writeNpz,
         .read = stoppable<readNpz>},
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
    std::error_code failure;
    if (!std::filesystem::exists(path, failure))
        return Error{ErrorCode::NotFound, "there is no such file or folder", path};
    std::optional<Error> damaged;
    for (const DatasetFormat& format : datasetFormats()) {
        Result<std::unique_ptr<DatasetReader>> reader = format.read(path, options);
        if (reader)
            return OpenedDataset{&format, *std::move(reader)};
        if (reader.error().code == ErrorCode::Cancelled)
            return reader.error();
        if (reader.error().code != ErrorCode::NotFound && !damaged)
            damaged = reader.error();
    }
    if (damaged)
        return *damaged;
    return Error{ErrorCode::Unsupported,
                 "no dataset of a format that can be read is here; choose the folder that holds all of its files, or "
                 "say the format to learn what is missing",
                 path};
}

} // namespace labelwright
