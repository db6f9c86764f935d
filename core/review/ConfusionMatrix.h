// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/mask/LabelMask.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace labelwright {

/// How often one rater gave each label where another gave each label: to the same pixels, or to the same images.
class ConfusionMatrix {
public:
    /// All zero, for the labels 0 to `labels` - 1.
    explicit ConfusionMatrix(std::size_t labels) : m_labels(labels), m_cells(labels * labels) {}

    std::size_t labels() const { return m_labels; }
    std::int64_t at(std::size_t first, std::size_t second) const { return m_cells[first * m_labels + second]; }
    void add(std::size_t first, std::size_t second, std::int64_t count) { m_cells[first * m_labels + second] += count; }
    /// Precondition: as many labels.
    ConfusionMatrix& operator+=(const ConfusionMatrix& other);

    std::int64_t total() const;
    std::int64_t agreed() const; ///< Where both gave the same label.
    std::int64_t firstTotal(std::size_t label) const;
    std::int64_t secondTotal(std::size_t label) const;

    friend bool operator==(const ConfusionMatrix&, const ConfusionMatrix&) = default;

private:
    std::size_t m_labels;
    std::vector<std::int64_t> m_cells; ///< Rows are the first rater's labels.
};

/// Of the pixels of two masks. Precondition: every label of both lies below `labels`.
/// Cost: 64 pixels at a time where both masks have one label there, else pixel by pixel. Errors: Mismatch for masks of
/// different sizes.
Result<ConfusionMatrix> confusionOf(const LabelMask& first, const LabelMask& second, std::size_t labels);

} // namespace labelwright
