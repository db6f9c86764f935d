// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/usermodel/ModelDescription.h"

#include "core/base/AtomicFile.h"
#include "core/base/Json.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <set>
#include <utility>
#include <vector>

namespace labelwright {
namespace {

namespace fs = std::filesystem;
using Kind = ModelDescription::Kind;
using Values = ModelDescription::Values;

constexpr std::uintmax_t kMostBytes = 1U << 20U;
constexpr int kLeastExtent = 16;
constexpr int kMostExtent = 4096;
constexpr double kDefaultMarginPx = 50;
constexpr double kDefaultRadiusPx = 5;

/// The members of a JSON object, each asked for by its key. What is wrong is kept, the first of it.
class Members {
public:
    explicit Members(const Json& json) : m_json(json) {}

    std::string text(const std::string& key)
    {
        const Json* member = find(key);
        if (member && member->is_string() && !member->get_ref<const std::string&>().empty())
            return member->get<std::string>();
        fail(key, "must be a text");
        return {};
    }

    /// The one of `choices` whose word the member is.
    template <typename T>
    T choice(const std::string& key, const std::vector<std::pair<std::string, T>>& choices)
    {
        const Json* member = find(key);
        std::string words;
        for (const auto& [word, value] : choices) {
            if (member && *member == word)
                return value;
            words += fmt::format("{}\"{}\"", words.empty() ? "" : ", ", word);
        }
        fail(key, "must be one of " + words);
        return choices.front().second;
    }

    double number(const std::string& key, double least, double most, double otherwise)
    {
        const Json* member = find(key);
        if (!member)
            return otherwise;
        const double value = member->is_number() ? member->get<double>() : most + 1;
        if (value >= least && value <= most)
            return value;
        fail(key, fmt::format("must be a number from {} to {}", least, most));
        return otherwise;
    }

    bool boolean(const std::string& key, bool otherwise)
    {
        const Json* member = find(key);
        if (!member || member->is_boolean())
            return member ? member->get<bool>() : otherwise;
        fail(key, "must be true or false");
        return otherwise;
    }

    Size extents(const std::string& key)
    {
        const Json* member = find(key);
        const auto isExtent = [](const Json& each) {
            return each.is_number_integer() && each >= kLeastExtent && each <= kMostExtent;
        };
        if (member && member->is_array() && member->size() == 2 && std::ranges::all_of(*member, isExtent))
            return {(*member)[0].get<int>(), (*member)[1].get<int>()};
        fail(key, fmt::format("must be [width, height] in pixels, each from {} to {}", kLeastExtent, kMostExtent));
        return {kLeastExtent, kLeastExtent};
    }

    std::array<float, 3> channels(const std::string& key)
    {
        const Json* member = find(key);
        const auto isNumber = [](const Json& each) { return each.is_number(); };
        if (member && member->is_array() && member->size() == 3 && std::ranges::all_of(*member, isNumber))
            return {(*member)[0].get<float>(), (*member)[1].get<float>(), (*member)[2].get<float>()};
        fail(key, "must be three numbers, one for each channel");
        return {};
    }

    bool has(const std::string& key) const { return memberOf(m_json, key) != nullptr; }
    const Json* find(const std::string& key)
    {
        m_known.insert(key);
        return memberOf(m_json, key);
    }
    void fail(const std::string& key, const std::string& what)
    {
        if (!m_error)
            m_error = Error{ErrorCode::Malformed, fmt::format("\"{}\" {}", key, what)};
    }
    /// A key that was never asked for is a misspelt one.
    void refuseOthers()
    {
        for (const auto& [key, value] : m_json.items()) {
            if (!m_known.contains(key))
                fail(key, "is not a key of this kind of model");
        }
    }
    const std::optional<Error>& error() const { return m_error; }

private:
    const Json& m_json;
    std::set<std::string> m_known;
    std::optional<Error> m_error;
};

void readPicture(Members& members, ModelDescription& description)
{
    description.size = members.extents("size");
    description.isRgb = members.choice<bool>("channels", {{"rgb", true}, {"bgr", false}});
    description.mean = members.channels("mean");
    description.deviation = {1, 1, 1};
    if (members.find("std"))
        description.deviation = members.channels("std");
    const auto isUsable = [](float each) { return std::isfinite(each) && each > 0; };
    if (!std::ranges::all_of(description.deviation, isUsable))
        members.fail("std", "must be more than 0 in each channel");
    description.image = members.text("image");
}

void readOutput(Members& members, ModelDescription& description)
{
    const Json* json = members.find("output");
    if (!json || !json->is_object()) {
        members.fail("output", R"(must be {"name": …, "values": …})");
        return;
    }
    Members output(*json);
    description.output = output.text("name");
    description.values =
        output.choice<Values>("values", {{"logits", Values::Logits}, {"probabilities", Values::Probabilities}});
    output.refuseOthers();
    if (output.error())
        members.fail("output", "is not right: " + output.error()->detail);
}

/// Files are named from the description's folder.
void readFiles(Members& members, const fs::path& path, ModelDescription& description)
{
    const fs::path folder = path.parent_path();
    if (description.kind == Kind::Sam) {
        description.network = folder / members.text("encoder");
        description.decoder = folder / members.text("decoder");
    } else {
        description.network = fs::path(path).replace_extension(".onnx");
        if (members.find("network"))
            description.network = folder / members.text("network");
    }
}

void readKind(Members& members, ModelDescription& description)
{
    const double shorter = std::min(description.size.width, description.size.height);
    switch (description.kind) {
    case Kind::Dextr:
        description.marginPx = members.number("margin", 0, shorter / 2 - 1, std::min(kDefaultMarginPx, shorter / 4));
        readOutput(members, description);
        break;
    case Kind::Ritm:
        description.clicks = members.text("clicks");
        description.radiusPx = members.number("radius", 0, shorter, kDefaultRadiusPx);
        description.takesPreviousMask = members.boolean("previous-mask", true);
        readOutput(members, description);
        break;
    case Kind::Sam:
        description.output = members.text("embedding");
        if (description.size.width != description.size.height)
            members.fail("size", "must be a square for a sam model");
        break;
    }
}

Result<ModelDescription> described(const Json& json, const fs::path& path)
{
    Members members(json);
    ModelDescription description;
    description.kind = members.choice<Kind>("kind", {{"dextr", Kind::Dextr}, {"ritm", Kind::Ritm}, {"sam", Kind::Sam}});
    if (members.error())
        return *members.error();
    readPicture(members, description);
    readKind(members, description);
    readFiles(members, path, description);
    members.refuseOthers();
    if (members.error())
        return *members.error();
    return description;
}

} // namespace

Result<ModelDescription> readModelDescription(const fs::path& path)
{
    const bool isNetwork = path.extension() == ".onnx";
    const fs::path description = isNetwork ? fs::path(path).replace_extension(".json") : path;
    const Result<std::string> text = readTextFile(description, kMostBytes);
    if (!text && text.error().code == ErrorCode::NotFound && isNetwork)
        return Error{ErrorCode::NotFound, "a network needs a description in a file of this name beside it",
                     description};
    if (!text)
        return text.error();
    const Result<Json> json = parseJson(*text);
    if (!json)
        return json.error().at(description);
    if (!json->is_object())
        return Error{ErrorCode::Malformed, "the description of a model must be a JSON object", description};
    Result<ModelDescription> result = described(*json, description);
    if (!result)
        return result.error().at(description);
    return result;
}

} // namespace labelwright
