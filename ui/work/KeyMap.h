// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/work/ActionTable.h"
#include "ui/work/KeyPresets.h"

#include <QHash>
#include <QKeyCombination>
#include <QKeySequence>
#include <QList>
#include <QMap>
#include <QString>

#include <span>

namespace labelwright {

/// Which keys do what: a preset with the user's own changes on top. A value; no key ever belongs to two rows: what the
/// canvas does by itself goes before the user's changes, those before the preset, the preset before the table, and a
/// row above before one below.
class KeyMap {
public:
    /// By the ids of the rows; an empty list means "no key".
    using Changes = QMap<QString, QList<QKeySequence>>;

    /// `rows` are borrowed.
    explicit KeyMap(std::span<const ActionRow> rows = actionTable());

    KeyPreset preset() const { return m_preset; }
    /// The user's changes stay.
    void choosePreset(KeyPreset preset);

    /// Each of one combination. The first is the one to show where there is room for one.
    QList<QKeySequence> keys(const ActionRow& row) const { return m_inForce.keys.value(&row); }
    /// Of the preset, without the user's changes.
    QList<QKeySequence> unchangedKeys(const ActionRow& row) const { return m_unchanged.keys.value(&row); }
    bool isChanged(const ActionRow& row) const { return keys(row) != unchangedKeys(row); }
    /// nullptr when the key is free.
    const ActionRow* owner(QKeyCombination key) const { return m_inForce.owners.value(key.toCombined()); }

    /// The row has these keys from now on; whoever had one of them loses it. Precondition: isRebindable(row), and
    /// isBindable for each key.
    void setKeys(const ActionRow& row, const QList<QKeySequence>& keys);
    void resetAll();

    /// As stored: the user's alone, with those of rows that this version does not know.
    const Changes& changes() const { return m_changes; }
    /// Leaves out what can't be bound.
    void setChanges(const Changes& changes);

    std::span<const ActionRow> rows() const { return m_rows; }

private:
    struct Bindings {
        QHash<const ActionRow*, QList<QKeySequence>> keys;
        QHash<int, const ActionRow*> owners; ///< By QKeyCombination::toCombined().

        void take(const ActionRow& row, const QList<QKeySequence>& wanted);
    };

    Bindings resolved(const Changes& changes) const;
    void resolve();

    std::span<const ActionRow> m_rows;
    KeyPreset m_preset = KeyPreset::Labelwright;
    Changes m_changes;
    Bindings m_inForce;
    Bindings m_unchanged;
};

/// False for what the canvas does by itself: its keys and gestures are fixed.
bool isRebindable(const ActionRow& row);

/// False for the keys that the canvas, lists and dialogs need: Tab, Space, arrows, Enter, Backspace and Escape without
/// Ctrl, Alt or Meta.
bool isBindable(QKeyCombination key);

/// From and to the user's settings. `rows` are borrowed.
KeyMap loadKeyMap(std::span<const ActionRow> rows = actionTable());
void saveKeyMap(const KeyMap& map);

/// As the user reads them: "Ctrl+Shift+Z   Ctrl+Y". Both Enter keys do the same in every table: one is named.
QString keysText(const QList<QKeySequence>& keys);
/// For narrow places: "⇧1" for Shift+1, "^1" for Ctrl+1.
QString shortKeyText(const QKeySequence& key);

} // namespace labelwright
