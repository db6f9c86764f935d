// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/FolderInTheMaking.h"
#include "core/base/VerifiedStream.h"
#include "core/dataset/NamedMasks.h"
#include "core/dataset/Repair.h"
#include "core/groundtruth/Manifest.h"

#include <fmt/format.h>

#include <optional>
#include <system_error>

namespace labelwright {
namespace {

namespace fs = std::filesystem;

/// Writes what the plan changes.
class Writer {
public:
    Writer(const RepairPlan& plan, const fs::path& into) : m_plan(plan), m_into(into) {}

    Status write(const RepairFile& file)
    {
        switch (file.kind) {
        case RepairFile::Kind::Mask:
            return writeMask(file);
        case RepairFile::Kind::Manifest:
            return writeManifest(file);
        case RepairFile::Kind::Consolidation:
            return writeConsolidation(file);
        case RepairFile::Kind::Copied:
            break;
        }
        return ok();
    }

private:
    Status writeMask(const RepairFile& file)
    {
        if (!m_manifest) {
            Result<Manifest> manifest = Manifest::open(m_plan.folder / m_plan.manifest);
            if (!manifest)
                return manifest.error();
            m_manifest = *std::move(manifest);
        }
        const Result<std::string> line = m_manifest->line(file.object);
        const Result<std::vector<std::uint8_t>> bytes = readFile(m_plan.folder / file.from);
        if (!line || !bytes)
            return line ? bytes.error() : line.error();
        std::vector<Error> problems; // The plan has them.
        for (const NamedMask& named : namedMasksOf(m_plan.colors, *line, problems)) {
            if (named.attribute != file.attribute)
                continue;
            const Result<MendedMask> mended = mendMask(*bytes, named.labels, named.isSuspect);
            return mended ? writeFileVerified(m_into / file.to, mended->png, IfExists::Refuse)
                          : Status(mended.error().at(m_plan.folder / file.from));
        }
        return Error{ErrorCode::Mismatch, "the manifest has changed since it was looked at", m_manifest->path()};
    }

    Status writeManifest(const RepairFile& file)
    {
        const Result<Manifest> manifest = Manifest::open(m_plan.folder / file.from);
        if (!manifest)
            return manifest.error();
        Result<VerifiedStream> stream = VerifiedStream::create(m_into / file.to);
        if (!stream)
            return stream.error();
        const std::vector<std::uint64_t>& offsets = manifest->offsets();
        SuppliedColors supplied;
        for (std::size_t place = 0; place < offsets.size(); ++place) {
            const Result<std::string> line = manifest->line(static_cast<std::int64_t>(place));
            if (!line)
                return line.error();
            const std::uint64_t end = place + 1 < offsets.size() ? offsets[place + 1] : manifest->byteSize();
            const std::size_t lineBreak = end - offsets[place] - line->size(); // It stays as it is.
            if (Status written = stream->write(m_plan.colors.mendLine(*line, supplied).value_or(*line) +
                                               (lineBreak == 0   ? ""
                                                : lineBreak == 1 ? "\n"
                                                                 : "\r\n"));
                !written)
                return written;
        }
        const Result<std::string> finished = stream->finish();
        return finished ? stream->publish() : Status(finished.error());
    }

    Status writeConsolidation(const RepairFile& file)
    {
        const Result<std::string> text = readTextFile(m_plan.folder / file.from);
        SuppliedColors supplied;
        return text ? writeFileVerified(m_into / file.to,
                                        m_plan.colors.mendConsolidation(*text, supplied).value_or(*text),
                                        IfExists::Refuse)
                    : Status(text.error());
    }

    const RepairPlan& m_plan;
    fs::path m_into;
    std::optional<Manifest> m_manifest;
};

bool isInside(const fs::path& path, const fs::path& folder)
{
    std::error_code failure;
    const fs::path relative = fs::weakly_canonical(path, failure).lexically_relative(fs::canonical(folder, failure));
    return failure || relative.empty() || *relative.begin() != "..";
}

Status checkTarget(const RepairPlan& plan, const fs::path& target, ForeignColors foreign)
{
    std::error_code failure;
    if (fs::exists(fs::symlink_status(target, failure)))
        return Error{ErrorCode::AlreadyExists, "this place is taken; name one where nothing is", target};
    if (isInside(target, plan.folder))
        return Error{ErrorCode::InvalidArgument, "the mended folder can't lie in the one that it is made from", target};
    if (foreign == ForeignColors::Refuse && plan.foreignMasks() > 0)
        return Error{ErrorCode::Mismatch,
                     fmt::format("{} {} colors that are no label's, so nothing was written", plan.foreignMasks(),
                                 plan.foreignMasks() == 1 ? "mask holds" : "masks hold"),
                     plan.folder};
    return ok();
}

} // namespace

Status writeRepaired(const RepairPlan& plan, const fs::path& given, ForeignColors foreign, const std::stop_token& stop,
                     const Progress& progress)
{
    std::error_code failure;
    const fs::path target = fs::absolute(given / "", failure).lexically_normal().parent_path();
    if (Status fits = checkTarget(plan, target, foreign); !fits)
        return fits;
    FolderInTheMaking making(target);
    Writer writer(plan, making.path());
    std::vector<FileCopy> copies;
    std::int64_t done = 0;
    for (const RepairFile& file : plan.files) {
        if (stop.stop_requested())
            return Error{ErrorCode::Cancelled, "the repair was stopped", target};
        if (file.kind == RepairFile::Kind::Copied)
            copies.push_back({plan.folder / file.from, making.path() / file.to});
        else if (Status written = writer.write(file); !written)
            return written;
        if (progress && file.kind != RepairFile::Kind::Copied)
            progress(++done, static_cast<std::int64_t>(plan.files.size()));
    }
    const Progress further = [&](std::int64_t copied, std::int64_t) {
        if (progress)
            progress(done + copied, static_cast<std::int64_t>(plan.files.size()));
    };
    if (Status copied = copyFilesVerified(copies, stop, further); !copied)
        return copied;
    return making.moveToTarget();
}

} // namespace labelwright
