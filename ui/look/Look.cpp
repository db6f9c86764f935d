// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/look/Look.h"

#include "ui/look/Icons.h"
#include "ui/look/Palette.h"
#include "ui/look/SystemTheme.h"

#include <QApplication>
#include <QPointer>
#include <QStyle>
#include <QStyleFactory>
#include <QWidget>

#include <optional>

namespace labelwright {
namespace {

constexpr int kBodyPx = 13;

std::optional<Theme> themeOfEnvironment()
{
    const QString name = qEnvironmentVariable("LABELWRIGHT_THEME");
    if (name == QLatin1StringView("dark"))
        return Theme::Dark;
    if (name == QLatin1StringView("light"))
        return Theme::Light;
    return std::nullopt;
}

QString roleName(Role role)
{
    switch (role) {
    case Role::Title:
        return QStringLiteral("title");
    case Role::Section:
        return QStringLiteral("section");
    case Role::Secondary:
        return QStringLiteral("secondary");
    case Role::Danger:
        return QStringLiteral("danger");
    case Role::Good:
        return QStringLiteral("good");
    case Role::Warning:
        return QStringLiteral("warning");
    case Role::Primary:
        return QStringLiteral("primary");
    case Role::Link:
        return QStringLiteral("link");
    case Role::Panel:
        return QStringLiteral("panel");
    case Role::FloatingBar:
        return QStringLiteral("floating-bar");
    case Role::Popup:
        return QStringLiteral("popup");
    }
    return {};
}

} // namespace

void setRole(QWidget& widget, Role role)
{
    widget.setProperty("role", roleName(role));
    if (role == Role::Panel || role == Role::FloatingBar || role == Role::Popup)
        widget.setAttribute(Qt::WA_StyledBackground);
    // A style sheet looks at properties only when a widget is polished.
    widget.style()->unpolish(&widget);
    widget.style()->polish(&widget);
}

Look& Look::instance()
{
    static QPointer<Look> look;
    if (!look)
        look = new Look(qApp);
    return *look;
}

Look::Look(QObject* parent) : QObject(parent), m_system(new SystemTheme(QDBusConnection::sessionBus(), this))
{
    connect(m_system, &SystemTheme::changed, this, &Look::resolve);
    resolve();
}

void Look::setTheme(Theme theme)
{
    m_theme = theme;
    resolve();
}

void Look::resolve()
{
    const Theme wanted = themeOfEnvironment().value_or(m_theme);
    const bool dark = wanted == Theme::System ? m_system->isDark() : wanted == Theme::Dark;
    if (dark == m_dark && m_tokens.window.isValid())
        return;
    m_dark = dark;
    m_tokens = dark ? darkTokens() : lightTokens();
    if (m_applied)
        apply();
    emit changed();
}

void Look::apply()
{
    m_applied = true;
    QApplication::setPalette(paletteOf(m_tokens));
    qApp->setStyleSheet(styleSheetOf(m_tokens));
}

void applyLook(QApplication& application)
{
    QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    QFont font = QApplication::font();
    font.setPixelSize(kBodyPx);
    QApplication::setFont(font);
    application.setWindowIcon(applicationIcon());
    Look::instance().apply();
}

} // namespace labelwright
