// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/groundtruth/TaskType.h"
#include "ui/work/WorkContext.h"

#include <QKeySequence>
#include <QList>
#include <QString>

#include <cstdint>
#include <span>

namespace labelwright {

/// Menus in their order; Labels and Canvas are no menus, they stand in the sheet of keys alone.
enum class ActionSection : std::uint8_t { File, Edit, Region, View, Tools, Go, Review, Help, Labels, Canvas };

inline constexpr ActionSection kMenuSections[]{ActionSection::File,   ActionSection::Edit,  ActionSection::Region,
                                               ActionSection::View,   ActionSection::Tools, ActionSection::Go,
                                               ActionSection::Review, ActionSection::Help};

/// Rows "label-0" to "label-19" choose a label; the others have no key of their own. In a classification "label-0" is
/// the none category.
inline constexpr int kLastLabelWithKey = 19;

/// One thing that can be done in the labeling window. Menus, tool bar, the sheet of keys and the key map are made from
/// these rows.
struct ActionRow {
    enum class Repeat : std::uint8_t { WhileHeld, Once };
    enum class Group : std::uint8_t { WithAbove, New }; ///< New: a line above it in the menu.
    enum class Scope : std::uint8_t {
        Any,
        Painting, ///< Not where labels of whole images are chosen.
        Review,   ///< Only where a lead reviews.
    };

    const char* id; ///< Stable; settings may name it.
    ActionSection section{};
    const char* text;      ///< English; shown translated, in the context "Actions".
    const char* keys = ""; ///< At first; as QKeySequence::listFromString in portable text, KeyMap has those in force.
    const char* gesture = ""; ///< Where no key does it: "Wheel", also translated.
    const char* icon = "";

    /// nullptr: the canvas does it by itself, and its keys stay as they are.
    void (*run)(WorkContext&) = nullptr;
    void (*release)(WorkContext&) = nullptr;         ///< Ends what run began, when its key is let go; nullptr: nothing.
    bool (*isEnabled)(const WorkContext&) = nullptr; ///< nullptr: always.
    bool (*isChecked)(const WorkContext&) = nullptr; ///< nullptr: it can't be on or off.
    Repeat repeat = Repeat::Once;
    Group group = Group::WithAbove;
    Scope scope = Scope::Any;
};

std::span<const ActionRow> actionTable();
enum class TaskPurpose : std::uint8_t { Labeling, Review };

/// What can be done in a job of this task. Where nothing is painted Enter is free, and submits.
std::span<const ActionRow> actionTable(TaskType task, TaskPurpose purpose);

/// Those that have a row, in the order of the lists of keys.
QList<ActionSection> sectionsOf(std::span<const ActionRow> rows);

/// As ActionRow::keys has them. Keys that mean nothing are left out.
QList<QKeySequence> keysFromText(const char* text);
QList<QKeySequence> defaultKeys(const ActionRow& row);
QString translatedText(const ActionRow& row);
QString translatedGesture(const ActionRow& row);
QString sectionTitle(ActionSection section);

} // namespace labelwright
