// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/job/JobFixture.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"
#include "tests/ui/work/KeyStroke.h"
#include "tests/ui/work/WindowDriver.h"
#include "ui/look/HtmlView.h"
#include "ui/work/KeyMap.h"
#include "ui/work/LabelModel.h"
#include "ui/work/LabelPalette.h"

#include <QAbstractSpinBox>
#include <QApplication>
#include <QLineEdit>
#include <QListView>
#include <QSettings>
#include <QTest>

using namespace labelwright;
using namespace labelwright::test;

namespace {

constexpr int kHangulBieup = 0x3142; ///< On the key of "Q".
constexpr int kHangulO = 0x3157;     ///< On the key of "H".
constexpr int kHangulYu = 0x3160;    ///< On the key of "B".

/// A window on a job with 20 labels and two photos.
struct Desk {
    JobFixture fixture;
    WindowDriver driver = openNewWindow(fixture, 2, numberedLabels(20));

    Label activeLabel() { return driver.session().activeLabel(); }
    ToolId tool() { return driver.session().tools().current(); }
    QLineEdit& search() { return *driver.window().findChild<LabelPalette*>()->findChild<QLineEdit*>(); }
};

} // namespace

/// Keys hit on every keyboard and with a Korean input method, and leave text alone.
class PhysicalKeysTest : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { keepSettingsIn(m_settings.path()); }
    void cleanup() { QSettings().clear(); }
    void digitsHitOnAzerty();
    void digitsHitOnUsBoards();
    void lettersHitWhileHangulIsTyped();
    void theKeyThatIsBoundNowHits();
    void keysHitWhileAListOrTheInstructionsHaveTheFocus();
    void textFieldsKeepWhatIsTyped_data();
    void textFieldsKeepWhatIsTyped();
    void thePictureKeepsItsOwnKeys();
    void aHeldKeyEndsWhereverItIsLetGo();
    void aHeldKeyEndsWithTheWindow();
    void repetitionGoesOnlyToActionsMeantForIt();
    void inputMethodsAreOffButInTextFields();
    void thePaletteShowsTheKeysInForce();

private:
    QTemporaryDir m_settings;
};

void PhysicalKeysTest::digitsHitOnAzerty()
{
    Desk desk;
    strike({Qt::Key_Eacute, 11, QStringLiteral("é")});
    QCOMPARE(desk.activeLabel(), Label{2});
    const double zoom = desk.driver.window().canvas().zoom();
    strike({Qt::Key_Minus, 15, QStringLiteral("-")}); // "6", although it writes the key of "zoom out"
    QCOMPARE(desk.activeLabel(), Label{6});
    QCOMPARE(desk.driver.window().canvas().zoom(), zoom);
    strike({Qt::Key_3, 12, QStringLiteral("3"), Qt::ShiftModifier});
    QCOMPARE(desk.activeLabel(), Label{13});
    strike({Qt::Key_0, 19, QStringLiteral("0"), Qt::ShiftModifier});
    QCOMPARE(desk.activeLabel(), Label{10});
    strike({Qt::Key_Agrave, 19, QStringLiteral("à")});
    QCOMPARE(desk.activeLabel(), kUnlabelled);
}

void PhysicalKeysTest::digitsHitOnUsBoards()
{
    Desk desk;
    strike({Qt::Key_2, 11, QStringLiteral("2")});
    QCOMPARE(desk.activeLabel(), Label{2});
    strike({Qt::Key_NumberSign, 12, QStringLiteral("#"), Qt::ShiftModifier});
    QCOMPARE(desk.activeLabel(), Label{13});
    strike({Qt::Key_ParenRight, 19, QStringLiteral(")"), Qt::ShiftModifier});
    QCOMPARE(desk.activeLabel(), Label{10});
    strike({Qt::Key_4, 83, QStringLiteral("4"), Qt::KeypadModifier});
    QCOMPARE(desk.activeLabel(), Label{4});
}

void PhysicalKeysTest::lettersHitWhileHangulIsTyped()
{
    Desk desk;
    strike({Qt::Key_E, 26});
    QCOMPARE(desk.tool(), ToolId::Eraser);
    strike({kHangulYu, kPlaceOfB, QStringLiteral("ㅠ")});
    QCOMPARE(desk.tool(), ToolId::Brush);
    strike({Qt::Key_2, 11});
    strike({kHangulBieup, kPlaceOfQ, QStringLiteral("ㅂ")});
    QCOMPARE(desk.activeLabel(), Label{1});
}

