// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dataset/DatasetFormat.h"
#include "core/dataset/ObjectLabels.h"
#include "core/job/Job.h"
#include "tests/app/cli/Workplace.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestJob.h"
#include "tests/support/TestProgram.h"

#include <QDir>
#include <QProcess>
#include <QTemporaryDir>

#include <csignal>

using namespace labelwright;
using namespace labelwright::test;
namespace fs = std::filesystem;

class ExportImportCommandTest : public QObject {
    Q_OBJECT
private slots:
    void init();
    void aDatasetIsMadeAndBecomesAJob_data();
    void aDatasetIsMadeAndBecomesAJob();
    void optionsReachTheDataset();
    void aDryRunMakesNothing();
    void whatIsLeftOutIsWarnedOf();
    void anAnswerWithoutItsMaskIsWarnedOf();
    void anEmptyPartIsWarnedOf();
    void answersComeIntoAJob();
    void aRefusalSaysWhatToDo();
    void hiddenNamesAreNotTold();
    void aDryImportChangesNothing();
    void interruptedNothingIsLeft();
    void wrongWordsAreRefused_data();
    void wrongWordsAreRefused();

private:
    fs::path root() const { return m_folder->path().toStdString(); }
    std::string job() const { return (root() / "job").string(); }
    std::string dataset() const { return (root() / "dataset").string(); }

    std::unique_ptr<QTemporaryDir> m_folder;
};

/// Four objects, three with masks.
void ExportImportCommandTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    Job job = makeJob(root(), {.objects = 4});
    for (ObjectId object = 0; object < 3; ++object)
        submitAt(job, object, 0, stripedMask({16, 8}, 3, static_cast<int>(object)), testTime(object * 1000));
}

void ExportImportCommandTest::aDatasetIsMadeAndBecomesAJob_data()
{
    QTest::addColumn<std::string>("id");
    for (const DatasetFormat& format : datasetFormats()) {
        if (format.read && format.holds(TaskType::SemanticSegmentation))
            QTest::newRow(std::string(format.id).c_str()) << std::string(format.id);
    }
}

void ExportImportCommandTest::aDatasetIsMadeAndBecomesAJob()
{
    QFETCH(std::string, id);
    const Outcome made = runProgram({"export", job(), "--format", id, "-o", dataset(), "--split", "34,33,33"});
    VERIFY_DONE(made);
    QVERIFY2(made.out.find("dataset: 3 images in ") != std::string::npos, made.out.c_str());
    const Outcome taken = runProgram({"import", dataset(), "--job", (root() / "back").string()});
    VERIFY_DONE(taken);
    QVERIFY2(taken.out.find("labels of 3 of 3 images taken over") != std::string::npos, taken.out.c_str());
    const Result<Job> back = Job::open(root() / "back");
    VERIFY_OK(back);
    for (ObjectId object = 0; object < 3; ++object) {
        const std::string name = back->source(object)->imagePath.stem().string();
        const LabelMask mask = **labelsNow(*back, object);
        std::array<Label, 256> table{};
        const std::array<std::string, 3> names{"people", "traffic light", "bus"};
        for (std::size_t label = 0; label < names.size(); ++label) {
            if (const std::optional<Label> found = back->spec().labels.findName(names[label]))
                table[*found] = static_cast<Label>(label + 1);
        }
        QVERIFY(relabelled(mask, table) == stripedMask({16, 8}, 3, std::stoi(name)));
    }
}

void ExportImportCommandTest::optionsReachTheDataset()
{
    const Outcome made =
        runProgram({"export", job(), "--format", "index-png", "-o", dataset(), "--classes", "people,bus", "--merge",
                    "vehicle=bus", "--split", "67,33", "--seed", "3", "--stratify", "--max-side", "8", "--json"});
    VERIFY_DONE(made);
    QVERIFY2(made.out.find("\"images\":3") != std::string::npos, made.out.c_str());
    QCOMPARE(textOf(root() / "dataset/classes.txt"), std::string("0: background\n1: people\n2: vehicle\n"));
    const std::string readme = textOf(root() / "dataset/README.md");
    for (const char* part : {"\"vehicle\" is made of bus", "| train | 2 |", "Split by seed 3", "longer than 8 pixels"})
        QVERIFY2(readme.find(part) != std::string::npos, part);
}

void ExportImportCommandTest::aDryRunMakesNothing()
{
    const auto before = treeOf(root());
    const Outcome shown = runProgram({"export", job(), "--format", "index-png", "-o", dataset(), "--dry-run"});
    VERIFY_DONE(shown);
    QVERIFY2(shown.out.find("annotations/\n    0.png and 2 more\n") != std::string::npos, shown.out.c_str());
    const Outcome json = runProgram({"export", job(), "--format", "index-png", "-o", dataset(), "--dry-run", "--json"});
    QVERIFY2(json.out.find(R"({"path":"annotations/0.png","count":3})") != std::string::npos, json.out.c_str());
    QVERIFY(treeOf(root()) == before);
}

