// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <cstdint>
#include <span>

namespace labelwright {

/// Whose habits the keys follow.
enum class KeyPreset : std::uint8_t { Labelwright, Cvat, Labelme };

inline constexpr KeyPreset kKeyPresets[]{KeyPreset::Labelwright, KeyPreset::Cvat, KeyPreset::Labelme};

/// Where a preset differs from the table of actions.
struct PresetRow {
    const char* id;   ///< Of an action.
    const char* keys; ///< As in ActionRow.
};

/// Empty for Labelwright: its keys stand in the table of actions.
std::span<const PresetRow> presetTable(KeyPreset preset);

/// As settings name it; never changes.
QString presetId(KeyPreset preset);
/// As the user reads it.
QString presetTitle(KeyPreset preset);

} // namespace labelwright
