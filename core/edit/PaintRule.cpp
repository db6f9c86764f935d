// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/edit/PaintRule.h"

namespace labelwright {
namespace {

std::bitset<256> only(Label label)
{
    return std::bitset<256>().set(label);
}

} // namespace

std::bitset<256> PaintRule::paintable() const
{
    switch (over) {
    case PaintOver::Everything:
        break;
    case PaintOver::Unlabelled:
        return only(kUnlabelled) & ~locked;
    case PaintOver::VisibleLabels:
        return ~hidden & ~locked;
    case PaintOver::OneLabel:
        return only(chosen) & ~locked;
    }
    return ~locked;
}

} // namespace labelwright
