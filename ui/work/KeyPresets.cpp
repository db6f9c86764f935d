// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/work/KeyPresets.h"

#include <QCoreApplication>

namespace labelwright {
namespace {

/// The keys of CVAT's standard workspace and its brush. Actions that CVAT has not and whose key it uses get another
/// one.
constexpr PresetRow kCvat[]{
    {"next", "F; PgDown"},
    {"previous", "D; PgUp"},
    {"flag", "Shift+K"},
    {"fit", "Shift+F"},
    {"go-to", "`; Ctrl+G"},
    {"brush", "Shift+1; B"},
    {"eraser", "Shift+2; E"},
    {"polygon", "Shift+3; P"},
    {"label-1", "1; Ctrl+1"},
    {"label-2", "2; Ctrl+2"},
    {"label-3", "3; Ctrl+3"},
    {"label-4", "4; Ctrl+4"},
    {"label-5", "5; Ctrl+5"},
    {"label-6", "6; Ctrl+6"},
    {"label-7", "7; Ctrl+7"},
    {"label-8", "8; Ctrl+8"},
    {"label-9", "9; Ctrl+9"},
    {"label-10", "Ctrl+0"},
    {"label-11", "Alt+1"},
    {"label-12", "Alt+2"},
    {"label-13", "Alt+3"},
    {"label-14", "Alt+4"},
    {"label-15", "Alt+5"},
    {"label-16", "Alt+6"},
    {"label-17", "Alt+7"},
    {"label-18", "Alt+8"},
    {"label-19", "Alt+9"},
    {"zoom-100", "Shift+Z"},
    {"copy-previous", "Ctrl+B; Ctrl+Shift+V"},
};

/// The keys of labelme's default configuration.
constexpr PresetRow kLabelme[]{
    {"open-job", "Ctrl+O; Ctrl+U"},
    {"polygon", "Ctrl+N; P"},
    {"edit-region", "Ctrl+J; Shift+P"},
    {"copy-previous", "Ctrl+P; Ctrl+Shift+V"},
    {"fit", "Ctrl+F; F"},
};

constexpr const char* kIds[]{"labelwright", "cvat", "labelme"};
constexpr const char* kTitles[]{QT_TRANSLATE_NOOP("KeyPresets", "Labelwright"),
                                QT_TRANSLATE_NOOP("KeyPresets", "As in CVAT"),
                                QT_TRANSLATE_NOOP("KeyPresets", "As in labelme")};

} // namespace

std::span<const PresetRow> presetTable(KeyPreset preset)
{
    switch (preset) {
    case KeyPreset::Cvat:
        return kCvat;
    case KeyPreset::Labelme:
        return kLabelme;
    case KeyPreset::Labelwright:
        break;
    }
    return {};
}

QString presetId(KeyPreset preset)
{
    return QString::fromUtf8(kIds[static_cast<std::size_t>(preset)]);
}

QString presetTitle(KeyPreset preset)
{
    return QCoreApplication::translate("KeyPresets", kTitles[static_cast<std::size_t>(preset)]);
}

} // namespace labelwright
