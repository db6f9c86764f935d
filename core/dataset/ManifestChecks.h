// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/dataset/Findings.h"
#include "core/dataset/MetadataChecks.h"
#include "core/groundtruth/Manifest.h"
#include "core/labels/LabelSet.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace labelwright {

/// A segmentation attribute of a line, with a mask to be looked at.
struct MaskMention {
    std::string attribute;
    std::string uri;
    std::optional<LabelSet> labels; ///< Of its colour map, where that is sound.
    bool isSuspect = false;         ///< It is of the time in which Ground Truth wrote wrong indices.
};

/// Checks the lines of one manifest, one after the other.
class ManifestChecks {
public:
    /// `expected`: the job's own attribute, whose rules are stricter.
    ManifestChecks(std::filesystem::path path, Findings& findings, std::optional<ExpectedPair> expected = {});

    /// JSON, source-ref and limits. The source-ref, or nullopt where the line has none that can be used.
    std::optional<std::string> checkLine(std::int64_t index, const std::string& line);

    /// The attributes of segmentations and classifications of a line that is a JSON object; the masks among them.
    std::vector<MaskMention> checkAttributes(std::int64_t index, const std::string& line);

    /// What only the whole tells: whether Ground Truth takes so many objects for `task`, where it is not known for the
    /// task that the lines are of.
    void checkCount(std::int64_t lines, std::optional<TaskType> task = {});

private:
    FindingPlace placeOf(std::int64_t index) const { return {m_findings, m_path, index + 1}; }
    std::optional<MaskMention> checkAttribute(const FindingPlace& place, const std::string& line,
                                              const std::string& attribute, TaskType task);
    std::optional<MaskMention> checkSegmentation(const FindingPlace& place, const std::string& line,
                                                 const std::string& attribute, const ExpectedPair* expected);

    std::filesystem::path m_path;
    Findings& m_findings;
    std::optional<ExpectedPair> m_expected;
    std::set<TaskType> m_tasks;                     ///< Of the attributes so far.
    std::map<std::string, std::string> m_colorMaps; ///< Attribute to the colour map of its first line.
};

/// Whether the last line has its line break.
void checkManifestEnd(const FindingPlace& place, const Manifest& manifest);

/// Whether the manifest, an absolute path, lies where a Ground Truth job has the one of all its objects.
bool isOutputManifest(const std::filesystem::path& manifest);

/// The folder of the Ground Truth job that a manifest is part of, else the manifest's own.
std::filesystem::path outputRootOf(const std::filesystem::path& manifest);

/// Whether a file ends as Ground Truth's photos do: .jpg, .jpeg or .png in either case.
bool hasPhotoEnding(std::string_view name);

} // namespace labelwright
