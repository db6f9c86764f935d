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

/// Size and tip; a gate belongs to one photo and is not remembered.
BrushOptions loadBrush(const QSettings& settings, QLatin1String tool, BrushOptions options)
{
    const auto value = [&](const char* what, const QVariant& otherwise) {
        return settings.value(u"tools/%1-%2"_s.arg(tool, QLatin1String(what)), otherwise);
    };
    options.diameterPx = value("diameter", options.diameterPx).toDouble();
    options.tip = value("square", false).toBool() ? BrushTip::Square : BrushTip::Round;
    options.pressureScales = value("pressure", options.pressureScales).toBool();
    options.scalesWithZoom = value("scales-with-zoom", options.scalesWithZoom).toBool();
    return options;
}

void saveBrush(QSettings& settings, QLatin1String tool, const BrushOptions& options)
{
    const auto keep = [&](const char* what, const QVariant& value) {
        settings.setValue(u"tools/%1-%2"_s.arg(tool, QLatin1String(what)), value);
    };
    keep("diameter", options.diameterPx);
    keep("square", options.tip == BrushTip::Square);
    keep("pressure", options.pressureScales);
    keep("scales-with-zoom", options.scalesWithZoom);
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
    memory.tool = toolNamed(settings.value("tools/current"_L1).toString().toStdString()).value_or(initial.tool);
    memory.unlabelledHighlighted = settings.value("overlay/unlabelled-highlighted"_L1).toBool();
    memory.gridShown = settings.value("window/pixel-grid"_L1).toBool();
    memory.navigatorShown = settings.value("window/navigator"_L1).toBool();
    memory.historyShown = settings.value("window/history"_L1).toBool();
    memory.brush = loadBrush(settings, "brush"_L1, initial.brush);
    memory.eraser = loadBrush(settings, "eraser"_L1, initial.eraser);
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
    settings.setValue("tools/current"_L1, QString::fromStdString(std::string(toolName(memory.tool))));
    settings.setValue("overlay/unlabelled-highlighted"_L1, memory.unlabelledHighlighted);
    settings.setValue("window/pixel-grid"_L1, memory.gridShown);
    settings.setValue("window/navigator"_L1, memory.navigatorShown);
    settings.setValue("window/history"_L1, memory.historyShown);
    saveBrush(settings, "brush"_L1, memory.brush);
    saveBrush(settings, "eraser"_L1, memory.eraser);
}

std::size_t loadHistoryByteBudget()
{
    const qulonglong bytes =
        QSettings().value("history/byte-budget"_L1, qulonglong{History::kDefaultByteBudget}).toULongLong();
    return static_cast<std::size_t>(bytes);
}

void saveHistoryByteBudget(std::size_t bytes)
{
    QSettings().setValue("history/byte-budget"_L1, qulonglong{bytes});
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
