// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/image/ImageReader.h"
#include "tests/fuzz/Require.h"

using namespace labelwright;
using fuzz::require;

namespace {

/// Larger pictures say nothing that small ones don't, and starve the fuzzer.
constexpr std::int64_t kMaxPixels = 1 << 18;

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::span<const std::uint8_t> file(data, size);
    const Result<ImageInfo> info = readImageInfo(file);
    if (!info || std::int64_t{info->size.width} * info->size.height > kMaxPixels)
        return 0;
    if (const Result<Image> image = decodeImage(file))
        require(image->size() == info->size);
    constexpr int kMaxExtent = 16;
    if (const Result<Image> thumbnail = decodeThumbnail(file, kMaxExtent))
        require(thumbnail->width() <= kMaxExtent && thumbnail->height() <= kMaxExtent);
    return 0;
}
