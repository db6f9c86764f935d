// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/JobFolder.h"

#include "core/job/JobLayout.h"
#include "core/job/OpenOutputFolder.h"

namespace labelwright {
namespace {

namespace fs = std::filesystem;

bool isJob(const fs::path& folder)
{
    std::error_code failure;
    return fs::exists(jobFile(folder), failure);
}

/// "DIR/" names the same folder as "DIR".
fs::path withoutTrailingSlash(const fs::path& folder)
{
    const fs::path normal = folder.lexically_normal();
    return normal.has_filename() ? normal : normal.parent_path();
}

std::string noteSentence(const OutputNote& note)
{
    return note.line > 0 ? "Line " + std::to_string(note.line) + ": " + note.text + "." : note.text + ".";
}

} // namespace

Result<ChosenJob> chooseJob(const fs::path& folder)
{
    if (isJob(folder))
        return ChosenJob{folder, {}};
    std::error_code failure;
    if (!fs::is_directory(folder, failure))
        return Error{ErrorCode::NotFound, "there is no such folder", folder};

    fs::path beside = withoutTrailingSlash(folder);
    beside += "-labelwright";
    if (isJob(beside))
        return ChosenJob{beside, {}};
    const Result<OpenedOutputFolder> opened = createJobFromOutputFolder(folder, beside);
    if (!opened && opened.error().code == ErrorCode::NotFound)
        return Error{ErrorCode::NotFound, "this is neither a Labelwright job nor the output folder of Ground Truth",
                     folder};
    if (!opened)
        return opened.error();
    ChosenJob chosen{beside, {}};
    for (const OutputNote& note : opened->notes)
        chosen.notes.push_back(noteSentence(note));
    for (const Error& warning : opened->job.warnings)
        chosen.notes.push_back(sentence(warning));
    return chosen;
}

} // namespace labelwright
