// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/groundtruth/OutputLayout.h"
#include "core/image/ImageReader.h"
#include "tests/app/cli/Workplace.h"
#include "tests/support/TestFiles.h"

#include <algorithm>

using namespace labelwright;
using namespace labelwright::test;
namespace fs = std::filesystem;

/// What ./run does where there is no display, on scenes that the program draws.
class HeadlessStoryTest : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void everyPhotoIsLabelled();
    void theOutputIsWithoutFault();
    void theOutputManifestIsWithoutFaultOnItsOwn();
    void theContactSheetIsAPicture();
    void theOutputOpensAsAJobAgain();
    void runSaysTheSameCommands();

private:
    Workplace m_place;
    fs::path m_output;
};

void HeadlessStoryTest::initTestCase()
{
    const fs::path sample = dataPath("../../resources/sample");
    VERIFY_DONE(runProgram({"sample", m_place.job(), "--photos", m_place.photos(), "--clicks", sample / "clicks.jsonl",
                            "--instructions", sample / "instructions.html", "--label"},
                           {.offscreen = false}));
    VERIFY_DONE(runProgram({"derive", m_place.job()}, {.offscreen = false}));
    m_output = m_place.job() / "output/sample-job";
}

void HeadlessStoryTest::everyPhotoIsLabelled()
{
    const QJsonObject status = jsonOf(runProgram({"status", m_place.job(), "--json"}).out);
    QCOMPARE(status[QStringLiteral("objects")].toInt(), 2);
    QCOMPARE(status[QStringLiteral("labeled")].toInt(), 2);
    const std::string manifest = textOf(m_output / layout::kOutputManifest);
    QCOMPARE(std::count(manifest.begin(), manifest.end(), '\n'), std::ptrdiff_t{2});
    QVERIFY2(manifest.find("\"sample-job-ref\":\"s3://") != std::string::npos, manifest.c_str());
    QVERIFY2(manifest.find("\"class-name\":\"cup\"") != std::string::npos, manifest.c_str());
    const std::string page = textOf(m_output / layout::kWorkerTemplate);
    QVERIFY2(page.find("crowd-semantic-segmentation") != std::string::npos, page.c_str());
}

void HeadlessStoryTest::theOutputIsWithoutFault()
{
    const Outcome outcome = runProgram({"validate", m_place.job()}, {.offscreen = false});
    VERIFY_DONE(outcome);
    QVERIFY2(outcome.outLines().back().starts_with(m_place.job().string() + ": 0 errors, 0 warnings"),
             outcome.out.c_str());
}

void HeadlessStoryTest::theOutputManifestIsWithoutFaultOnItsOwn()
{
    const Outcome outcome = runProgram({"validate", m_output / layout::kOutputManifest});
    VERIFY_DONE(outcome);
}

void HeadlessStoryTest::theContactSheetIsAPicture()
{
    const fs::path out = m_place.root() / "contact-sheet.png";
    const Outcome outcome = runProgram({"render", m_place.job(), "--contact-sheet", "-o", out}, {.offscreen = false});
    VERIFY_DONE(outcome);
    QCOMPARE(outcome.out, out.string() + "\n");
    const Result<Image> sheet = readImage(out);
    VERIFY_OK(sheet);
    QVERIFY(sheet->width() >= 2 * 480);
    QVERIFY(sheet->height() >= 320);
}

void HeadlessStoryTest::theOutputOpensAsAJobAgain()
{
    const fs::path again = m_place.root() / "again";
    VERIFY_DONE(runProgram({"new", again, "--from-output", m_output, "--s3-input",
                            "s3://labelwright/sample-job/images/=" + m_place.photos().string()}));
    const fs::path picture = m_place.root() / "picture.png";
    VERIFY_DONE(runProgram({"render", again, "--object", "0", "-o", picture}));
    const Outcome outcome = runProgram({"validate", again});
    VERIFY_DONE(outcome);
}

/// The commands above are those of ./run.
void HeadlessStoryTest::runSaysTheSameCommands()
{
    const std::string run = textOf(dataPath("../../run"));
    for (const char* words : {"sample \"$job\" --photos \"$photos\" --clicks resources/sample/clicks.jsonl",
                              "--instructions resources/sample/instructions.html", "\"${sample[@]}\" --label",
                              "derive \"$job\"", "validate \"$job\"", "render \"$job\" --contact-sheet -o"})
        QVERIFY2(run.find(words) != std::string::npos, words);
}

QTEST_GUILESS_MAIN(HeadlessStoryTest)
#include "HeadlessStoryTest.moc"
