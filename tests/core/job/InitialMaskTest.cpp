// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/InitialMask.h"

#include "core/groundtruth/MaskPng.h"
#include "core/groundtruth/SegmentationMetadata.h"
#include "core/job/LabelChange.h"
#include "tests/core/job/JobFixture.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"

using namespace labelwright;
using namespace labelwright::test;
namespace fs = std::filesystem;

/// Job::initialMask() from a folder of masks and from an earlier attribute of the manifest.
class InitialMaskTest : public QObject {
    Q_OBJECT
private slots:
    void init();
    void withoutPrelabelThereIsNone();
    void folderIsSearchedByPathThenByName_data();
    void folderIsSearchedByPathThenByName();
    void attributeMaskIsReadByColour();
    void attributeClassesAreMatchedByName();
    void classesGoOnInTheLabelsOfToday_data();
    void classesGoOnInTheLabelsOfToday();
    void lineWithoutTheAttributeHasNone();
    void failuresNameTheirPlace_data();
    void failuresNameTheirPlace();

private:
    fs::path masks() const { return m_fixture->root() / "masks"; }
    Job jobWithFolder() const;
    Job jobWithAttribute(const LabelSet& maskLabels, const LabelMask& mask) const;

    std::unique_ptr<JobFixture> m_fixture;
};

namespace {

constexpr Size kSize = JobFixture::kPhotoSize;

std::vector<std::uint8_t> maskPng(const LabelMask& mask, const LabelSet& labels)
{
    return *encodeConsolidatedMask(mask, labels);
}

} // namespace

void InitialMaskTest::init()
{
    m_fixture = std::make_unique<JobFixture>();
    fs::create_directory(masks());
}

Job InitialMaskTest::jobWithFolder() const
{
    NewJob request = m_fixture->request();
    request.prelabel = {.kind = Prelabel::Kind::Folder, .folder = masks()};
    return m_fixture->makeJob(request);
}

/// Two objects, of which the first has an earlier attribute whose mask is masks/1.png.
Job InitialMaskTest::jobWithAttribute(const LabelSet& maskLabels, const LabelMask& mask) const
{
    writeBytes(masks() / "1.png", maskPng(mask, maskLabels));
    const SegmentationReference reference{"s3://bucket/masks/1.png",
                                          segmentationMetadata(maskLabels, timeAt(0), "earlier", 0)};
    NewJob request = m_fixture->requestOf(R"({"source-ref":"s3://bucket/photos/1.png",)" +
                                          segmentationMembers("earlier-ref", reference, ConfidenceStyle::Manifest) +
                                          "}\n{\"source-ref\":\"s3://bucket/photos/2.png\"}\n");
    request.inputPrefixes.push_back({"s3://bucket/masks/", masks()});
    request.prelabel = {.kind = Prelabel::Kind::Attribute, .attribute = "earlier-ref"};
    return m_fixture->makeJob(request);
}

void InitialMaskTest::withoutPrelabelThereIsNone()
{
    m_fixture->addPhotos(1);
    const auto mask = m_fixture->makeJob().initialMask(0, kSize);
    VERIFY_OK(mask);
    QVERIFY(!mask->has_value());
}

void InitialMaskTest::folderIsSearchedByPathThenByName_data()
{
    QTest::addColumn<QStringList>("files"); // The first is the one that counts.
    QTest::addRow("relative path") << QStringList{"a/1.png", "1.png"};
    QTest::addRow("base name") << QStringList{"1.png"};
    QTest::addRow("neither") << QStringList{};
}

void InitialMaskTest::folderIsSearchedByPathThenByName()
{
    QFETCH(QStringList, files);
    m_fixture->addPhoto("a/1.png");
    Label label = 1;
    for (const QString& file : files) {
        const fs::path path = masks() / file.toStdString();
        fs::create_directories(path.parent_path());
        writeBytes(path, maskPng(maskOf(kSize, {0, label++}), threeLabels()));
    }
    const auto mask = jobWithFolder().initialMask(0, kSize);
    VERIFY_OK(mask);
    QCOMPARE(mask->has_value(), !files.isEmpty());
    if (*mask)
        QVERIFY(**mask == maskOf(kSize, {0, 1}));
}

