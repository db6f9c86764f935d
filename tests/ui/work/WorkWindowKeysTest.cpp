// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/job/JobFixture.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"
#include "tests/ui/work/WindowDriver.h"
#include "ui/look/HtmlView.h"
#include "ui/work/ActionTable.h"
#include "ui/work/LabelPalette.h"

#include <QAbstractButton>
#include <QAction>
#include <QApplication>
#include <QLineEdit>
#include <QMenuBar>

using namespace labelwright;
using namespace labelwright::test;

namespace {

QSet<QString> menuActions(const QMenuBar& menuBar)
{
    QSet<QString> ids;
    for (const QAction* menu : menuBar.actions()) {
        for (const QAction* action : menu->menu()->actions())
            ids.insert(action->objectName());
    }
    return ids;
}

/// What a screen reader would say.
QString nameOf(const QWidget& widget)
{
    if (!widget.accessibleName().isEmpty())
        return widget.accessibleName();
    const auto* button = qobject_cast<const QAbstractButton*>(&widget);
    return button ? button->text() : QString();
}

} // namespace

/// Keys reach what they are meant for, wherever the focus is.
class WorkWindowKeysTest : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { keepSettingsIn(m_settings.path()); }
    void lettersAreNoKeysWhileTyping();
    void digitsChooseLabelsAndQGoesBack();
    void everyMenuRowIsInItsMenu();
    void overlayKeysChangeTheOverlay();
    void keysWorkWhileTheInstructionsAreRead();
    void tabReachesEverythingAndAllHasAName();
    void hHeldHidesTheLabelsFromAnywhere();

private:
    QTemporaryDir m_settings;
};

void WorkWindowKeysTest::lettersAreNoKeysWhileTyping()
{
    const JobFixture fixture;
    WindowDriver driver = openNewWindow(fixture, 2);
    driver.press(Qt::Key_E);
    driver.press(Qt::Key_Slash);
    auto* search = driver.window().findChild<LabelPalette*>()->findChild<QLineEdit*>();
    QTRY_VERIFY(search->hasFocus());
    driver.typeIntoFocus(QStringLiteral("b"));
    driver.typeIntoFocus(QStringLiteral("u"));
    QCOMPARE(search->text(), QStringLiteral("bu"));
    QCOMPARE(driver.session().tools().current(), ToolId::Eraser);
    driver.typeIntoFocus(QStringLiteral("3"));
    QCOMPARE(driver.session().activeLabel(), Label{1});
    QTest::keyClick(search, Qt::Key_Backspace);
    QTest::keyClick(search, Qt::Key_Return);
    QCOMPARE(driver.session().activeLabel(), Label{3}); // bus
    QVERIFY(driver.window().canvas().hasFocus());
    driver.press(Qt::Key_B);
    QCOMPARE(driver.session().tools().current(), ToolId::Brush);
}

void WorkWindowKeysTest::digitsChooseLabelsAndQGoesBack()
{
    const JobFixture fixture;
    WindowDriver driver = openNewWindow(fixture, 1, numberedLabels(12));
    driver.press(Qt::Key_9);
    QCOMPARE(driver.session().activeLabel(), Label{9});
    driver.press(Qt::Key_2, Qt::ShiftModifier);
    QCOMPARE(driver.session().activeLabel(), Label{12});
    driver.press(Qt::Key_3, Qt::ShiftModifier); // there is no label 13
    QCOMPARE(driver.session().activeLabel(), Label{12});
    driver.press(Qt::Key_Q);
    QCOMPARE(driver.session().activeLabel(), Label{9});
    driver.press(Qt::Key_0);
    QCOMPARE(driver.session().activeLabel(), kUnlabelled);
}

