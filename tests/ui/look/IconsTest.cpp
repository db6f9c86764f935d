// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/look/Icons.h"

#include "tests/support/TestProgram.h"
#include "ui/look/Look.h"

#include <QDir>
#include <QImage>
#include <QPainter>
#include <QTest>

using namespace labelwright;

namespace {

QImage drawn(const QIcon& icon, int size, qreal ratio, QIcon::Mode mode = QIcon::Normal,
             QIcon::State state = QIcon::Off)
{
    return icon.pixmap(QSize(size, size), ratio, mode, state).toImage().convertToFormat(QImage::Format_ARGB32);
}

/// The colour of the pixels that the icon covers wholly.
QColor inkOf(const QImage& image)
{
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            if (image.pixelColor(x, y).alpha() == 255)
                return image.pixelColor(x, y);
        }
    }
    return {};
}

int pixelsWithAlpha(const QImage& image, int least, int most)
{
    int count = 0;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            const int alpha = image.pixelColor(x, y).alpha();
            count += alpha >= least && alpha <= most ? 1 : 0;
        }
    }
    return count;
}

} // namespace

class IconsTest : public QObject {
    Q_OBJECT
private slots:
    void init() { Look::instance().setTheme(Theme::Light); }

    void everyIconIsDrawnInTheTextColor_data();
    void everyIconIsDrawnInTheTextColor();
    void theNamesThatTheWindowUsesExist();
    void theyFollowTheTheme();
    void statesHaveTheirColors();
    void pixmapsHaveThePixelsOfTheDevice_data();
    void pixmapsHaveThePixelsOfTheDevice();
    void painterOfAFinerDeviceGetsFinerLines();
    void anUnknownNameDrawsNothing();
    void applicationIconKeepsItsColors();
};

void IconsTest::everyIconIsDrawnInTheTextColor_data()
{
    QTest::addColumn<QString>("name");
    QVERIFY(isIcon(u"brush"));
    const QStringList files = QDir(QStringLiteral(":/icons")).entryList();
    QVERIFY(files.size() > 30);
    for (const QString& file : files) {
        if (file != u"labelwright.svg")
            QTest::newRow(qPrintable(file)) << file.chopped(4);
    }
}

void IconsTest::everyIconIsDrawnInTheTextColor()
{
    QFETCH(const QString, name);
    const QImage image = drawn(icon(name), 20, 3);
    QVERIFY(pixelsWithAlpha(image, 128, 255) > 60);
    QCOMPARE(inkOf(image), lightTokens().text);
    for (int i = 0; i < image.width(); ++i) {
        QCOMPARE(image.pixelColor(i, 0).alpha(), 0);
        QCOMPARE(image.pixelColor(0, i).alpha(), 0);
    }
}

void IconsTest::theNamesThatTheWindowUsesExist()
{
    for (const QStringView name :
         {u"brush",      u"eraser",       u"polygon",    u"auto-segment", u"undo",   u"redo",         u"fit",
          u"zoom-in",    u"zoom-out",     u"eye",        u"eye-off",      u"lock",   u"outline",      u"opacity",
          u"previous",   u"next",         u"skip",       u"submit",       u"check",  u"book",         u"instructions",
          u"help",       u"warning",      u"error",      u"saved",        u"folder", u"check-circle", u"image",
          u"search",     u"close",        u"clock",      u"settings",     u"theme",  u"chevron-left", u"chevron-right",
          u"chevron-up", u"chevron-down", u"labelwright"})
        QVERIFY2(isIcon(name), qPrintable(name.toString()));
}

void IconsTest::theyFollowTheTheme()
{
    const QIcon brush = icon(u"brush");
    QCOMPARE(inkOf(drawn(brush, 20, 2)), lightTokens().text);
    Look::instance().setTheme(Theme::Dark);
    QCOMPARE(inkOf(drawn(brush, 20, 2)), darkTokens().text);
}

void IconsTest::statesHaveTheirColors()
{
    const Tokens tokens = lightTokens();
    QCOMPARE(inkOf(drawn(icon(u"brush"), 20, 2, QIcon::Disabled)), tokens.secondaryText);
    QCOMPARE(inkOf(drawn(icon(u"brush"), 20, 2, QIcon::Normal, QIcon::On)), tokens.accent);
    QCOMPARE(inkOf(drawn(icon(u"check", IconTint::OnAccent), 20, 2)), tokens.onAccent);
    QCOMPARE(inkOf(drawn(icon(u"error", IconTint::Danger), 20, 2)), tokens.danger);
    QCOMPARE(inkOf(drawn(icon(u"error", IconTint::Danger), 20, 2, QIcon::Disabled)), tokens.secondaryText);
}

void IconsTest::pixmapsHaveThePixelsOfTheDevice_data()
{
    QTest::addColumn<qreal>("ratio");
    QTest::addColumn<int>("pixels");
    QTest::newRow("1") << 1.0 << 20;
    QTest::newRow("1.5") << 1.5 << 30;
    QTest::newRow("2") << 2.0 << 40;
    QTest::newRow("3") << 3.0 << 60;
}

void IconsTest::pixmapsHaveThePixelsOfTheDevice()
{
    QFETCH(const qreal, ratio);
    QFETCH(const int, pixels);
    const QPixmap pixmap = icon(u"eye").pixmap(QSize(20, 20), ratio);
    QCOMPARE(pixmap.size(), QSize(pixels, pixels));
    QCOMPARE(pixmap.devicePixelRatio(), ratio);
}

void IconsTest::painterOfAFinerDeviceGetsFinerLines()
{
    QImage canvas(60, 60, QImage::Format_ARGB32_Premultiplied);
    canvas.setDevicePixelRatio(3);
    canvas.fill(Qt::transparent);
    QPainter painter(&canvas);
    icon(u"close").paint(&painter, QRect(0, 0, 20, 20));
    painter.end();
    canvas.setDevicePixelRatio(1);
    QCOMPARE(canvas.convertToFormat(QImage::Format_ARGB32), drawn(icon(u"close"), 60, 1));
}

void IconsTest::anUnknownNameDrawsNothing()
{
    QVERIFY(!isIcon(u"no such icon"));
    QVERIFY(icon(u"no such icon").isNull());
    QCOMPARE(pixelsWithAlpha(drawn(icon(u"no such icon"), 20, 1), 1, 255), 0);
}

void IconsTest::applicationIconKeepsItsColors()
{
    const QImage image = drawn(applicationIcon(), 256, 1);
    QCOMPARE(image.size(), QSize(256, 256));
    QCOMPARE(image.pixelColor(128, 128), QColor(0xf2, 0x9b, 0x38));
}

LABELWRIGHT_TEST(IconsTest)
#include "IconsTest.moc"
