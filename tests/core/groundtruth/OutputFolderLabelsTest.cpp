// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/groundtruth/MaskPng.h"
#include "tests/core/groundtruth/OutputFolderFixture.h"
#include "tests/support/TestProgram.h"

using namespace labelwright;
using namespace labelwright::test;

/// Names and colours of the labels, from all that a folder says of them.
class OutputFolderLabelsTest : public QObject {
    Q_OBJECT
private slots:
    void labelsAreTheUnionInIndexOrder();
    void conflictsBetweenLinesAreNoted();
    void gapsAreFilledFromTheLabelCategories();
    void gapsWithoutLabelCategoriesGetANumber();
    void otherNamesInTheLabelCategoriesAreNoted();
    void missingColorsComeFromAMask();
    void missingColorsComeFromTheListWithoutAMask();
    void suspectMasksLendNoColors();
    void unusableColorsAreReplaced();
    void unusableNamesLeaveNoLabels();
};

void OutputFolderLabelsTest::labelsAreTheUnionInIndexOrder()
{
    const JobFolder job;
    job.write(kManifest, labelledLine(entry(3, "crane", "#0000ff") + entry(1, "boat", "#ff0000")) +
                             labelledLine(entry(2, "quay", "#00ff00")));
    const OutputFolder folder = job.open();
    QCOMPARE(namesOf(folder.segmentation()->labels), (Texts{"boat", "quay", "crane"}));
    QCOMPARE(colorsOf(folder.segmentation()->labels), (Texts{"#ff0000", "#00ff00", "#0000ff"}));
    QVERIFY(folder.notes.empty());
}

void OutputFolderLabelsTest::conflictsBetweenLinesAreNoted()
{
    const JobFolder job;
    job.write(kManifest, labelledLine(entry(1, "boat", "#ff0000")) + labelledLine(entry(1, "boat", "#00ff00")) +
                             labelledLine(entry(1, "ship", "#ff0000")));
    const OutputFolder folder = job.open();
    QCOMPARE(namesOf(folder.segmentation()->labels), (Texts{"boat"}));
    QCOMPARE(colorsOf(folder.segmentation()->labels), (Texts{"#ff0000"}));
    QCOMPARE(notedLines(folder, "#00ff00"), (Lines{2}));
    QCOMPARE(notedLines(folder, "\"ship\""), (Lines{3}));
    QCOMPARE(folder.notes.size(), std::size_t{2});
}

void OutputFolderLabelsTest::gapsAreFilledFromTheLabelCategories()
{
    const JobFolder job;
    job.write(kManifest, labelledLine(entry(2, "quay wall", "#1f77b4")));
    job.write("annotation-tool/data.json", golden("label-categories.json"));
    const OutputFolder folder = job.open();
    QCOMPARE(namesOf(folder.segmentation()->labels), (Texts{"boat", "quay wall", "크레인"}));
    QCOMPARE(colorsOf(folder.segmentation()->labels), (Texts{"#2ca02c", "#1f77b4", "#ff7f0e"}));
}

void OutputFolderLabelsTest::gapsWithoutLabelCategoriesGetANumber()
{
    const JobFolder job;
    job.write(kManifest, labelledLine(entry(2, "quay wall", "#1f77b4")));
    const OutputFolder folder = job.open();
    QCOMPARE(namesOf(folder.segmentation()->labels), (Texts{"label 1", "quay wall"}));
    QCOMPARE(notedLines(folder, "no line names label 1"), (Lines{0}));
}

void OutputFolderLabelsTest::otherNamesInTheLabelCategoriesAreNoted()
{
    const JobFolder job;
    job.write(kManifest, labelledLine(entry(1, "ship", "#2ca02c")));
    job.write("annotation-tool/data.json", R"({"labels":[{"label":"boat"}]})");
    const OutputFolder folder = job.open();
    QCOMPARE(namesOf(folder.segmentation()->labels), (Texts{"ship"}));
    QCOMPARE(notedLines(folder, "\"boat\" in annotation-tool/data.json"), (Lines{0}));
}

void OutputFolderLabelsTest::missingColorsComeFromAMask()
{
    const JobFolder job;
    const LabelSet painted = LabelSet::fromNames({"boat", "quay"}, {{1, 2, 3}, {4, 5, 6}}).value();
    const LabelMask mask = LabelMask::create({4, 3}).value();
    writeBytes(job.root() / "m.png", encodeConsolidatedMask(mask, painted).value());
    job.write(kManifest, labelledLine(entry(1, "boat") + entry(2, "quay", "#00ff00") + entry(3, "crane")));
    const OutputFolder folder = job.open();
    QCOMPARE(colorsOf(folder.segmentation()->labels), (Texts{"#010203", "#00ff00", "#ff7f0e"}));
    QCOMPARE(notedLines(folder, "#010203 from a mask's palette"), (Lines{0}));
    QCOMPARE(notedLines(folder, "#ff7f0e from Ground Truth's default colors"), (Lines{0}));
}

void OutputFolderLabelsTest::missingColorsComeFromTheListWithoutAMask()
{
    const JobFolder job;
    job.write(kManifest, labelledLine(entry(1, "boat") + entry(2, "quay")));
    job.write("m.png", "no PNG");
    const OutputFolder folder = job.open();
    QCOMPARE(colorsOf(folder.segmentation()->labels), (Texts{"#2ca02c", "#1f77b4"}));
    QCOMPARE(notedLines(folder, "has no hex-color"), (Lines{0, 0}));
}

void OutputFolderLabelsTest::suspectMasksLendNoColors()
{
    const JobFolder job;
    const LabelSet painted = LabelSet::fromNames({"boat"}, {{1, 2, 3}}).value();
    const LabelMask mask = LabelMask::create({4, 3}).value();
    writeBytes(job.root() / "m.png", encodeConsolidatedMask(mask, painted).value());
    job.write(kManifest, labelledLine(entry(1, "boat"), "2020-07-01"));
    QCOMPARE(colorsOf(job.open().segmentation()->labels), (Texts{"#2ca02c"}));
}

void OutputFolderLabelsTest::unusableColorsAreReplaced()
{
    const JobFolder job;
    job.write(kManifest, labelledLine(entry(1, "boat", "#ff0000") + entry(2, "quay", "#ff0000")));
    const OutputFolder folder = job.open();
    QCOMPARE(colorsOf(folder.segmentation()->labels), (Texts{"#2ca02c", "#1f77b4"}));
    QCOMPARE(notedLines(folder, "can't be used as they are"), (Lines{0}));
}

void OutputFolderLabelsTest::unusableNamesLeaveNoLabels()
{
    const JobFolder job;
    job.write(kManifest, labelledLine(entry(1, "boat", "#ff0000") + entry(2, "boat", "#00ff00")));
    const OutputFolder folder = job.open();
    QCOMPARE(folder.segmentation()->labels.size(), std::size_t{0});
    QCOMPARE(notedLines(folder, "can't be used as they are"), (Lines{0}));
}

LABELWRIGHT_TEST(OutputFolderLabelsTest)
#include "OutputFolderLabelsTest.moc"
