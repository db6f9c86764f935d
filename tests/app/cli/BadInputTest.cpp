// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/cli/Workplace.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"

#include <functional>

using namespace labelwright;
using namespace labelwright::test;
namespace fs = std::filesystem;

namespace {

/// A fault in the photo or the mask of an object.
using Damage = std::function<void(const fs::path& file)>;

void cutShort(const fs::path& file)
{
    const std::string text = textOf(file);
    writeText(file, text.substr(0, text.size() / 2));
}

void empty(const fs::path& file)
{
    writeText(file, "");
}

void fillWithText(const fs::path& file)
{
    writeText(file, "this is no picture at all, whatever its name says");
}

void removeFile(const fs::path& file)
{
    fs::remove(file);
}

void replaceByFolder(const fs::path& file)
{
    fs::remove(file);
    fs::create_directory(file);
}

void forbid(const fs::path& file)
{
    fs::permissions(file, fs::perms::none);
}

const Surroundings kOrdinaryUser{.obeysPermissions = true};

} // namespace

Q_DECLARE_METATYPE(Damage)

/// Damaged photos, masks and jobs: a sentence with what, where and what to do, exit code 1, nothing lost, no signal.
class BadInputTest : public QObject {
    Q_OBJECT
private slots:
    void badPhotosAreRefused_data();
    void badPhotosAreRefused();
    void badMasksAreRefused_data();
    void badMasksAreRefused();
    void aMaskOfAnotherSizeIsRefused();
    void anInitialMaskOfAnotherSizeIsRefused();
    void aMaskWithForeignColoursIsRefused();
    void aFolderOfANewerVersionIsRefused();
    void aDamagedJobFileIsRefused_data();
    void aDamagedJobFileIsRefused();
    void foldersThatAreNoJobsAreRefused();
};

void BadInputTest::badPhotosAreRefused_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<Damage>("damage");
    QTest::addColumn<QString>("word");
    QTest::addColumn<QString>("advice");
    const QString again = QStringLiteral("Copy the file again");
    QTest::newRow("missing") << "0.png" << Damage(removeFile) << "no such file"
                             << "put it back";
    QTest::newRow("a folder") << "0.png" << Damage(replaceByFolder) << "a folder and not a file"
                              << "";
    QTest::newRow("forbidden") << "0.png" << Damage(forbid) << ""
                               << "permission";
    QTest::newRow("0 bytes") << "0.png" << Damage(empty) << "the file is empty" << again;
    QTest::newRow("a PNG cut short") << "0.png" << Damage(cutShort) << "too early" << again;
    QTest::newRow("a JPEG cut short") << "0.jpg" << Damage(cutShort) << "too early" << again;
    QTest::newRow("0 bytes of JPEG") << "0.jpg" << Damage(empty) << "the file is empty" << again;
    QTest::newRow("text") << "0.jpg" << Damage(fillWithText) << ""
                          << "";
}

void BadInputTest::badPhotosAreRefused()
{
    QFETCH(QString, name);
    QFETCH(Damage, damage);
    QFETCH(QString, word);
    QFETCH(QString, advice);
    const Workplace place;
    const fs::path photo = name.endsWith(QStringLiteral("png")) ? place.addPhoto(name.toStdString(), {64, 48})
                                                                : place.addJpeg(name.toStdString(), {64, 48});
    place.addPhoto("1.png");
    VERIFY_DONE(place.makeJob());
    damage(photo);
    const auto before = possessionsOf(place.job());

    const Outcome render =
        runProgram({"render", place.job(), "--object", "0", "-o", place.root() / "a.png"}, kOrdinaryUser);
    VERIFY_REFUSED(render, photo.string(), word.toStdString(), advice.toStdString());
    const Outcome segment = runProgram({"autosegment", photo, "--top", "20,5", "--bottom", "20,30", "--left", "9,20",
                                        "--right", "40,20", "-o", place.root() / "a.png"},
                                       kOrdinaryUser);
    VERIFY_REFUSED(segment, photo.string(), word.toStdString(), advice.toStdString());
    QVERIFY(!fs::exists(place.root() / "a.png"));
    const Outcome submit = runProgram({"submit", place.job(), "--object", "0", "--worker", "worker-1", "--mask",
                                       place.addIndexedMask("mask.png", 0, {64, 48})},
                                      kOrdinaryUser);
    VERIFY_REFUSED(submit, photo.string(), word.toStdString(), advice.toStdString());
    const Outcome sheet =
        runProgram({"render", place.job(), "--contact-sheet", "-o", place.root() / "a.png"}, kOrdinaryUser);
    QCOMPARE(sheet.exitCode, 3);
    QVERIFY(sheet.err.starts_with("labelwright: warning: " + photo.string()));

    QCOMPARE(possessionsOf(place.job()), before);
    VERIFY_DONE(place.submit(1, place.addIndexedMask("mask.png", 0)));
    fs::permissions(photo.parent_path(), fs::perms::owner_all);
}

void BadInputTest::badMasksAreRefused_data()
{
    QTest::addColumn<Damage>("damage");
    QTest::addColumn<QString>("word");
    QTest::newRow("missing") << Damage(removeFile) << "no such file";
    QTest::newRow("a folder") << Damage(replaceByFolder) << "a folder and not a file";
    QTest::newRow("forbidden") << Damage(forbid) << "permission";
    QTest::newRow("0 bytes") << Damage(empty) << "empty";
    QTest::newRow("cut short") << Damage(cutShort) << "too early";
    QTest::newRow("text") << Damage(fillWithText) << "PNG";
}

