// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/Job.h"
#include "core/job/JobState.h"
#include "tests/app/cli/Workplace.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace labelwright;
using namespace labelwright::test;
namespace fs = std::filesystem;

class NewCommandTest : public QObject {
    Q_OBJECT
private slots:
    void aFolderOfPhotosBecomesAJobInNaturalOrder();
    void jsonSaysTheSame();
    void aManifestIsKeptByteForByte();
    void labelsComeFromACategoryFile_data();
    void labelsComeFromACategoryFile();
    void coloursAreTaken();
    void prefixesNameThePhotosAndTheOutput();
    void theAttributeMayBeChosen();
    void timeLimits_data();
    void timeLimits();
    void badTimeLimits_data();
    void badTimeLimits();
    void severalWorkersAreATeam();
    void aTeamOfTheWorkspaceIsTaken();
    void instructionsAreTaken();
    void masksOfAFolderAreWhatObjectsBeginWith();
    void anEarlierAttributeIsWhatObjectsBeginWith();
    void relativePathsAreThoseOfTheCurrentFolder();
    void whatMeansNothingIsWrongUsage_data();
    void whatMeansNothingIsWrongUsage();
    void labelsEqualButForCaseAreWarnedOf();
    void whatIsNotAllowedIsRefused_data();
    void whatIsNotAllowedIsRefused();
    void aFolderThatIsThereIsLeftAlone();
};

namespace {

Job openJob(const Workplace& place)
{
    Result<Job> job = Job::open(place.job());
    if (!job)
        qFatal("%s", sentence(job.error()).c_str());
    return *std::move(job);
}

/// What is given besides the folder, the photos and the labels, and a word of the answer.
void addWrongColumns()
{
    QTest::addColumn<QStringList>("more");
    QTest::addColumn<QString>("word");
}

void addWrongRow(const char* name, const QStringList& more, const char* word)
{
    QTest::newRow(name) << more << QString::fromLatin1(word);
}

} // namespace

void NewCommandTest::aFolderOfPhotosBecomesAJobInNaturalOrder()
{
    const Workplace place;
    for (const char* name : {"photo10.png", "photo2.png", "photo1.png", "b/deep/1.png", "b/2.png"})
        place.addPhoto(name);
    place.addJpeg("photo3.JPG");
    writeText(place.photos() / "notes.txt", "no photo");
    const Outcome outcome = place.makeJob();
    VERIFY_DONE(outcome);
    QCOMPARE(outcome.out, place.job().string() + ": 6 objects, 3 labels, attribute street-ref\n");
    QCOMPARE(textOf(place.job() / "input.manifest"),
             std::string("{\"source-ref\":\"s3://labelwright/street/images/b/2.png\"}\n"
                         "{\"source-ref\":\"s3://labelwright/street/images/b/deep/1.png\"}\n"
                         "{\"source-ref\":\"s3://labelwright/street/images/photo1.png\"}\n"
                         "{\"source-ref\":\"s3://labelwright/street/images/photo2.png\"}\n"
                         "{\"source-ref\":\"s3://labelwright/street/images/photo3.JPG\"}\n"
                         "{\"source-ref\":\"s3://labelwright/street/images/photo10.png\"}\n"));
    const Job job = openJob(place);
    for (ObjectId object = 0; object < job.objectCount(); ++object) {
        const Result<ObjectSource> source = job.source(object);
        VERIFY_OK(source);
        QVERIFY(fs::exists(source->imagePath));
    }
}

void NewCommandTest::jsonSaysTheSame()
{
    const Workplace place;
    place.addPhotos(2);
    const Outcome outcome = place.makeJob({"--json"});
    VERIFY_DONE(outcome);
    const QJsonObject json = jsonOf(outcome.out);
    QCOMPARE(json.keys(), QStringList({QStringLiteral("attribute"), QStringLiteral("folder"), QStringLiteral("job"),
                                       QStringLiteral("labels"), QStringLiteral("objects")}));
    QCOMPARE(json[QStringLiteral("attribute")].toString(), QStringLiteral("street-ref"));
    QCOMPARE(json[QStringLiteral("folder")].toString().toStdString(), place.job().string());
    QCOMPARE(json[QStringLiteral("job")].toString(), QStringLiteral("street"));
    QCOMPARE(json[QStringLiteral("labels")].toInt(), 3);
    QCOMPARE(json[QStringLiteral("objects")].toInt(), 2);
}

void NewCommandTest::aManifestIsKeptByteForByte()
{
    const Workplace place;
    place.addPhotos(2);
    const std::string manifest = "{ \"z\" : [1, 2.50],\"source-ref\":\"s3://bucket/1.png\", \"note\":\"\\u00e9 é\"}\r\n"
                                 "{\"source-ref\":\"s3://bucket/0.png\",\"weight\":1e2}";
    VERIFY_DONE(place.makeJobOf(manifest));
    QCOMPARE(textOf(place.job() / "input.manifest"), manifest);
    QCOMPARE(openJob(place).source(0)->imagePath, place.photos() / "1.png");
    QCOMPARE(openJob(place).source(1)->imagePath, place.photos() / "0.png");
}

