// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/look/Tokens.h"

#include <QObject>

#include <cstdint>

class QApplication;
class QWidget;

namespace labelwright {

class SystemTheme;

enum class Theme : std::uint8_t { System, Light, Dark };

/// Distances and sizes in device-independent pixels, on a grid of 4.
struct Metrics {
    static constexpr int kInside = 4;       ///< Inside a control.
    static constexpr int kRelated = 8;      ///< Between what belongs together.
    static constexpr int kGroups = 16;      ///< Between groups.
    static constexpr int kPageEdge = 24;    ///< At the edge of a page, and around the picture at fit.
    static constexpr int kControl = 28;     ///< Height of a control in the labeling window.
    static constexpr int kPageControl = 32; ///< Height of a control on a page, and of a label row.
    static constexpr int kTouchTarget = 36; ///< Tool buttons and list rows.
    static constexpr int kIcon = 20;
    static constexpr int kRadius = 6;
};

/// What a widget is, where its class does not say it; the style sheet does the rest.
enum class Role : std::uint8_t {
    Title,       ///< QLabel: page title, 20 px.
    Section,     ///< QLabel: 15 px semibold.
    Secondary,   ///< QLabel: 12 px in the secondary colour.
    Danger,      ///< QLabel: what failed.
    Good,        ///< QLabel: what is proven.
    Warning,     ///< QLabel.
    Primary,     ///< QPushButton: the main one of a page, in the accent colour.
    Link,        ///< QPushButton: as a text link.
    Panel,       ///< Any QWidget or QFrame: the panel colour behind it.
    FloatingBar, ///< QFrame: the tool bar over the canvas, with hairline and round corners.
    Popup,       ///< QFrame: a window of its own, with hairline; square, as nothing may show through its corners.
};

/// Gives `widget` its role; can be called again when the role changes.
void setRole(QWidget& widget, Role role);

/// The theme in force. One for the application, made on first use and owned by it; GUI thread only.
class Look : public QObject {
    Q_OBJECT
public:
    static Look& instance();

    /// What was chosen; System follows the desktop's preference and its changes, and is light where there is none.
    /// The environment variable LABELWRIGHT_THEME (light, dark) goes before everything.
    Theme theme() const { return m_theme; }
    /// The caller stores the choice.
    void setTheme(Theme theme);

    bool isDark() const { return m_dark; }
    const Tokens& tokens() const { return m_tokens; }

signals:
    /// The tokens are others now; palette and style sheet are already in place. Icons follow by themselves.
    void changed();

private:
    friend void applyLook(QApplication& application);

    explicit Look(QObject* parent);
    void resolve();
    void apply();

    Theme m_theme = Theme::System;
    bool m_dark = false;
    bool m_applied = false;
    Tokens m_tokens;
    SystemTheme* m_system;
};

/// Fusion with our palette, style sheet and font sizes, from now on and through changes of the theme. Call once, before
/// the first window. May wait for the desktop's settings for at most 100 ms.
void applyLook(QApplication& application);

} // namespace labelwright
