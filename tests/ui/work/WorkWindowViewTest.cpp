// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/job/JobFixture.h"
#include "tests/support/TestProgram.h"
#include "tests/ui/bridge/TestSession.h"
#include "tests/ui/work/NamedPart.h"
#include "tests/ui/work/WindowDriver.h"
#include "ui/work/FloatingToolBar.h"
#include "ui/work/ViewPopup.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QPushButton>
#include <QTest>
#include <QToolButton>

using namespace labelwright;
using namespace labelwright::test;

namespace {

constexpr Point kLeft{10, 20};
constexpr Point kRight{50, 20};

QImage colorPhoto()
{
    QImage photo(64, 48, QImage::Format_RGB32);
    photo.fill(QColor(200, 100, 50));
    return photo;
}

/// 16-bit gray with one value in the half of kLeft and another in that of kRight.
QImage deepPhoto(quint16 left, quint16 right)
{
    QImage photo(64, 48, QImage::Format_Grayscale16);
    for (int y = 0; y < photo.height(); ++y) {
        auto* row = reinterpret_cast<quint16*>(photo.scanLine(y));
        std::fill_n(row, 32, left);
        std::fill_n(row + 32, 32, right);
    }
    return photo;
}

/// A window on a job of these photos, at the first, and a hand on its view pop-up.
class Viewer {
public:
    explicit Viewer(const std::vector<QImage>& photos) : m_driver(makeJob(photos))
    {
        if (!m_driver.waitForObject(0))
            qFatal("the first object does not come");
    }

    WindowDriver& driver() { return m_driver; }
    ViewPopup& popup() { return *m_driver.window().findChild<ViewPopup*>(); }
    QDoubleSpinBox& field(const QString& name) { return *partNamed<QDoubleSpinBox>(popup(), name); }

    void open() { QTest::mouseClick(&m_driver.window().findChild<FloatingToolBar*>()->viewButton(), Qt::LeftButton); }
    /// The window has the keyboard again.
    void close()
    {
        QTest::keyClick(&popup(), Qt::Key_Escape);
        m_driver.window().activateWindow();
        if (!QTest::qWaitFor([] { return QApplication::focusWidget() != nullptr; }))
            qFatal("the window does not get the keyboard back");
    }

    void type(const QString& name, const QString& value)
    {
        field(name).selectAll();
        QTest::keyClicks(&field(name), value);
        QTest::keyClick(&field(name), Qt::Key_Return);
    }
    template <typename Button>
    void press(const QString& name)
    {
        partNamed<Button>(popup(), name)->click();
    }
    void chooseChannels(const QString& text)
    {
        partNamed<QComboBox>(popup(), QStringLiteral("Channels"))->setCurrentText(text);
    }

    QColor shownAt(Point pixel)
    {
        Canvas& canvas = m_driver.window().canvas();
        const PointF place = canvas.viewport().viewFromImage({pixel.x + 0.5, pixel.y + 0.5});
        return canvas.grab().toImage().pixelColor(QPointF(place.x, place.y).toPoint());
    }

private:
    std::filesystem::path makeJob(const std::vector<QImage>& photos)
    {
        for (std::size_t i = 0; i < photos.size(); ++i) {
            const auto path = m_fixture.photos() / (std::to_string(i) + ".png");
            if (!photos[i].save(QString::fromStdString(path.string())))
                qFatal("a photo can't be written");
        }
        m_fixture.makeJob();
        return m_fixture.jobFolder();
    }

    JobFixture m_fixture;
    WindowDriver m_driver;
};

} // namespace

/// How the photo is shown, by the pop-up's own sliders, fields and boxes.
class WorkWindowViewTest : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { keepSettingsIn(m_settings.path()); }
    void theToneChangesWhatIsShownAndNotThePhoto();
    void oneChannelIsShownAsGray_data();
    void oneChannelIsShownAsGray();
    void whatIsSetStaysWhenThePhotoChanges();
    void sixteenBitValuesAreShownThroughAWindow();
    void theWindowStaysForThePhotosToCome();
    void aStrokeMeanwhileDoesNotKeepAWindowBack();
    void onlySixteenBitPhotosHaveAWindow();

private:
    QTemporaryDir m_settings;
};

