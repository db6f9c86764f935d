// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/dataset/DatasetFolder.h"
#include "core/dataset/DatasetItem.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace labelwright {

/// What one item becomes in a format.
struct EncodedItem {
    struct File {
        std::string path; ///< In the dataset, with '/'.
        std::vector<std::uint8_t> bytes;
    };
    std::vector<File> files; ///< Its own: masks, label files.
    std::string record;      ///< What append() needs to put into files that several items share; the format's own form.
};

/// Writes a dataset. encode() does what costs time; append() is called once an item, in the items' order.
class DatasetWriter {
public:
    virtual ~DatasetWriter() = default;

    /// Where the photo goes in the dataset. Thread: any.
    virtual std::string photoPath(const DatasetItem& item) const = 0;

    /// Thread: any, at the same time. Errors: Mismatch for a mask with other labels; TooLarge.
    virtual Result<EncodedItem> encode(const DatasetItem& item) const = 0;

    /// Thread: one, which need not be that of encode(). `item` has no mask any more; the encoded item's files are
    /// written. Errors: those of VerifiedStream.
    virtual Status append(const DatasetItem& item, const EncodedItem& encoded) = 0;

    /// Once, after the last append(): what the items share. Errors: as append().
    virtual Status finish() = 0;
};

struct ReadOptions {
    /// Colours that no label has, as where edges were smoothed, become the label with the nearest colour, and the item
    /// says so; else they are an error.
    bool nearestColors = false;
    std::stop_token stop{}; ///< Ends the opening with Cancelled.
    /// Of the opening: bytes, files or lines of those that there are, at most 1000 times; never where opening is to
    /// list folders alone. openDataset() begins again with each format that it tries. Called from the opening's thread.
    Progress progress{};
};

/// Something in a dataset that could not be taken over, or only changed.
struct ReaderNote {
    std::filesystem::path path; ///< The file concerned; may be empty.
    std::string text;           ///< An English clause without a full stop.
    friend bool operator==(const ReaderNote&, const ReaderNote&) = default;
};

/// Reads a dataset that this program or another one wrote.
class DatasetReader {
public:
    virtual ~DatasetReader() = default;

    virtual const DatasetInfo& info() const = 0;

    /// All but mask and chosen labels. Precondition: 0 <= number < info().itemCount. Thread: any.
    virtual DatasetItem item(std::int64_t number) const = 0;

    /// The whole item. Thread: any, at the same time. Errors: those of readFile and the mask decoders, with the path.
    virtual Result<DatasetItem> read(std::int64_t number) const = 0;

    /// What opening it already showed; read() finds more, each an error of its item.
    virtual const std::vector<ReaderNote>& notes() const = 0;
};

/// A row of the table of formats.
struct DatasetFormat {
    std::string_view id;    ///< On the command line.
    std::string_view title; ///< "COCO, instances and stuff".
    std::vector<TaskType> tasks;
    bool namesPhotos = false; ///< Its files say which photo is meant, so that photos may lie elsewhere.
    /// Photos that lie elsewhere have the s3:// name that the job's manifest has for them; else the file's.
    bool keepsSourceRefs = false;
    bool holdsColors = false; ///< Labels come back with their colours.
    bool readsColors = false; ///< Its masks tell labels by colours, so that ReadOptions::nearestColors matters.
    /// How a training program reads it, for the dataset's README; "{attribute}" is the label attribute's name.
    std::string_view advice{};
    /// Errors: InvalidArgument where the format can't hold the dataset, TooLarge for too many labels.
    Result<std::unique_ptr<DatasetWriter>> (*write)(DatasetFolder& folder, const DatasetInfo& info) = nullptr;
    /// Of a folder, or of the one file that a user may name instead. Errors: NotFound where it is no such dataset;
    /// Malformed, Unsupported, with path and position; Cancelled.
    Result<std::unique_ptr<DatasetReader>> (*read)(const std::filesystem::path& path,
                                                   const ReadOptions& options) = nullptr;

    bool holds(TaskType task) const;
};

/// Every format, in the order in which people are offered them.
std::span<const DatasetFormat> datasetFormats();

/// nullptr for any other text.
const DatasetFormat* findDatasetFormat(std::string_view id);

struct OpenedDataset {
    const DatasetFormat* format = nullptr;
    std::unique_ptr<DatasetReader> reader;
};

/// Opens a dataset of which nobody says the format: the first of the table that reads it. Errors: those of the format
/// that found its files and could not read them; NotFound where no format did; Cancelled.
Result<OpenedDataset> openDataset(const std::filesystem::path& path, const ReadOptions& options);

} // namespace labelwright
