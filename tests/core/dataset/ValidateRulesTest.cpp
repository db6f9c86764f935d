// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dataset/ClientProfiles.h"
#include "tests/core/dataset/JobBreaks.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"

using namespace labelwright;
using namespace labelwright::test;

/// Every rule, by a job that breaks it.
class ValidateRulesTest : public QObject {
    Q_OBJECT
private slots:
    void init() { m_good.putBack(); }
    void everyRuleIsNoticed_data();
    void everyRuleIsNoticed();
    void everyRuleIsTested();

private:
    GoodJob m_good;
};

void ValidateRulesTest::everyRuleIsNoticed_data()
{
    QTest::addColumn<int>("index");
    const std::vector<JobBreak> breaks = jobBreaks();
    for (std::size_t index = 0; index < breaks.size(); ++index)
        QTest::newRow(breaks[index].rule) << int(index);
}

void ValidateRulesTest::everyRuleIsNoticed()
{
    QFETCH(int, index);
    const JobBreak broken = jobBreaks().at(std::size_t(index));
    broken.apply(m_good.path());
    const Result<std::vector<Finding>> findings = validateJob(m_good.path());
    VERIFY_OK(findings);
    QSet<QString> rules = rulesOf(*findings);
    QVERIFY2(rules.contains(broken.rule), qPrintable(QStringList(rules.values()).join(", ")));
    rules -= broken.also;
    rules.remove("output-content");
    rules.remove(broken.rule);
    QCOMPARE(rules, QSet<QString>());
}

void ValidateRulesTest::everyRuleIsTested()
{
    // ValidateManifestTest, ValidateJobTest, ValidateClassificationTest and ValidateDatasetTest
    QSet<QString> tested{
        "mask-missing",        "output-frozen",         "label-count", "label-case",         "classification-value",
        "classification-maps", "classification-labels", "orphan-file", "dataset-list",       "dataset-missing",
        "dataset-content",     "dataset-unexpected",    "file-name",   "dataset-unreadable", "dataset-item",
        "dataset-note"};
    for (const ClientProfile& profile : clientProfiles()) // ClientProfilesTest
        tested.insert(QString::fromStdString(std::string(profile.name())));
    for (const JobBreak& broken : jobBreaks())
        tested.insert(broken.rule);
    QSet<QString> known;
    for (const ValidationRule& rule : validationRules()) {
        QVERIFY(!rule.description.empty() && !rule.section.empty());
        known.insert(QString::fromStdString(std::string(rule.id)));
    }
    QCOMPARE(known.size(), qsizetype(validationRules().size()));
    QCOMPARE(tested, known);
}

LABELWRIGHT_TEST(ValidateRulesTest)
#include "ValidateRulesTest.moc"
