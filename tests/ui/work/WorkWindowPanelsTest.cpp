// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/edit/MaskEdit.h"
#include "tests/support/TestProgram.h"
#include "tests/ui/work/WindowDriver.h"
#include "ui/bridge/IslandStepper.h"
#include "ui/work/HistoryPanel.h"
#include "ui/work/KeysDialog.h"
#include "ui/work/KeysSettings.h"
#include "ui/work/LabelPalette.h"
#include "ui/work/PanelScroll.h"
#include "ui/work/SliderRow.h"
#include "ui/work/ToolOptions.h"
#include "ui/work/ViewPopup.h"

#include <QAbstractButton>
#include <QAbstractSpinBox>
#include <QAction>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMenuBar>
#include <QPointer>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QTest>
#include <QToolButton>

#include <algorithm>
#include <cmath>

using namespace labelwright;
using namespace labelwright::test;

namespace {

QPushButton* buttonOf(const QWidget& dialog, const QString& text)
{
    for (QPushButton* each : dialog.findChildren<QPushButton*>()) {
        if (each->text() == text)
            return each;
    }
    qFatal("there is no such button");
}

/// The image's place in the middle of the view.
PointF middleOf(const Canvas& canvas)
{
    return canvas.viewport().imageFromView(canvas.viewport().viewCentre());
}

/// What there is to read and to use; empty where each has its height, and none lies over another one.
QString whatIsSqueezed(const QWidget& panel)
{
    QList<QWidget*> seen;
    for (QWidget* part : panel.findChildren<QWidget*>()) {
        const bool isPart = qobject_cast<QAbstractButton*>(part) || qobject_cast<QLabel*>(part) ||
                            qobject_cast<QComboBox*>(part) || qobject_cast<QAbstractSpinBox*>(part);
        if (isPart && part->isVisible())
            seen.append(part);
    }
    const auto place = [&panel](const QWidget* part) { return QRect(part->mapTo(&panel, QPoint(0, 0)), part->size()); };
    for (const QWidget* part : seen) {
        const int least = std::min(part->minimumSizeHint().height(), part->maximumHeight());
        if (part->height() < std::max(least, part->minimumHeight()) || !panel.rect().contains(place(part)))
            return part->metaObject()->className() + QStringLiteral(" is squeezed");
        for (const QWidget* other : seen) {
            if (part != other && place(part).intersects(place(other)))
                return part->metaObject()->className() + QStringLiteral(" lies over another");
        }
    }
    return seen.isEmpty() ? QStringLiteral("there is nothing") : QString();
}

bool isInsideAnother(const QWidget& button)
{
    return qobject_cast<const QLineEdit*>(button.parentWidget()) ||
           qobject_cast<const QMenuBar*>(button.parentWidget());
}

} // namespace

/// Panels, pop-ups and dialogs around the picture.
class WorkWindowPanelsTest : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { keepSettingsIn(m_settings.path()); }
    void closingTheIslandBarGivesTheViewBack();
    void theHistoryKeepsItsRowInSightWhenItShrinks();
    void thePopupHasSquareCorners();
    void theFieldOfASliderHasRoomForItsLargestValue();
    void everyIconHasANameAndTellsItsKey();
    void theSheetOfKeysGetsTheFocusBack();
    void theSheetOfKeysScrollsToItsEnd();
    void noOptionIsSqueezedInTheSmallestWindow();

private:
    QTemporaryDir m_settings;
};

void WorkWindowPanelsTest::closingTheIslandBarGivesTheViewBack()
{
    const JobFixture fixture;
    WindowDriver driver = openNewWindow(fixture);
    Canvas& canvas = driver.window().canvas();
    driver.session().setBrushDiameter(2);
    driver.click({10, 20});
    for (const bool isFitted : {true, false}) {
        canvas.fit();
        if (!isFitted) {
            canvas.zoomTo(6.5);
            canvas.centreOn({40, 30});
        }
        const double zoom = canvas.zoom();
        const PointF middle = middleOf(canvas);
        driver.press(Qt::Key_N);
        auto* stepper = driver.window().findChild<IslandStepper*>();
        QTRY_COMPARE(stepper->count(), 1);
        QVERIFY(canvas.zoom() != zoom);
        driver.press(Qt::Key_Escape);
        QCOMPARE(canvas.zoom(), zoom);
        QCOMPARE(canvas.isFitted(), isFitted);
        const PointF after = middleOf(canvas);
        QVERIFY(std::abs(after.x - middle.x) < 1 && std::abs(after.y - middle.y) < 1);
    }
}

void WorkWindowPanelsTest::theHistoryKeepsItsRowInSightWhenItShrinks()
{
    Document document(*LabelMask::create({40, 30}));
    for (int x = 0; x < 20; ++x) {
        MaskEdit edit(document);
        edit.paint(Region::fromRect({x, 0, 1, 1}), 1);
        edit.commit("brush");
    }
    HistoryPanel panel;
    panel.resize(264, 190);
    panel.show();
    panel.setExpanded(true);
    document.goTo(-8);
    panel.showHistory(&document.history());
    const auto* list = panel.findChild<QListView*>();
    const auto isInSight = [&] { return list->viewport()->rect().contains(list->visualRect(list->currentIndex())); };
    QVERIFY(isInSight());
    panel.resize(264, 100);
    QVERIFY(isInSight());
}

