// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/look/Look.h"

#include "ui/look/Palette.h"

#include <QApplication>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>
#include <cmath>

using namespace labelwright;

namespace {

double linear(double channel)
{
    return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
}

/// Relative luminance of WCAG 2.
double luminance(const QColor& color)
{
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

double contrast(const QColor& a, const QColor& b)
{
    const auto [dark, light] = std::minmax({luminance(a), luminance(b)});
    return (light + 0.05) / (dark + 0.05);
}

} // namespace

class LookTest : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { qunsetenv("LABELWRIGHT_THEME"); }
    void cleanup();

    void textIsReadableOnEverySurface_data();
    void textIsReadableOnEverySurface();
    void chromeHasHardlyAnyHue();
    void styleSheetHasNoNameLeft_data();
    void styleSheetHasNoNameLeft();
    void longTokenNamesAreNotTakenForShortOnes();
    void themeSetsPaletteAndTellsOnce();
    void environmentGoesBeforeTheChoice();
    void rolesReachTheWidget();
};

void LookTest::cleanup()
{
    qunsetenv("LABELWRIGHT_THEME");
    Look::instance().setTheme(Theme::Light);
}

void LookTest::textIsReadableOnEverySurface_data()
{
    QTest::addColumn<bool>("dark");
    QTest::newRow("light") << false;
    QTest::newRow("dark") << true;
}

void LookTest::textIsReadableOnEverySurface()
{
    QFETCH(const bool, dark);
    const Tokens tokens = dark ? darkTokens() : lightTokens();
    for (const QColor& surface : {tokens.window, tokens.panel, tokens.raised}) {
        QVERIFY(contrast(tokens.text, surface) >= 10);
        for (const QColor& text : {tokens.secondaryText, tokens.danger, tokens.good, tokens.warning})
            QVERIFY2(contrast(text, surface) >= 5, qPrintable(text.name() + QStringLiteral(" on ") + surface.name()));
    }
    QVERIFY(contrast(tokens.onAccent, tokens.accent) >= 6);
}

void LookTest::chromeHasHardlyAnyHue()
{
    for (const Tokens& tokens : {lightTokens(), darkTokens()}) {
        for (const QColor& color : {tokens.window, tokens.panel, tokens.raised, tokens.line, tokens.surround}) {
            const auto [low, high] = std::minmax({color.red(), color.green(), color.blue()});
            QVERIFY2(high - low <= 12, qPrintable(color.name()));
        }
    }
}

void LookTest::styleSheetHasNoNameLeft_data()
{
    textIsReadableOnEverySurface_data();
}

void LookTest::styleSheetHasNoNameLeft()
{
    QFETCH(const bool, dark);
    const QString sheet = styleSheetOf(dark ? darkTokens() : lightTokens());
    QVERIFY(sheet.contains(u"QPushButton"));
    const QString rules = sheet.mid(sheet.indexOf(QStringLiteral("*/")));
    QVERIFY2(!rules.contains(u'@'), qPrintable(rules.mid(rules.indexOf(u'@'), 40)));
    QVERIFY(rules.contains(dark ? u"down-dark.svg" : u"down-light.svg"));
}

void LookTest::longTokenNamesAreNotTakenForShortOnes()
{
    const Tokens tokens = darkTokens();
    const QString sheet = styleSheetOf(tokens);
    QVERIFY(sheet.contains(QStringLiteral("color: ") + tokens.secondaryText.name()));
    QVERIFY(!sheet.contains(tokens.accent.name() + QStringLiteral("-soft")));
}

void LookTest::themeSetsPaletteAndTellsOnce()
{
    Look& look = Look::instance();
    QSignalSpy changes(&look, &Look::changed);
    look.setTheme(Theme::Dark);
    QCOMPARE(changes.count(), 1);
    QVERIFY(look.isDark());
    QCOMPARE(QApplication::palette().color(QPalette::Window), darkTokens().window);
    QCOMPARE(QApplication::palette().color(QPalette::Disabled, QPalette::ButtonText), darkTokens().secondaryText);
    look.setTheme(Theme::Dark);
    QCOMPARE(changes.count(), 1);
    look.setTheme(Theme::Light);
    QCOMPARE(QApplication::palette().color(QPalette::Window), lightTokens().window);
    QCOMPARE(changes.count(), 2);
}

void LookTest::environmentGoesBeforeTheChoice()
{
    qputenv("LABELWRIGHT_THEME", "dark");
    Look::instance().setTheme(Theme::Light);
    QVERIFY(Look::instance().isDark());
    QCOMPARE(Look::instance().theme(), Theme::Light);
    qputenv("LABELWRIGHT_THEME", "purple");
    Look::instance().setTheme(Theme::Light);
    QVERIFY(!Look::instance().isDark());
}

void LookTest::rolesReachTheWidget()
{
    QPushButton button(QStringLiteral("Submit"));
    button.resize(120, 32);
    button.show();
    const QColor before = button.grab().toImage().pixelColor(60, 4);
    setRole(button, Role::Primary);
    QCOMPARE(button.grab().toImage().pixelColor(60, 4), lightTokens().accent);
    QVERIFY(before != lightTokens().accent);

    QLabel label(QStringLiteral("Title"));
    const int bodyHeight = label.sizeHint().height();
    setRole(label, Role::Title);
    QVERIFY(label.sizeHint().height() > bodyHeight);
}

int main(int argc, char** argv)
{
    QApplication application(argc, argv);
    applyLook(application);
    LookTest test;
    return QTest::qExec(&test, argc, argv);
}
#include "LookTest.moc"
