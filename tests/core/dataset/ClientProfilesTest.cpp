// SPDX-License-Identifier: GPL-3.0-or-later
// Each known reader: files that it reads without a fault, and for all that it demands files that break it.
#include "core/dataset/ClientProfiles.h"

#include "core/job/Derive.h"
#include "tests/core/dataset/ClientFaults.h"
#include "tests/core/dataset/JobBreaks.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestJob.h"
#include "tests/support/TestProgram.h"

#include <QTemporaryDir>
#include <QTest>

#include <set>
#include <string>

using namespace labelwright;
using namespace labelwright::test;
namespace fs = std::filesystem;

namespace {

const fs::path kManifest = "manifests/output/output.manifest";

} // namespace

class ClientProfilesTest : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void init();
    void goodFilesHaveNoFault_data();
    void goodFilesHaveNoFault();
    void everyFaultIsFound_data();
    void everyFaultIsFound();
    void everyProfileIsTested();
    void failedObjectsAreSkippedByThoseWhoSkipThem();
    void aJobIsCheckedByItsOutput();
    void theirOwnSamplesAreReadByTheirConverter();
    void whatHasNoManifestIsRefused();

private:
    fs::path root() const { return m_temporary.path().toStdString(); }
    fs::path output() const { return root() / "work/road-scenes"; }
    static std::string originalOf(TaskType task) { return std::string(infoOf(task).id); }
    void prepare(const std::string& profile) const;
    Result<std::vector<Finding>> check(const std::string& profile) const
    {
        const std::vector<const ClientProfile*> profiles{findClientProfile(profile)};
        return validateForClients(output(), profiles);
    }

    QTemporaryDir m_temporary;
};

/// The output of a job of each task: every object labeled.
void ClientProfilesTest::initTestCase()
{
    for (const TaskTypeInfo& info : taskTypes()) {
        const fs::path folder = root() / originalOf(info.type);
        Job job = makeJob(folder, {.objects = 2, .taskType = info.type});
        for (ObjectId object = 0; object < 2; ++object) {
            if (info.type == TaskType::SemanticSegmentation)
                submitAt(job, object, 0, stripedMask({16, 8}, 3, int(object)), testTime(object));
            else
                chooseAt(job, object, 0,
                         info.type == TaskType::ImageClassification
                             ? std::vector<std::string>{"bus"}
                             : std::vector<std::string>{"people", "traffic light"},
                         testTime(object));
        }
        VERIFY_OK(derive(job));
    }
}

void ClientProfilesTest::init()
{
    fs::remove_all(root() / "work");
}

void ClientProfilesTest::prepare(const std::string& profile) const
{
    for (const ClientPreparation& each : clientPreparations()) {
        if (each.profile != profile)
            continue;
        fs::copy(root() / originalOf(each.task) / "job/output", root() / "work", fs::copy_options::recursive);
        if (each.prepare)
            each.prepare(output());
    }
}

void ClientProfilesTest::goodFilesHaveNoFault_data()
{
    QTest::addColumn<std::string>("profile");
    for (const ClientProfile& profile : clientProfiles())
        QTest::newRow(std::string(profile.name()).c_str()) << std::string(profile.name());
}

void ClientProfilesTest::goodFilesHaveNoFault()
{
    QFETCH(std::string, profile);
    prepare(profile);
    const Result<std::vector<Finding>> findings = check(profile);
    VERIFY_OK(findings);
    QVERIFY2(findings->empty(), findings->empty() ? "" : sentence(findings->front().error).c_str());
}

void ClientProfilesTest::everyFaultIsFound_data()
{
    QTest::addColumn<int>("index");
    const std::vector<ClientFault> all = clientFaults();
    for (std::size_t index = 0; index < all.size(); ++index)
        QTest::newRow((std::string(all[index].profile) + ", " + all[index].name).c_str()) << int(index);
}

void ClientProfilesTest::everyFaultIsFound()
{
    QFETCH(int, index);
    const ClientFault fault = clientFaults().at(std::size_t(index));
    prepare(fault.profile);
    fault.change(output());
    const Result<std::vector<Finding>> findings = check(fault.profile);
    VERIFY_OK(findings);
    QVERIFY(!findings->empty());
    const Finding& first = findings->front();
    QCOMPARE(first.rule, std::string(fault.profile));
    QVERIFY2(first.error.detail.find(fault.says) != std::string::npos, first.error.detail.c_str());
    QVERIFY(!first.error.path.empty());
}

void ClientProfilesTest::everyProfileIsTested()
{
    std::set<std::string> tested;
    for (const ClientFault& fault : clientFaults())
        tested.insert(fault.profile);
    std::set<std::string> known;
    for (const ClientProfile& profile : clientProfiles()) {
        QVERIFY(!profile.reader.empty());
        known.insert(std::string(profile.name()));
    }
    QCOMPARE(tested, known);
}

void ClientProfilesTest::failedObjectsAreSkippedByThoseWhoSkipThem()
{
    for (const char* profile : {"yolo-segmentation", "defect-detection", "single-key-tool", "index-correction"}) {
        init();
        prepare(profile);
        writeText(output() / kManifest, textOf(output() / kManifest) +
                                            "{\"source-ref\":\"s3://b/9.png\",\"road-scenes-ref-metadata\":{\"failure-"
                                            "reason\":\"gone\",\"job-name\":\"labeling-job/road-scenes\"}}\n");
        QVERIFY2(check(profile)->empty(), profile);
    }
    init();
    prepare("coco-notebook");
    writeText(output() / kManifest, textOf(output() / kManifest) + "{\"source-ref\":\"s3://b/9.png\"}\n");
    QCOMPARE(check("coco-notebook")->size(), std::size_t{1});
    QCOMPARE(check("coco-notebook")->front().error.position, 3);
}

void ClientProfilesTest::aJobIsCheckedByItsOutput()
{
    const fs::path job = root() / originalOf(TaskType::SemanticSegmentation) / "job";
    const std::vector<const ClientProfile*> profiles{
        findClientProfile("coco-notebook"), findClientProfile("single-key-tool"), findClientProfile("yolo-labels")};
    const Result<std::vector<Finding>> findings = validateForClients(job, profiles);
    VERIFY_OK(findings);
    QCOMPARE(rulesOf(*findings), QSet<QString>{"yolo-labels"}); // its attribute ends in -ref
}

void ClientProfilesTest::theirOwnSamplesAreReadByTheirConverter()
{
    const auto shared = sharedFolder();
    if (!shared)
        QSKIP("no folder with real samples");
    const fs::path samples = *shared / "formats/samples/superannotate/instance_segmentation";
    const std::vector<const ClientProfile*> profiles{findClientProfile("superannotate")};
    const Result<std::vector<Finding>> findings = validateForClients(samples, profiles);
    VERIFY_OK(findings);
    QVERIFY2(findings->empty(), findings->empty() ? "" : sentence(findings->front().error).c_str());
}

void ClientProfilesTest::whatHasNoManifestIsRefused()
{
    fs::create_directories(output());
    VERIFY_ERROR(check("coco-notebook"), ErrorCode::NotFound);
    const Job job = makeJob(root() / "work/new");
    const std::vector<const ClientProfile*> profiles{findClientProfile("coco-notebook")};
    const Result<std::vector<Finding>> underived = validateForClients(job.folder(), profiles);
    VERIFY_ERROR(underived, ErrorCode::NotFound);
    QVERIFY(underived.error().detail.starts_with("nothing has been derived yet"));
    QVERIFY(!findClientProfile("nobody"));
}

LABELWRIGHT_TEST(ClientProfilesTest)
#include "ClientProfilesTest.moc"
