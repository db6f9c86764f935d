// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dataset/ExportPreview.h"

#include "core/base/AtomicFile.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace labelwright {
namespace {

namespace fs = std::filesystem;

/// A folder that is gone with its owner.
class PassingFolder {
public:
    explicit PassingFolder(const fs::path& parent) : m_path(temporaryNameFor(parent / "labelwright-preview")) {}
    ~PassingFolder()
    {
        std::error_code failure;
        fs::remove_all(m_path, failure);
    }
    PassingFolder(const PassingFolder&) = delete;
    PassingFolder& operator=(const PassingFolder&) = delete;
    const fs::path& path() const { return m_path; }

private:
    fs::path m_path;
};

class Previewer {
public:
    Previewer(const Job& job, const ExportPlan& plan, PhotoUse photos, DatasetFolder& folder, DatasetWriter& writer)
        : m_job(job), m_plan(plan), m_photos(photos), m_folder(folder), m_writer(writer)
    {}

    /// The first item of the part that can be read.
    Status addPart(DatasetPart part, std::int64_t count)
    {
        for (std::size_t index = 0; index < m_plan.items.size(); ++index) {
            if (m_plan.items[index].item.part != part)
                continue;
            if (Result<DatasetItem> item = loadItem(m_job, m_plan, index))
                return add(*std::move(item), m_plan.items[index].sourceRef, count);
        }
        return ok();
    }

    std::vector<PreviewedFile> take()
    {
        for (const std::string& path : m_folder.paths())
            m_counts.emplace(path, 1);
        for (const char* path : {"README.md", "SHA256SUMS"})
            m_counts.emplace(path, 1);
        std::vector<PreviewedFile> files;
        for (const auto& [path, count] : m_counts)
            files.push_back({path, count});
        return files;
    }

private:
    Status add(DatasetItem item, const std::string& sourceRef, std::int64_t count)
    {
        if (m_photos == PhotoUse::Reference)
            item.photoReference = sourceRef;
        else
            addFiles(item, m_writer.photoPath(item), count);
        const Result<EncodedItem> encoded = m_writer.encode(item);
        if (!encoded)
            return encoded.error();
        for (const EncodedItem::File& file : encoded->files)
            addFiles(item, file.path, count);
        item.mask.reset();
        return m_writer.append(item, *encoded);
    }

    /// So many files like the one at `path`, which is the item's. Parts whose files lie in one folder are told
    /// together.
    void addFiles(const DatasetItem& item, const std::string& path, std::int64_t count)
    {
        const fs::path file(path);
        std::string kind = file.filename().string();
        if (kind.starts_with(item.name))
            kind.erase(0, item.name.size());
        const auto [first, isNew] = m_firstOfKind.emplace((file.parent_path() / kind).string(), path);
        m_counts[first->second] += count;
    }

    const Job& m_job;
    const ExportPlan& m_plan;
    PhotoUse m_photos;
    DatasetFolder& m_folder;
    DatasetWriter& m_writer;
    std::map<std::string, std::int64_t> m_counts;     ///< By path.
    std::map<std::string, std::string> m_firstOfKind; ///< Paths, by folder and what names have behind the item's.
};

} // namespace

Result<ExportPreview> previewExport(const Job& job, const ExportChoice& choice, const ExportTarget& target,
                                    const std::stop_token& stop)
{
    const Result<ExportPlan> plan = planExport(job, choice, stop);
    if (!plan)
        return plan.error();
    if (Status possible = checkExport(*plan, target); !possible)
        return possible.error();
    std::error_code failure;
    const fs::path temporary = fs::temp_directory_path(failure);
    if (failure)
        return errorFromErrno(failure.value(), "writing", "TMPDIR");
    const PassingFolder passing(temporary);
    DatasetFolder folder(passing.path());
    const Result<std::unique_ptr<DatasetWriter>> writer = target.format->write(folder, plan->info);
    if (!writer)
        return writer.error();

    ExportPreview preview;
    preview.items = plan->info.itemCount;
    preview.leftOut = plan->leftOut;
    for (const PlannedItem& planned : plan->items)
        ++preview.parts[static_cast<std::size_t>(planned.item.part)];
    Previewer previewer(job, *plan, target.photos, folder, **writer);
    for (const DatasetPart part : kDatasetParts) {
        if (Status added = previewer.addPart(part, preview.parts[static_cast<std::size_t>(part)]); !added)
            return added.error();
    }
    if (Status finished = (*writer)->finish(); !finished)
        return finished.error();
    preview.files = previewer.take();
    return preview;
}

std::string treeText(std::span<const PreviewedFile> files)
{
    constexpr std::size_t kIndent = 4;
    std::string text;
    std::vector<fs::path> open; // The folders that the line before lies in.
    for (const PreviewedFile& file : files) {
        const fs::path path(file.path);
        const fs::path folder = path.parent_path();
        const std::vector<fs::path> folders(folder.begin(), folder.end());
        const auto [different, _] = std::ranges::mismatch(folders, open);
        for (auto each = different; each != folders.end(); ++each) {
            const auto depth = static_cast<std::size_t>(each - folders.begin());
            text += fmt::format("{:{}}{}/\n", "", depth * kIndent, each->string());
        }
        text += fmt::format("{:{}}{}{}\n", "", folders.size() * kIndent, path.filename().string(),
                            file.count > 1 ? fmt::format(" and {} more", file.count - 1) : "");
        open = folders;
    }
    return text;
}

} // namespace labelwright