void BadInputTest::badMasksAreRefused()
{
    QFETCH(Damage, damage);
    QFETCH(QString, word);
    const Workplace place;
    place.addPhotos(1);
    VERIFY_DONE(place.makeJob());
    const fs::path mask = place.addIndexedMask("mask.png", 0);
    damage(mask);
    const auto before = possessionsOf(place.job());
    VERIFY_REFUSED(
        runProgram({"submit", place.job(), "--object", "0", "--worker", "worker-1", "--mask", mask}, kOrdinaryUser),
        mask.string(), word.toStdString());
    QCOMPARE(possessionsOf(place.job()), before);
}

void BadInputTest::aMaskOfAnotherSizeIsRefused()
{
    const Workplace place;
    place.addPhotos(1);
    VERIFY_DONE(place.makeJob());
    const fs::path mask = place.addIndexedMask("mask.png", 0, {16, 24});
    const auto before = possessionsOf(place.job());
    VERIFY_REFUSED(place.submit(0, mask), mask.string(), "24 x 16", "16 x 24");
    QCOMPARE(possessionsOf(place.job()), before);
}

void BadInputTest::anInitialMaskOfAnotherSizeIsRefused()
{
    const Workplace place;
    place.addPhotos(1);
    fs::create_directories(place.root() / "masks");
    const fs::path mask = place.addIndexedMask("masks/0.png", 0, {25, 16});
    VERIFY_DONE(place.makeJob({"--prelabel", place.root() / "masks"}));
    VERIFY_REFUSED(runProgram({"render", place.job(), "--object", "0", "-o", place.root() / "a.png"}), mask.string(),
                   "24 x 16", "25 x 16");
}

void BadInputTest::aMaskWithForeignColoursIsRefused()
{
    const Workplace place;
    place.addPhotos(1);
    VERIFY_DONE(place.makeJob());
    const auto before = possessionsOf(place.job());
    VERIFY_REFUSED(place.submit(0, place.photos() / "0.png"), "0.png", "no label's", "#");
    QCOMPARE(possessionsOf(place.job()), before);
}

void BadInputTest::aFolderOfANewerVersionIsRefused()
{
    const Workplace place;
    place.addPhotos(1);
    VERIFY_DONE(place.makeJob());
    std::string text = textOf(place.job() / "job.json");
    text.replace(text.find("\"version\": 1"), 12, "\"version\": 2");
    writeText(place.job() / "job.json", text);
    const auto before = possessionsOf(place.job());
    const fs::path mask = place.addIndexedMask("mask.png", 0);
    for (const Outcome& outcome :
         {runProgram({"status", place.job()}), runProgram({"derive", place.job()}), place.submit(0, mask),
          runProgram({"render", place.job(), "--contact-sheet", "-o", place.root() / "a.png"})})
        VERIFY_REFUSED(outcome, (place.job() / "job.json").string(), "version 2", "Update Labelwright to open it.");
    QCOMPARE(possessionsOf(place.job()), before);
}

void BadInputTest::aDamagedJobFileIsRefused_data()
{
    QTest::addColumn<Damage>("damage");
    QTest::newRow("0 bytes") << Damage(empty);
    QTest::newRow("cut short") << Damage(cutShort);
    QTest::newRow("text") << Damage(fillWithText);
    QTest::newRow("a folder") << Damage(replaceByFolder);
    QTest::newRow("forbidden") << Damage(forbid);
    QTest::newRow("another program's") << Damage([](const fs::path& file) { writeText(file, "{\"version\":1}"); });
    QTest::newRow("no labels") << Damage([](const fs::path& file) {
        std::string text = textOf(file);
        text.replace(text.find("\"labels\""), 8, "\"labelz\"");
        writeText(file, text);
    });
}

void BadInputTest::aDamagedJobFileIsRefused()
{
    QFETCH(Damage, damage);
    const Workplace place;
    place.addPhotos(1);
    VERIFY_DONE(place.makeJob());
    const fs::path file = place.job() / "job.json";
    damage(file);
    VERIFY_REFUSED(runProgram({"status", place.job()}, kOrdinaryUser), file.string());
    VERIFY_REFUSED(runProgram({"derive", place.job()}, kOrdinaryUser), file.string());
    QVERIFY(!fs::exists(place.job() / "output"));
}

void BadInputTest::foldersThatAreNoJobsAreRefused()
{
    const Workplace place;
    place.addPhotos(1);
    const fs::path mask = place.addIndexedMask("mask.png", 0);
    for (const fs::path& folder : {place.root() / "nowhere", place.photos(), place.photos() / "0.png"}) {
        VERIFY_REFUSED(runProgram({"status", folder}), folder.string(), "Check the name");
        VERIFY_REFUSED(runProgram({"derive", folder}), folder.string());
        VERIFY_REFUSED(runProgram({"submit", folder, "--object", "0", "--worker", "w", "--mask", mask}),
                       folder.string());
        VERIFY_REFUSED(runProgram({"render", folder, "--object", "0", "-o", place.root() / "a.png"}), folder.string());
    }
    QVERIFY(!fs::exists(place.root() / "nowhere"));
    QCOMPARE(possessionsOf(place.photos()).size(), std::size_t{1});
}

LABELWRIGHT_TEST(BadInputTest)
#include "BadInputTest.moc"
