// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/work/WindowMemory.h"

#include <QSettings>
#include <QStandardPaths>

#include <algorithm>
#include <array>

using namespace Qt::Literals::StringLiterals;

namespace labelwright {
namespace {

// Names instead of numbers, so that a later order of the enumerations reads old settings rightly.
constexpr std::array kToolNames{"brush", "eraser", "polygon", "auto-segment"};
constexpr std::array kThemeNames{"system", "light", "dark"};

template <typename Enum, std::size_t count>
Enum fromName(const std::array<const char*, count>& names, const QString& name, Enum otherwise)
{
    const auto found =
        std::find_if(names.begin(), names.end(), [&](const char* n) { return name == QLatin1String(n); });
    return found == names.end() ? otherwise : static_cast<Enum>(found - names.begin());
}

template <typename Enum, std::size_t count>
QString toName(const std::array<const char*, count>& names, Enum value)
{
    return QLatin1String(names[static_cast<std::size_t>(value)]);
}

} // namespace

WindowMemory loadWindowMemory()
{
    const QSettings settings;
    const WindowMemory initial;
    WindowMemory memory;
    memory.geometry = settings.value("window/geometry"_L1).toByteArray();
    memory.instructionsShown = settings.value("window/instructions"_L1, initial.instructionsShown).toBool();
    memory.filmStripShown = settings.value("window/film-strip"_L1, initial.filmStripShown).toBool();
    memory.opacityPercent =
        std::clamp(settings.value("overlay/opacity-percent"_L1, initial.opacityPercent).toInt(), 0, 100);
    memory.outlineOnly = settings.value("overlay/outline-only"_L1, initial.outlineOnly).toBool();
    memory.tool = fromName(kToolNames, settings.value("tools/current"_L1).toString(), initial.tool);
    memory.brushDiameter = settings.value("tools/brush-diameter"_L1, initial.brushDiameter).toDouble();
    memory.eraserDiameter = settings.value("tools/eraser-diameter"_L1, initial.eraserDiameter).toDouble();
    return memory;
}

void saveWindowMemory(const WindowMemory& memory)
{
    QSettings settings;
    settings.setValue("window/geometry"_L1, memory.geometry);
    settings.setValue("window/instructions"_L1, memory.instructionsShown);
    settings.setValue("window/film-strip"_L1, memory.filmStripShown);
    settings.setValue("overlay/opacity-percent"_L1, memory.opacityPercent);
    settings.setValue("overlay/outline-only"_L1, memory.outlineOnly);
    settings.setValue("tools/current"_L1, toName(kToolNames, memory.tool));
    settings.setValue("tools/brush-diameter"_L1, memory.brushDiameter);
    settings.setValue("tools/eraser-diameter"_L1, memory.eraserDiameter);
}

Theme loadTheme()
{
    return fromName(kThemeNames, QSettings().value("window/theme"_L1).toString(), Theme::System);
}

void saveTheme(Theme theme)
{
    QSettings().setValue("window/theme"_L1, toName(kThemeNames, theme));
}

QString loadLastFolder()
{
    const QString documents = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    return QSettings().value("jobs/last-folder"_L1, documents).toString();
}

void saveLastFolder(const QString& folder)
{
    QSettings().setValue("jobs/last-folder"_L1, folder);
}

} // namespace labelwright
