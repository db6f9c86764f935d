// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/image/TiffPage.h"

#include <fmt/format.h>

#include <string>
#include <tiffio.h>

namespace labelwright {
namespace {

constexpr int kMostSamples = 64;

bool isGray(const TiffPage& page)
{
    return page.photometric == PHOTOMETRIC_MINISBLACK || page.photometric == PHOTOMETRIC_MINISWHITE;
}

} // namespace

bool TiffPage::isPlain() const
{
    const bool isRgb = photometric == PHOTOMETRIC_RGB && samples >= 3;
    return (bitDepth == 8 || bitDepth == 16) && (isGray(*this) || isRgb);
}

SampleMeaning TiffPage::meaning() const
{
    SampleMeaning meaning;
    if (isGray(*this))
        meaning.color =
            photometric == PHOTOMETRIC_MINISWHITE ? SampleMeaning::Color::InvertedGray : SampleMeaning::Color::Gray;
    if (samples > meaning.colors())
        meaning.alpha = alpha;
    return meaning;
}

Status checkPage(const TiffPage& page)
{
    const auto unsupported = [](std::string what) { return Error{ErrorCode::Unsupported, std::move(what)}; };
    if (page.size.width <= 0 || page.size.height <= 0)
        return Error{ErrorCode::Malformed, "the TIFF picture has no extent"};
    if (page.isReduced)
        return unsupported("the first page of the TIFF file is a small preview, as a camera's raw file has it");
    if (page.sampleFormat != SAMPLEFORMAT_UINT && page.sampleFormat != SAMPLEFORMAT_VOID)
        return unsupported("the TIFF picture has signed or floating-point values; whole numbers from 0 on are read");
    if (page.samples > kMostSamples)
        return unsupported(
            fmt::format("the TIFF picture has {} channels, at most {} are read", page.samples, kMostSamples));
    if (!TIFFIsCODECConfigured(page.compression))
        return unsupported(
            fmt::format("the TIFF picture is compressed in a way that is not read ({})", page.compression));
    return ok();
}

} // namespace labelwright
