// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Result.h"

#include "core/base/TemporaryName.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace labelwright {
namespace {

struct CodeText {
    ErrorCode code;
    std::string_view name;
    std::string_view advice;
};

constexpr std::array kCodeTexts{
    CodeText{ErrorCode::NotFound, "not-found", "Check the name; if it was moved or deleted, put it back."},
    CodeText{ErrorCode::Unreadable, "unreadable", "Check the file's permissions and the disk it is on."},
    CodeText{ErrorCode::Unwritable, "unwritable", "Check the disk and try again."},
    CodeText{ErrorCode::DiskFull, "disk-full", "Free some space and try again."},
    CodeText{ErrorCode::ReadOnly, "read-only", "Make the folder writable, or choose another place."},
    CodeText{ErrorCode::NotVerified, "not-verified", "The disk may be failing: save to another one."},
    CodeText{ErrorCode::Malformed, "malformed", "Mend the file, or take it from a backup."},
    CodeText{ErrorCode::Truncated, "truncated", "Copy the file again from where it came from."},
    CodeText{ErrorCode::TooLarge, "too-large", ""},
    CodeText{ErrorCode::Unsupported, "unsupported", ""},
    CodeText{ErrorCode::Mismatch, "mismatch", ""},
    CodeText{ErrorCode::OutsideFolder, "outside-folder", "Only files inside the mapped folder are read."},
    CodeText{ErrorCode::InvalidArgument, "invalid-argument", ""},
    CodeText{ErrorCode::AlreadyExists, "already-exists", "Choose another name; nothing was replaced."},
    CodeText{ErrorCode::Busy, "busy", "Close it there, or wait until it has finished."},
    CodeText{ErrorCode::NewerVersion, "newer-version", "Update Labelwright to open it."},
    CodeText{ErrorCode::Cancelled, "cancelled", ""},
    CodeText{ErrorCode::Unreachable, "unreachable",
             "Check its name, the connection and your rights there; trying again goes on where it stopped."},
};

const CodeText& textOf(ErrorCode code)
{
    const auto* found = std::find_if(kCodeTexts.begin(), kCodeTexts.end(), [code](auto& t) { return t.code == code; });
    assert(found != kCodeTexts.end());
    return *found;
}

} // namespace

std::string_view codeName(ErrorCode code)
{
    return textOf(code).name;
}

std::string_view advice(ErrorCode code)
{
    return textOf(code).advice;
}

Error Error::at(std::filesystem::path where) const
{
    Error located = *this;
    if (located.path.empty())
        located.path = std::move(where);
    return located;
}

Error Error::atLine(std::int64_t line) const
{
    Error located = *this;
    located.position = line;
    located.positionIsLine = true;
    return located;
}

std::string sentence(const Error& error)
{
    std::string text = pathToBe(error.path).string();
    if (error.position != Error::kNoPosition)
        text +=
            fmt::format("{}{} {}", text.empty() ? "" : ", ", error.positionIsLine ? "line" : "byte", error.position);
    if (!text.empty())
        text += ": ";
    text += error.detail + ".";
    if (const std::string_view whatToDo = advice(error.code); !whatToDo.empty())
        text += fmt::format(" {}", whatToDo);
    return text;
}

} // namespace labelwright
