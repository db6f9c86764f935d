// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/work/ActionTable.h"

#include <span>

namespace labelwright {

// Parts of the action table; actionTable() joins them in this order.

/// Regions and whole masks, locks and rules: menus Edit and Region.
std::span<const ActionRow> regionRows();
/// How picture and labels are shown: menu View.
std::span<const ActionRow> viewRows();
/// Verdicts and comments: menu Review.
std::span<const ActionRow> reviewRows();

} // namespace labelwright
