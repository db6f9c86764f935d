// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/groundtruth/Names.h"

#include "core/base/Text.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace labelwright {
namespace {

constexpr std::size_t kMaxJobName = 63;
constexpr std::size_t kMaxAttributeName = 127;
constexpr std::string_view kReferenceSuffix = "-ref";
constexpr std::string_view kMetadataSuffix = "-metadata";

bool isLetterOrDigit(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/// [a-zA-Z0-9](-*[a-zA-Z0-9])* of at most `maxSize` characters.
Status checkWord(std::string_view what, std::string_view name, std::size_t maxSize)
{
    if (name.empty())
        return Error{ErrorCode::InvalidArgument, fmt::format("{} is empty", what)};
    if (name.size() > maxSize)
        return Error{ErrorCode::InvalidArgument,
                     fmt::format("{} is {} characters long, at most {} are allowed", what, name.size(), maxSize)};
    const bool allowed = std::all_of(name.begin(), name.end(), [](char c) { return c == '-' || isLetterOrDigit(c); });
    if (!allowed || name.front() == '-' || name.back() == '-')
        return Error{
            ErrorCode::InvalidArgument,
            fmt::format("{} \"{}\" may hold only the letters a to z and A to Z, digits, and hyphens between them", what,
                        name)};
    return ok();
}

} // namespace

Status checkJobName(std::string_view name)
{
    return checkWord("the job name", name, kMaxJobName);
}

Status checkAttributeName(std::string_view name, TaskType task)
{
    if (Status word = checkWord("the label attribute name", name, kMaxAttributeName); !word)
        return word;
    if (name == "source-ref" || name == "source")
        return Error{ErrorCode::InvalidArgument,
                     fmt::format("the label attribute can't be \"{}\", which names the image", name)};
    if (name.ends_with(kMetadataSuffix))
        return Error{ErrorCode::InvalidArgument,
                     fmt::format("the label attribute \"{}\" must not end in \"{}\"", name, kMetadataSuffix)};
    if (infoOf(task).attributeEndsInRef && !name.ends_with(kReferenceSuffix))
        return Error{ErrorCode::InvalidArgument,
                     fmt::format("the label attribute \"{}\" must end in \"-ref\" for semantic segmentation", name)};
    if (!infoOf(task).attributeEndsInRef && name.ends_with(kReferenceSuffix))
        return Error{ErrorCode::InvalidArgument,
                     fmt::format("the label attribute \"{}\" must not end in \"-ref\" for image classification", name)};
    return ok();
}

std::string defaultAttributeName(std::string_view jobName, TaskType task)
{
    const std::string_view ending = infoOf(task).attributeEndsInRef ? kReferenceSuffix : std::string_view();
    const std::string name = fmt::format("{}{}", jobName, ending);
    return checkAttributeName(name, task) ? name : fmt::format("{}-label{}", jobName, ending);
}

std::vector<std::string> namesEqualButForCase(const LabelSet& labels)
{
    std::map<std::string, std::string> known; // The first name of each in lower case.
    std::vector<std::string> clashes;
    for (const LabelClass& label : labels.classes()) {
        const auto [first, isNew] = known.emplace(lowerCase(label.name), label.name);
        if (!isNew)
            clashes.push_back(fmt::format("the labels \"{}\" and \"{}\" are one to programs that write label names "
                                          "in lower case",
                                          first->second, label.name));
    }
    return clashes;
}

} // namespace labelwright
