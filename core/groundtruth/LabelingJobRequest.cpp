// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/groundtruth/LabelingJobRequest.h"

#include "core/base/Json.h"
#include "core/base/Text.h"
#include "core/groundtruth/Names.h"
#include "core/groundtruth/OutputLayout.h"
#include "core/groundtruth/SourceRef.h"

#include <fmt/format.h>

#include <algorithm>

namespace labelwright {
namespace {

// Placeholders: the account of AWS's own examples.
constexpr std::string_view kRole = "arn:aws:iam::111122223333:role/GroundTruth";
constexpr std::string_view kWorkteam = "arn:aws:sagemaker:us-east-1:111122223333:workteam/private-crowd/team";
// Ground Truth's own functions, in us-east-1.
constexpr std::string_view kFunctions = "arn:aws:lambda:us-east-1:432418664414:function:";

constexpr std::int64_t kAvailabilitySeconds = 10 * 24 * 60 * 60;

Error refused(std::string detail)
{
    return Error{ErrorCode::InvalidArgument, std::move(detail)};
}

Status checkLength(std::string_view text, std::string_view what, std::size_t longest)
{
    const std::size_t length = characterCount(text);
    if (length < 1 || length > longest)
        return refused(fmt::format("the {} has {} characters; Ground Truth takes 1 to {}", what, length, longest));
    return ok();
}

Status checkS3(std::string_view uri, std::string_view what)
{
    constexpr std::string_view kScheme = "s3://";
    if (!uri.starts_with(kScheme) || uri.size() == kScheme.size() || uri[kScheme.size()] == '/')
        return refused(fmt::format("the {} \"{}\" does not begin with \"s3://\" and a bucket's name", what, uri));
    return ok();
}

Status checkNumbers(const LabelingJobRequest& request)
{
    if (request.workersPerObject < 1 || request.workersPerObject > 9)
        return refused(fmt::format("{} workers per object; Ground Truth takes 1 to 9", request.workersPerObject));
    const auto seconds = request.taskTimeLimit.count();
    if (seconds < 30 || seconds > 28'800)
        return refused(fmt::format("the task time limit is {} s; Ground Truth takes 30 s to 8 h", seconds));
    return ok();
}

Status check(const LabelingJobRequest& request)
{
    for (const Status& status : {checkJobName(request.jobName), checkAttributeName(request.attribute, request.task),
                                 checkS3(request.manifestUri, "manifest"), checkS3(request.outputUri, "output"),
                                 checkLength(request.title, "title", 128),
                                 checkLength(request.description, "description", 255), checkNumbers(request)}) {
        if (!status)
            return status.error();
    }
    return ok();
}

Json humanTaskJson(const LabelingJobRequest& request, const std::string& jobUri)
{
    const TaskTypeInfo& task = infoOf(request.task);
    return {{"WorkteamArn", kWorkteam},
            {"UiConfig", {{"UiTemplateS3Uri", joinS3(jobUri, layout::kWorkerTemplate)}}},
            {"PreHumanTaskLambdaArn", fmt::format("{}PRE-{}", kFunctions, task.lambda)},
            {"TaskKeywords", Json::array({"Images", task.keyword})},
            {"TaskTitle", request.title},
            {"TaskDescription", request.description},
            {"NumberOfHumanWorkersPerDataObject", request.workersPerObject},
            {"TaskTimeLimitInSeconds", static_cast<std::int64_t>(request.taskTimeLimit.count())},
            {"TaskAvailabilityLifetimeInSeconds", kAvailabilitySeconds},
            {"MaxConcurrentTaskCount", 1000},
            {"AnnotationConsolidationConfig",
             {{"AnnotationConsolidationLambdaArn", fmt::format("{}ACS-{}", kFunctions, task.lambda)}}}};
}

} // namespace

Result<std::string> writeLabelingJobRequest(const LabelingJobRequest& request)
{
    if (Status status = check(request); !status)
        return status.error();
    const std::string jobUri = joinS3(request.outputUri, request.jobName);
    Json json = {{"LabelingJobName", request.jobName}, {"LabelAttributeName", request.attribute}};
    json["InputConfig"] = {{"DataSource", {{"S3DataSource", {{"ManifestS3Uri", request.manifestUri}}}}},
                           {"DataAttributes", {{"ContentClassifiers", Json::array()}}}};
    json["OutputConfig"] = {{"S3OutputPath", request.outputUri}, {"KmsKeyId", ""}};
    json["RoleArn"] = kRole;
    json["LabelCategoryConfigS3Uri"] = joinS3(jobUri, layout::kLabelCategories);
    json["StoppingConditions"] = {{"MaxPercentageOfInputDatasetLabeled", 100}};
    json["HumanTaskConfig"] = humanTaskJson(request, jobUri);
    json["Tags"] = Json::array();
    return writeIndentedJson(json);
}

} // namespace labelwright
