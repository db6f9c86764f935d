// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDBusConnection>
#include <QDBusVariant>
#include <QObject>
#include <QString>

namespace labelwright {

/// The desktop's preference for dark or light, from org.freedesktop.portal.Settings and its changes.
/// Source: XDG desktop portal, org.freedesktop.appearance color-scheme: 0 none, 1 dark, 2 light.
class SystemTheme : public QObject {
    Q_OBJECT
public:
    /// Waits at most 100 ms for the first answer; a later one comes through changed().
    explicit SystemTheme(const QDBusConnection& bus, QObject* parent = nullptr);

    bool isDark() const { return m_dark; }

signals:
    void changed();

private slots:
    void onSettingChanged(const QString& group, const QString& key, const QDBusVariant& value);

private:
    void askAgain();
    void take(const QVariant& value);

    QDBusConnection m_bus;
    bool m_dark = false;
};

} // namespace labelwright
