// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/edit/MaskEdit.h"
#include "core/image/Image.h"
#include "core/labels/LabelSet.h"

#include <QImage>

#include <cstdint>
#include <utility>
#include <vector>

namespace labelwright::test {

/// Every pixel of it differs from its neighbours.
inline Image patternImage(Size size)
{
    Image image(size);
    for (int y = 0; y < size.height; ++y) {
        auto row = image.writableRow(y);
        for (int x = 0; x < size.width; ++x) {
            const auto at = static_cast<std::size_t>(x) * Image::kBytesPerPixel;
            row[at] = static_cast<std::uint8_t>(x * 37 + y * 11);
            row[at + 1] = static_cast<std::uint8_t>(x * 5 + y * 53);
            row[at + 2] = static_cast<std::uint8_t>(x * 91 + y * 29);
        }
    }
    return image;
}

inline Image plainImage(Size size, Color color)
{
    Image image(size);
    for (int y = 0; y < size.height; ++y) {
        auto row = image.writableRow(y);
        for (std::size_t at = 0; at < row.size(); at += Image::kBytesPerPixel) {
            row[at] = color.blue;
            row[at + 1] = color.green;
            row[at + 2] = color.red;
        }
    }
    return image;
}

inline QImage asQImage(const Image& image)
{
    return QImage(image.data(), image.width(), image.height(), static_cast<qsizetype>(image.bytesPerRow()),
                  QImage::Format_BGR888)
        .convertToFormat(QImage::Format_RGB32);
}

inline LabelMask blankMask(Size size)
{
    return LabelMask::create(size).value();
}

inline LabelSet threeLabels()
{
    return LabelSet::fromNames({"people", "traffic light", "bus"}, {{0, 200, 0}, {0, 0, 200}, {200, 0, 0}}).value();
}

inline void paint(Document& document, const Region& region, Label label)
{
    MaskEdit edit(document);
    edit.paint(region, label);
    edit.commit("test");
}

/// The same for each seed: noise for tests that try many cases.
class Noise {
public:
    explicit Noise(std::uint32_t seed) : m_state(seed) {}
    int below(int limit)
    {
        m_state = m_state * 1664525U + 1013904223U;
        return static_cast<int>(m_state >> 8U) % limit;
    }

private:
    std::uint32_t m_state;
};

} // namespace labelwright::test