void NewCommandTest::labelsComeFromACategoryFile_data()
{
    QTest::addColumn<QString>("version");
    QTest::newRow("Ground Truth's") << QStringLiteral("\"document-version\":\"2018-11-28\",");
    QTest::newRow("the guide's") << QStringLiteral("\"document-version\":\"2020-03-01\",");
    QTest::newRow("one to come") << QStringLiteral("\"document-version\":\"2031-01-01\",");
    QTest::newRow("none") << QString();
}

void NewCommandTest::labelsComeFromACategoryFile()
{
    QFETCH(QString, version);
    const Workplace place;
    place.addPhotos(1);
    writeText(place.root() / "labels.json",
              "{" + version.toStdString() + "\"labels\":[{\"label\":\"sky\"},{\"label\":\"신호등\"}]}");
    VERIFY_DONE(runProgram({"new", place.job(), "--name", "street", "--images", place.photos(), "--label-file",
                            place.root() / "labels.json"}));
    const Job job = openJob(place);
    QCOMPARE(job.spec().labels.size(), std::size_t{2});
    QCOMPARE(job.spec().labels.at(1).name, std::string("sky"));
    QCOMPARE(job.spec().labels.at(2).name, std::string("신호등"));
    QCOMPARE(job.spec().labels.at(1).color, defaultLabelColor(0));
}

void NewCommandTest::coloursAreTaken()
{
    const Workplace place;
    place.addPhotos(1);
    VERIFY_DONE(place.makeJob({"--colors", "#102030, #A0b0C0"}));
    const LabelSet labels = openJob(place).spec().labels;
    QCOMPARE(labels.at(1).color, (Color{0x10, 0x20, 0x30}));
    QCOMPARE(labels.at(2).color, (Color{0xa0, 0xb0, 0xc0}));
    QCOMPARE(labels.at(3).color, defaultLabelColor(2));
}

void NewCommandTest::prefixesNameThePhotosAndTheOutput()
{
    const Workplace place;
    place.addPhoto("front/1.png");
    fs::create_directories(place.root() / "elsewhere");
    VERIFY_DONE(place.makeJob({"--s3-input", "s3://elsewhere/=" + place.root().string() + "/elsewhere", "--s3-input",
                               "s3://bucket/all/=" + place.photos().string(), "--s3-output", "s3://results/labels/"}));
    QCOMPARE(textOf(place.job() / "input.manifest"), std::string("{\"source-ref\":\"s3://bucket/all/front/1.png\"}\n"));
    QCOMPARE(openJob(place).spec().outputPrefix, std::string("s3://results/labels"));
    VERIFY_DONE(runProgram({"derive", place.job()}));
    const std::string request = textOf(place.job() / "output/street.create-labeling-job.json");
    QVERIFY2(request.find("s3://results/labels") != std::string::npos, request.c_str());
}

void NewCommandTest::theAttributeMayBeChosen()
{
    const Workplace place;
    place.addPhotos(1);
    const Outcome outcome = place.makeJob({"--attribute", "scene-ref", "--json"});
    VERIFY_DONE(outcome);
    QCOMPARE(jsonOf(outcome.out)[QStringLiteral("attribute")].toString(), QStringLiteral("scene-ref"));
    QCOMPARE(openJob(place).spec().attribute, std::string("scene-ref"));
}

void NewCommandTest::timeLimits_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("seconds");
    QTest::newRow("seconds") << "90s" << 90;
    QTest::newRow("a number alone") << "45" << 45;
    QTest::newRow("minutes") << "60m" << 3600;
    QTest::newRow("hours") << "2h" << 7200;
    QTest::newRow("the least") << "30s" << 30;
    QTest::newRow("the most") << "8h" << 28800;
}

void NewCommandTest::timeLimits()
{
    QFETCH(QString, text);
    QFETCH(int, seconds);
    const Workplace place;
    place.addPhotos(1);
    VERIFY_DONE(place.makeJob({"--time-limit", text.toStdString()}));
    QCOMPARE(openJob(place).spec().task.timeLimit, std::chrono::seconds(seconds));
}

void NewCommandTest::badTimeLimits_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("too short") << "29s";
    QTest::newRow("too long") << "481m";
    QTest::newRow("no number") << "long";
    QTest::newRow("an unknown unit") << "3d";
    QTest::newRow("a fraction") << "1.5h";
    QTest::newRow("two units") << "1h30m";
    QTest::newRow("below nothing") << "-5m";
    QTest::newRow("beyond every number") << "99999999999999999999h";
}

