// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/home/LabelsEditor.h"

#include "tests/support/TestProgram.h"

#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace labelwright;

class LabelsEditorTest : public QObject {
    Q_OBJECT
private slots:
    void namesGetGroundTruthsColoursAndKeys();
    void enterGoesOnToTheNextLabel();
    void aPastedListBecomesLabels();
    void orderIsChangedAndColoursFollowThePlace();
    void aChosenColourStaysWithItsLabel();
    void whatCantBeIsTold();
};

namespace {

QLineEdit* nameAt(const LabelsEditor& editor, int place)
{
    QList<QLineEdit*> names = editor.findChildren<QLineEdit*>();
    std::sort(names.begin(), names.end(),
              [](QLineEdit* a, QLineEdit* b) { return a->mapToGlobal(QPoint()).y() < b->mapToGlobal(QPoint()).y(); });
    return names.value(place);
}

QToolButton* buttonAt(const LabelsEditor& editor, int place, const QString& name)
{
    for (QToolButton* button : nameAt(editor, place)->parentWidget()->findChildren<QToolButton*>()) {
        if (button->accessibleName() == name)
            return button;
    }
    return nullptr;
}

std::vector<std::string> namesOf(const LabelsEditor& editor)
{
    const Result<LabelSet> labels = editor.labels();
    std::vector<std::string> names;
    for (const LabelClass& label : labels->classes())
        names.push_back(label.name);
    return names;
}

using Names = std::vector<std::string>;

/// An editor that is shown, with these labels.
std::unique_ptr<LabelsEditor> editorOf(const Names& names)
{
    auto editor = std::make_unique<LabelsEditor>();
    if (!names.empty())
        editor->setLabels(*LabelSet::fromNames(names));
    editor->resize(600, 400);
    editor->show();
    if (!QTest::qWaitForWindowActive(editor.get()))
        qFatal("not active");
    QCoreApplication::processEvents();
    return editor;
}

} // namespace

void LabelsEditorTest::namesGetGroundTruthsColoursAndKeys()
{
    Names names;
    for (int number = 1; number <= 20; ++number)
        names.push_back("label " + std::to_string(number));
    const auto editor = editorOf(names);
    QVERIFY(*editor->labels() == *LabelSet::fromNames(names));
    const auto keyAt = [&](int place) { return nameAt(*editor, place)->parentWidget()->findChild<QLabel*>()->text(); };
    QCOMPARE(keyAt(0), QStringLiteral("1"));
    QCOMPARE(keyAt(9), QStringLiteral("Shift+0"));
    QCOMPARE(keyAt(18), QStringLiteral("Shift+9"));
    QCOMPARE(keyAt(19), QString());
}

void LabelsEditorTest::enterGoesOnToTheNextLabel()
{
    const auto editor = editorOf({});
    QSignalSpy changed(editor.get(), &LabelsEditor::changed);
    nameAt(*editor, 0)->setFocus();
    QTest::keyClicks(nameAt(*editor, 0), QStringLiteral("people"));
    QTest::keyClick(nameAt(*editor, 0), Qt::Key_Return);
    QCOMPARE(editor->rowCount(), 2);
    QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("car"));
    QCOMPARE(namesOf(*editor), (Names{"people", "car"}));
    QVERIFY(changed.count() >= 9);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return); // An empty name makes no further row.
    QCOMPARE(editor->rowCount(), 3);
    QCOMPARE(namesOf(*editor), (Names{"people", "car"}));
}

void LabelsEditorTest::aPastedListBecomesLabels()
{
    const auto editor = editorOf({});
    QApplication::clipboard()->setText(QStringLiteral("people, traffic light\nbus\n"));
    QTest::keyClick(nameAt(*editor, 0), Qt::Key_V, Qt::ControlModifier);
    QCOMPARE(namesOf(*editor), (Names{"people", "traffic light", "bus"}));
    QCoreApplication::processEvents(); // The rows come to their places.
    QApplication::clipboard()->setText(QStringLiteral(" stop"));
    QTest::keyClick(nameAt(*editor, 2), Qt::Key_V, Qt::ControlModifier);
    QCOMPARE(namesOf(*editor), (Names{"people", "traffic light", "bus stop"}));
}

void LabelsEditorTest::orderIsChangedAndColoursFollowThePlace()
{
    const auto editor = editorOf({"a", "b", "c"});
    QVERIFY(!buttonAt(*editor, 0, QStringLiteral("Move up"))->isEnabled());
    QVERIFY(!buttonAt(*editor, 2, QStringLiteral("Move down"))->isEnabled());
    QTest::mouseClick(buttonAt(*editor, 0, QStringLiteral("Move down")), Qt::LeftButton);
    QCOMPARE(namesOf(*editor), (Names{"b", "a", "c"}));
    QVERIFY(*editor->labels() == *LabelSet::fromNames({"b", "a", "c"}));
    QCoreApplication::processEvents();
    QTest::mouseClick(buttonAt(*editor, 1, QStringLiteral("Remove label")), Qt::LeftButton);
    QCOMPARE(namesOf(*editor), (Names{"b", "c"}));
}

void LabelsEditorTest::aChosenColourStaysWithItsLabel()
{
    const auto editor = editorOf({});
    // The second label has the first one's default, which then takes the next that no label has.
    editor->setLabels(*LabelSet::create({{1, "a", *parseHexColor("#123456")}, {2, "b", defaultLabelColor(0)}}));
    QTest::mouseClick(buttonAt(*editor, 1, QStringLiteral("Move up")), Qt::LeftButton);
    QVERIFY(editor->labels()->at(1).color == defaultLabelColor(0));
    QVERIFY(editor->labels()->at(2).color == *parseHexColor("#123456"));
    editor->setLabels(*LabelSet::create({{1, "a", defaultLabelColor(0)}, {2, "b", defaultLabelColor(5)}}));
    editor->addRow();
    QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("c"));
    QVERIFY(editor->labels()->at(3).color == defaultLabelColor(2));
}

void LabelsEditorTest::whatCantBeIsTold()
{
    QVERIFY(!editorOf({})->labels());
    const auto editor = editorOf({"people", "car"});
    nameAt(*editor, 1)->setText(QStringLiteral("people"));
    QVERIFY(editor->labels().error().detail.find("two labels named \"people\"") != std::string::npos);
    nameAt(*editor, 1)->setText(QStringLiteral("BACKGROUND"));
    QVERIFY(!editor->labels());
}

LABELWRIGHT_TEST(LabelsEditorTest)
#include "LabelsEditorTest.moc"
