// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTreeWidget>

namespace labelwright {

class KeyMap;
struct ActionRow;

/// All rows of the action table with their keys, by section; gestures and the picture's own keys stand there too, in
/// the secondary colour.
class KeysList : public QTreeWidget {
    Q_OBJECT
public:
    enum Column : int { ActionColumn, KeysColumn, PresetColumn };

    explicit KeysList(const KeyMap& keyMap, QWidget* parent = nullptr);

    void showKeys(const KeyMap& keyMap);
    /// Hides what has `text` neither in its name nor in its section nor in its keys.
    void filter(const QString& text);
    /// Takes the focus, with the first row that is shown chosen where none was.
    void enter();
    /// nullptr while none is chosen.
    const ActionRow* currentRow() const;

private:
    void addRow(QTreeWidgetItem& section, const ActionRow& row);
};

} // namespace labelwright