void NewCommandTest::badTimeLimits()
{
    QFETCH(QString, text);
    const Workplace place;
    place.addPhotos(1);
    VERIFY_WRONG_USAGE(place.makeJob({"--time-limit=" + text.toStdString()}), "time limit", "8h");
    QVERIFY(!fs::exists(place.job()));
}

void NewCommandTest::severalWorkersAreATeam()
{
    const Workplace place;
    place.addPhotos(1);
    VERIFY_DONE(place.makeJob({"--workers-per-object", "3"}));
    const JobSpec spec = openJob(place).spec();
    QCOMPARE(spec.workersPerObject, 3);
    QCOMPARE(spec.team.size(), std::size_t{3});
    QCOMPARE(spec.team[0].name, std::string("worker-1"));
    QCOMPARE(spec.team[2].name, std::string("worker-3"));
    for (const char* worker : {"worker-1", "worker-2", "worker-3"})
        VERIFY_DONE(runProgram({"status", place.job(), "--worker", worker}));
}

void NewCommandTest::aTeamOfTheWorkspaceIsTaken()
{
    const Workplace place;
    place.addPhotos(1);
    const std::string workspace = (place.root() / "workspace").string();
    VERIFY_DONE(runProgram({"team", "add", "--workspace", workspace, "road", "ann@example.com", "bob@example.com"}));
    VERIFY_DONE(runProgram({"team", "deactivate", "--workspace", workspace, "road", "bob@example.com"}));
    const std::vector<std::string> asked{"--workspace", workspace, "--team", "road"};
    std::vector<std::string> tooMany = asked;
    tooMany.insert(tooMany.end(), {"--workers-per-object", "2"});
    VERIFY_REFUSED(place.makeJob(tooMany), "2 different workers", "only 1 of the team road");
    VERIFY_REFUSED(place.makeJob({"--workspace", workspace, "--team", "rode"}), "road");
    VERIFY_DONE(place.makeJob(asked));
    const Team team = currentTeam(openJob(place));
    QCOMPARE(team.name, std::string("road"));
    QCOMPARE(team.members.size(), std::size_t{2});
    QCOMPARE(team.members[1].status, MemberStatus::Inactive);
}

void NewCommandTest::instructionsAreTaken()
{
    const Workplace place;
    place.addPhotos(1);
    writeText(place.root() / "instructions.html",
              "<short-instructions><p>Paint <b>each</b> class.</p></short-instructions>"
              "<full-instructions header=\"All of it\"><p>Slowly.</p></full-instructions>"
              "<good-example><img src=\"good.png\"></good-example><bad-example>none</bad-example>");
    VERIFY_DONE(place.makeJob({"--instructions", place.root() / "instructions.html"}));
    const Instructions instructions = openJob(place).spec().task.instructions;
    QCOMPARE(instructions.shortHtml, std::string("<p>Paint <b>each</b> class.</p>"));
    QCOMPARE(instructions.fullHtml, std::string("<p>Slowly.</p>"));
    QCOMPARE(instructions.fullHeader, std::string("All of it"));
    QCOMPARE(instructions.goodExampleHtml, std::string("<img src=\"good.png\">"));
    QCOMPARE(instructions.badExampleHtml, std::string("none"));
    VERIFY_DONE(runProgram({"derive", place.job()}));
    const std::string page = textOf(place.job() / "output/street/annotation-tool/template.liquid");
    QVERIFY2(page.find("<p>Paint <b>each</b> class.</p>") != std::string::npos, page.c_str());
}

void NewCommandTest::masksOfAFolderAreWhatObjectsBeginWith()
{
    const Workplace place;
    place.addPhotos(2);
    fs::create_directories(place.root() / "masks");
    place.addIndexedMask("masks/1.png", 5);
    VERIFY_DONE(place.makeJob({"--prelabel", place.root() / "masks"}));
    const Job job = openJob(place);
    const Result<std::optional<LabelMask>> none = job.initialMask(0, Workplace::kPhotoSize);
    const Result<std::optional<LabelMask>> mask = job.initialMask(1, Workplace::kPhotoSize);
    VERIFY_OK(none);
    VERIFY_OK(mask);
    QVERIFY(!none->has_value());
    QVERIFY(mask->has_value());
    QVERIFY(**mask == stripes(Workplace::kPhotoSize, 5));
}

