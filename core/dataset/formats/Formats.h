// SPDX-License-Identifier: GPL-3.0-or-later
// One function for each end of a row of datasetFormats().
#pragma once

#include "core/dataset/Opening.h"

namespace labelwright {

using WriterResult = Result<std::unique_ptr<DatasetWriter>>;
using ReaderResult = Result<std::unique_ptr<DatasetReader>>;

WriterResult writeSageMakerManifest(DatasetFolder& folder, const DatasetInfo& info);
ReaderResult readSageMakerManifest(const std::filesystem::path& path, Opening& opening);

WriterResult writeIndexPng(DatasetFolder& folder, const DatasetInfo& info);
ReaderResult readIndexPng(const std::filesystem::path& path, Opening& opening);

WriterResult writeCoco(DatasetFolder& folder, const DatasetInfo& info);
ReaderResult readCoco(const std::filesystem::path& path, Opening& opening);

WriterResult writeCocoPanoptic(DatasetFolder& folder, const DatasetInfo& info);
ReaderResult readCocoPanoptic(const std::filesystem::path& path, Opening& opening);

WriterResult writeYoloSegmentation(DatasetFolder& folder, const DatasetInfo& info);
ReaderResult readYoloSegmentation(const std::filesystem::path& path, Opening& opening);

WriterResult writeLabelme(DatasetFolder& folder, const DatasetInfo& info);
ReaderResult readLabelme(const std::filesystem::path& path, Opening& opening);

WriterResult writeCvat(DatasetFolder& folder, const DatasetInfo& info);
ReaderResult readCvat(const std::filesystem::path& path, Opening& opening);

WriterResult writeDatumaro(DatasetFolder& folder, const DatasetInfo& info);
ReaderResult readDatumaro(const std::filesystem::path& path, Opening& opening);

WriterResult writeSageMakerSegmentation(DatasetFolder& folder, const DatasetInfo& info);
ReaderResult readSageMakerSegmentation(const std::filesystem::path& path, Opening& opening);

WriterResult writeVoc(DatasetFolder& folder, const DatasetInfo& info);
ReaderResult readVoc(const std::filesystem::path& path, Opening& opening);

WriterResult writeCityscapes(DatasetFolder& folder, const DatasetInfo& info);
ReaderResult readCityscapes(const std::filesystem::path& path, Opening& opening);

WriterResult writeCamVid(DatasetFolder& folder, const DatasetInfo& info);
ReaderResult readCamVid(const std::filesystem::path& path, Opening& opening);

WriterResult writeClassFolders(DatasetFolder& folder, const DatasetInfo& info);
ReaderResult readClassFolders(const std::filesystem::path& path, Opening& opening);

WriterResult writeImageFolder(DatasetFolder& folder, const DatasetInfo& info);
ReaderResult readImageFolder(const std::filesystem::path& path, Opening& opening);

WriterResult writeCsv(DatasetFolder& folder, const DatasetInfo& info);
ReaderResult readCsv(const std::filesystem::path& path, Opening& opening);

WriterResult writeNpz(DatasetFolder& folder, const DatasetInfo& info);
ReaderResult readNpz(const std::filesystem::path& path, Opening& opening);

} // namespace labelwright
