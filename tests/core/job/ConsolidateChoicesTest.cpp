// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/ConsolidateChoices.h"

#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"

#include <deque>

using namespace labelwright;

namespace {

JobSpec specOf(TaskType task)
{
    JobSpec spec;
    spec.taskType = task;
    spec.labels = *LabelSet::create({{5, "people", {1, 2, 3}}, {2, "bus", {4, 5, 6}}, {9, "tree", {7, 8, 9}}});
    return spec;
}

QString textOf(const std::vector<ClassifiedLabel>& labels)
{
    QStringList texts;
    for (const ClassifiedLabel& label : labels)
        texts.append(QString("%1 %2 %3")
                         .arg(label.index)
                         .arg(QString::fromStdString(label.name))
                         .arg(label.confidence, 0, 'g', 10));
    return texts.join(", ");
}

/// What objects amount to whose workers 0, 1 and on chose these ids.
QStringList estimatesOf(TaskType task, const std::vector<std::vector<std::vector<int>>>& objects)
{
    std::deque<AnswerEvent> answers;
    std::vector<CountedAnswers> counted;
    for (const std::vector<std::vector<int>>& choices : objects) {
        CountedAnswers& ofObject = counted.emplace_back();
        for (std::size_t worker = 0; worker < choices.size(); ++worker) {
            AnswerEvent& answer = answers.emplace_back();
            answer.worker.id = "worker " + std::to_string(worker);
            answer.chosenLabelIds = choices[worker];
            ofObject.push_back(&answer);
        }
    }
    QStringList texts;
    for (const std::vector<ClassifiedLabel>& labels : estimatedLabels(specOf(task), counted))
        texts.append(textOf(labels));
    return texts;
}

/// "0 people 0.5, 1 bus 1", from the ids that each answer holds.
QString outcomeOf(TaskType task, const std::vector<std::vector<int>>& choices)
{
    std::vector<AnswerEvent> answers(choices.size());
    std::vector<const AnswerEvent*> counted;
    for (std::size_t index = 0; index < choices.size(); ++index) {
        answers[index].chosenLabelIds = choices[index];
        counted.push_back(&answers[index]);
    }
    return textOf(votedLabels(specOf(task), counted));
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
    void allAnswersTellWhoIsRight();
    void eachLabelOfManyIsEstimated();
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

void ConsolidateChoicesTest::allAnswersTellWhoIsRight()
{
    // The third worker mixes up bus (2) and tree (9): the votes of DawidSkeneTest, where the numbers are from.
    const QStringList estimates = estimatesOf(
        TaskType::ImageClassification,
        {{{5}, {5}, {5}}, {{2}, {2}, {9}}, {{9}, {9}, {2}}, {{2}, {2}, {9}}, {{5}, {2}, {9}}, {{9}, {2}, {9}}});
    QCOMPARE(estimates, (QStringList{"0 people 0.986317", "1 bus 0.98181", "2 tree 0.917293", "1 bus 0.98181",
                                     "1 bus 0.918878", "1 bus 0.779139"}));
}

void ConsolidateChoicesTest::eachLabelOfManyIsEstimated()
{
    // By another program, from the formulas alone. The third worker says tree too often.
    const QStringList estimates = estimatesOf(TaskType::ImageClassificationMultiLabel, {{{5}, {5}, {5, 9}},
                                                                                        {{2}, {2}, {2, 9}},
                                                                                        {{}, {5}, {5, 9}},
                                                                                        {{9}, {9}, {9}},
                                                                                        {{5, 2}, {2}, {2, 9}},
                                                                                        {{5}, {5}, {}}});
    QCOMPARE(estimates, (QStringList{"0 people 0.944724, 2 tree 0.03722", "1 bus 0.988955, 2 tree 0.03722",
                                     "0 people 0.824574, 2 tree 0.03722", "2 tree 0.901999",
                                     "0 people 0.168808, 1 bus 0.988955, 2 tree 0.03722", "0 people 0.684403"}));
}

LABELWRIGHT_TEST(ConsolidateChoicesTest)
#include "ConsolidateChoicesTest.moc"
