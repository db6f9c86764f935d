// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/groundtruth/SourceRef.h"
#include "core/groundtruth/TaskType.h"

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace labelwright {

/// Warnings up to a limit; further ones are only counted.
class WarningList {
public:
    void add(Error warning);

    /// All of them, the last one saying how many more there are.
    std::vector<Error> finish();

private:
    std::vector<Error> m_warnings;
    std::size_t m_more = 0;
};

/// The input manifest of a job that is being made.
struct NewManifest {
    std::string text;
    std::vector<PrefixMapping> prefixes; ///< Folders absolute.
    std::filesystem::path sourceFolder;  ///< Where relative source-refs begin; empty without any.
};

/// One line for each photo of findImages(). Photos that no source-ref can name, such as one with a name that is no
/// UTF-8 or a link that leads out of the folder, are left out with a warning. Errors: those of findImages(); NotFound
/// without a photo.
Result<NewManifest> manifestOfImages(const std::filesystem::path& images, std::string_view jobName,
                                     std::vector<PrefixMapping> prefixes, WarningList& warnings);

/// The file's bytes as they are. Errors: those of readTextFile; Malformed when it has no line.
Result<NewManifest> manifestOfFile(const std::filesystem::path& file, std::vector<PrefixMapping> prefixes);

/// What lines are looked through for.
struct LineChecks {
    std::filesystem::path path; ///< Named in warnings and errors.
    TaskType taskType = TaskType::SemanticSegmentation;
    std::string attribute;        ///< That the job will write, so no line may have it.
    std::string initialAttribute; ///< That some line should have; empty to leave it.
};

/// Warns of each line that is no object or whose image Ground Truth does not read, and of too many objects.
/// Errors: InvalidArgument when a line has the attribute already, with the line; Malformed when no line is an object.
Status checkLines(std::string_view text, const LineChecks& checks, WarningList& warnings);

} // namespace labelwright
