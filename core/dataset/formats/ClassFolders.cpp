// SPDX-License-Identifier: GPL-3.0-or-later
// A folder a class, as ImageNet has it and Ultralytics trains classification on it: train/<class>/, val/<class>/,
// test/<class>/. What has no class lies in unlabeled/ beside them, where no training looks, and classes.txt has the
// classes in their order, one a line, those without a photo too.
#include "core/dataset/formats/ClassList.h"
#include "core/dataset/formats/DatasetFiles.h"
#include "core/dataset/formats/EntryReader.h"
#include "core/dataset/formats/FolderNames.h"
#include "core/dataset/formats/Formats.h"
#include "core/dataset/formats/PartFiles.h"

#include <fmt/format.h>

#include <map>

namespace labelwright {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kUnlabeled = "unlabeled";
constexpr std::string_view kClasses = "classes.txt";

class ClassFolderWriter final : public DatasetWriter {
public:
    ClassFolderWriter(DatasetFolder& folder, const DatasetInfo& info, std::vector<std::string> names)
        : m_folder(folder), m_info(info), m_names(std::move(names))
    {}

    std::string photoPath(const DatasetItem& item) const override
    {
        const std::string_view part = shortPartName(item.part);
        if (item.chosen.empty())
            return fmt::format("{}/{}/{}", kUnlabeled, part, item.photoFile());
        return fmt::format("{}/{}/{}", part, m_names[item.chosen.front() - 1U], item.photoFile());
    }

    Result<EncodedItem> encode(const DatasetItem&) const override { return EncodedItem{}; }

    Status append(const DatasetItem&, const EncodedItem&) override { return ok(); }

    Status finish() override { return m_folder.write(std::string(kClasses), plainClasses(m_info.labels)); }

private:
    DatasetFolder& m_folder;
    DatasetInfo m_info;
    std::vector<std::string> m_names; ///< Of folders, by label.
};

/// The photos in a folder of a part, by the names of their classes.
using PhotosByClass = std::map<std::string, std::vector<DatasetEntry>>;

std::vector<DatasetEntry> entriesIn(const fs::path& folder, DatasetPart part, const std::stop_token& stop)
{
    std::vector<DatasetEntry> entries;
    for (const fs::path& photo : photosIn(folder, stop)) {
        DatasetItem item = itemNamedAs(photo);
        item.photo = photo;
        item.part = part;
        entries.push_back({std::move(item)});
    }
    return entries;
}

PhotosByClass photosByClass(const std::vector<PartFolder>& parts, const std::stop_token& stop)
{
    PhotosByClass found;
    for (const PartFolder& part : parts) {
        for (const fs::path& folder : foldersIn(part.path, stop)) {
            std::vector<DatasetEntry>& entries = found[labelNameOf(folder.filename().string())];
            const std::vector<DatasetEntry> photos = entriesIn(folder, part.part, stop);
            entries.insert(entries.end(), photos.begin(), photos.end());
        }
    }
    return found;
}

Result<LabelSet> labelsOf(const fs::path& root, const PhotosByClass& photos)
{
    Result<LabelSet> listed = readPlainClasses(root / kClasses);
    if (listed || listed.error().code != ErrorCode::NotFound)
        return listed;
    std::vector<std::string> names;
    for (const auto& [name, entries] : photos)
        names.push_back(name);
    Result<LabelSet> labels = LabelSet::fromNames(names);
    return labels ? std::move(labels) : Result<LabelSet>(labels.error().at(root));
}

} // namespace

WriterResult writeClassFolders(DatasetFolder& folder, const DatasetInfo& info)
{
    if (Status fits = checkNamesFitLines(info.labels); !fits)
        return fits.error();
    Result<std::vector<std::string>> names = folderNames(info.labels);
    if (!names)
        return names.error();
    return WriterResult(std::make_unique<ClassFolderWriter>(folder, info, *std::move(names)));
}

ReaderResult readClassFolders(const fs::path& root, Opening& opening)
{
    const std::vector<PartFolder> parts = partFolders(root);
    PhotosByClass photos = photosByClass(parts, opening.stop());
    if (photos.empty())
        return Error{ErrorCode::NotFound, "there is no folder of a class in \"train\", \"val\" or \"test\"", root};
    Result<LabelSet> labels = labelsOf(root, photos);
    if (!labels)
        return labels.error();
    std::vector<DatasetEntry> entries;
    std::vector<ReaderNote> notes;
    for (auto& [name, found] : photos) {
        const std::optional<Label> label = labels->findName(name);
        if (!label)
            notes.push_back({root / kClasses, fmt::format("the list has no class \"{}\", which has a folder: its {} "
                                                          "photos are left out",
                                                          name, found.size())});
        for (DatasetEntry& entry : found) {
            if (label) {
                entry.item.chosen = {*label};
                entries.push_back(std::move(entry));
            }
        }
    }
    const std::vector<PartFolder> unlabeled = partFolders(root / kUnlabeled);
    for (const PartFolder& part : unlabeled) {
        for (DatasetEntry& entry : entriesIn(part.path, part.part, opening.stop()))
            entries.push_back(std::move(entry));
    }
    const bool isSplit = isSplitInto(parts) || isSplitInto(unlabeled);
    return EntryReader::create(
        {.task = TaskType::ImageClassification, .labels = *std::move(labels), .isSplit = isSplit}, std::move(entries),
        std::move(notes), root);
}

} // namespace labelwright
