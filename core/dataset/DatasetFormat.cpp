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
