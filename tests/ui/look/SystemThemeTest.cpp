// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/look/SystemTheme.h"

#include "tests/support/TestProgram.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QProcess>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTest>
#include <QThread>

#include <atomic>

using namespace labelwright;

namespace {

const QString kPath = QStringLiteral("/org/freedesktop/portal/desktop");
const QString kInterface = QStringLiteral("org.freedesktop.portal.Settings");

} // namespace

/// A desktop that has a preference.
class Portal : public QObject {
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.portal.Settings")
public:
    std::atomic<uint> colorScheme = 0;

public slots:
    QDBusVariant Read(const QString& group, const QString& key)
    {
        const bool known = group == u"org.freedesktop.appearance" && key == u"color-scheme";
        // The real one wraps its answer twice.
        return QDBusVariant(QVariant::fromValue(QDBusVariant(known ? colorScheme.load() : 99U)));
    }
};

/// On a bus of its own, where there is a dbus-daemon.
class SystemThemeTest : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void cleanupTestCase();

    void withoutABusItIsLight();
    void asksAtTheStart_data();
    void asksAtTheStart();
    void followsChanges();
    void otherSettingsDoNotMatter();

private:
    void change(const QString& group, uint value);

    QProcess m_daemon;
    QString m_address;
    Portal m_portal;
    QThread m_portalThread; ///< So that it answers while a test waits for it.
};

void SystemThemeTest::initTestCase()
{
    const QString program = QStandardPaths::findExecutable(QStringLiteral("dbus-daemon"));
    if (program.isEmpty())
        return;
    m_daemon.start(program,
                   {QStringLiteral("--session"), QStringLiteral("--print-address"), QStringLiteral("--nofork")});
    if (!m_daemon.waitForStarted() || !m_daemon.waitForReadyRead(5000))
        return;
    m_address = QString::fromLatin1(m_daemon.readLine()).trimmed();
    QDBusConnection bus = QDBusConnection::connectToBus(m_address, QStringLiteral("portal"));
    m_portal.moveToThread(&m_portalThread);
    m_portalThread.start();
    QVERIFY(bus.registerObject(kPath, &m_portal, QDBusConnection::ExportAllSlots));
    QVERIFY(bus.registerService(QStringLiteral("org.freedesktop.portal.Desktop")));
}

void SystemThemeTest::cleanupTestCase()
{
    QDBusConnection::disconnectFromBus(QStringLiteral("portal"));
    m_portalThread.quit();
    m_portalThread.wait();
    m_daemon.terminate();
    m_daemon.waitForFinished(3000);
}

void SystemThemeTest::change(const QString& group, uint value)
{
    QDBusMessage signal = QDBusMessage::createSignal(kPath, kInterface, QStringLiteral("SettingChanged"));
    signal << group << QStringLiteral("color-scheme") << QVariant::fromValue(QDBusVariant(value));
    QVERIFY(QDBusConnection(QStringLiteral("portal")).send(signal));
}

void SystemThemeTest::withoutABusItIsLight()
{
    const SystemTheme theme{QDBusConnection(QStringLiteral("no such connection"))};
    QVERIFY(!theme.isDark());
}

void SystemThemeTest::asksAtTheStart_data()
{
    QTest::addColumn<uint>("scheme");
    QTest::addColumn<bool>("dark");
    QTest::newRow("no preference") << 0U << false;
    QTest::newRow("dark") << 1U << true;
    QTest::newRow("light") << 2U << false;
    QTest::newRow("of a later version") << 3U << false;
}

void SystemThemeTest::asksAtTheStart()
{
    if (m_address.isEmpty())
        QSKIP("there is no dbus-daemon");
    QFETCH(const uint, scheme);
    QFETCH(const bool, dark);
    m_portal.colorScheme = scheme;
    const SystemTheme theme(QDBusConnection::connectToBus(m_address, QStringLiteral("app")));
    QCOMPARE(theme.isDark(), dark);
}

void SystemThemeTest::followsChanges()
{
    if (m_address.isEmpty())
        QSKIP("there is no dbus-daemon");
    m_portal.colorScheme = 0;
    SystemTheme theme(QDBusConnection::connectToBus(m_address, QStringLiteral("app")));
    QSignalSpy changes(&theme, &SystemTheme::changed);
    change(QStringLiteral("org.freedesktop.appearance"), 1);
    QTRY_VERIFY(theme.isDark());
    change(QStringLiteral("org.freedesktop.appearance"), 1);
    change(QStringLiteral("org.freedesktop.appearance"), 2);
    QTRY_VERIFY(!theme.isDark());
    QCOMPARE(changes.count(), 2);
}

void SystemThemeTest::otherSettingsDoNotMatter()
{
    if (m_address.isEmpty())
        QSKIP("there is no dbus-daemon");
    m_portal.colorScheme = 0;
    SystemTheme theme(QDBusConnection::connectToBus(m_address, QStringLiteral("app")));
    QSignalSpy changes(&theme, &SystemTheme::changed);
    change(QStringLiteral("org.example"), 1);
    change(QStringLiteral("org.freedesktop.appearance"), 1);
    QTRY_COMPARE(changes.count(), 1);
}

LABELWRIGHT_TEST(SystemThemeTest)
#include "SystemThemeTest.moc"