void WorkWindowViewTest::theToneChangesWhatIsShownAndNotThePhoto()
{
    Viewer viewer({colorPhoto()});
    QCOMPARE(viewer.shownAt(kLeft), QColor(200, 100, 50));
    viewer.open();
    QVERIFY(viewer.popup().isVisible());
    viewer.type(QStringLiteral("Brightness"), QStringLiteral("20"));
    QCOMPARE(viewer.driver().window().canvas().tone(), (Tone{.brightness = 20}));
    QCOMPARE(viewer.shownAt(kLeft), QColor(251, 151, 101));
    viewer.type(QStringLiteral("Brightness"), QStringLiteral("0"));
    viewer.type(QStringLiteral("Contrast"), QStringLiteral("-50"));
    QVERIFY(viewer.shownAt(kLeft).red() < 200 && viewer.shownAt(kLeft).blue() > 50);
    viewer.type(QStringLiteral("Gamma"), QStringLiteral("2"));
    QCOMPARE(viewer.driver().window().canvas().tone(), (Tone{.contrast = -50, .gamma = 2}));
    QCOMPARE(viewer.driver().session().image().pixels()[2], std::uint8_t{200});

    viewer.press<QPushButton>(QStringLiteral("Reset"));
    QVERIFY(viewer.driver().window().canvas().tone().isNeutral());
    QCOMPARE(viewer.shownAt(kLeft), QColor(200, 100, 50));
    QCOMPARE(viewer.field(QStringLiteral("Contrast")).value(), 0.0);
    viewer.close();
    QVERIFY(!viewer.popup().isVisible());
}

void WorkWindowViewTest::oneChannelIsShownAsGray_data()
{
    QTest::addColumn<QString>("channels");
    QTest::addColumn<QColor>("shown");
    QTest::newRow("red") << QStringLiteral("Red") << QColor(200, 200, 200);
    QTest::newRow("green") << QStringLiteral("Green") << QColor(100, 100, 100);
    QTest::newRow("blue") << QStringLiteral("Blue") << QColor(50, 50, 50);
    QTest::newRow("luminance") << QStringLiteral("Luminance") << QColor(124, 124, 124);
    QTest::newRow("all") << QStringLiteral("All channels") << QColor(200, 100, 50);
}

void WorkWindowViewTest::oneChannelIsShownAsGray()
{
    QFETCH(QString, channels);
    QFETCH(QColor, shown);
    Viewer viewer({colorPhoto()});
    viewer.open();
    viewer.chooseChannels(QStringLiteral("Blue"));
    viewer.chooseChannels(channels);
    QCOMPARE(viewer.shownAt(kLeft), shown);
}

void WorkWindowViewTest::whatIsSetStaysWhenThePhotoChanges()
{
    Viewer viewer({colorPhoto(), colorPhoto()});
    const ViewSettings before = viewer.driver().window().viewSettings();
    viewer.open();
    viewer.type(QStringLiteral("Brightness"), QStringLiteral("-20"));
    viewer.type(QStringLiteral("Contrast"), QStringLiteral("10"));
    viewer.type(QStringLiteral("Gamma"), QStringLiteral("1.5"));
    viewer.chooseChannels(QStringLiteral("Green"));
    viewer.type(QStringLiteral("Opacity"), QStringLiteral("70"));
    for (const char* box : {"Outline only", "Highlight what is unlabeled", "Pixel grid when zoomed in", "Navigator"})
        viewer.press<QCheckBox>(QString::fromLatin1(box));
    viewer.close();
    const ViewSettings set = viewer.driver().window().viewSettings();
    const QColor shown = viewer.shownAt(kLeft);
    QCOMPARE(set.tone, (Tone{.brightness = -20, .contrast = 10, .gamma = 1.5}));
    QVERIFY(set.channels == ChannelView::Green);
    QVERIFY(set.gridShown != before.gridShown && set.navigatorShown != before.navigatorShown);

    viewer.driver().press(Qt::Key_D);
    QVERIFY(viewer.driver().waitForObject(1));
    QVERIFY(viewer.driver().window().viewSettings() == set);
    QCOMPARE(viewer.shownAt(kLeft), shown);
    viewer.open();
    QCOMPARE(viewer.field(QStringLiteral("Brightness")).value(), -20.0);
    QCOMPARE(viewer.field(QStringLiteral("Gamma")).value(), 1.5);
    QCOMPARE(viewer.field(QStringLiteral("Opacity")).value(), 70.0);
    QVERIFY(partNamed<QCheckBox>(viewer.popup(), QStringLiteral("Outline only"))->isChecked());
}

