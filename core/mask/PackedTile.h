// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/labels/LabelSet.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace labelwright {

/// The labels of a small rectangle of pixels, row by row, in few bytes: one value when they are all the same, else
/// runs, else, where those would be longer, as they are.
class PackedTile {
public:
    static constexpr std::size_t kMostPixels = 4096;

    PackedTile() = default;
    /// All pixels have `label`. Needs no memory of its own.
    explicit PackedTile(Label label) : m_label(label) {}
    /// Precondition: 1 to kMostPixels pixels.
    explicit PackedTile(std::span<const Label> pixels);

    bool isUniform() const { return m_form == Form::Uniform; }
    Label label() const { return m_label; } ///< Of every pixel. Precondition: isUniform().

    /// Writes all pixels. Precondition: as many as were packed.
    void unpack(std::span<Label> pixels) const;

    /// Memory held beside the object itself.
    std::size_t byteSize() const { return m_bytes.size(); }

private:
    enum class Form : std::uint8_t { Uniform, Runs, Plain };

    void unpackRuns(std::span<Label> pixels) const;

    Form m_form = Form::Uniform;
    Label m_label = kUnlabelled;
    std::vector<std::uint8_t> m_bytes; ///< Runs: length - 1 and label of each; plain: the labels.
};

} // namespace labelwright
