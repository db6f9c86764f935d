// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/look/Look.h"

#include <QWidget>

class QHBoxLayout;
class QLabel;
class QPushButton;

namespace labelwright {

/// What a page has to say beside what it is for, with a button that closes it. Hidden while there is nothing to say.
class Banner : public QWidget {
    Q_OBJECT
public:
    explicit Banner(Role role, QWidget* parent = nullptr);

    /// Beside the text; owned by the banner.
    void addButton(QPushButton* button);

    /// Something that has happened: shown even where the same was closed before. Full sentences; empty for nothing.
    void tell(const QString& text);
    /// Something that is so: once closed it stays so until there is something else to say.
    void setState(const QString& text);

private:
    QLabel* m_text;
    QHBoxLayout* m_row;
};

} // namespace labelwright
