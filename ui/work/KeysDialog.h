// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

class QScrollArea;

namespace labelwright {

class KeyMap;

/// The sheet of keys as they are bound now, and of gestures. Escape or F1 closes it.
class KeysDialog : public QDialog {
    Q_OBJECT
public:
    explicit KeysDialog(const KeyMap& keyMap, QWidget* parent = nullptr);

    void showKeys(const KeyMap& keyMap);

signals:
    void changeRequested();

private:
    QScrollArea* m_area;
};

} // namespace labelwright