void NewCommandTest::anEarlierAttributeIsWhatObjectsBeginWith()
{
    const Workplace place;
    place.addPhotos(1);
    place.addIndexedMask("photos/earlier.png", 2);
    const std::string line =
        R"({"source-ref":"s3://bucket/0.png","first-ref":"s3://bucket/earlier.png","first-ref-metadata":)"
        R"({"internal-color-map":{"0":{"class-name":"BACKGROUND","hex-color":"#ffffff","confidence":0},)"
        R"("1":{"class-name":"people","hex-color":"#2ca02c","confidence":0},)"
        R"("2":{"class-name":"traffic light","hex-color":"#1f77b4","confidence":0},)"
        R"("3":{"class-name":"bus","hex-color":"#ff7f0e","confidence":0}},)"
        R"("type":"groundtruth/semantic-segmentation","human-annotated":"yes",)"
        R"("creation-date":"2026-11-22T09:13:10.340000","job-name":"labeling-job/first"}})"
        "\n";
    VERIFY_DONE(place.makeJobOf(line, {"--prelabel", "first-ref"}));
    const Result<std::optional<LabelMask>> mask = openJob(place).initialMask(0, Workplace::kPhotoSize);
    VERIFY_OK(mask);
    QVERIFY(mask->has_value());
    QVERIFY(**mask == stripes(Workplace::kPhotoSize, 2));
}

void NewCommandTest::relativePathsAreThoseOfTheCurrentFolder()
{
    const Workplace place;
    place.addPhotos(1);
    VERIFY_DONE(runProgram({"new", "job", "--name", "street", "--images", "photos", "--labels", "a"},
                           {.currentFolder = place.root()}));
    VERIFY_DONE(runProgram({"status", place.job()}, {.currentFolder = "/"}));
    QCOMPARE(openJob(place).source(0)->imagePath, place.photos() / "0.png");
}

void NewCommandTest::whatMeansNothingIsWrongUsage_data()
{
    addWrongColumns();
    addWrongRow("no bucket", {"--s3-input", "photos=x"}, "s3://bucket/prefix=FOLDER");
    addWrongRow("no folder", {"--s3-input", "s3://bucket/"}, "s3://bucket/prefix=FOLDER");
    addWrongRow("no worker", {"--workers-per-object", "0"}, "--workers-per-object");
    addWrongRow("ten workers", {"--workers-per-object", "10"}, "--workers-per-object");
    addWrongRow("a task to come", {"--task", "bounding-box"}, "semantic-segmentation");
    addWrongRow("a color's name", {"--colors", "red"}, "#rrggbb");
    addWrongRow("a color too short", {"--colors", "#fff"}, "#rrggbb");
    addWrongRow("no color", {"--colors", "#102030,"}, "#rrggbb");
}

void NewCommandTest::whatMeansNothingIsWrongUsage()
{
    QFETCH(QStringList, more);
    QFETCH(QString, word);
    const Workplace place;
    place.addPhotos(1);
    VERIFY_WRONG_USAGE(place.makeJob(argumentsOf(more)), word.toStdString());
    QVERIFY(!fs::exists(place.job()));
}

void NewCommandTest::labelsEqualButForCaseAreWarnedOf()
{
    const Workplace place;
    place.addPhotos(1);
    const Outcome outcome =
        runProgram({"new", place.job(), "--name", "street", "--images", place.photos(), "--labels", "car,Bus,CAR"});
    QCOMPARE(outcome.exitCode, 0);
    QCOMPARE(outcome.errLines().size(), std::size_t{1});
    QVERIFY2(outcome.err.starts_with("labelwright: warning: ") &&
                 outcome.err.find("\"car\" and \"CAR\"") != std::string::npos,
             outcome.err.c_str());
}

void NewCommandTest::whatIsNotAllowedIsRefused_data()
{
    addWrongColumns();
    addWrongRow("an attribute without -ref", {"--attribute", "scene"}, "-ref");
    addWrongRow("a reserved attribute", {"--attribute", "source-ref"}, "source-ref");
    addWrongRow("an output that is no bucket", {"--s3-output", "https://results"}, "https://results");
    addWrongRow("more colors than labels", {"--colors", "#000001,#000002,#000003,#000004"}, "4 colors");
    addWrongRow("instructions that are not there", {"--instructions", "/nowhere.html"}, "/nowhere.html");
}

void NewCommandTest::whatIsNotAllowedIsRefused()
{
    QFETCH(QStringList, more);
    QFETCH(QString, word);
    const Workplace place;
    place.addPhotos(1);
    VERIFY_REFUSED(place.makeJob(argumentsOf(more)), word.toStdString());
    QVERIFY(!fs::exists(place.job()));
}

void NewCommandTest::aFolderThatIsThereIsLeftAlone()
{
    const Workplace place;
    place.addPhotos(1);
    fs::create_directories(place.job());
    writeText(place.job() / "mine.txt", "mine");
    VERIFY_REFUSED(place.makeJob(), place.job(), "nothing was replaced");
    QCOMPARE(possessionsOf(place.job()), (std::map<std::string, std::string>{{"mine.txt", "mine"}}));
}

LABELWRIGHT_TEST(NewCommandTest)
#include "NewCommandTest.moc"
