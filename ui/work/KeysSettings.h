// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/work/KeyMap.h"

#include <QDialog>

class QComboBox;
class QHBoxLayout;
class QLabel;
class QLineEdit;
class QPushButton;

namespace labelwright {

class KeyCatcher;
class KeysList;

/// Where the user gives actions other keys: a preset, the list of all actions, and below it the keys of the chosen one.
/// Each change is in force at once; taking a key from another action is asked first.
class KeysSettings : public QDialog {
    Q_OBJECT
public:
    explicit KeysSettings(const KeyMap& keyMap, QWidget* parent = nullptr);

    const KeyMap& keyMap() const { return m_keyMap; }

    /// Leaves a key that is asked about where it is; closes the dialog when none is.
    void reject() override;

signals:
    void keyMapChanged(const labelwright::KeyMap& keyMap);

private:
    QWidget* makeTop();
    QWidget* makeEditor();
    QWidget* makeBottom();
    QPushButton* makeRemoveButton(const QKeySequence& key);

    void showRow();
    void showKeys();
    void want(const QList<QKeySequence>& keys);
    void give(const QList<QKeySequence>& keys);
    void resetAll();
    void commit(const KeyMap& keyMap);
    void setMessage(const QString& text);

    KeyMap m_keyMap;
    KeyMap m_before; ///< The reset of all keys, for its undo.
    const ActionRow* m_row = nullptr;
    QList<QKeySequence> m_wanted; ///< Keys that some other action has: asked whether to take them over.

    QComboBox* m_preset;
    QLineEdit* m_search;
    KeysList* m_list;
    QLabel* m_title;
    QHBoxLayout* m_keys;
    KeyCatcher* m_change;
    KeyCatcher* m_add;
    QPushButton* m_reset;
    QLabel* m_message;
    QPushButton* m_take;
    QPushButton* m_leave;
    QPushButton* m_undo;
    QPushButton* m_resetAll;
    QPushButton* m_close;
};

} // namespace labelwright
