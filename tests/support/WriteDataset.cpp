// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/WriteDataset.h"

#include "core/image/ImageWriter.h"

namespace labelwright::test {
namespace {

namespace fs = std::filesystem;

Status writePhoto(const fs::path& path, Size size)
{
    const std::vector<std::uint8_t> gray(static_cast<std::size_t>(size.width) * static_cast<std::size_t>(size.height));
    const Result<std::vector<std::uint8_t>> png = encodeGrayPng(size, gray);
    return png ? writeFileUnsynced(path, *png) : Status(png.error());
}

Status writeItem(DatasetWriter& writer, DatasetFolder& folder, DatasetItem& item)
{
    if (Status written = writePhoto(folder.root() / writer.photoPath(item), item.size); !written)
        return written;
    const Result<EncodedItem> encoded = writer.encode(item);
    if (!encoded)
        return encoded.error();
    for (const EncodedItem::File& file : encoded->files) {
        if (Status written = folder.write(file.path, file.bytes); !written)
            return written;
    }
    item.mask.reset();
    return writer.append(item, *encoded);
}

} // namespace

Result<std::vector<std::string>> writeDataset(const DatasetFormat& format, const fs::path& root,
                                              const DatasetInfo& info, std::vector<DatasetItem> items)
{
    DatasetFolder folder(root);
    const Result<std::unique_ptr<DatasetWriter>> writer = format.write(folder, info);
    if (!writer)
        return writer.error();
    for (DatasetItem& item : items) {
        if (Status written = writeItem(**writer, folder, item); !written)
            return written.error();
    }
    if (Status finished = (*writer)->finish(); !finished)
        return finished.error();
    return folder.paths();
}

} // namespace labelwright::test
