// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/work/LabelPalette.h"

#include "tests/support/TestProgram.h"
#include "ui/look/Look.h"
#include "ui/work/LabelModel.h"

#include <QLineEdit>
#include <QListView>
#include <QSignalSpy>
#include <QTest>

using namespace labelwright;

namespace {

LabelSet labelsNamed(const std::vector<std::string>& names)
{
    return *LabelSet::fromNames(names);
}

LabelSet manyLabels(int count)
{
    std::vector<std::string> names;
    for (int number = 1; number <= count; ++number)
        names.push_back("class " + std::to_string(number));
    return labelsNamed(names);
}

} // namespace

class LabelPaletteTest : public QObject {
    Q_OBJECT
private slots:
    void rowsAreTheLabelsAndUnlabelledLast();
    void keysAreThoseGiven();
    void clickChooses();
    void onlyLabelsOfTheJobAreChosen();
    void theLabelBeforeIsKept();
    void typingFindsAndEnterChooses();
    void escapeLeavesTheSearchAsItWas();
    void searchStaysAboveNineLabels();
    void theEyeHidesWithoutChoosing();
    void unlabelledCanNotBeHidden();
    void arrowsChooseAndSpaceHides();
    void twoHundredFiftyFourLabelsScroll();
};

void LabelPaletteTest::rowsAreTheLabelsAndUnlabelledLast()
{
    const LabelModel model(labelsNamed({"people", "bus"}));
    QCOMPARE(model.rowCount(), 3);
    QCOMPARE(model.index(0).data().toString(), QStringLiteral("people"));
    QCOMPARE(model.index(2).data().toString(), QStringLiteral("unlabeled"));
    QCOMPARE(model.index(2).data(LabelModel::LabelRole).toInt(), 0);
    QCOMPARE(model.index(1).data(LabelModel::LabelRole).toInt(), 2);
    QCOMPARE(model.indexOf(0).row(), 2);
    QCOMPARE(model.indexOf(2).row(), 1);
    const Color first = defaultLabelColor(0);
    QCOMPARE(model.index(0).data(LabelModel::ColorRole).value<QColor>(), QColor(first.red, first.green, first.blue));
}

void LabelPaletteTest::keysAreThoseGiven()
{
    LabelModel model(manyLabels(3));
    const QSignalSpy changed(&model, &LabelModel::dataChanged);
    model.setKeyTexts({QStringLiteral("0"), QStringLiteral("1"), QStringLiteral("⇧1")});
    QCOMPARE(changed.count(), 1);
    QCOMPARE(model.indexOf(0).data(LabelModel::KeyRole).toString(), QStringLiteral("0"));
    QCOMPARE(model.indexOf(1).data(LabelModel::KeyRole).toString(), QStringLiteral("1"));
    QCOMPARE(model.indexOf(2).data(LabelModel::KeyRole).toString(), QStringLiteral("⇧1"));
    QCOMPARE(model.indexOf(3).data(LabelModel::KeyRole).toString(), QString());
}

void LabelPaletteTest::clickChooses()
{
    LabelPalette palette(labelsNamed({"people", "bus"}));
    palette.resize(264, 400);
    palette.show();
    QSignalSpy chosen(&palette, &LabelPalette::labelChosen);
    auto* list = palette.findChild<QListView*>();
    QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualRect(list->model()->index(1, 0)).center());
    QCOMPARE(chosen.count(), 1);
    QCOMPARE(chosen[0][0].value<Label>(), Label{2});
}

void LabelPaletteTest::onlyLabelsOfTheJobAreChosen()
{
    LabelPalette palette(labelsNamed({"people", "bus"}));
    QSignalSpy chosen(&palette, &LabelPalette::labelChosen);
    for (const int label : {3, 19, -1})
        palette.chooseLabel(label);
    QCOMPARE(chosen.count(), 0);
    palette.chooseLabel(0);
    palette.chooseLabel(2);
    QCOMPARE(chosen.count(), 2);
}

void LabelPaletteTest::theLabelBeforeIsKept()
{
    LabelPalette palette(labelsNamed({"people", "bus"}));
    palette.setActiveLabel(1);
    palette.setActiveLabel(2);
    palette.setActiveLabel(2);
    QCOMPARE(palette.previousLabel(), Label{1});
    palette.setActiveLabel(1);
    QCOMPARE(palette.previousLabel(), Label{2});
}

