// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dataset/formats/PartFiles.h"

#include "core/base/Text.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace labelwright {

namespace fs = std::filesystem;

namespace {

std::vector<std::string_view> namesOf(DatasetPart part)
{
    if (part == DatasetPart::Validation)
        return {"validation", "val", "valid"};
    return {partName(part)};
}

} // namespace

std::string_view shortPartName(DatasetPart part)
{
    return part == DatasetPart::Validation ? "val" : partName(part);
}

std::string_view partFolder(const DatasetInfo& info, DatasetPart part)
{
    return info.isSplit ? partName(part) : "all";
}

std::string placeOf(std::string_view folder, bool isSplit, DatasetPart part, std::string_view file)
{
    return isSplit ? fmt::format("{}/{}/{}", folder, partName(part), file) : fmt::format("{}/{}", folder, file);
}

std::vector<DatasetPart> partsOf(const DatasetInfo& info)
{
    return info.isSplit ? std::vector<DatasetPart>(kDatasetParts.begin(), kDatasetParts.end())
                        : std::vector{DatasetPart::Train};
}

std::optional<DatasetPart> partByName(std::string_view name)
{
    static const std::map<std::string, DatasetPart, std::less<>> kWords{
        {"train", DatasetPart::Train},      {"training", DatasetPart::Train},        {"val", DatasetPart::Validation},
        {"valid", DatasetPart::Validation}, {"validation", DatasetPart::Validation}, {"test", DatasetPart::Test},
        {"testing", DatasetPart::Test}};
    std::string word;
    std::optional<DatasetPart> part;
    for (const char c : lowerCase(name) + '_') {
        if (c >= 'a' && c <= 'z') {
            word += c;
            continue;
        }
        if (const auto found = kWords.find(word); found != kWords.end())
            part = found->second;
        word.clear();
    }
    return part;
}

std::vector<PartFolder> partFolders(const fs::path& folder, std::string_view suffix)
{
    std::vector<PartFolder> found;
    for (const DatasetPart part : kDatasetParts) {
        for (const std::string_view name : namesOf(part)) {
            const fs::path path = folder / fmt::format("{}{}", name, suffix);
            std::error_code failure;
            if (fs::is_directory(path, failure))
                found.push_back({part, path});
        }
    }
    return found;
}

bool isSplitInto(const std::vector<PartFolder>& folders)
{
    return std::ranges::any_of(folders, [](const PartFolder& each) { return each.part != DatasetPart::Train; });
}

Result<PartTexts> PartTexts::create(const DatasetFolder& folder, const DatasetInfo& info,
                                    const std::function<std::string(std::string_view part)>& pathOf)
{
    PartTexts texts;
    for (const DatasetPart part : partsOf(info)) {
        const std::string path = pathOf(partFolder(info, part));
        Result<VerifiedStream> stream = folder.createText(path);
        if (!stream)
            return stream.error();
        texts.m_texts.emplace(part, Text{path, *std::move(stream)});
    }
    return texts;
}

Status PartTexts::write(DatasetPart part, std::string_view text)
{
    return m_texts.at(part).stream.write(text);
}

Status PartTexts::addTo(DatasetFolder& folder)
{
    for (auto& [part, text] : m_texts) {
        if (Status added = folder.add(text.path, std::move(text.stream)); !added)
            return added;
    }
    return ok();
}

} // namespace labelwright
