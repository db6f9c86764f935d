// SPDX-License-Identifier: GPL-3.0-or-later
// Text files that say what a dataset's labels are called.
#pragma once

#include "core/base/Result.h"
#include "core/labels/LabelSet.h"

#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace labelwright {

/// Errors: InvalidArgument for a name that a line of text can't hold.
Status checkNamesFitLines(const LabelSet& labels);

/// "0: background" and a line "<label>: <name>" for each label.
std::string numberedClasses(const LabelSet& labels);
/// Errors: NotFound; Malformed with the line; those of LabelSet.
Result<LabelSet> readNumberedClasses(const std::filesystem::path& path);

/// A name a line, in label order.
std::string plainClasses(const LabelSet& labels);
/// Errors: as readNumberedClasses().
Result<LabelSet> readPlainClasses(const std::filesystem::path& path);

/// A colour of a dataset's masks, and the label that it stands for.
struct ColorEntry {
    Color color;
    Label label = kUnlabelled;
    friend bool operator==(const ColorEntry&, const ColorEntry&) = default;
};

/// A list of classes with colours. Several colours may be unlabelled, and a colour need not be the LabelSet's.
struct ColorClasses {
    LabelSet labels;
    std::vector<ColorEntry> colors; ///< In the list's order; what is not labelled too.
    friend bool operator==(const ColorClasses&, const ColorClasses&) = default;
};

/// What unlabelled pixels are in pictures of the labels' colours: black, or white where a label is black.
Color backgroundFor(const LabelSet& labels);

/// The labels in the colours given; in the default colours where a LabelSet can't have those. Errors: as
/// LabelSet::fromNames().
Result<LabelSet> labelsInColors(const std::vector<std::string>& names, const std::vector<Color>& colors);

/// How a label looks in a dataset that may or may not say so.
struct NamedLabel {
    std::string name;
    std::optional<Color> color{};
};

/// The same of labels each of which has a colour; else in the default colours.
Result<LabelSet> labelSetOf(std::span<const NamedLabel> labels);

/// CamVid's label_colors.txt, "R G B<tab>name" a line, with `background` in front.
std::string colorClasses(const LabelSet& labels, std::string_view background);
/// The first of the classes Void, unlabeled and background is what is not labelled. Errors: as readNumberedClasses().
Result<ColorClasses> readColorClasses(const std::filesystem::path& path);

} // namespace labelwright
