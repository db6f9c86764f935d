// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractButton>
#include <QString>
#include <QWidget>

#include <type_traits>

namespace labelwright::test {

/// The part of this kind that bears `name`, to be seen or for a screen reader; nullptr when there is none.
template <typename Part>
Part* partNamed(const QWidget& whole, const QString& name)
{
    for (Part* part : whole.findChildren<Part*>()) {
        if (part->accessibleName() == name)
            return part;
        if constexpr (std::is_base_of_v<QAbstractButton, Part>) {
            if (part->text() == name)
                return part;
        }
    }
    return nullptr;
}

} // namespace labelwright::test
