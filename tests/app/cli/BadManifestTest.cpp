// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/cli/Workplace.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"

using namespace labelwright;
using namespace labelwright::test;
namespace fs = std::filesystem;

/// Manifests with faults: the line is named, and the rest of the job works.
class BadManifestTest : public QObject {
    Q_OBJECT
private slots:
    void aBadLineIsNamedAndTheRestWorks_data();
    void aBadLineIsNamedAndTheRestWorks();
    void aManifestWithoutAnObjectIsRefused_data();
    void aManifestWithoutAnObjectIsRefused();
    void pathsThatClimbOutAreRefused_data();
    void pathsThatClimbOutAreRefused();
    void aLinkOutOfTheFolderIsRefused();
    void aChangedLineIsRefused();
    void aManifestCutShortIsRefused();
    void aLostManifestIsRefused();
    void theJobsOwnAttributeInALineIsRefused();
};

namespace {

const std::string kGood = "{\"source-ref\":\"s3://bucket/0.png\"}\n";

} // namespace

void BadManifestTest::aBadLineIsNamedAndTheRestWorks_data()
{
    QTest::addColumn<QString>("line");
    QTest::newRow("no JSON") << "0.png";
    QTest::newRow("nothing") << "";
    QTest::newRow("cut short") << "{\"source-ref\":\"s3://bu";
    QTest::newRow("no object") << "[\"s3://bucket/0.png\"]";
    QTest::newRow("lacks source-ref") << "{\"source\":\"s3://bucket/0.png\"}";
    QTest::newRow("source-ref is no text") << "{\"source-ref\":7}";
    QTest::newRow("source-ref is empty") << "{\"source-ref\":\"\"}";
    QTest::newRow("text after the object") << "{\"source-ref\":\"s3://bucket/0.png\"} x";
}

void BadManifestTest::aBadLineIsNamedAndTheRestWorks()
{
    QFETCH(QString, line);
    const Workplace place;
    place.addPhotos(1);
    const Outcome made = place.makeJobOf(kGood + line.toStdString() + "\n" + kGood);
    QVERIFY(!made.crashed);
    QCOMPARE(made.exitCode, 0);
    const std::string where = (place.root() / "own.manifest").string() + ", line 2: ";
    QCOMPARE(made.errLines().size(), std::size_t{1});
    QVERIFY2(made.err.starts_with("labelwright: warning: " + where), made.err.c_str());

    const fs::path mask = place.addIndexedMask("mask.png", 0);
    const auto before = possessionsOf(place.job());
    VERIFY_REFUSED(place.submit(1, mask), (place.job() / "input.manifest").string() + ", line 2: ");
    VERIFY_REFUSED(runProgram({"render", place.job(), "--object", "1", "-o", place.root() / "a.png"}), "line 2");
    QCOMPARE(possessionsOf(place.job()), before);
    VERIFY_DONE(place.submit(0, mask));
    VERIFY_DONE(place.submit(2, mask));
    VERIFY_DONE(runProgram({"derive", place.job()}));
    VERIFY_DONE(runProgram({"status", place.job()}));
}