void ExportImportCommandTest::whatIsLeftOutIsWarnedOf()
{
    fs::remove(root() / "photos/1.png");
    const Outcome made = runProgram({"export", job(), "--format", "index-png", "-o", dataset()});
    QCOMPARE(made.exitCode, 3);
    QVERIFY2(made.out.find("2 images in ") != std::string::npos, made.out.c_str());
    QVERIFY2(made.out.find("; 1 left out") != std::string::npos, made.out.c_str());
    QVERIFY2(made.err.find("1.png") != std::string::npos, made.err.c_str());
}

void ExportImportCommandTest::anAnswerWithoutItsMaskIsWarnedOf()
{
    for (const auto& file : fs::recursive_directory_iterator(fs::path(job()) / "events/000/1")) {
        if (file.path().extension() == ".png")
            fs::remove(file.path());
    }
    for (const std::vector<std::string>& words :
         {std::vector<std::string>{"export", job(), "--format", "index-png", "-o", dataset()}, {"stats", job()}}) {
        const Outcome done = runProgram(words);
        QCOMPARE(done.exitCode, 3);
        QVERIFY2(done.err.find("the mask of this answer is not here yet") != std::string::npos, done.err.c_str());
    }
}

void ExportImportCommandTest::anEmptyPartIsWarnedOf()
{
    for (const char* more : {"--dry-run", "--stratify"}) {
        const Outcome made =
            runProgram({"export", job(), "--format", "index-png", "-o", dataset(), "--split", "80,10,10", more});
        QCOMPARE(made.exitCode, 0); // Nothing is left out.
        QVERIFY2(made.err.find("the part test is empty: its share of 10 % of 3 images") != std::string::npos,
                 made.err.c_str());
    }
}

void ExportImportCommandTest::answersComeIntoAJob()
{
    VERIFY_DONE(runProgram({"export", job(), "--format", "index-png", "-o", dataset()}));
    makeJob(root() / "other", {.objects = 2, .labels = {"bus"}});
    const std::string other = (root() / "other/job").string();
    const Outcome taken = runProgram({"import", dataset(), "--format", "index-png", "--into", other});
    QCOMPARE(taken.exitCode, 3);
    QVERIFY2(taken.out.find("labels of 2 of 3 images taken over") != std::string::npos, taken.out.c_str());
    QVERIFY2(taken.err.find("the job has no label \"people\"") != std::string::npos, taken.err.c_str());
    QVERIFY(*labelsNow(*Job::open(other), 0));
    const Outcome nothing = runProgram({"import", dataset(), "--into", other});
    QCOMPARE(nothing.exitCode, 1); // Answered already, all of them.
    QVERIFY2(nothing.out.find("labels of 0 of 3 images taken over") != std::string::npos, nothing.out.c_str());
}

void ExportImportCommandTest::aRefusalSaysWhatToDo()
{
    VERIFY_REFUSED(runProgram({"export", job(), "--format", "csv", "-o", dataset()}),
                   "can't hold labels of the task semantic-segmentation; ", "coco, ");
    VERIFY_REFUSED(runProgram({"export", job(), "--format", "coco", "-o", dataset(), "--verdict", "accepted"}),
                   "no object of the job is as it was asked for; see which status");
    VERIFY_REFUSED(runProgram({"import", job(), "--job", dataset()}), job(), "choose the folder that holds");
    VERIFY_REFUSED(runProgram({"import", dataset(), "--job", job() + "2"}), dataset(),
                   "there is no such file or folder");
    VERIFY_REFUSED(runProgram({"export", job(), "--format", "coco", "-o", (root() / "photos/0.png/deep").string()}),
                   "0.png/deep", "is a file and not a folder; choose another place");
}

void ExportImportCommandTest::hiddenNamesAreNotTold()
{
    fs::create_directory(root() / "closed");
    fs::permissions(root() / "closed", fs::perms::owner_read | fs::perms::owner_exec);
    const Surroundings user{.obeysPermissions = true};
    const fs::path target = root() / "closed/dataset";
    const Outcome refused = runProgram({"export", job(), "--format", "coco", "-o", target.string()}, user);
    VERIFY_REFUSED(refused, target.string(), "Make the folder writable, or choose another place.");
    QCOMPARE(refused.err.find(".new-"), std::string::npos);
    fs::permissions(root() / "closed", fs::perms::owner_all);
}

