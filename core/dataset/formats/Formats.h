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

} // namespace labelwright
