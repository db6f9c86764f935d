// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/labels/Color.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace labelwright {

/// The value of a mask's pixel: 0 is unlabelled (Ground Truth's BACKGROUND), k is the k-th label of the job's LabelSet.
/// 255 is never written: SageMaker's training reads it as "ignore".
using Label = std::uint8_t;

inline constexpr Label kUnlabelled = 0;
inline constexpr std::size_t kMaxLabels = 254;
/// SageMaker's built-in trainer holds this many labels and the background; more are allowed with a warning.
inline constexpr std::size_t kMaxTrainableLabels = 253;

/// One class of a job.
struct LabelClass {
    int id = 0;       ///< From 1, never used again in the job (DESIGN rule 8).
    std::string name; ///< 1 to 256 characters of UTF-8, unique, not "BACKGROUND".
    Color color;      ///< Unique, not white.
    friend bool operator==(const LabelClass&, const LabelClass&) = default;
};

/// Ids of classes that are no more, each with the id of the one that it was merged into; 0: it was deleted, and what
/// had it is unlabelled.
using GoneLabels = std::map<int, int>;

/// The classes of a job in label order. The order is the mask's index order: label k is at(k), k from 1.
class LabelSet {
public:
    LabelSet() = default;

    /// Errors: InvalidArgument that names the label: no label at all, empty or overlong name, not UTF-8, a name, id or
    /// colour twice, an id below 1, white, "BACKGROUND", a gone label that is there or was merged into none that is;
    /// TooLarge for more than 254.
    static Result<LabelSet> create(std::vector<LabelClass> classes, GoneLabels gone = {});

    /// Ids from 1, and Ground Truth's default colours for the labels beyond the end of `colors`; where a colour given
    /// for another label is the default, the next free one. Errors: as create(), and InvalidArgument for more colours
    /// than names.
    static Result<LabelSet> fromNames(const std::vector<std::string>& names, const std::vector<Color>& colors = {});

    std::size_t size() const { return m_classes.size(); }
    const std::vector<LabelClass>& classes() const { return m_classes; }
    const GoneLabels& gone() const { return m_gone; }

    /// Precondition: 1 <= label <= size().
    const LabelClass& at(Label label) const { return m_classes[label - 1U]; }

    std::optional<Label> findName(std::string_view name) const;
    std::optional<Label> findColor(Color color) const;
    /// What stands for the id today: of a label that was merged, the one it went into.
    std::optional<Label> findId(int id) const;

    friend bool operator==(const LabelSet&, const LabelSet&) = default;

private:
    LabelSet(std::vector<LabelClass> classes, GoneLabels gone) : m_classes(std::move(classes)), m_gone(std::move(gone))
    {}

    std::vector<LabelClass> m_classes;
    GoneLabels m_gone;
};

} // namespace labelwright