void BadManifestTest::aManifestWithoutAnObjectIsRefused_data()
{
    QTest::addColumn<QByteArray>("manifest");
    QTest::newRow("0 bytes") << QByteArray();
    QTest::newRow("empty lines") << QByteArray("\n\n");
    QTest::newRow("no JSON") << QByteArray("one\ntwo\n");
    QTest::newRow("a photo") << QByteArray("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 16);
}

void BadManifestTest::aManifestWithoutAnObjectIsRefused()
{
    QFETCH(QByteArray, manifest);
    const Workplace place;
    place.addPhotos(1);
    VERIFY_REFUSED(place.makeJobOf(manifest.toStdString()), (place.root() / "own.manifest").string(),
                   "Mend the file, or take it from a backup.");
    QVERIFY(!fs::exists(place.job()));
}

void BadManifestTest::pathsThatClimbOutAreRefused_data()
{
    QTest::addColumn<QString>("reference");
    QTest::newRow("below a prefix") << "s3://bucket/../secret.png";
    QTest::newRow("deep below a prefix") << "s3://bucket/a/b/../../../secret.png";
    QTest::newRow("beside the manifest") << "../secret.png";
}

void BadManifestTest::pathsThatClimbOutAreRefused()
{
    QFETCH(QString, reference);
    const Workplace place;
    place.addPhotos(1);
    place.addPhoto("../secret.png");
    const Outcome made = place.makeJobOf("{\"source-ref\":\"" + reference.toStdString() + "\"}\n" + kGood);
    QCOMPARE(made.exitCode, 0);
    const auto before = possessionsOf(place.job());
    const fs::path mask = place.addIndexedMask("mask.png", 0);
    VERIFY_REFUSED(place.submit(0, mask), "line 1", "climbs out of its folder",
                   "Only files inside the mapped folder are read.");
    VERIFY_REFUSED(runProgram({"render", place.job(), "--object", "0", "-o", place.root() / "picture.png"}),
                   "climbs out");
    QVERIFY(!fs::exists(place.root() / "picture.png"));
    QCOMPARE(possessionsOf(place.job()), before);
    VERIFY_DONE(place.submit(1, mask));
}

void BadManifestTest::aLinkOutOfTheFolderIsRefused()
{
    const Workplace place;
    place.addPhotos(1);
    place.addPhoto("../secret.png");
    fs::create_symlink(place.root() / "secret.png", place.photos() / "link.png");
    const Outcome made = place.makeJobOf("{\"source-ref\":\"s3://bucket/link.png\"}\n" + kGood);
    QCOMPARE(made.exitCode, 0);
    VERIFY_REFUSED(place.submit(0, place.addIndexedMask("mask.png", 0)), "line 1", "climbs out");
}

void BadManifestTest::aChangedLineIsRefused()
{
    const Workplace place;
    place.addPhotos(3);
    VERIFY_DONE(place.makeJob());
    VERIFY_DONE(place.submit(0, place.addIndexedMask("mask.png", 0)));
    std::string text = textOf(place.job() / "input.manifest");
    text.replace(text.find("1.png"), 5, "9.png");
    writeText(place.job() / "input.manifest", text);
    const auto before = possessionsOf(place.job());
    VERIFY_REFUSED(runProgram({"status", place.job()}), (place.job() / "input.manifest").string() + ", line 2: ");
    VERIFY_REFUSED(place.submit(0, place.addIndexedMask("mask.png", 0)), "line 2");
    VERIFY_REFUSED(runProgram({"derive", place.job()}), "line 2");
    QCOMPARE(possessionsOf(place.job()), before);
}

void BadManifestTest::aManifestCutShortIsRefused()
{
    const Workplace place;
    place.addPhotos(3);
    VERIFY_DONE(place.makeJob());
    const std::string text = textOf(place.job() / "input.manifest");
    for (const std::size_t bytes : {std::size_t{0}, std::size_t{1}, text.size() / 2, text.size() - 1}) {
        writeText(place.job() / "input.manifest", text.substr(0, bytes));
        VERIFY_REFUSED(runProgram({"status", place.job()}), (place.job() / "input.manifest").string());
    }
    writeText(place.job() / "input.manifest", text);
    VERIFY_DONE(runProgram({"status", place.job()}));
}

void BadManifestTest::aLostManifestIsRefused()
{
    const Workplace place;
    place.addPhotos(1);
    VERIFY_DONE(place.makeJob());
    fs::remove(place.job() / "input.manifest");
    VERIFY_REFUSED(runProgram({"status", place.job()}), (place.job() / "input.manifest").string(), "put it back");
}

void BadManifestTest::theJobsOwnAttributeInALineIsRefused()
{
    const Workplace place;
    place.addPhotos(1);
    VERIFY_REFUSED(
        place.makeJobOf(kGood + "{\"source-ref\":\"s3://bucket/0.png\",\"street-ref\":\"s3://bucket/m.png\"}\n"),
        "line 2", "street-ref", "choose another");
    QVERIFY(!fs::exists(place.job()));
}

LABELWRIGHT_TEST(BadManifestTest)
#include "BadManifestTest.moc"
