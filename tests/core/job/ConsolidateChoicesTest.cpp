// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/ConsolidateChoices.h"

#include "tests/support/TestFiles.h"

using namespace labelwright;

namespace {

JobSpec specOf(TaskType task)
{
    JobSpec spec;
    spec.taskType = task;
    spec.labels = *LabelSet::create({{5, "people", {1, 2, 3}}, {2, "bus", {4, 5, 6}}, {9, "tree", {7, 8, 9}}});
    return spec;
}

/// "people 0.5, bus 1", from the ids that each answer holds.
QString outcomeOf(TaskType task, const std::vector<std::vector<int>>& choices)
{
    std::vector<AnswerEvent> answers(choices.size());
    std::vector<const AnswerEvent*> counted;
    for (std::size_t index = 0; index < choices.size(); ++index) {
        answers[index].chosenLabelIds = choices[index];
        counted.push_back(&answers[index]);
    }
    QStringList texts;
    for (const ClassifiedLabel& label : votedLabels(specOf(task), counted))
        texts.append(QString("%1 %2 %3")
                         .arg(label.index)
                         .arg(QString::fromStdString(label.name))
                         .arg(label.confidence, 0, 'g', 10));
    return texts.join(", ");
}

} // namespace

class ConsolidateChoicesTest : public QObject {
    Q_OBJECT
private slots:
    void oneAnswerHasNoConfidence();
    void mostVotesWin();
    void aTieGoesToTheFirstLabel();
    void everyChosenLabelOfManyIsKept();
    void noneIsAnEmptyList();
};

void ConsolidateChoicesTest::oneAnswerHasNoConfidence()
{
    QCOMPARE(outcomeOf(TaskType::ImageClassification, {{9}}), QString("2 tree 0"));
    QCOMPARE(outcomeOf(TaskType::ImageClassificationMultiLabel, {{5, 9}}), QString("0 people 0, 2 tree 0"));
}

void ConsolidateChoicesTest::mostVotesWin()
{
    QCOMPARE(outcomeOf(TaskType::ImageClassification, {{5}, {9}, {9}}), QString("2 tree 0.666667"));
    QCOMPARE(outcomeOf(TaskType::ImageClassification, {{2}, {2}}), QString("1 bus 1"));
}

void ConsolidateChoicesTest::aTieGoesToTheFirstLabel()
{
    QCOMPARE(outcomeOf(TaskType::ImageClassification, {{9}, {2}}), QString("1 bus 0.5"));
    QCOMPARE(outcomeOf(TaskType::ImageClassification, {{9}, {5}, {2}}), QString("0 people 0.333333"));
}

void ConsolidateChoicesTest::everyChosenLabelOfManyIsKept()
{
    QCOMPARE(outcomeOf(TaskType::ImageClassificationMultiLabel, {{2, 9}, {9}, {}}),
             QString("1 bus 0.333333, 2 tree 0.666667"));
}

void ConsolidateChoicesTest::noneIsAnEmptyList()
{
    QCOMPARE(outcomeOf(TaskType::ImageClassificationMultiLabel, {{}, {}}), QString());
}

QTEST_APPLESS_MAIN(ConsolidateChoicesTest)
#include "ConsolidateChoicesTest.moc"