void ExportImportCommandTest::aDryImportChangesNothing()
{
    VERIFY_DONE(runProgram({"export", job(), "--format", "index-png", "-o", dataset()}));
    Job target = makeJob(root() / "other", {.objects = 2, .labels = {"bus"}});
    submitAt(target, 1, 0, stripedMask({16, 8}, 1, 0), testTime(0));
    const std::string other = target.folder().string();
    const auto before = treeOf(root());
    const Outcome told = runProgram({"import", dataset(), "--into", other, "--dry-run"});
    QCOMPARE(told.exitCode, 3); // As the import itself would.
    QVERIFY2(told.out.find("1 of 3 images would become answers of worker-1; 2 with objects of the job, 1 answered "
                           "already, 0 kept for others or answered enough") != std::string::npos,
             told.out.c_str());
    QVERIFY2(told.err.find("the job has no label \"people\"") != std::string::npos, told.err.c_str());
    const Outcome json = runProgram({"import", dataset(), "--into", other, "--dry-run", "--json"});
    QVERIFY2(json.out.find(R"("matching":2,"answered":1,"refused":0,"unknown-labels":["people","traffic light"])") !=
                 std::string::npos,
             json.out.c_str());
    const Outcome made = runProgram({"import", dataset(), "--job", (root() / "new").string(), "--dry-run"});
    QVERIFY2(made.out.find("3 of 3 images would become objects") != std::string::npos, made.out.c_str());
    QVERIFY(treeOf(root()) == before);
}

void ExportImportCommandTest::interruptedNothingIsLeft()
{
    constexpr Size kLarge{1600, 1200};
    constexpr int kObjects = 24;
    Job large = makeJob(root() / "large", {.objects = kObjects, .size = kLarge});
    for (ObjectId object = 0; object < kObjects; ++object)
        submitAt(large, object, 0, stripedMask(kLarge, 3, static_cast<int>(object)), testTime(object * 1000));
    const auto entries = [this] {
        return QDir(QString::fromStdString(root().string()))
            .entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot);
    };
    const QStringList before = entries();
    QProcess program;
    startProgram(program, {"export", large.folder().string(), "--format", "coco", "-o", dataset()});
    QVERIFY(program.waitForStarted());
    QTRY_VERIFY(entries().size() > before.size()); // It is being made.
    ::kill(static_cast<pid_t>(program.processId()), SIGINT);
    QVERIFY(program.waitForFinished());
    QCOMPARE(program.exitStatus(), QProcess::NormalExit);
    QCOMPARE(program.exitCode(), 1);
    QVERIFY(program.readAllStandardError().contains("stopped"));
    QCOMPARE(entries(), before);
}

void ExportImportCommandTest::wrongWordsAreRefused_data()
{
    QTest::addColumn<QStringList>("words");
    const auto row = [](const char* name, const QStringList& words) { QTest::newRow(name) << words; };
    row("an unknown format", {"export", "JOB", "--format", "tiff", "-o", "OUT"});
    row("no format", {"export", "JOB", "-o", "OUT"});
    row("no place", {"export", "JOB", "--format", "index-png"});
    row("shares that are none", {"export", "JOB", "--format", "index-png", "-o", "OUT", "--split", "a,b"});
    row("shares of more than there is", {"export", "JOB", "--format", "index-png", "-o", "OUT", "--split", "80,80,80"});
    row("a share for each label of no parts", {"export", "JOB", "--format", "index-png", "-o", "OUT", "--stratify"});
    row("a merge that is none", {"export", "JOB", "--format", "index-png", "-o", "OUT", "--merge", "bus"});
    row("a side of nothing", {"export", "JOB", "--format", "index-png", "-o", "OUT", "--max-side", "0"});
    row("a status that is none", {"export", "JOB", "--format", "index-png", "-o", "OUT", "--status", "lbeled"});
    row("two targets", {"import", "OUT", "--job", "OUT", "--into", "JOB"});
    row("no target", {"import", "OUT"});
}

void ExportImportCommandTest::wrongWordsAreRefused()
{
    QFETCH(QStringList, words);
    std::vector<std::string> arguments;
    for (const QString& word : words)
        arguments.push_back(word == QStringLiteral("JOB")   ? job()
                            : word == QStringLiteral("OUT") ? dataset()
                                                            : word.toStdString());
    const Outcome refused = runProgram(arguments);
    QCOMPARE(refused.exitCode, 2);
    QVERIFY(!refused.err.empty());
    QVERIFY(!fs::exists(dataset()));
}

LABELWRIGHT_TEST(ExportImportCommandTest)
#include "ExportImportCommandTest.moc"
