// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dataset/formats/ZipFile.h"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <zip.h>

namespace labelwright {
namespace {

constexpr zip_uint64_t kMaxBytes = zip_uint64_t{1} << 30;
constexpr zip_uint64_t kBlockBytes = zip_uint64_t{1} << 20;
constexpr zip_uint16_t kFirstDay = 1U << 5U | 1U; ///< DOS's date: years since 1980, month, day.
constexpr zip_uint32_t kDeflateLevel = 6;

/// Without being written.
struct Discard {
    void operator()(zip_t* archive) const { ::zip_discard(archive); }
};
struct Free {
    void operator()(zip_source_t* source) const { ::zip_source_free(source); }
};
struct Close {
    void operator()(zip_file_t* file) const { ::zip_fclose(file); }
};
using Archive = std::unique_ptr<zip_t, Discard>;
using Source = std::unique_ptr<zip_source_t, Free>;

Error noMemory()
{
    return {ErrorCode::TooLarge, "there is not enough memory for a zip file"};
}

bool addEntry(zip_t* archive, const ZipEntry& entry)
{
    Source source(::zip_source_buffer(archive, entry.bytes.data(), entry.bytes.size(), 0));
    if (!source)
        return false;
    const zip_int64_t index = ::zip_file_add(archive, entry.name.c_str(), source.get(), ZIP_FL_ENC_UTF_8);
    if (index < 0)
        return false;
    (void)source.release(); // The archive has it now.
    const auto added = static_cast<zip_uint64_t>(index);
    return ::zip_set_file_compression(archive, added, ZIP_CM_DEFLATE, kDeflateLevel) == 0 &&
           ::zip_file_set_dostime(archive, added, 0, kFirstDay, 0) == 0;
}

Result<std::vector<std::uint8_t>> contentOf(zip_source_t* source)
{
    zip_stat_t stat;
    ::zip_stat_init(&stat);
    if (::zip_source_open(source) != 0 || ::zip_source_stat(source, &stat) != 0)
        return noMemory();
    std::vector<std::uint8_t> bytes(stat.size);
    const zip_int64_t count = ::zip_source_read(source, bytes.data(), bytes.size());
    ::zip_source_close(source);
    return count == static_cast<zip_int64_t>(bytes.size()) ? Result<std::vector<std::uint8_t>>(std::move(bytes))
                                                           : noMemory();
}

} // namespace

Result<std::vector<std::uint8_t>> makeZip(std::span<const ZipEntry> entries)
{
    const Source source(::zip_source_buffer_create(nullptr, 0, 0, nullptr));
    Archive archive(source ? ::zip_open_from_source(source.get(), ZIP_TRUNCATE, nullptr) : nullptr);
    if (!archive)
        return noMemory();
    ::zip_source_keep(source.get()); // Closing the archive gives back its own hold.
    for (const ZipEntry& entry : entries) {
        if (!addEntry(archive.get(), entry))
            return noMemory();
    }
    if (::zip_close(archive.get()) != 0)
        return noMemory();
    (void)archive.release();
    return contentOf(source.get());
}

Result<std::vector<std::uint8_t>> readZipEntry(std::span<const std::uint8_t> zip, const std::string& name)
{
    const Error broken{ErrorCode::Malformed, "this is no zip file, or a damaged one"};
    Source source(::zip_source_buffer_create(zip.data(), zip.size(), 0, nullptr));
    const Archive archive(source ? ::zip_open_from_source(source.get(), ZIP_RDONLY, nullptr) : nullptr);
    if (!archive)
        return broken;
    (void)source.release(); // The archive has it now.
    zip_stat_t stat;
    ::zip_stat_init(&stat);
    if (::zip_stat(archive.get(), name.c_str(), 0, &stat) != 0)
        return Error{ErrorCode::NotFound, fmt::format("the zip file has no \"{}\"", name)};
    if ((stat.valid & ZIP_STAT_SIZE) == 0 || stat.size > kMaxBytes)
        return Error{ErrorCode::TooLarge, fmt::format("\"{}\" is longer than 1 GiB", name)};
    const std::unique_ptr<zip_file_t, Close> file(::zip_fopen(archive.get(), name.c_str(), 0));
    if (!file)
        return broken;
    // It grows as bytes come, since the size that is given may be made up, and by one more than that, so that the end
    // is seen, where the CRC is compared.
    std::vector<std::uint8_t> bytes;
    zip_int64_t count = 1;
    while (count > 0 && bytes.size() <= stat.size) {
        const std::size_t done = bytes.size();
        bytes.resize(std::min(done + kBlockBytes, stat.size + 1));
        count = ::zip_fread(file.get(), bytes.data() + done, bytes.size() - done);
        bytes.resize(done + static_cast<zip_uint64_t>(std::max<zip_int64_t>(count, 0)));
    }
    return count < 0 || bytes.size() != stat.size ? Result<std::vector<std::uint8_t>>(broken) : bytes;
}

} // namespace labelwright