void WorkWindowViewTest::sixteenBitValuesAreShownThroughAWindow()
{
    Viewer viewer({deepPhoto(1000, 3000)});
    QCOMPARE(viewer.shownAt(kLeft), QColor(0, 0, 0)); // at first from the least to the greatest
    QCOMPARE(viewer.shownAt(kRight), QColor(255, 255, 255));
    viewer.open();
    QCOMPARE(viewer.field(QStringLiteral("Level")).value(), 2000.0);
    QCOMPARE(viewer.field(QStringLiteral("Window")).value(), 2000.0);

    viewer.type(QStringLiteral("Window"), QStringLiteral("4000")); // 0 to 4000
    QTRY_COMPARE(viewer.shownAt(kLeft), QColor(64, 64, 64));
    QCOMPARE(viewer.shownAt(kRight), QColor(191, 191, 191));
    viewer.type(QStringLiteral("Level"), QStringLiteral("4000")); // 2000 to 6000
    QTRY_COMPARE(viewer.shownAt(kRight), QColor(64, 64, 64));
    QCOMPARE(viewer.shownAt(kLeft), QColor(0, 0, 0));

    viewer.press<QPushButton>(QStringLiteral("Reset"));
    QTRY_COMPARE(viewer.shownAt(kRight), QColor(255, 255, 255));
    QCOMPARE(viewer.field(QStringLiteral("Level")).value(), 2000.0);
}

void WorkWindowViewTest::theWindowStaysForThePhotosToCome()
{
    Viewer viewer({deepPhoto(1000, 3000), deepPhoto(2000, 5000)});
    viewer.open();
    viewer.type(QStringLiteral("Window"), QStringLiteral("4000")); // 0 to 4000
    viewer.close();
    viewer.driver().press(Qt::Key_D);
    QVERIFY(viewer.driver().waitForObject(1));
    QCOMPARE(viewer.shownAt(kLeft), QColor(128, 128, 128));
    QCOMPARE(viewer.shownAt(kRight), QColor(255, 255, 255));
    viewer.open();
    QCOMPARE(viewer.field(QStringLiteral("Level")).value(), 2000.0);
    QCOMPARE(viewer.field(QStringLiteral("Window")).value(), 4000.0);

    viewer.press<QPushButton>(QStringLiteral("Reset"));
    QTRY_COMPARE(viewer.shownAt(kLeft), QColor(0, 0, 0));
    viewer.close();
    viewer.driver().press(Qt::Key_A);
    QVERIFY(viewer.driver().waitForObject(0));
    QCOMPARE(viewer.shownAt(kLeft), QColor(0, 0, 0));
    QCOMPARE(viewer.shownAt(kRight), QColor(255, 255, 255));
}

void WorkWindowViewTest::aStrokeMeanwhileDoesNotKeepAWindowBack()
{
    Viewer viewer({deepPhoto(1000, 3000)});
    viewer.driver().session().setValueWindow(ValueWindow{0, 4000});
    paintPixel(viewer.driver().session(), {2, 2}, 1);
    QTRY_COMPARE(viewer.shownAt(kRight), QColor(191, 191, 191));
}

void WorkWindowViewTest::onlySixteenBitPhotosHaveAWindow()
{
    Viewer viewer({deepPhoto(1000, 3000), colorPhoto()});
    viewer.open();
    QVERIFY(viewer.field(QStringLiteral("Level")).isVisible());
    viewer.close();
    viewer.driver().press(Qt::Key_D);
    QVERIFY(viewer.driver().waitForObject(1));
    viewer.open();
    QVERIFY(viewer.popup().isVisible());
    QVERIFY(!viewer.field(QStringLiteral("Level")).isVisible());
}

LABELWRIGHT_TEST(WorkWindowViewTest)
#include "WorkWindowViewTest.moc"
