// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

namespace labelwright {

/// The sheet of keys, made from the action table. Escape or F1 closes it.
class KeysDialog : public QDialog {
    Q_OBJECT
public:
    explicit KeysDialog(QWidget* parent = nullptr);
};

} // namespace labelwright
