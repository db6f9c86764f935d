// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/work/EditNames.h"

#include <QCoreApplication>

namespace labelwright {
namespace {

struct Row {
    std::string_view key;
    const char* text;
};

#define TEXT(words) QT_TRANSLATE_NOOP("EditNames", words)

constexpr Row kRows[]{
    {"brush", TEXT("Brush stroke")},
    {"eraser", TEXT("Eraser stroke")},
    {"polygon", TEXT("Polygon")},
    {"polygon-erase", TEXT("Polygon, erased")},
    {"auto-segment", TEXT("Auto-segment")},
    {"edge-snap", TEXT("Snap edge")},
    {"fill", TEXT("Fill")},
    {"fill-unlabelled", TEXT("Fill all unlabeled")},
    {"wand", TEXT("Magic wand")},
    {"live-wire", TEXT("Live-wire")},
    {"superpixel", TEXT("Superpixels")},
    {"relabel-region", TEXT("Relabel region")},
    {"relabel-class", TEXT("Relabel class")},
    {"smooth", TEXT("Smooth region")},
    {"grow", TEXT("Grow region")},
    {"shrink", TEXT("Shrink region")},
    {"keep-largest", TEXT("Keep largest")},
    {"absorb-island", TEXT("Absorb island")},
    {"paste", TEXT("Paste region")},
    {"copy-previous", TEXT("Copy from previous")},
    {"edit-contour", TEXT("Edit outline")},
    {"labels-changed", TEXT("Labels changed")},
};

#undef TEXT

} // namespace

QString editName(std::string_view key)
{
    for (const Row& row : kRows) {
        if (row.key == key)
            return QCoreApplication::translate("EditNames", row.text);
    }
    return QString::fromUtf8(key.data(), static_cast<qsizetype>(key.size()));
}

} // namespace labelwright
