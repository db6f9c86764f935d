// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mask/PackedTile.h"

#include "core/mask/Runs.h"

#include <algorithm>
#include <array>
#include <cassert>

namespace labelwright {
namespace {

constexpr std::size_t kLongestRun = 256;

} // namespace

PackedTile::PackedTile(std::span<const Label> pixels) : m_label(pixels[0])
{
    assert(pixels.size() <= kMostPixels);
    if (runLength(pixels) == pixels.size())
        return;
    std::array<std::uint8_t, kMostPixels> runs;
    std::size_t end = 0;
    for (std::span<const Label> rest = pixels; !rest.empty();) {
        if (end + 2 > pixels.size()) {
            m_form = Form::Plain;
            m_bytes.assign(pixels.begin(), pixels.end());
            return;
        }
        const std::size_t length = std::min(runLength(rest), kLongestRun);
        runs[end++] = static_cast<std::uint8_t>(length - 1);
        runs[end++] = rest[0];
        rest = rest.subspan(length);
    }
    m_form = Form::Runs;
    m_bytes.assign(runs.begin(), runs.begin() + static_cast<std::ptrdiff_t>(end));
}

void PackedTile::unpack(std::span<Label> pixels) const
{
    switch (m_form) {
    case Form::Uniform:
        std::fill(pixels.begin(), pixels.end(), m_label);
        break;
    case Form::Runs:
        unpackRuns(pixels);
        break;
    case Form::Plain:
        assert(pixels.size() == m_bytes.size());
        std::copy(m_bytes.begin(), m_bytes.end(), pixels.begin());
        break;
    }
}

void PackedTile::unpackRuns(std::span<Label> pixels) const
{
    for (std::size_t i = 0; i + 1 < m_bytes.size(); i += 2) {
        const std::size_t length = m_bytes[i] + std::size_t{1};
        assert(length <= pixels.size());
        std::fill_n(pixels.begin(), length, m_bytes[i + 1]);
        pixels = pixels.subspan(length);
    }
    assert(pixels.empty());
}

} // namespace labelwright