void LabelPaletteTest::typingFindsAndEnterChooses()
{
    LabelPalette palette(labelsNamed({"people", "traffic light", "bus"}));
    palette.show();
    auto* search = palette.findChild<QLineEdit*>();
    QVERIFY(search->isHidden());
    QSignalSpy chosen(&palette, &LabelPalette::labelChosen);
    QSignalSpy finished(&palette, &LabelPalette::finished);
    palette.startSearch();
    QVERIFY(search->isVisible());
    QTest::keyClicks(search, QStringLiteral("LIGHT"));
    QCOMPARE(palette.findChild<QListView*>()->model()->rowCount(), 1);
    QCOMPARE(chosen.count(), 0);
    QTest::keyClick(search, Qt::Key_Return);
    QCOMPARE(chosen.count(), 1);
    QCOMPARE(chosen[0][0].value<Label>(), Label{2});
    QCOMPARE(finished.count(), 1);
    QVERIFY(search->isHidden());
    QCOMPARE(palette.findChild<QListView*>()->model()->rowCount(), 4);
}

void LabelPaletteTest::escapeLeavesTheSearchAsItWas()
{
    LabelPalette palette(labelsNamed({"people", "bus"}));
    palette.setActiveLabel(1);
    palette.show();
    QSignalSpy chosen(&palette, &LabelPalette::labelChosen);
    palette.startSearch();
    auto* search = palette.findChild<QLineEdit*>();
    QTest::keyClicks(search, QStringLiteral("bus"));
    QTest::keyClick(search, Qt::Key_Escape);
    QCOMPARE(chosen.count(), 0);
    QVERIFY(search->text().isEmpty());
    QCOMPARE(palette.findChild<QListView*>()->currentIndex().data(LabelModel::LabelRole).toInt(), 1);
}

void LabelPaletteTest::searchStaysAboveNineLabels()
{
    LabelPalette nine(manyLabels(9));
    QVERIFY(nine.findChild<QLineEdit*>()->isHidden());
    LabelPalette ten(manyLabels(10));
    QVERIFY(!ten.findChild<QLineEdit*>()->isHidden());
}

void LabelPaletteTest::theEyeHidesWithoutChoosing()
{
    LabelPalette palette(labelsNamed({"people", "bus"}));
    palette.resize(264, 400);
    palette.show();
    QSignalSpy chosen(&palette, &LabelPalette::labelChosen);
    QSignalSpy hidden(&palette, &LabelPalette::hiddenLabelsChanged);
    auto* list = palette.findChild<QListView*>();
    const QRect row = list->visualRect(list->model()->index(1, 0));
    const QPoint eye(row.right() - 12, row.center().y());
    QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, eye);
    QCOMPARE(chosen.count(), 0);
    QCOMPARE(hidden.count(), 1);
    QVERIFY(hidden[0][0].value<std::bitset<256>>() == std::bitset<256>(1U << 2U));
    QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, eye);
    QVERIFY(hidden[1][0].value<std::bitset<256>>().none());
}

void LabelPaletteTest::unlabelledCanNotBeHidden()
{
    LabelModel model(labelsNamed({"people"}));
    model.toggleHidden(kUnlabelled);
    QVERIFY(model.hiddenLabels().none());
}

void LabelPaletteTest::arrowsChooseAndSpaceHides()
{
    LabelPalette palette(labelsNamed({"people", "bus"}));
    palette.setActiveLabel(1);
    palette.show();
    QSignalSpy chosen(&palette, &LabelPalette::labelChosen);
    QSignalSpy hidden(&palette, &LabelPalette::hiddenLabelsChanged);
    auto* list = palette.findChild<QListView*>();
    QTest::keyClick(list, Qt::Key_Down);
    QCOMPARE(chosen[0][0].value<Label>(), Label{2});
    QTest::keyClick(list, Qt::Key_Space);
    QVERIFY(hidden[0][0].value<std::bitset<256>>().test(2));
}

void LabelPaletteTest::twoHundredFiftyFourLabelsScroll()
{
    LabelPalette palette(manyLabels(254));
    palette.resize(264, 400);
    palette.show();
    palette.setActiveLabel(254);
    auto* list = palette.findChild<QListView*>();
    QVERIFY(list->viewport()->rect().intersects(list->visualRect(list->currentIndex())));
    QCOMPARE(list->visualRect(list->currentIndex()).height(), 32);

    palette.startSearch(); // the one that was found is in sight, too, when all are shown again
    auto* search = palette.findChild<QLineEdit*>();
    QTest::keyClicks(search, QStringLiteral("class 20"));
    connect(&palette, &LabelPalette::labelChosen, &palette, &LabelPalette::setActiveLabel);
    QTest::keyClick(search, Qt::Key_Return);
    QCOMPARE(list->currentIndex().data(LabelModel::LabelRole).toInt(), 20);
    QVERIFY(list->viewport()->rect().contains(list->visualRect(list->currentIndex()).center()));
}

LABELWRIGHT_TEST(LabelPaletteTest)
#include "LabelPaletteTest.moc"
