// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/look/Palette.h"

#include "ui/look/Resources.h"

#include <QRegularExpression>

#include <array>
#include <utility>

namespace labelwright {
namespace {

QColor mixed(const QColor& a, const QColor& b, double shareOfB)
{
    const auto channel = [shareOfB](int from, int to) { return qRound(from + (to - from) * shareOfB); };
    return {channel(a.red(), b.red()), channel(a.green(), b.green()), channel(a.blue(), b.blue())};
}

} // namespace

QPalette paletteOf(const Tokens& tokens)
{
    QPalette palette(tokens.raised, tokens.window);
    const auto set = [&palette](QPalette::ColorRole role, const QColor& active, const QColor& disabled) {
        palette.setColor(role, active);
        palette.setColor(QPalette::Disabled, role, disabled);
    };
    set(QPalette::Window, tokens.window, tokens.window);
    set(QPalette::WindowText, tokens.text, tokens.secondaryText);
    set(QPalette::Base, tokens.panel, tokens.window);
    set(QPalette::AlternateBase, tokens.window, tokens.window);
    set(QPalette::Text, tokens.text, tokens.secondaryText);
    set(QPalette::Button, tokens.raised, tokens.raised);
    set(QPalette::ButtonText, tokens.text, tokens.secondaryText);
    set(QPalette::PlaceholderText, tokens.secondaryText, tokens.secondaryText);
    set(QPalette::ToolTipBase, tokens.raised, tokens.raised);
    set(QPalette::ToolTipText, tokens.text, tokens.text);
    set(QPalette::Highlight, tokens.accent, tokens.line);
    set(QPalette::HighlightedText, tokens.onAccent, tokens.secondaryText);
    set(QPalette::Link, tokens.accent, tokens.secondaryText);
    set(QPalette::LinkVisited, tokens.accent, tokens.secondaryText);
    set(QPalette::BrightText, tokens.danger, tokens.danger);
    set(QPalette::Light, tokens.panel, tokens.panel);
    set(QPalette::Midlight, tokens.raised, tokens.raised);
    set(QPalette::Mid, tokens.line, tokens.line);
    set(QPalette::Dark, tokens.line, tokens.line);
    set(QPalette::Shadow, mixed(tokens.line, Qt::black, 0.5), tokens.line);
    return palette;
}

QString styleSheetOf(const Tokens& tokens)
{
    const std::array<std::pair<QLatin1StringView, QColor>, 13> colors{{
        {QLatin1StringView("window"), tokens.window},
        {QLatin1StringView("panel"), tokens.panel},
        {QLatin1StringView("raised"), tokens.raised},
        {QLatin1StringView("line"), tokens.line},
        {QLatin1StringView("text"), tokens.text},
        {QLatin1StringView("secondary-text"), tokens.secondaryText},
        {QLatin1StringView("accent"), tokens.accent},
        {QLatin1StringView("on-accent"), tokens.onAccent},
        {QLatin1StringView("accent-soft"), mixed(tokens.panel, tokens.accent, 0.18)},
        {QLatin1StringView("danger"), tokens.danger},
        {QLatin1StringView("good"), tokens.good},
        {QLatin1StringView("warning"), tokens.warning},
        {QLatin1StringView("surround"), tokens.surround},
    }};
    QString sheet = QString::fromUtf8(readResource(QStringLiteral(":/look/labelwright.qss")));
    for (const auto& [name, color] : colors)
        sheet.replace(QRegularExpression(QStringLiteral("@%1(?![a-z-])").arg(name)), color.name());
    const bool dark = tokens.window.lightness() < tokens.text.lightness();
    sheet.replace(QStringLiteral("@theme"), dark ? QStringLiteral("dark") : QStringLiteral("light"));
    return sheet;
}

} // namespace labelwright
