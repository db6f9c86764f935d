// SPDX-License-Identifier: GPL-3.0-or-later
// One function for each end of a row of datasetFormats().
#pragma once

#include "core/dataset/DatasetFormat.h"

namespace labelwright {

using WriterResult = Result<std::unique_ptr<DatasetWriter>>;
using ReaderResult = Result<std::unique_ptr<DatasetReader>>;

WriterResult writeSageMakerManifest(DatasetFolder& folder, const DatasetInfo& info);
ReaderResult readSageMakerManifest(const std::filesystem::path& path, const ReadOptions& options);

WriterResult writeIndexPng(DatasetFolder& folder, const DatasetInfo& info);
ReaderResult readIndexPng(const std::filesystem::path& path, const ReadOptions& options);

WriterResult writeCoco(DatasetFolder& folder, const DatasetInfo& info);
ReaderResult readCoco(const std::filesystem::path& path, const ReadOptions& options);

WriterResult writeCocoPanoptic(DatasetFolder& folder, const DatasetInfo& info);
ReaderResult readCocoPanoptic(const std::filesystem::path& path, const ReadOptions& options);

WriterResult writeYoloSegmentation(DatasetFolder& folder, const DatasetInfo& info);
ReaderResult readYoloSegmentation(const std::filesystem::path& path, const ReadOptions& options);

WriterResult writeLabelme(DatasetFolder& folder, const DatasetInfo& info);
ReaderResult readLabelme(const std::filesystem::path& path, const ReadOptions& options);

WriterResult writeCvat(DatasetFolder& folder, const DatasetInfo& info);
ReaderResult readCvat(const std::filesystem::path& path, const ReadOptions& options);

WriterResult writeDatumaro(DatasetFolder& folder, const DatasetInfo& info);
ReaderResult readDatumaro(const std::filesystem::path& path, const ReadOptions& options);
WriterResult writeSageMakerSegmentation(DatasetFolder& folder, const DatasetInfo& info);
ReaderResult readSageMakerSegmentation(const std::filesystem::path& path, const ReadOptions& options);

WriterResult writeVoc(DatasetFolder& folder, const DatasetInfo& info);
ReaderResult readVoc(const std::filesystem::path& path, const ReadOptions& options);

WriterResult writeCityscapes(DatasetFolder& folder, const DatasetInfo& info);
ReaderResult readCityscapes(const std::filesystem::path& path, const ReadOptions& options);

WriterResult writeCamVid(DatasetFolder& folder, const DatasetInfo& info);
ReaderResult readCamVid(const std::filesystem::path& path, const ReadOptions& options);

WriterResult writeClassFolders(DatasetFolder& folder, const DatasetInfo& info);
ReaderResult readClassFolders(const std::filesystem::path& path, const ReadOptions& options);

WriterResult writeImageFolder(DatasetFolder& folder, const DatasetInfo& info);
ReaderResult readImageFolder(const std::filesystem::path& path, const ReadOptions& options);

WriterResult writeCsv(DatasetFolder& folder, const DatasetInfo& info);
ReaderResult readCsv(const std::filesystem::path& path, const ReadOptions& options);

WriterResult writeNpz(DatasetFolder& folder, const DatasetInfo& info);
ReaderResult readNpz(const std::filesystem::path& path, const ReadOptions& options);

} // namespace labelwright
