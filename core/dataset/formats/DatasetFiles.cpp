// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dataset/formats/DatasetFiles.h"

#include "core/base/Text.h"
#include "core/image/ImageReader.h"

#include <fmt/format.h>

#include <algorithm>

namespace labelwright {

namespace fs = std::filesystem;

namespace {

/// Of the files, or else the folders, in `folder`; not the hidden ones, as some systems put beside each photo.
std::vector<fs::path> listed(const fs::path& folder, bool ofFolders, const std::stop_token& stop)
{
    std::vector<fs::path> paths;
    std::error_code failure;
    for (fs::directory_iterator entry(folder, failure), end; !failure && entry != end && !stop.stop_requested();
         entry.increment(failure)) {
        std::error_code unknown;
        const bool isHidden = entry->path().filename().string().starts_with('.');
        if (!isHidden && (ofFolders ? entry->is_directory(unknown) : entry->is_regular_file(unknown)))
            paths.push_back(entry->path());
    }
    std::ranges::sort(paths);
    return paths;
}

} // namespace

std::vector<fs::path> filesEnding(const fs::path& folder, std::string_view ending, const std::stop_token& stop)
{
    std::vector<fs::path> files = listed(folder, false, stop);
    std::erase_if(files, [&](const fs::path& file) { return !file.filename().string().ends_with(ending); });
    return files;
}

std::vector<fs::path> foldersIn(const fs::path& folder, const std::stop_token& stop)
{
    return listed(folder, true, stop);
}

std::vector<fs::path> photosIn(const fs::path& folder, const std::stop_token& stop)
{
    const std::span<const std::string_view> extensions = imageExtensions();
    std::vector<fs::path> photos = listed(folder, false, stop);
    std::erase_if(photos, [&](const fs::path& file) {
        return std::ranges::find(extensions, lowerCase(file.extension().string())) == extensions.end();
    });
    return photos;
}

PhotoFolder::PhotoFolder(const fs::path& folder, const std::stop_token& stop, std::string_view suffix)
{
    for (const fs::path& file : photosIn(folder, stop)) {
        const std::string stem = file.stem().string();
        if (stem.ends_with(suffix))
            m_photos.emplace(stem.substr(0, stem.size() - suffix.size()), file);
    }
}

fs::path PhotoFolder::find(const std::string& stem) const
{
    const auto found = m_photos.find(stem);
    return found == m_photos.end() ? fs::path() : found->second;
}

DatasetItem itemNamedAs(const fs::path& photo)
{
    return {.name = photo.stem().string(), .photoExtension = lowerCase(photo.extension().string())};
}

DatasetItem itemOfPhoto(const std::string& name, std::span<const fs::path> folders)
{
    DatasetItem item = itemNamedAs(name);
    std::error_code failure;
    for (const fs::path& folder : folders) {
        const fs::path photo = folder / name; // which is `name` itself where that is absolute
        if (!name.empty() && fs::is_regular_file(photo, failure)) {
            item.photo = photo;
            return item;
        }
    }
    item.photoReference = name;
    return item;
}

Result<fs::path> fileBelow(const fs::path& folder, std::string_view relative)
{
    const fs::path path = fs::path(relative).lexically_normal();
    if (path.empty() || path.is_absolute() || *path.begin() == "..")
        return Error{ErrorCode::OutsideFolder, fmt::format("\"{}\" is no file in the dataset's folder", relative),
                     folder};
    return folder / path;
}

std::vector<std::string_view> linesOf(std::string_view text)
{
    std::vector<std::string_view> lines;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        std::string_view line = text.substr(0, end);
        if (line.ends_with('\r'))
            line.remove_suffix(1);
        lines.push_back(line);
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

} // namespace labelwright
