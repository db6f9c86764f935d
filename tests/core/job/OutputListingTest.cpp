// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/OutputListing.h"

#include "core/base/AtomicFile.h"
#include "core/job/Derive.h"
#include "core/job/JobLayout.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestJob.h"
#include "tests/support/TestProgram.h"

#include <QTemporaryDir>
#include <QTest>

using namespace labelwright;
using namespace labelwright::test;
namespace fs = std::filesystem;

namespace {

/// A job with one answer, derived.
struct DerivedJob {
    QTemporaryDir temporary;
    Job job = makeJob(temporary.path().toStdString());

    DerivedJob()
    {
        submitAt(job, 0, 0, stripedMask({16, 8}, 3, 0), testTime(0));
        if (!derive(job))
            qFatal("no output");
    }
    fs::path file(const std::string& path) const { return outputFolder(job.folder()) / path; }
    std::map<std::string, OutputFile> listed() const
    {
        std::map<std::string, OutputFile> files;
        const auto all = listOutput(job.folder());
        for (const OutputFile& listedFile : *all)
            files.emplace(listedFile.path, listedFile);
        return files;
    }
};

const std::string kManifest = "road-scenes/manifests/output/output.manifest";

} // namespace

class OutputListingTest : public QObject {
    Q_OBJECT
private slots:
    void withoutOutputThereAreNoFiles();
    void whatWasDerivedIsListedByPath();
    void whatSomebodyChangedIsTold();
    void aCopyWithAnotherTimeIsTheSameFile();
    void whatIsGoneIsMissing();
    void whatIsNotOursIsForeign();
    void anUnreadableFolderIsAnError();
};

void OutputListingTest::withoutOutputThereAreNoFiles()
{
    const QTemporaryDir folder;
    const Job job = makeJob(folder.path().toStdString());
    const auto files = listOutput(job.folder());
    VERIFY_OK(files);
    QVERIFY(files->empty());
}

void OutputListingTest::whatWasDerivedIsListedByPath()
{
    const DerivedJob derived;
    const auto files = listOutput(derived.job.folder());
    VERIFY_OK(files);
    const auto tree = treeOf(outputFolder(derived.job.folder()));
    QCOMPARE(std::ranges::count_if(tree, [](const auto& entry) { return !entry.first.ends_with('/'); }),
             static_cast<std::ptrdiff_t>(files->size()));
    QVERIFY(std::ranges::is_sorted(*files, {}, &OutputFile::path));
    QVERIFY(
        std::ranges::all_of(*files, [](const OutputFile& file) { return file.state == OutputFile::State::Derived; }));
    const OutputFile manifest = derived.listed().at(kManifest);
    QCOMPARE(manifest.bytes, fs::file_size(derived.file(kManifest)));
    QVERIFY(manifest.modified && now() - *manifest.modified < std::chrono::minutes(1) &&
            *manifest.modified - now() < std::chrono::minutes(1));
}

void OutputListingTest::whatSomebodyChangedIsTold()
{
    const DerivedJob derived;
    writeText(derived.file(kManifest), "mine");
    QVERIFY(derived.listed().at(kManifest).state == OutputFile::State::ChangedByHand);
    QCOMPARE(derived.listed().at(kManifest).bytes, std::uint64_t{4});
}

void OutputListingTest::aCopyWithAnotherTimeIsTheSameFile()
{
    const DerivedJob derived;
    fs::last_write_time(derived.file(kManifest), fs::file_time_type::clock::now() - std::chrono::hours(1));
    QVERIFY(derived.listed().at(kManifest).state == OutputFile::State::Derived);
}

void OutputListingTest::whatIsGoneIsMissing()
{
    const DerivedJob derived;
    fs::remove(derived.file(kManifest));
    const OutputFile missing = derived.listed().at(kManifest);
    QVERIFY((missing == OutputFile{kManifest, OutputFile::State::Missing}));
    fs::remove_all(outputFolder(derived.job.folder()));
    QVERIFY(derived.listed().at(kManifest).state == OutputFile::State::Missing);
}

void OutputListingTest::whatIsNotOursIsForeign()
{
    const DerivedJob derived;
    writeText(derived.file("road-scenes/notes.txt"), "mine");
    writeText(temporaryNameFor(derived.file("road-scenes/half")), "being written");
    const auto files = derived.listed();
    QVERIFY(files.at("road-scenes/notes.txt").state == OutputFile::State::Foreign);
    QVERIFY(std::ranges::none_of(files, [](const auto& file) { return file.first.find("half") != std::string::npos; }));
}

void OutputListingTest::anUnreadableFolderIsAnError()
{
    const QTemporaryDir folder;
    const Job job = makeJob(folder.path().toStdString());
    writeText(outputFolder(job.folder()), "a file in the folder's place");
    QVERIFY(!listOutput(job.folder()));
}

LABELWRIGHT_TEST(OutputListingTest)
#include "OutputListingTest.moc"
