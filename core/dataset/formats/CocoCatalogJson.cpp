// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dataset/formats/CocoCatalogJson.h"

#include "core/image/ImageReader.h"

#include <fmt/format.h>

#include <array>
#include <limits>
#include <utility>

namespace labelwright {
namespace {

namespace fs = std::filesystem;

int extentOf(const Json& json, std::string_view key)
{
    const std::int64_t extent = cocoInteger(json, key).value_or(0);
    return extent > 0 && extent <= std::numeric_limits<int>::max() ? static_cast<int>(extent) : 0;
}

std::optional<Color> colorOf(const Json& category)
{
    const Json* color = memberOf(category, "color");
    if (!color || !color->is_array() || color->size() != 3)
        return std::nullopt;
    std::array<std::uint8_t, 3> parts{};
    for (std::size_t part = 0; part < parts.size(); ++part) {
        const std::int64_t value = looseInteger((*color)[part]).value_or(-1);
        if (value < 0 || value > 255)
            return std::nullopt;
        parts[part] = static_cast<std::uint8_t>(value);
    }
    return Color{parts[0], parts[1], parts[2]};
}

} // namespace

Result<Label> CocoCatalog::labelOf(const Json& json) const
{
    const std::optional<std::int64_t> id = cocoInteger(json, "category_id");
    const auto found = id ? labels.find(*id) : labels.end();
    if (found == labels.end())
        return Error{ErrorCode::Malformed, "this has no category, or one that is not listed"};
    return found->second;
}

Result<bool> addToCatalog(CocoCatalog& catalog, const StreamedJson::Element& element)
{
    const bool isCategory = element.key == "categories";
    if (!isCategory && element.key != "images")
        return false;
    const std::string_view name = isCategory ? "name" : "file_name";
    const std::optional<std::int64_t> id = cocoInteger(element.value, "id");
    if (!id || !stringOf(element.value, name))
        return Error{ErrorCode::Malformed,
                     fmt::format("an entry of \"{}\" has no \"id\" or no \"{}\"", element.key, name)};
    if (!isCategory)
        catalog.images.push_back(
            {*id, textAt(element.value, name), {extentOf(element.value, "width"), extentOf(element.value, "height")}});
    else if (!catalog.categories.emplace(*id, NamedLabel{textAt(element.value, name), colorOf(element.value)}).second)
        return Error{ErrorCode::Malformed, fmt::format("two categories have the id {}", *id)};
    return true;
}

Result<LabelSet> labelsOf(std::span<CocoCatalog* const> catalogs)
{
    std::vector<NamedLabel> labels;
    std::map<std::string, std::size_t> known;
    for (CocoCatalog* catalog : catalogs) {
        for (const auto& [id, category] : catalog->categories) {
            const auto [found, isNew] = known.emplace(category.name, labels.size() + 1);
            if (isNew)
                labels.push_back(category);
            catalog->labels[id] = static_cast<Label>(found->second); // more than fit are an error below
        }
    }
    return labelSetOf(labels);
}

std::optional<std::int64_t> cocoInteger(const Json& json, std::string_view key)
{
    const Json* member = memberOf(json, key);
    return member ? looseInteger(*member) : std::nullopt;
}

Status takeSize(DatasetItem& item)
{
    if (item.size.width > 0 && item.size.height > 0)
        return ok();
    const Result<ImageInfo> info = readImageInfo(item.photo.empty() ? fs::path(item.photoReference) : item.photo);
    if (!info)
        return info.error();
    item.size = info->size;
    return ok();
}

fs::path cocoRootOf(const fs::path& file)
{
    const fs::path folder = file.parent_path();
    return folder.filename() == "annotations" ? folder.parent_path() : folder;
}

std::vector<fs::path> cocoPhotoFolders(const fs::path& file, const std::string& subset)
{
    const fs::path root = cocoRootOf(file);
    return {root / "images" / subset, root / subset, root / "images", root, file.parent_path()};
}

std::string categoriesJson(const LabelSet& labels, std::string_view more)
{
    std::string text = "[";
    for (std::size_t label = 1; label <= labels.size(); ++label) {
        const LabelClass& known = labels.at(static_cast<Label>(label));
        text +=
            fmt::format(R"({}{{"id":{},"name":{},"supercategory":"","color":[{},{},{}]{}}})", label == 1 ? "\n" : ",\n",
                        label, writeJson(known.name), known.color.red, known.color.green, known.color.blue, more);
    }
    return text + "\n]";
}

std::string imageJson(const DatasetItem& item, bool isFirst)
{
    return fmt::format(R"({}{{"id":{},"file_name":{},"width":{},"height":{}}})", isFirst ? "\n" : ",\n",
                       item.number + 1, writeJson(item.photoReference.empty() ? item.photoFile() : item.photoReference),
                       item.size.width, item.size.height);
}

} // namespace labelwright
