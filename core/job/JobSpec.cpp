// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/JobSpec.h"

#include "core/base/AtomicFile.h"
#include "core/job/FileJson.h"
#include "core/job/InstructionsJson.h"
#include "core/job/JobLayout.h"
#include "core/job/LabelsJson.h"

#include <algorithm>
#include <array>

namespace labelwright {
namespace {

namespace fs = std::filesystem;

constexpr FileHead kJob{"labelwright-job", 1, "job"};
constexpr std::string_view kFirstStage = "label";
constexpr std::array<std::string_view, 2> kMaskConsolidations{"plurality", "staple"};
constexpr std::uintmax_t kMaxJobFileBytes = 64U << 20U;

/// The array at `key`; nullptr when there is none.
const Json* arrayAt(const Json& json, std::string_view key)
{
    const Json* array = memberOf(json, key);
    return array && array->is_array() ? array : nullptr;
}

Json prefixesJson(const std::vector<PrefixMapping>& prefixes)
{
    Json array = Json::array();
    for (const PrefixMapping& mapping : prefixes)
        array.push_back({{"prefix", mapping.prefix}, {"folder", mapping.folder.string()}});
    return array;
}

Result<std::vector<PrefixMapping>> readPrefixes(const Json& json)
{
    const Json* array = arrayAt(json, "input-prefixes");
    if (!array)
        return wrongKey(kJob, "input-prefixes");
    std::vector<PrefixMapping> prefixes;
    for (const Json& mapping : *array) {
        prefixes.push_back({textAt(mapping, "prefix"), textAt(mapping, "folder")});
        if (prefixes.back().prefix.empty() || prefixes.back().folder.empty())
            return wrongKey(kJob, "input-prefixes");
    }
    return prefixes;
}

Json teamJson(const std::vector<Worker>& team)
{
    Json array = Json::array();
    for (const Worker& worker : team)
        array.push_back(workerJson(worker));
    return array;
}

Result<std::vector<Worker>> readTeam(const Json& json)
{
    Result<std::vector<Worker>> team =
        readArray(kJob, json, "team", [](const Json& worker) { return readWorker(worker); });
    return team && team->empty() ? Result<std::vector<Worker>>(wrongKey(kJob, "team")) : team;
}

Json prelabelJson(const Prelabel& prelabel)
{
    switch (prelabel.kind) {
    case Prelabel::Kind::Folder:
        return {{"kind", "folder"}, {"folder", prelabel.folder.string()}};
    case Prelabel::Kind::Attribute:
        return {{"kind", "attribute"}, {"attribute", prelabel.attribute}};
    case Prelabel::Kind::None:
        break;
    }
    return {{"kind", "none"}};
}

Result<Prelabel> readPrelabel(const Json& json)
{
    const Json* member = memberOf(json, "prelabel");
    const std::string kind = member ? textAt(*member, "kind") : "";
    if (kind == "none")
        return Prelabel{};
    if (kind == "folder" && !textAt(*member, "folder").empty())
        return Prelabel{.kind = Prelabel::Kind::Folder, .folder = textAt(*member, "folder")};
    if (kind == "attribute" && !textAt(*member, "attribute").empty())
        return Prelabel{.kind = Prelabel::Kind::Attribute, .attribute = textAt(*member, "attribute")};
    return wrongKey(kJob, "prelabel");
}

Result<ManifestStamp> readStamp(const Json& json)
{
    const Json* member = memberOf(json, "manifest");
    if (!member)
        return wrongKey(kJob, "manifest");
    const std::int64_t bytes = integerOf(*member, "bytes").value_or(-1);
    ManifestStamp stamp{static_cast<std::uint64_t>(bytes), integerOf(*member, "lines").value_or(-1),
                        textAt(*member, "sha256")};
    if (bytes < 0 || stamp.lines < 1 || stamp.sha256.size() != 64)
        return wrongKey(kJob, "manifest");
    return stamp;
}

/// The job's stages: this version makes and reads exactly the first.
Status readStage(const Json& json, JobSpec& spec)
{
    const Json* stages = arrayAt(json, "stages");
    if (!stages || stages->empty())
        return wrongKey(kJob, "stages");
    const Json& stage = stages->front();
    const std::optional<TaskType> taskType = parseTaskType(textAt(stage, "task-type"));
    if (stages->size() > 1 || textAt(stage, "kind") != kFirstStage || !taskType)
        return Error{ErrorCode::NewerVersion, "the job has a stage of a kind that this program does not know"};
    spec.name = textAt(stage, "name");
    spec.taskType = *taskType;
    spec.attribute = textAt(stage, "attribute");
    if (spec.name.empty() || spec.attribute.empty())
        return wrongKey(kJob, "stages");
    return ok();
}

Status readLimits(const Json& json, JobSpec& spec)
{
    spec.task.description = textAt(json, "description");
    spec.task.timeLimit = std::chrono::seconds(integerOf(json, "task-time-limit-seconds").value_or(0));
    if (spec.task.timeLimit < kMinTaskTimeLimit || spec.task.timeLimit > kMaxTaskTimeLimit)
        return wrongKey(kJob, "task-time-limit-seconds");
    const std::int64_t workers = integerOf(json, "workers-per-object").value_or(0);
    if (workers < 1 || workers > kMaxWorkersPerObject)
        return wrongKey(kJob, "workers-per-object");
    spec.workersPerObject = static_cast<int>(workers);
    if (memberOf(json, "mask-consolidation")) {
        const auto method = parseMaskConsolidation(textAt(json, "mask-consolidation"));
        if (!method)
            return wrongKey(kJob, "mask-consolidation");
        spec.maskConsolidation = *method;
    }
    const std::optional<Time> created = parseTime(textAt(json, "created"));
    if (!created)
        return wrongKey(kJob, "created");
    spec.created = *created;
    return ok();
}

/// Reads one member with `read` into `target`.
template <typename T>
Status take(Result<T> read, T& target)
{
    if (!read)
        return read.error();
    target = *std::move(read);
    return ok();
}

Status readMembers(const Json& json, JobSpec& spec)
{
    if (Status read = readStage(json, spec); !read)
        return read;
    if (Status read = readLimits(json, spec); !read)
        return read;
    if (Status read = take(readLabels(kJob, json), spec.labels); !read)
        return read;
    if (Status read = take(readPrefixes(json), spec.inputPrefixes); !read)
        return read;
    const Json* instructions = memberOf(json, "instructions");
    Result<Instructions> told =
        instructions ? parseInstructions(writeJson(*instructions)) : wrongKey(kJob, "instructions");
    if (!told)
        return wrongKey(kJob, "instructions");
    spec.task.instructions = *std::move(told);
    if (Status read = take(readTeam(json), spec.team); !read)
        return read;
    if (Status read = take(readPrelabel(json), spec.prelabel); !read)
        return read;
    if (Status read = take(readStamp(json), spec.manifest); !read)
        return read;
    spec.outputPrefix = textAt(json, "output-prefix");
    spec.sourceFolder = textAt(json, "source-folder");
    spec.noneCategory = textAt(json, "none-category");
    spec.copyFor = textAt(json, "copy-for");
    return spec.outputPrefix.empty() ? Status(wrongKey(kJob, "output-prefix")) : ok();
}

} // namespace

std::string_view maskConsolidationName(MaskConsolidation method)
{
    return kMaskConsolidations[static_cast<std::size_t>(method)];
}

std::optional<MaskConsolidation> parseMaskConsolidation(std::string_view name)
{
    const auto* found = std::ranges::find(kMaskConsolidations, name);
    return found == kMaskConsolidations.end()
               ? std::nullopt
               : std::optional(static_cast<MaskConsolidation>(found - kMaskConsolidations.begin()));
}

std::string writeJobSpec(const JobSpec& spec)
{
    Json json;
    json["format"] = kJob.format;
    json["version"] = kJob.version;
    json["created"] = zonedTime(spec.created);
    if (!spec.copyFor.empty())
        json["copy-for"] = spec.copyFor;
    json["stages"] = Json::array({{{"name", spec.name},
                                   {"kind", kFirstStage},
                                   {"task-type", infoOf(spec.taskType).id},
                                   {"attribute", spec.attribute}}});
    writeLabels(json, spec.labels);
    if (!spec.noneCategory.empty())
        json["none-category"] = spec.noneCategory;
    if (!spec.task.description.empty())
        json["description"] = spec.task.description;
    json["task-time-limit-seconds"] = spec.task.timeLimit.count();
    json["workers-per-object"] = spec.workersPerObject;
    if (spec.maskConsolidation != MaskConsolidation::Plurality)
        json["mask-consolidation"] = maskConsolidationName(spec.maskConsolidation);
    json["team"] = teamJson(spec.team);
    json["input-prefixes"] = prefixesJson(spec.inputPrefixes);
    if (!spec.sourceFolder.empty())
        json["source-folder"] = spec.sourceFolder.string();
    json["output-prefix"] = spec.outputPrefix;
    json["prelabel"] = prelabelJson(spec.prelabel);
    json["instructions"] = *parseJson(writeInstructions(spec.task.instructions));
    json["manifest"] = {
        {"bytes", spec.manifest.bytes}, {"lines", spec.manifest.lines}, {"sha256", spec.manifest.sha256}};
    return writeIndentedJson(json);
}

Result<JobSpec> parseJobSpec(std::string_view text)
{
    const Result<Json> json = parseJson(text);
    if (!json)
        return json.error();
    for (const auto check : {checkFormat, checkVersion}) {
        if (Status checked = check(*json, kJob); !checked)
            return checked.error();
    }
    JobSpec spec;
    if (Status read = readMembers(*json, spec); !read)
        return read.error();
    return spec;
}

Result<JobSpec> readJobSpec(const fs::path& folder)
{
    const fs::path path = jobFile(folder);
    const Result<std::string> text = readTextFile(path, kMaxJobFileBytes);
    if (!text && text.error().code == ErrorCode::NotFound)
        return Error{ErrorCode::NotFound, "this folder is no job: it has no job.json", folder};
    if (!text)
        return text.error();
    Result<JobSpec> spec = parseJobSpec(*text);
    if (!spec)
        return spec.error().at(path);
    return spec;
}

} // namespace labelwright
