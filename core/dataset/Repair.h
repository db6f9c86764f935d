// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/AtomicFile.h"
#include "core/base/Result.h"
#include "core/groundtruth/MendColorMap.h"
#include "core/groundtruth/MendMask.h"

#include <cstdint>
#include <filesystem>
#include <stop_token>
#include <string>
#include <vector>

namespace labelwright {

/// One thing that is put right.
struct RepairChange {
    std::string rule;                  ///< Id of the validation rule that is broken.
    std::filesystem::path file;        ///< Relative to the folder, as it is named there.
    std::int64_t line = 0;             ///< Of the output manifest, from 1, for a mask; else 0.
    std::string text;                  ///< An English clause: what becomes of it.
    std::vector<ForeignColor> foreign; ///< Of a mask; see MendedMask.
    std::vector<std::string> labels;   ///< Where there are foreign colours: their labels, in the same order.
};

/// A file of the folder, as it is to be written.
struct RepairFile {
    enum class Kind : std::uint8_t { Copied, Mask, Manifest, Consolidation };

    std::filesystem::path from; ///< Relative to the folder.
    std::filesystem::path to;   ///< Relative to the new folder.
    Kind kind = Kind::Copied;
    std::int64_t object = 0; ///< Of a mask: the first line that names it, from 0,
    std::string attribute{}; ///< and by which attribute.
};

/// What repairing a Ground Truth output folder changes in it.
struct RepairPlan {
    std::filesystem::path folder;
    std::filesystem::path manifest; ///< Relative to the folder.
    ColorMapMender colors;
    std::vector<RepairChange> changes; ///< Manifests first, then masks by line, then names.
    std::vector<Error> left;           ///< What is wrong and can't be mended: it is copied as it is.
    std::vector<RepairFile> files;     ///< All of the folder, by path.

    /// Masks with colours that are no label's.
    std::int64_t foreignMasks() const;
};

/// Looks through anybody's output folder, by the places of openOutputFolder(), and at what it can mend:
/// - masks whose values are not what their colours say, as those of summer 2020 (GROUND-TRUTH.md section 4.3), or that
///   are no palette PNG, or not of Ground Truth's form;
/// - in these, colours that are no label's: they become the nearest label's, which needs the user's consent;
/// - hex-color that is missing from colour maps, or not in lower case;
/// - '_' and U+F03A for ':' in the names of files.
/// Only reads. Memory: the files' names; one mask. Cost: decodes every mask.
/// Errors: NotFound when there is no output manifest; Unreadable; Cancelled.
Result<RepairPlan> planRepair(const std::filesystem::path& folder, const std::stop_token& stop = {},
                              const Progress& progress = {});

enum class ForeignColors : std::uint8_t { Refuse, MapToNearest };

/// Writes the mended folder to `target`, whole or not at all, each file proven; `plan` stays as it is, as does its
/// folder. Cost: decodes the masks once more; copies all else.
/// Errors: AlreadyExists; InvalidArgument for a place inside the folder; Mismatch where colours that are no label's are
/// refused; Cancelled; those of copyFilesVerified and writeFileVerified.
Status writeRepaired(const RepairPlan& plan, const std::filesystem::path& target, ForeignColors foreign,
                     const std::stop_token& stop = {}, const Progress& progress = {});

} // namespace labelwright