void WorkWindowKeysTest::everyMenuRowIsInItsMenu()
{
    const JobFixture fixture;
    WindowDriver driver = openNewWindow(fixture);
    const QSet<QString> ids = menuActions(*driver.window().menuBar());
    for (const ActionRow& row : actionTable()) {
        const bool isMenu = row.section != ActionSection::Labels && row.section != ActionSection::Canvas &&
                            row.scope != ActionRow::Scope::Review;
        QVERIFY2(ids.contains(QString::fromUtf8(row.id)) == isMenu, row.id);
    }
}

void WorkWindowKeysTest::overlayKeysChangeTheOverlay()
{
    const JobFixture fixture;
    WindowDriver driver = openNewWindow(fixture);
    const Canvas& canvas = driver.window().canvas();
    const int opacity = canvas.overlayStyle().opacityPercent;
    driver.press(Qt::Key_Period);
    QCOMPARE(canvas.overlayStyle().opacityPercent, opacity + 5);
    driver.press(Qt::Key_Comma);
    QCOMPARE(canvas.overlayStyle().opacityPercent, opacity);
    driver.press(Qt::Key_T);
    QVERIFY(canvas.overlayStyle().hidden);
    driver.press(Qt::Key_T);
    QVERIFY(!canvas.overlayStyle().hidden);
}

void WorkWindowKeysTest::keysWorkWhileTheInstructionsAreRead()
{
    const JobFixture fixture;
    WindowDriver driver = openNewWindow(fixture, 2);
    driver.drag({20, 20}, {40, 20});
    QCOMPARE(driver.labelAt({30, 20}), Label{1});
    auto* view = driver.window().findChild<HtmlView*>();
    view->setFocus(Qt::TabFocusReason);
    QVERIFY(view->hasFocus());
    driver.press(Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(driver.labelAt({30, 20}), kUnlabelled);
    driver.press(Qt::Key_E);
    QCOMPARE(driver.session().tools().current(), ToolId::Eraser);
    driver.press(Qt::Key_PageDown);
    QVERIFY(driver.waitForObject(1));
}

void WorkWindowKeysTest::tabReachesEverythingAndAllHasAName()
{
    const JobFixture fixture;
    WindowDriver driver = openNewWindow(fixture, 2);
    driver.window().canvas().setFocus();
    QList<QWidget*> reached;
    for (QWidget* focus = &driver.window().canvas(); !reached.contains(focus); focus = QApplication::focusWidget()) {
        QVERIFY2(!nameOf(*focus).isEmpty(), focus->metaObject()->className());
        reached.append(focus);
        driver.press(Qt::Key_Tab);
    }
    QCOMPARE(reached.first(), QApplication::focusWidget()); // once around
    for (QWidget* widget : driver.window().findChildren<QWidget*>()) {
        if (widget->isVisible() && widget->isEnabled() && (widget->focusPolicy() & Qt::TabFocus) &&
            !widget->focusProxy() && !qobject_cast<QLineEdit*>(widget))
            QVERIFY2(reached.contains(widget), qPrintable(nameOf(*widget)));
    }
}

void WorkWindowKeysTest::hHeldHidesTheLabelsFromAnywhere()
{
    const JobFixture fixture;
    WindowDriver driver = openNewWindow(fixture);
    driver.drag({10, 24}, {54, 24});
    Canvas& canvas = driver.window().canvas();
    QTest::mouseMove(&canvas, {2, 2}); // the ring lies elsewhere
    const auto shown = [&] { return canvas.grab().toImage(); };
    const QImage labelled = shown();
    auto* view = driver.window().findChild<HtmlView*>();
    for (QWidget* focused : {static_cast<QWidget*>(&canvas), static_cast<QWidget*>(view)}) {
        focused->setFocus(Qt::TabFocusReason);
        QTest::keyPress(focused, Qt::Key_H);
        QVERIFY(shown() != labelled);
        QTest::keyRelease(focused, Qt::Key_H);
        QVERIFY(shown() == labelled);
    }
}

LABELWRIGHT_TEST(WorkWindowKeysTest)
#include "WorkWindowKeysTest.moc"
