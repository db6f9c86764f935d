// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/work/WindowMemory.h"

#include "tests/support/TestProgram.h"

#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

using namespace labelwright;

class WindowMemoryTest : public QObject {
    Q_OBJECT
private slots:
    void init();
    void firstStartHasDefaults();
    void whatIsSavedComesBack();
    void themesAreRemembered_data();
    void themesAreRemembered();
    void nonsenseFallsBackToDefaults();
    void theLastFolderIsRemembered();

private:
    std::unique_ptr<QTemporaryDir> m_folder;
};

void WindowMemoryTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QCoreApplication::setOrganizationName(QStringLiteral("LabelwrightTest"));
    QCoreApplication::setApplicationName(m_folder->path().section(u'/', -1));
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_folder->path());
}

void WindowMemoryTest::firstStartHasDefaults()
{
    const WindowMemory memory = loadWindowMemory();
    QVERIFY(memory.geometry.isEmpty());
    QVERIFY(memory.instructionsShown);
    QVERIFY(memory.filmStripShown);
    QCOMPARE(memory.opacityPercent, 45);
    QCOMPARE(memory.tool, ToolId::Brush);
    QCOMPARE(loadTheme(), Theme::System);
}

void WindowMemoryTest::whatIsSavedComesBack()
{
    WindowMemory memory;
    memory.geometry = "geometry";
    memory.instructionsShown = false;
    memory.filmStripShown = false;
    memory.opacityPercent = 70;
    memory.outlineOnly = true;
    memory.tool = ToolId::AutoSegment;
    memory.brush.diameterPx = 7;
    memory.brush.tip = BrushTip::Square;
    memory.brush.scalesWithZoom = true;
    memory.eraser.diameterPx = 90;
    memory.eraser.pressureScales = true;
    saveWindowMemory(memory);
    const WindowMemory read = loadWindowMemory();
    QCOMPARE(read.geometry, memory.geometry);
    QCOMPARE(read.instructionsShown, false);
    QCOMPARE(read.filmStripShown, false);
    QCOMPARE(read.opacityPercent, 70);
    QCOMPARE(read.outlineOnly, true);
    QCOMPARE(read.tool, ToolId::AutoSegment);
    QCOMPARE(read.brush.diameterPx, 7.0);
    QVERIFY(read.brush.tip == BrushTip::Square);
    QVERIFY(read.brush.scalesWithZoom);
    QVERIFY(!read.brush.pressureScales);
    QCOMPARE(read.eraser.diameterPx, 90.0);
    QVERIFY(read.eraser.erases);
    QVERIFY(read.eraser.pressureScales);
}

void WindowMemoryTest::themesAreRemembered_data()
{
    QTest::addColumn<int>("theme");
    QTest::newRow("system") << static_cast<int>(Theme::System);
    QTest::newRow("light") << static_cast<int>(Theme::Light);
    QTest::newRow("dark") << static_cast<int>(Theme::Dark);
}

void WindowMemoryTest::themesAreRemembered()
{
    QFETCH(int, theme);
    saveTheme(static_cast<Theme>(theme));
    QCOMPARE(static_cast<int>(loadTheme()), theme);
}

void WindowMemoryTest::nonsenseFallsBackToDefaults()
{
    QSettings settings;
    settings.setValue(QStringLiteral("tools/current"), QStringLiteral("chainsaw"));
    settings.setValue(QStringLiteral("overlay/opacity-percent"), 900);
    settings.setValue(QStringLiteral("window/theme"), 17);
    QCOMPARE(loadWindowMemory().tool, ToolId::Brush);
    QCOMPARE(loadWindowMemory().opacityPercent, 100);
    QCOMPARE(loadTheme(), Theme::System);
}

void WindowMemoryTest::theLastFolderIsRemembered()
{
    QVERIFY(!loadLastFolder().isEmpty());
    saveLastFolder(QStringLiteral("/data/jobs"));
    QCOMPARE(loadLastFolder(), QStringLiteral("/data/jobs"));
}

LABELWRIGHT_TEST(WindowMemoryTest)
#include "WindowMemoryTest.moc"
