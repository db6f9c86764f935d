// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dataset/ClassChoice.h"

#include "tests/support/TestProgram.h"

#include <QTest>

using namespace labelwright;

class ClassChoiceTest : public QObject {
    Q_OBJECT
private slots:
    void withoutAChoiceNothingChanges();
    void keptLabelsMoveUp();
    void severalBecomeOne();
    void oneGoesIntoAnother();
    void whatCantBeMeantIsRefused();

private:
    LabelSet m_labels = *LabelSet::fromNames({"road", "car", "bus", "sky"});
};

void ClassChoiceTest::withoutAChoiceNothingChanges()
{
    const Result<ClassChoice> choice = chooseClasses(m_labels, {}, {});
    QVERIFY(choice);
    QCOMPARE(choice->labels, m_labels);
    for (int label = 0; label <= 4; ++label)
        QCOMPARE(int{choice->to[static_cast<std::size_t>(label)]}, label);
}

void ClassChoiceTest::keptLabelsMoveUp()
{
    const std::vector<std::string> kept{"sky", "car"};
    const Result<ClassChoice> choice = chooseClasses(m_labels, kept, {});
    QVERIFY(choice);
    QCOMPARE(choice->labels.size(), std::size_t{2});
    QCOMPARE(choice->labels.at(1).name, std::string("car"));
    QCOMPARE(choice->labels.at(1).color, m_labels.at(2).color);
    QCOMPARE((std::array{choice->to[1], choice->to[2], choice->to[3], choice->to[4]}),
             (std::array<Label, 4>{0, 1, 0, 2}));
}

void ClassChoiceTest::severalBecomeOne()
{
    const std::vector<ClassMerge> merges{*parseClassMerge("vehicle=car+bus")};
    const Result<ClassChoice> choice = chooseClasses(m_labels, {}, merges);
    QVERIFY(choice);
    QCOMPARE(choice->labels.size(), std::size_t{3});
    QCOMPARE(choice->labels.at(2).name, std::string("vehicle"));
    QCOMPARE(choice->labels.at(2).color, m_labels.at(2).color);
    QCOMPARE(choice->to[2], choice->to[3]);
    QCOMPARE(int{choice->to[4]}, 3);
}

void ClassChoiceTest::oneGoesIntoAnother()
{
    const std::vector<ClassMerge> merges{*parseClassMerge("car=bus")};
    const Result<ClassChoice> choice = chooseClasses(m_labels, {}, merges);
    QVERIFY(choice);
    QCOMPARE(choice->labels.size(), std::size_t{3});
    QCOMPARE(choice->to[3], choice->to[2]);
}

void ClassChoiceTest::whatCantBeMeantIsRefused()
{
    for (const char* text : {"", "car", "=car", "car="})
        QVERIFY2(!parseClassMerge(text), text);
    const std::vector<std::string> unknown{"tree"};
    const std::string detail = chooseClasses(m_labels, unknown, {}).error().detail;
    QVERIFY2(detail.starts_with("the job has no label \"tree\"; it has "), detail.c_str());
    const std::vector<ClassMerge> twice{*parseClassMerge("a=car"), *parseClassMerge("b=car+bus")};
    QCOMPARE(chooseClasses(m_labels, {}, twice).error().detail, std::string("the label \"car\" is merged twice"));
}

LABELWRIGHT_TEST(ClassChoiceTest)
#include "ClassChoiceTest.moc"