void PhysicalKeysTest::theKeyThatIsBoundNowHits()
{
    const ActionRow* brush = nullptr;
    for (const ActionRow& row : actionTable()) {
        if (QLatin1String(row.id) == QLatin1String("brush"))
            brush = &row;
    }
    KeyMap map;
    map.setKeys(*brush, {QKeySequence(Qt::Key_F7)});
    saveKeyMap(map);
    Desk desk;
    strike({Qt::Key_E, 26});
    strike({Qt::Key_B, kPlaceOfB});
    QCOMPARE(desk.tool(), ToolId::Eraser);
    strike({Qt::Key_F7, 73});
    QCOMPARE(desk.tool(), ToolId::Brush);
}

void PhysicalKeysTest::keysHitWhileAListOrTheInstructionsHaveTheFocus()
{
    Desk desk;
    for (QWidget* focus :
         {static_cast<QWidget*>(desk.driver.window().findChild<LabelPalette*>()->findChild<QListView*>()),
          static_cast<QWidget*>(desk.driver.window().findChild<HtmlView*>())}) {
        focus->setFocus(Qt::TabFocusReason);
        strike({Qt::Key_E, 26, QStringLiteral("e")});
        QCOMPARE(desk.tool(), ToolId::Eraser);
        strike({kHangulYu, kPlaceOfB, QStringLiteral("ㅠ")});
        QCOMPARE(desk.tool(), ToolId::Brush);
        QVERIFY(focus->hasFocus());
    }
}

void PhysicalKeysTest::textFieldsKeepWhatIsTyped_data()
{
    QTest::addColumn<KeyStroke>("stroke");
    QTest::newRow("letter") << KeyStroke{Qt::Key_E, 26, QStringLiteral("e")};
    QTest::newRow("capital") << KeyStroke{Qt::Key_E, 26, QStringLiteral("E"), Qt::ShiftModifier};
    QTest::newRow("digit") << KeyStroke{Qt::Key_2, 11, QStringLiteral("2")};
    QTest::newRow("AZERTY digit") << KeyStroke{Qt::Key_Eacute, 11, QStringLiteral("é")};
    QTest::newRow("sign by Shift") << KeyStroke{Qt::Key_At, 11, QStringLiteral("@"), Qt::ShiftModifier};
    QTest::newRow("Hangul") << KeyStroke{0x3137, 26, QStringLiteral("ㄷ")};
    QTest::newRow("page key") << KeyStroke{Qt::Key_PageDown, 117};
    QTest::newRow("slash") << KeyStroke{Qt::Key_Slash, 61, QStringLiteral("/")};
}

void PhysicalKeysTest::textFieldsKeepWhatIsTyped()
{
    QFETCH(const KeyStroke, stroke);
    Desk desk;
    strike({Qt::Key_Slash, 61});
    QTRY_VERIFY(desk.search().hasFocus());
    strike(stroke);
    QCOMPARE(desk.search().text(), stroke.text);
    QCOMPARE(desk.driver.session().currentObject(), std::optional<ObjectId>(0));
    QCOMPARE(desk.tool(), ToolId::Brush);
    QCOMPARE(desk.activeLabel(), Label{1});
    auto* size = desk.driver.window().findChild<QAbstractSpinBox*>();
    size->setFocus();
    strike(stroke);
    QCOMPARE(desk.tool(), ToolId::Brush);
    QCOMPARE(desk.activeLabel(), Label{1});
}

void PhysicalKeysTest::thePictureKeepsItsOwnKeys()
{
    Desk desk;
    strike({Qt::Key_P, 33});
    desk.driver.click({10, 10});
    desk.driver.click({50, 10});
    desk.driver.click({50, 40});
    desk.driver.click({5, 45});
    strike({Qt::Key_Backspace, 22});
    strike({Qt::Key_Return, 36});
    QCOMPARE(desk.driver.labelAt({45, 20}), Label{1});
    QCOMPARE(desk.driver.labelAt({10, 40}), kUnlabelled);
    desk.driver.click({10, 10});
    strike({Qt::Key_Escape, 9});
    QVERIFY(!desk.driver.session().tool().isActive());
    Canvas& canvas = desk.driver.window().canvas();
    canvas.zoomIn();
    const PointF before = canvas.viewport().viewFromImage({0, 0});
    strike({Qt::Key_Right, 114});
    QVERIFY(canvas.viewport().viewFromImage({0, 0}).x < before.x);
    pressDown({Qt::Key_Space, 65});
    QCOMPARE(canvas.cursor().shape(), Qt::OpenHandCursor);
    letGo({Qt::Key_Space, 65});
}

