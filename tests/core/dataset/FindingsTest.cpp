// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dataset/Findings.h"

#include "tests/support/TestProgram.h"

#include <QTest>

using namespace labelwright;

class FindingsTest : public QObject {
    Q_OBJECT
private slots:
    void findingsKeepTheirOrder();
    void aRuleBrokenOftenIsCounted();
    void severitiesHaveNames();
};

void FindingsTest::findingsKeepTheirOrder()
{
    Findings findings;
    findings.add(Rule::MaskForm, {ErrorCode::Malformed, "first"});
    findings.add(Rule::MaskEmpty, {ErrorCode::Malformed, "second"});
    findings.add(Rule::MaskForm, {ErrorCode::Malformed, "third"});
    const std::vector<Finding> list = findings.finish();
    QCOMPARE(list.size(), std::size_t(3));
    QCOMPARE(list[0].rule, std::string("mask-form"));
    QCOMPARE(list[0].severity, Severity::Error);
    QCOMPARE(list[1].rule, std::string("mask-empty"));
    QCOMPARE(list[1].severity, Severity::Note);
    QCOMPARE(list[2].error.detail, std::string("third"));
}

void FindingsTest::aRuleBrokenOftenIsCounted()
{
    Findings findings;
    for (int i = 0; i < 250; ++i)
        findings.add(Rule::ManifestLine, {ErrorCode::Malformed, "no JSON"});
    for (std::size_t i = 0; i < Findings::kMaxOfEachRule; ++i)
        findings.add(Rule::ImageMissing, {ErrorCode::NotFound, "not there"});
    const std::vector<Finding> list = findings.finish();
    QCOMPARE(list.size(), 2 * Findings::kMaxOfEachRule + 1);
    QCOMPARE(list.back().rule, std::string("manifest-line"));
    QVERIFY(list.back().error.detail.starts_with("150 more places"));
}

void FindingsTest::severitiesHaveNames()
{
    QCOMPARE(severityName(Severity::Error), std::string_view("error"));
    QCOMPARE(severityName(Severity::Warning), std::string_view("warning"));
    QCOMPARE(severityName(Severity::Note), std::string_view("note"));
}

LABELWRIGHT_TEST(FindingsTest)
#include "FindingsTest.moc"
