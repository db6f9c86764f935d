// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/groundtruth/VerificationMetadata.h"

#include "core/groundtruth/MetadataJson.h"

#include <fmt/format.h>

namespace labelwright {
namespace {

constexpr std::string_view kType = "groundtruth/label-verification";

Json feedbackJson(const std::vector<std::string>& comments)
{
    Json feedback = Json::array();
    for (const std::string& comment : comments)
        feedback.push_back({{"comment", comment}});
    return feedback;
}

Json metadataJson(const Verification& verification, ConfidenceStyle style)
{
    Json json = {{"class-name", verification.className},
                 {"confidence", confidenceJson(verification.confidence, style)},
                 {"type", kType},
                 {"job-name", std::string(kJobPrefix) + verification.jobName},
                 {"human-annotated", verification.humanAnnotated ? "yes" : "no"},
                 {"creation-date", formatMicros(verification.creationDate.value_or(Time{}))}};
    if (!verification.comments.empty())
        json["worker-feedback"] = feedbackJson(verification.comments);
    return json;
}

Result<std::vector<std::string>> readFeedback(const Json& metadata)
{
    std::vector<std::string> comments;
    const Json* feedback = memberOf(metadata, "worker-feedback");
    if (!feedback)
        return comments;
    if (!feedback->is_array())
        return malformed("worker-feedback in the metadata is no list");
    for (const Json& entry : *feedback) {
        std::optional<std::string> comment = stringOf(entry, "comment");
        if (!comment)
            return malformed("an element of worker-feedback has no comment");
        comments.push_back(*std::move(comment));
    }
    return comments;
}

Result<int> readIndex(const Json& value, std::string_view attribute)
{
    const std::optional<std::int64_t> index = looseInteger(value);
    if (!index || *index < 0 || *index > kMaxCategoryIndex)
        return malformed(fmt::format("the attribute \"{}\" holds {}, which is no category's number from 0", attribute,
                                     writeJson(value)));
    return static_cast<int>(*index);
}

Result<Verification> readParts(const AttributeJson& json, std::string_view attribute)
{
    if (!json.value || !json.metadata)
        return malformed(fmt::format("the attribute \"{}\" and its metadata are not both there", attribute));
    const Json& metadata = *json.metadata;
    if (lowered(textAt(metadata, "type")) != kType)
        return Error{ErrorCode::Unsupported, fmt::format("the attribute \"{}\" is of type \"{}\", not a verification",
                                                         attribute, textAt(metadata, "type"))};
    const Result<int> index = readIndex(*json.value, attribute);
    if (!index)
        return index.error();
    Verification verification;
    verification.index = *index;
    verification.className = textAt(metadata, "class-name");
    verification.jobName = readJobName(metadata);
    const Result<double> confidence = readConfidence(memberOf(metadata, "confidence"));
    if (!confidence)
        return confidence.error();
    verification.confidence = *confidence;
    if (Status origin = readOrigin(metadata, verification.humanAnnotated, verification.creationDate); !origin)
        return origin.error();
    Result<std::vector<std::string>> comments = readFeedback(metadata);
    if (!comments)
        return comments.error();
    verification.comments = *std::move(comments);
    return verification;
}

} // namespace

std::string verificationMembers(std::string_view attribute, const Verification& verification, ConfidenceStyle style)
{
    return attributeMembers(attribute, verification.index, metadataJson(verification, style));
}

Result<std::optional<Verification>> readVerification(std::string_view line, std::string_view attribute)
{
    return readAttribute<Verification>(line, attribute,
                                       [attribute](const AttributeJson& json) { return readParts(json, attribute); });
}

} // namespace labelwright
