// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/Derive.h"
#include "core/job/JobLayout.h"
#include "core/remote/PushJob.h"
#include "tests/core/remote/RemoteFixture.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"

#include <algorithm>

using namespace labelwright;
using namespace labelwright::test;
namespace fs = std::filesystem;

using Tree = std::map<std::string, std::string>;

/// Photos and output, which go where the job's s3:// names say.
class PushToStoreTest : public QObject {
    Q_OBJECT
private slots:
    void init() { m_fixture = std::make_unique<RemoteFixture>(); }
    void masksGoBeforeWhatNamesThem();
    void outputGoesWhereTheJobSays();
    void changedOutputIsSentAnewAndNothingDeleted();
    void photosGoWhereTheirNamesSay();

private:
    RemoteFixture& fixture() { return *m_fixture; }

    std::unique_ptr<RemoteFixture> m_fixture;
};

void PushToStoreTest::outputGoesWhereTheJobSays()
{
    Job job = fixture().job();
    answered(job, 0, 1, 10);
    const PushRequest request{.jobFolder = job.folder(), .places = fixture().places(), .withOutput = true};
    VERIFY_ERROR(planPush(request), ErrorCode::NotFound);
    VERIFY_OK(derive(job));
    writeFile(fixture().store() / "example-bucket/output/other-job/manifests/output/output.manifest", "another's");
    fixture().pushed(request);
    Tree output = treeOf(outputFolder(job.folder()));
    Tree sent = treeOf(fixture().store() / "example-bucket/output");
    std::erase_if(sent, [](const auto& file) { return file.first.starts_with("other-job/"); });
    QVERIFY(sent == output);
    QVERIFY(sent.contains("road-scenes/manifests/output/output.manifest"));
}

void PushToStoreTest::changedOutputIsSentAnewAndNothingDeleted()
{
    Job job = fixture().job();
    const WebdavServer server(fixture().store());
    const RemotePlaces places{fixture().shared().string(), server.place("")};
    const PushRequest request{.jobFolder = job.folder(), .places = places, .withOutput = true};
    answered(job, 0, 1, 10);
    answered(job, 0, 1, 20, 1);
    VERIFY_OK(derive(job));
    fixture().pushed(request);
    const Tree first = treeOf(fixture().store() / "example-bucket/output");
    answered(job, 0, 2, 30); // Some files keep their length.
    answered(job, 0, 2, 40, 1);
    VERIFY_OK(derive(job));
    fixture().pushed(request);
    Tree second = treeOf(fixture().store() / "example-bucket/output");
    for (const auto& [path, content] : first)
        QVERIFY2(second.contains(path), path.c_str());
    for (const auto& [path, content] : treeOf(outputFolder(job.folder())))
        QVERIFY2(second[path] == content, path.c_str());
    QVERIFY(fixture().pushed(request).parcels.empty());
}

void PushToStoreTest::photosGoWhereTheirNamesSay()
{
    const Job job = fixture().job();
    const PushRequest request{.jobFolder = job.folder(), .places = fixture().places(), .withPhotos = true};
    const fs::path images = fixture().store() / "example-bucket/images";
    writeFile(images / "2.png", "another photo");
    const PushPlan plan = fixture().pushed(request);
    QCOMPARE(plan.count(Parcel::Kind::Photos), std::int64_t{5});
    QVERIFY(says(plan.damaged, "2.png is another photo there than here"));
    QCOMPARE(textOf(images / "2.png"), std::string("another photo"));
    QCOMPARE(textOf(images / "3.png"), textOf(fixture().root() / "photos/3.png"));
}

void PushToStoreTest::masksGoBeforeWhatNamesThem()
{
    Job job = fixture().job();
    answered(job, 0, 1, 10);
    answered(job, 0, 1, 20, 1);
    VERIFY_OK(derive(job));
    const Result<PushPlan> plan =
        planPush({.jobFolder = job.folder(), .places = fixture().places(), .withPhotos = true, .withOutput = true});
    VERIFY_OK(plan);
    std::vector<Parcel::Kind> kinds;
    for (const Parcel& parcel : plan->parcels)
        kinds.push_back(parcel.kind);
    using Kind = Parcel::Kind;
    QVERIFY((kinds == std::vector{Kind::Spec, Kind::Manifest, Kind::Photos, Kind::Masks, Kind::Events, Kind::Output,
                                  Kind::Output, Kind::Output}));
    QVERIFY(plan->parcels[5].files[0].ends_with(".png"));
    QVERIFY(std::ranges::count(plan->parcels[7].files, "road-scenes/manifests/output/output.manifest") == 1);
}

LABELWRIGHT_TEST(PushToStoreTest)
#include "PushToStoreTest.moc"