void PhysicalKeysTest::aHeldKeyEndsWhereverItIsLetGo()
{
    Desk desk;
    desk.driver.drag({10, 24}, {54, 24});
    Canvas& canvas = desk.driver.window().canvas();
    QTest::mouseMove(&canvas, {2, 2});                       // the ring lies elsewhere
    desk.driver.window().findChild<HtmlView*>()->setFocus(); // without the focus the canvas ends nothing by itself
    const QImage labelled = canvas.grab().toImage();
    pressDown({kHangulO, kPlaceOfH, QStringLiteral("ㅗ")});
    QVERIFY(canvas.grab().toImage() != labelled);
    desk.search().show();
    desk.search().setFocus();
    letGo({Qt::Key_H, kPlaceOfH}); // the layout has changed meanwhile
    QVERIFY(canvas.grab().toImage() == labelled);
}

void PhysicalKeysTest::aHeldKeyEndsWithTheWindow()
{
    Desk desk;
    desk.driver.drag({10, 24}, {54, 24});
    Canvas& canvas = desk.driver.window().canvas();
    QTest::mouseMove(&canvas, {2, 2});
    desk.driver.window().findChild<HtmlView*>()->setFocus();
    const QImage labelled = canvas.grab().toImage();
    pressDown({Qt::Key_H, kPlaceOfH});
    QVERIFY(canvas.grab().toImage() != labelled);
    QEvent left(QEvent::WindowDeactivate);
    QApplication::sendEvent(&desk.driver.window(), &left);
    QVERIFY(canvas.grab().toImage() == labelled);
}

void PhysicalKeysTest::repetitionGoesOnlyToActionsMeantForIt()
{
    Desk desk;
    const auto hold = [](int key, quint32 place) {
        for (const bool isRepeat : {false, true, true})
            pressDown({.key = key, .place = place, .isRepeat = isRepeat});
    };
    const int opacity = desk.driver.window().canvas().overlayStyle().opacityPercent;
    hold(Qt::Key_Period, 60);
    QCOMPARE(desk.driver.window().canvas().overlayStyle().opacityPercent, opacity + 15);
    hold(Qt::Key_T, 28);
    QVERIFY(desk.driver.window().canvas().overlayStyle().hidden); // once, not thrice
}

void PhysicalKeysTest::inputMethodsAreOffButInTextFields()
{
    Desk desk;
    desk.search().show();
    for (QWidget* widget : desk.driver.window().findChildren<QWidget*>()) {
        if (!widget->isVisible() || widget->focusPolicy() == Qt::NoFocus)
            continue;
        widget->setFocus(Qt::TabFocusReason);
        const QWidget* focus = QApplication::focusWidget();
        const bool takesText = qobject_cast<const QLineEdit*>(focus) || qobject_cast<const QAbstractSpinBox*>(focus);
        QVERIFY2(focus->testAttribute(Qt::WA_InputMethodEnabled) == takesText, focus->metaObject()->className());
    }
}

void PhysicalKeysTest::thePaletteShowsTheKeysInForce()
{
    Desk desk;
    const QAbstractItemModel* model = desk.driver.window().findChild<LabelPalette*>()->findChild<QListView*>()->model();
    const auto keyOf = [&](int row) { return model->index(row, 0).data(LabelModel::KeyRole).toString(); };
    QCOMPARE(keyOf(0), QStringLiteral("1"));
    QCOMPARE(keyOf(9), QStringLiteral("⇧0"));
    QCOMPARE(keyOf(10), QStringLiteral("⇧1"));
    QCOMPARE(keyOf(18), QStringLiteral("⇧9"));
    QCOMPARE(keyOf(19), QString());
    QCOMPARE(keyOf(20), QStringLiteral("0")); // unlabelled
}

LABELWRIGHT_TEST(PhysicalKeysTest)
#include "PhysicalKeysTest.moc"