void InitialMaskTest::attributeMaskIsReadByColour()
{
    const auto mask = jobWithAttribute(threeLabels(), maskOf(kSize, {0, 3, 1})).initialMask(0, kSize);
    VERIFY_OK(mask);
    QVERIFY(**mask == maskOf(kSize, {0, 3, 1}));
}

void InitialMaskTest::attributeClassesAreMatchedByName()
{
    // The earlier job's "bus" is label 1, this one's is 3; "tree" is no label here, but no pixel has it either.
    const LabelSet earlier = *LabelSet::fromNames({"bus", "tree", "people"});
    const auto mask = jobWithAttribute(earlier, maskOf(kSize, {0, 1, 3})).initialMask(0, kSize);
    VERIFY_OK(mask);
    QVERIFY(**mask == maskOf(kSize, {0, 3, 1}));
}

void InitialMaskTest::classesGoOnInTheLabelsOfToday_data()
{
    QTest::addColumn<bool>("isInFolder");
    QTest::newRow("folder") << true;
    QTest::newRow("attribute") << false;
}

/// Traffic light is deleted, bus is the first, and its name is another.
void InitialMaskTest::classesGoOnInTheLabelsOfToday()
{
    QFETCH(bool, isInFolder);
    const LabelMask mask = maskOf(kSize, {0, 1, 2, 3});
    if (isInFolder) {
        m_fixture->addPhotos(1);
        writeBytes(masks() / "1.png", maskPng(mask, threeLabels()));
    }
    Job job = isInFolder ? jobWithFolder() : jobWithAttribute(threeLabels(), mask);
    const LabelSet labels =
        *LabelSet::create({{3, "coach", {1, 2, 3}}, {1, "people", threeLabels().at(1).color}}, {{2, 0}});
    VERIFY_OK(changeLabels(job, labels, job.spec().team.front()));
    const auto changed = job.initialMask(0, kSize);
    VERIFY_OK(changed);
    QVERIFY(**changed == maskOf(kSize, {0, 2, 0, 1}));
    QVERIFY(**initialMaskIn(threeLabels(), job, 0, kSize) == mask);
}

void InitialMaskTest::lineWithoutTheAttributeHasNone()
{
    const auto mask = jobWithAttribute(threeLabels(), maskOf(kSize, {1})).initialMask(1, kSize);
    VERIFY_OK(mask);
    QVERIFY(!mask->has_value());
}

void InitialMaskTest::failuresNameTheirPlace_data()
{
    QTest::addColumn<QString>("what");
    QTest::addColumn<int>("code");
    const auto row = [](const char* what, ErrorCode code) { QTest::newRow(what) << what << static_cast<int>(code); };
    row("another size", ErrorCode::Mismatch);
    row("missing mask", ErrorCode::NotFound);
    row("cut short", ErrorCode::Truncated);
    row("class the job lacks", ErrorCode::Mismatch);
}

void InitialMaskTest::failuresNameTheirPlace()
{
    QFETCH(QString, what);
    QFETCH(int, code);
    const bool isForeign = what == "class the job lacks";
    const LabelSet labels = isForeign ? *LabelSet::fromNames({"sky"}) : threeLabels();
    const Job job = jobWithAttribute(labels, maskOf(kSize, {0, 1}));
    const fs::path path = masks() / "1.png";
    const std::string whole = textOf(path);
    if (what == "missing mask")
        fs::remove(path);
    if (what == "cut short")
        writeText(path, whole.substr(0, whole.size() / 2));
    const auto mask = job.initialMask(0, what == "another size" ? Size{5, 3} : kSize);
    VERIFY_ERROR(mask, static_cast<ErrorCode>(code));
    QCOMPARE(mask.error().path, path);
    if (what == "another size")
        QCOMPARE(mask.error().detail, std::string("the image is 5 x 3 pixels, its initial mask 4 x 3"));
    if (isForeign)
        QVERIFY(mask.error().detail.find("\"sky\"") != std::string::npos);
}

LABELWRIGHT_TEST(InitialMaskTest)
#include "InitialMaskTest.moc"