void WorkWindowPanelsTest::theFieldOfASliderHasRoomForItsLargestValue()
{
    const JobFixture fixture;
    WindowDriver driver = openNewWindow(fixture); // which has the look
    SliderRow row(QStringLiteral("Size"), {.least = 1, .most = 2000, .suffix = QStringLiteral(" px")});
    row.setValue(2000);
    row.show();
    const auto* line = row.findChild<QLineEdit*>();
    const int room = line->contentsRect().width() - line->textMargins().left() - line->textMargins().right();
    QVERIFY2(room >= line->fontMetrics().horizontalAdvance(QStringLiteral("2,000 px")) + 4,
             qPrintable(QString::number(room)));
}

void WorkWindowPanelsTest::thePopupHasSquareCorners()
{
    const JobFixture fixture;
    WindowDriver driver = openNewWindow(fixture);
    driver.press(Qt::Key_V);
    auto* popup = driver.window().findChild<ViewPopup*>();
    QVERIFY(popup->isVisible());
    const QImage shown = popup->grab().toImage();
    QCOMPARE(shown.pixelColor(0, 0), shown.pixelColor(shown.width() / 2, 0));
    QCOMPARE(shown.pixelColor(shown.width() - 1, 1), shown.pixelColor(shown.width() - 1, shown.height() / 2));
    popup->hide();
}

void WorkWindowPanelsTest::everyIconHasANameAndTellsItsKey()
{
    const JobFixture fixture;
    WindowDriver driver = openNewWindow(fixture);
    int icons = 0;
    for (const QAbstractButton* button : driver.window().findChildren<QAbstractButton*>()) {
        const auto* tool = qobject_cast<const QToolButton*>(button);
        const bool isIcon = !button->icon().isNull() &&
                            (button->text().isEmpty() || (tool && tool->toolButtonStyle() == Qt::ToolButtonIconOnly));
        if (!isIcon || isInsideAnother(*button))
            continue;
        ++icons;
        QVERIFY2(!button->accessibleName().isEmpty(), qPrintable(button->toolTip()));
        QVERIFY2(!button->toolTip().isEmpty(), qPrintable(button->accessibleName()));
        if (const QAction* action = tool ? tool->defaultAction() : nullptr)
            QVERIFY2(button->toolTip().endsWith(action->shortcut().toString(QKeySequence::NativeText)),
                     qPrintable(button->toolTip()));
        else if (button->accessibleName() == QStringLiteral("View"))
            QVERIFY2(button->toolTip().endsWith(QStringLiteral("  V")), qPrintable(button->toolTip()));
    }
    QVERIFY(icons > 15);
}

void WorkWindowPanelsTest::theSheetOfKeysGetsTheFocusBack()
{
    const JobFixture fixture;
    WindowDriver driver = openNewWindow(fixture);
    driver.press(Qt::Key_F1);
    QPointer<KeysDialog> sheet = driver.window().findChild<KeysDialog*>();
    QVERIFY(sheet);
    QVERIFY(QTest::qWaitForWindowActive(sheet));
    buttonOf(*sheet, QStringLiteral("Change keys…"))->click();
    const QPointer<KeysSettings> settings = driver.window().findChild<KeysSettings*>();
    QVERIFY(settings);
    QCOMPARE(settings->parentWidget(), sheet);
    QVERIFY(QTest::qWaitForWindowActive(settings));
    settings->accept();
    QTRY_VERIFY(sheet->isActiveWindow());
    QTest::keyClick(sheet, Qt::Key_Escape);
    QTRY_VERIFY(!sheet);
}

void WorkWindowPanelsTest::theSheetOfKeysScrollsToItsEnd()
{
    const JobFixture fixture;
    WindowDriver driver = openNewWindow(fixture);
    driver.press(Qt::Key_F1);
    auto* sheet = driver.window().findChild<KeysDialog*>();
    QVERIFY(QTest::qWaitForWindowActive(sheet));
    QVERIFY(sheet->width() <= 1280 && sheet->height() <= 768);
    sheet->resize(sheet->width(), 300);
    auto* area = sheet->findChild<QScrollArea*>();
    const QScrollBar* bar = area->verticalScrollBar();
    QTRY_VERIFY(bar->maximum() > 0);
    for (int pages = 0; pages < 10; ++pages)
        QTest::keyClick(area, Qt::Key_PageDown);
    QCOMPARE(bar->value(), bar->maximum());
    for (const QLabel* line : area->widget()->findChildren<QLabel*>())
        QVERIFY2(area->widget()->rect().contains(line->geometry()), qPrintable(line->text()));
}

void WorkWindowPanelsTest::noOptionIsSqueezedInTheSmallestWindow()
{
    const JobFixture fixture;
    WindowDriver driver = openNewWindow(fixture);
    const QSize least = driver.window().minimumSize();
    driver.window().resize(least);
    QTRY_COMPARE(driver.window().size(), least);
    const auto* options = driver.window().findChild<ToolOptions*>();
    const auto* scroll = driver.window().findChild<PanelScroll*>();
    const auto* palette = driver.window().findChild<LabelPalette*>();
    for (const bool withHistory : {false, true}) {
        driver.window().findChild<HistoryPanel*>()->setExpanded(withHistory);
        for (const ToolId id : kToolIds) {
            driver.session().selectTool(id);
            QCoreApplication::processEvents();
            QVERIFY2(whatIsSqueezed(*options).isEmpty(), qPrintable(whatIsSqueezed(*options)));
            QVERIFY(palette->height() >= LabelPalette::kLeastHeight);
            QVERIFY(scroll->height() >= scroll->minimumSizeHint().height());
            const bool needsBar = options->height() > scroll->viewport()->height();
            QCOMPARE(scroll->verticalScrollBar()->maximum() > 0, needsBar);
            if (id == ToolId::AutoSegment)
                QCOMPARE(needsBar, withHistory);
        }
    }
}

LABELWRIGHT_TEST(WorkWindowPanelsTest)
#include "WorkWindowPanelsTest.moc"
