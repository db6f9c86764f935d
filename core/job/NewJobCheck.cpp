// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/NewJobCheck.h"

#include "core/base/Text.h"
#include "core/groundtruth/Names.h"

#include <fmt/format.h>

#include <algorithm>
#include <sys/stat.h>

namespace labelwright {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMaxNoneCategoryBytes = 256;
constexpr std::size_t kMaxDescription = 255; ///< Characters.
constexpr std::size_t kMinClasses = 2;       ///< GROUND-TRUTH.md section 1.2.

Error invalid(std::string detail)
{
    return {ErrorCode::InvalidArgument, std::move(detail)};
}

/// Whether `text` is "s3://bucket" with or without a key after it.
bool isS3(std::string_view text)
{
    constexpr std::string_view kScheme = "s3://";
    return text.starts_with(kScheme) && text.size() > kScheme.size() && text[kScheme.size()] != '/';
}

/// Of an attribute that follows from the name the name's own problem says enough.
Status checkAttribute(const NewJob& request)
{
    if (!request.attribute.empty())
        return checkAttributeName(request.attribute, request.taskType);
    if (!checkJobName(request.name))
        return ok();
    return checkAttributeName(defaultAttributeName(request.name, request.taskType), request.taskType);
}

Status checkInput(const NewJob& request)
{
    if (request.images.empty() == request.manifest.empty())
        return invalid("a job is made of a folder of photos or of a manifest, of exactly one of them");
    return ok();
}

Status checkLabels(const NewJob& request)
{
    if ((request.labels.size() == 0) == request.labelFile.empty())
        return invalid("a job needs labels or a label category file, exactly one of them");
    return request.labelFile.empty() ? checkTaskLabels(request.taskType, request.labels, request.noneCategory) : ok();
}

Status checkWorkersPerObject(const NewJob& request)
{
    if (request.workersPerObject < 1 || request.workersPerObject > kMaxWorkersPerObject)
        return invalid(fmt::format("the workers per object must be 1 to {}, not {}", kMaxWorkersPerObject,
                                   request.workersPerObject));
    return ok();
}

Status checkInputPrefixes(const NewJob& request)
{
    const std::span<const PrefixMapping> prefixes = request.inputPrefixes;
    for (std::size_t i = 0; i < prefixes.size(); ++i) {
        if (Status checked = checkPrefix(prefixes[i], prefixes.first(i)); !checked)
            return checked;
    }
    return ok();
}

Status checkOutputPrefix(const NewJob& request)
{
    if (!request.outputPrefix.empty() && !isS3(request.outputPrefix))
        return invalid(fmt::format("the output prefix must read s3://bucket/prefix, not \"{}\"", request.outputPrefix));
    return ok();
}

Status checkTeam(const NewJob& request)
{
    const bool isDefault = request.team.name.empty() && request.team.members.empty();
    return isDefault ? ok() : checkJobTeam(request.team, request.workersPerObject);
}

Status checkPrelabel(const NewJob& request)
{
    const Prelabel& prelabel = request.prelabel;
    std::error_code failure;
    if (prelabel.kind == Prelabel::Kind::Attribute && prelabel.attribute.empty())
        return invalid("the attribute of the initial values has no name");
    if (prelabel.kind == Prelabel::Kind::Folder && !fs::is_directory(prelabel.folder, failure))
        return Error{ErrorCode::NotFound, "there is no such folder of initial masks", prelabel.folder};
    if (isClassification(request.taskType) && prelabel.kind == Prelabel::Kind::Folder)
        return invalid("an image classification has no masks that its objects could begin with");
    return ok();
}

Status checkNoneCategory(const NewJob& request)
{
    if (request.noneCategory.empty())
        return ok();
    if (request.taskType != TaskType::ImageClassificationMultiLabel)
        return invalid("only a multi-label classification has a none category; add a label such as \"none\" instead");
    if (!isOneLine(request.noneCategory) || request.noneCategory.size() > kMaxNoneCategoryBytes)
        return invalid(fmt::format("the none category must be one line of at most {} bytes", kMaxNoneCategoryBytes));
    return ok();
}

Status checkFolder(const NewJob& request)
{
    if (request.folder.empty())
        return invalid("the new job has no folder");
    struct stat info {};
    if (::lstat(request.folder.c_str(), &info) == 0)
        return Error{ErrorCode::AlreadyExists, "there is such a file or folder already", request.folder};
    return ok();
}

struct FieldCheck {
    JobField field;
    Status (*check)(const NewJob& request);
};

constexpr FieldCheck kChecks[]{
    {JobField::Name, [](const NewJob& request) { return checkJobName(request.name); }},
    {JobField::Attribute, checkAttribute},
    {JobField::Input, checkInput},
    {JobField::Labels, checkLabels},
    {JobField::TimeLimit, [](const NewJob& request) { return checkTimeLimit(request.taskTimeLimit); }},
    {JobField::WorkersPerObject, checkWorkersPerObject},
    {JobField::InputPrefix, checkInputPrefixes},
    {JobField::OutputPrefix, checkOutputPrefix},
    {JobField::Team, checkTeam},
    {JobField::Prelabel, checkPrelabel},
    {JobField::NoneCategory, checkNoneCategory},
    {JobField::Description, [](const NewJob& request) { return checkDescription(request.description); }},
    {JobField::Folder, checkFolder},
};

} // namespace

std::vector<FieldProblem> problemsOf(const NewJob& request)
{
    std::vector<FieldProblem> problems;
    for (const FieldCheck& check : kChecks) {
        if (const Status checked = check.check(request); !checked)
            problems.push_back({check.field, checked.error()});
    }
    return problems;
}

Status checkTimeLimit(std::chrono::seconds limit)
{
    if (limit < kMinTaskTimeLimit || limit > kMaxTaskTimeLimit)
        return invalid(fmt::format("the task time limit must lie between 30 seconds and 8 hours, not at {} seconds",
                                   limit.count()));
    return ok();
}

Status checkDescription(std::string_view text)
{
    if (!isOneLine(text))
        return invalid("the task description must be one line");
    if (const std::size_t length = characterCount(text); length > kMaxDescription)
        return invalid(fmt::format("the task description has {} characters; Ground Truth takes at most {}", length,
                                   kMaxDescription));
    return ok();
}

Status checkPrefix(const PrefixMapping& mapping, std::span<const PrefixMapping> above)
{
    if (!isS3(mapping.prefix))
        return invalid(fmt::format("an input prefix must read s3://bucket/prefix, not \"{}\"", mapping.prefix));
    if (mapping.folder.empty())
        return invalid(fmt::format("the input prefix {} has no folder", mapping.prefix));
    if (std::ranges::find(above, mapping.prefix, &PrefixMapping::prefix) != above.end())
        return invalid(fmt::format("the input prefix {} is there twice", mapping.prefix));
    return ok();
}

Status checkTaskLabels(TaskType task, const LabelSet& labels, std::string_view noneCategory)
{
    if (isClassification(task) && labels.size() < kMinClasses)
        return invalid("an image classification needs at least two labels to choose from");
    if (!noneCategory.empty() && labels.findName(noneCategory))
        return invalid(fmt::format("\"{}\" can't be a label and the none category too", noneCategory));
    return ok();
}

} // namespace labelwright
