// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dataset/formats/PartFiles.h"

#include "core/base/Text.h"

#include <algorithm>
#include <array>
#include <utility>

namespace labelwright {

namespace fs = std::filesystem;

std::string_view partFolder(const DatasetInfo& info, DatasetPart part)
{
    return info.isSplit ? partName(part) : "all";
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

void placePhoto(DatasetItem& item, const std::string& name, std::span<const fs::path> folders)
{
    const fs::path named(name);
    item.name = named.stem().string();
    item.photoExtension = lowerCase(named.extension().string());
    std::error_code failure;
    for (const fs::path& folder : folders) {
        const fs::path photo = folder / named; // which is `named` itself where that is absolute
        if (!name.empty() && fs::is_regular_file(photo, failure)) {
            item.photo = photo;
            return;
        }
    }
    item.photoReference = name;
}

Result<LabelSet> labelSetOf(std::span<const NamedLabel> labels)
{
    std::vector<std::string> names;
    std::vector<Color> colors;
    for (const NamedLabel& label : labels) {
        names.push_back(label.name);
        const bool isUsable =
            label.color && *label.color != kWhite && std::ranges::find(colors, *label.color) == colors.end();
        if (isUsable)
            colors.push_back(*label.color);
    }
    return LabelSet::fromNames(names, colors.size() == names.size() ? colors : std::vector<Color>());
}

} // namespace labelwright
