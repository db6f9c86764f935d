// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/cli/Workplace.h"
#include "tests/support/RcloneInstead.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestJob.h"
#include "tests/support/TestProgram.h"

#include <QJsonArray>
#include <QJsonObject>

using namespace labelwright::test;
namespace fs = std::filesystem;

/// `push` and `pull`, with folders as places.
class RemoteCommandsTest : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void aJobGoesToAnotherMachineAndItsAnswersComeBack();
    void dryRunsWriteNothing();
    void jsonHoldsTheSame();
    void photosAndOutputGoToTheStore();
    void aPlaceThatIsNotKnownIsAskedFor();
    void aNewFolderIsNamedForThePlace();
    void aSlashAtTheEndOfAJobIsNothing();
    void aJobThatIsNotThereIsNoneWithoutAPlace();
    void aJobDoesNotGoToItself();
    void aFileIsNoPlaceAndNoFolder();
    void anotherPlaceIsToldToBeRemembered();
    void whatIsNotWholeIsLeftOut();
    void conflictsAreShown();
    void damageIsToldAndFails();
    void killedInTheMiddleItGoesOn();
    void onATerminalItTellsHowFarItIs();
    void withoutRcloneASentenceSaysSo();
};

namespace {

/// A job of four photos for worker-1 and worker-2.
struct Machines : Workplace {
    Machines()
    {
        addPhotos(4);
        makeJob({"--workers-per-object", "2"});
    }

    std::string nas() const { return (root() / "nas").string() + "/"; }
    fs::path there() const { return root() / "nas" / "job"; }
    fs::path copy() const { return root() / "copy"; }

    Outcome submitTo(const fs::path& folder, int object, int worker, int seed) const
    {
        return runProgram({"submit", folder, "--object", std::to_string(object), "--worker",
                           "worker-" + std::to_string(worker), "--mask",
                           addIndexedMask(std::to_string(seed) + ".png", seed)});
    }
};

bool holds(const std::string& text, const std::string& part)
{
    return text.find(part) != std::string::npos;
}

/// Ends the program that calls it, and itself, where events are to be copied.
constexpr auto kKillsWhoSendsEvents = R"(
case "$1" in
copy)
    cat >"$0.names"
    if grep -q 'events/.*json' "$0.names"; then
        kill -9 $PPID
        exit 1
    fi
    "$RCLONE" "$@" <"$0.names"
    ;;
*)
    exec "$RCLONE" "$@"
    ;;
esac)";

} // namespace

void RemoteCommandsTest::initTestCase()
{
    qputenv("RCLONE_CONFIG", "/dev/null");
}

void RemoteCommandsTest::aJobGoesToAnotherMachineAndItsAnswersComeBack()
{
    const Machines machines;
    VERIFY_DONE(machines.submitTo(machines.job(), 0, 1, 0));
    const Outcome pushed = runProgram({"push", machines.job(), machines.nas()});
    VERIFY_DONE(pushed);
    QCOMPARE(pushed.out, machines.there().string() + ": sent job.json, input.manifest, 1 mask, 1 event\n");
    const Outcome again = runProgram({"push", machines.job()}); // The place is known now.
    VERIFY_DONE(again);
    QCOMPARE(again.out, machines.there().string() + ": nothing new\n");

    const Outcome fetched = runProgram({"pull", machines.there(), machines.copy()});
    VERIFY_DONE(fetched);
    QCOMPARE(fetched.outLines(), (std::vector<std::string>{machines.there().string() + ": worker-1: 1 answer",
                                                           machines.copy().string() + ": 1 event came in"}));
    VERIFY_DONE(machines.submitTo(machines.copy(), 0, 2, 1));
    VERIFY_DONE(runProgram({"push", machines.copy()}));

    VERIFY_DONE(machines.submitTo(machines.job(), 1, 1, 2));
    const Outcome looked = runProgram({"push", machines.job(), "--dry-run"});
    QVERIFY2(holds(looked.out, "There and not here, for labelwright pull to fetch: 1 event\n"), looked.out.c_str());
    const Outcome back = runProgram({"pull", machines.job()});
    VERIFY_DONE(back);
    QCOMPARE(back.outLines(), (std::vector<std::string>{machines.there().string() + ": worker-2: 1 answer",
                                                        machines.job().string() + ": 1 event came in",
                                                        "Here and not there, for labelwright push to send: 1 event"}));
    QVERIFY(holds(runProgram({"status", machines.job()}).out, "1 of 4 objects labeled"));
}

void RemoteCommandsTest::dryRunsWriteNothing()
{
    const Machines machines;
    VERIFY_DONE(machines.submitTo(machines.job(), 0, 1, 0));
    const Outcome push = runProgram({"push", machines.job(), machines.nas(), "--dry-run"});
    VERIFY_DONE(push);
    QVERIFY2(holds(push.out, ": would send job.json, input.manifest, 1 mask, 1 event"), push.out.c_str());
    QVERIFY(!fs::exists(machines.there()));
    VERIFY_DONE(runProgram({"push", machines.job(), machines.nas()}));
    const Outcome pull = runProgram({"pull", machines.there(), machines.copy(), "--dry-run"});
    VERIFY_DONE(pull);
    QCOMPARE(pull.out, machines.there().string() + ": would fetch the job, 1 mask, 1 event into " +
                           machines.copy().string() + "\n");
    QVERIFY(!fs::exists(machines.copy()));
}

void RemoteCommandsTest::jsonHoldsTheSame()
{
    const Machines machines;
    VERIFY_DONE(machines.submitTo(machines.job(), 0, 1, 0));
    const QJsonObject pushed = jsonOf(runProgram({"push", machines.job(), machines.nas(), "--json"}).out);
    QCOMPARE(pushed[QStringLiteral("place")].toString().toStdString(), machines.there().string());
    for (const char* key : {"job", "manifest", "masks", "events"})
        QCOMPARE(pushed[QLatin1String(key)].toInt(), 1);
    for (const char* key : {"photos", "output", "events-to-pull", "manifest-lines-to-pull"})
        QCOMPARE(pushed[QLatin1String(key)].toInt(-1), 0);
    QVERIFY(pushed[QStringLiteral("damaged")].toArray().isEmpty());

    const std::vector<std::string> words{"pull", machines.there(), machines.copy(), "--json"};
    std::vector<std::string> dry = words;
    dry.emplace_back("--dry-run");
    const QJsonObject preview = jsonOf(runProgram(dry).out);
    QVERIFY(preview[QStringLiteral("new")].toBool());
    QCOMPARE(preview[QStringLiteral("masks")].toInt(), 1);
    QCOMPARE(preview[QStringLiteral("events")].toInt(), 1);
    const QJsonObject pulled = jsonOf(runProgram(words).out);
    QCOMPARE(pulled[QStringLiteral("folder")].toString().toStdString(), machines.copy().string());
    QCOMPARE(pulled[QStringLiteral("events")].toInt(), 1);
    const QJsonObject worker = pulled[QStringLiteral("workers")].toArray().first().toObject();
    QCOMPARE(worker[QStringLiteral("worker")].toString(), QStringLiteral("worker-1"));
    QCOMPARE(worker[QStringLiteral("answers")].toInt(), 1);
}

void RemoteCommandsTest::photosAndOutputGoToTheStore()
{
    const Machines machines;
    for (const int worker : {1, 2})
        VERIFY_DONE(machines.submitTo(machines.job(), 0, worker, worker));
    VERIFY_DONE(runProgram({"derive", machines.job()}));
    const fs::path store = machines.root() / "buckets";
    const std::vector<std::string> words{"push",     machines.job(), machines.nas(), "--photos",
                                         "--output", "--s3-remote",  store};
    const Outcome pushed = runProgram(words);
    VERIFY_DONE(pushed);
    QVERIFY2(holds(pushed.out, ", 4 photos, 2 masks, 2 events, "), pushed.out.c_str());
    QVERIFY(fs::exists(store / "labelwright"));
    const Outcome again = runProgram({"push", machines.job(), "--photos", "--output"}); // The store is known too.
    QVERIFY2(again.out.ends_with(": nothing new\n"), again.out.c_str());

    fs::rename(machines.photos(), machines.root() / "gone");
    const Outcome pulled = runProgram({"pull", machines.there(), machines.copy(), "--photos", "--s3-remote", store});
    VERIFY_DONE(pulled);
    QVERIFY2(holds(pulled.out, "4 photos came in\n"), pulled.out.c_str());
    QCOMPARE(textOf(machines.copy() / "images" / "0.png"), textOf(machines.root() / "gone" / "0.png"));
    VERIFY_DONE(runProgram({"validate", machines.copy()}));
    VERIFY_REFUSED(runProgram({"pull", machines.there(), machines.root() / "x", "--s3-input", "here"}),
                   "maps no prefix");
}

void RemoteCommandsTest::aPlaceThatIsNotKnownIsAskedFor()
{
    const Machines machines;
    VERIFY_REFUSED(runProgram({"push", machines.job()}), "it is not known yet where else this job lies",
                   machines.job().string());
    VERIFY_REFUSED(runProgram({"push", machines.job(), "s3://"}), "say where the job lies");
    const Surroundings beside{machines.root()};
    VERIFY_REFUSED(runProgram({"pull", "job"}, beside), "it is not known yet where else this job lies");
    VERIFY_REFUSED(runProgram({"pull", machines.nas()}, beside), "say which job of ");
    VERIFY_REFUSED(runProgram({"pull", machines.nas() + "nothing"}, beside), "no job lies there");
    VERIFY_REFUSED(runProgram({"push", machines.job(), "no-such-remote:jobs/"}), "rclone knows no remote of this name");
    VERIFY_WRONG_USAGE(runProgram({"pull"}), "PLACE");
}

void RemoteCommandsTest::aNewFolderIsNamedForThePlace()
{
    const Machines machines;
    VERIFY_DONE(runProgram({"push", machines.job(), machines.nas()}));
    fs::create_directories(machines.root() / "jobs");
    const Surroundings inJobs{machines.root() / "jobs"};
    VERIFY_DONE(runProgram({"pull", machines.there()}, inJobs));
    QVERIFY(fs::exists(machines.root() / "jobs/job/job.json"));
    VERIFY_DONE(runProgram({"pull", machines.nas(), "job"}, inJobs)); // Of the same name.
}

void RemoteCommandsTest::aSlashAtTheEndOfAJobIsNothing()
{
    const Machines machines;
    VERIFY_DONE(runProgram({"push", machines.job(), machines.nas()}));
    const Outcome pushed = runProgram({"push", machines.job(), machines.there().string() + "/"});
    VERIFY_DONE(pushed);
    QCOMPARE(pushed.out, machines.there().string() + ": nothing new\n");
    fs::create_directories(machines.root() / "jobs");
    const Surroundings inJobs{machines.root() / "jobs"};
    VERIFY_DONE(runProgram({"pull", "../nas/job/"}, inJobs));
    QVERIFY(fs::exists(machines.root() / "jobs/job/job.json"));
    VERIFY_DONE(runProgram({"pull", "../nas/job/", "new"}, inJobs));
    QVERIFY(fs::exists(machines.root() / "jobs/new/job.json"));
}

void RemoteCommandsTest::aJobThatIsNotThereIsNoneWithoutAPlace()
{
    const Machines machines;
    VERIFY_REFUSED(runProgram({"push", machines.copy()}), machines.copy().string(), "this folder is no job");
    const Surroundings beside{machines.root()};
    fs::create_directories(machines.root() / "share");
    VERIFY_REFUSED(runProgram({"pull", machines.root() / "share"}, beside), "share: this folder is no job");
    VERIFY_REFUSED(runProgram({"pull", machines.job()}, beside), "job: it lies where it would come to; name another");
    VERIFY_REFUSED(runProgram({"pull", ""}, beside), "say where the job lies: ");
}

void RemoteCommandsTest::aJobDoesNotGoToItself()
{
    const Machines machines;
    VERIFY_DONE(runProgram({"push", machines.job(), machines.nas()}));
    const Surroundings beside{machines.root()};
    for (const char* place : {"job", "job/", "./"}) {
        VERIFY_REFUSED(runProgram({"push", "job", place}, beside), "the job's own folder");
        VERIFY_REFUSED(runProgram({"pull", place, "job"}, beside), "the job's own folder");
    }
    const Outcome pushed = runProgram({"push", machines.job()}); // To where it went before.
    QCOMPARE(pushed.out, machines.there().string() + ": nothing new\n");
}

void RemoteCommandsTest::aFileIsNoPlaceAndNoFolder()
{
    const Machines machines;
    VERIFY_DONE(runProgram({"push", machines.job(), machines.nas()}));
    const fs::path file = machines.photos() / "0.png";
    VERIFY_REFUSED(runProgram({"push", machines.job(), file}), "0.png: ", "is a file and not a folder");
    VERIFY_REFUSED(runProgram({"pull", machines.there(), file}), "0.png: ", "is a file and not a folder");
}

void RemoteCommandsTest::anotherPlaceIsToldToBeRemembered()
{
    const Machines machines;
    const std::string said =
        "Remembered as the place from now on: " + machines.copy().string() + "; no longer " + machines.there().string();
    VERIFY_DONE(runProgram({"push", machines.job(), machines.nas()}));
    const Outcome looked = runProgram({"push", machines.job(), machines.copy(), "--dry-run"});
    QVERIFY2(!holds(looked.out, "Remembered"), looked.out.c_str());
    const Outcome pushed = runProgram({"push", machines.job(), machines.copy()});
    VERIFY_DONE(pushed);
    QCOMPARE(pushed.outLines().back(), said);
    QVERIFY(!holds(runProgram({"push", machines.job(), machines.copy()}).out, "Remembered"));
    VERIFY_DONE(runProgram({"push", machines.job(), machines.nas()}));
    const Outcome pulled = runProgram({"pull", machines.copy(), machines.job()});
    QVERIFY2(holds(pulled.out, said), pulled.out.c_str());
}

void RemoteCommandsTest::whatIsNotWholeIsLeftOut()
{
    const Machines machines;
    VERIFY_DONE(machines.submitTo(machines.job(), 0, 1, 0));
    for (const auto& [path, content] : treeOf(machines.job() / "events")) {
        if (path.ends_with(".png"))
            writeText(machines.job() / "events" / path, "broken");
    }
    const Outcome pushed = runProgram({"push", machines.job(), machines.nas()});
    QCOMPARE(pushed.exitCode, 3);
    QVERIFY2(holds(pushed.err, "so neither is sent"), pushed.err.c_str());
}

void RemoteCommandsTest::conflictsAreShown()
{
    const Machines machines;
    VERIFY_DONE(runProgram({"push", machines.job(), machines.nas()}));
    VERIFY_DONE(runProgram({"pull", machines.there(), machines.copy()}));
    VERIFY_DONE(machines.submitTo(machines.job(), 0, 1, 0));
    VERIFY_DONE(machines.submitTo(machines.copy(), 0, 1, 1));
    VERIFY_DONE(runProgram({"push", machines.copy()}));
    const Outcome pulled = runProgram({"pull", machines.job()});
    VERIFY_DONE(pulled);
    QVERIFY2(holds(pulled.out, "labelwright settle:\nAnswers of worker-1 to object 0:\n* "), pulled.out.c_str());
}

void RemoteCommandsTest::damageIsToldAndFails()
{
    const Machines machines;
    VERIFY_DONE(machines.submitTo(machines.job(), 0, 1, 0));
    VERIFY_DONE(runProgram({"push", machines.job(), machines.nas()}));
    for (const auto& [path, content] : treeOf(machines.there() / "events")) {
        if (path.ends_with(".png"))
            writeText(machines.there() / "events" / path, "of somebody else");
    }
    for (const char* command : {"push", "pull"}) {
        const Outcome outcome = runProgram({command, machines.job()});
        QCOMPARE(outcome.exitCode, 3);
        QVERIFY2(holds(outcome.err, "labelwright: warning: ") && holds(outcome.err, "has other bytes there than here"),
                 outcome.err.c_str());
    }
}

void RemoteCommandsTest::killedInTheMiddleItGoesOn()
{
    const Machines machines;
    for (const int object : {0, 1, 2})
        VERIFY_DONE(machines.submitTo(machines.job(), object, 1, object));
    {
        // The masks are sent, then program and rclone are no more.
        const RcloneInstead rclone(machines.root() / "bin", kKillsWhoSendsEvents);
        QVERIFY(runProgram({"push", machines.job(), machines.nas()}).crashed);
    }
    QCOMPARE(treeOf(machines.there() / "events").size(), treeOf(machines.job() / "events").size() - 3);
    const Outcome pulled = runProgram({"pull", machines.there(), machines.copy()}); // Masks alone are no answers.
    QVERIFY2(holds(pulled.out, ": 0 events came in"), pulled.out.c_str());
    const Outcome again = runProgram({"push", machines.job()});
    VERIFY_DONE(again);
    QCOMPARE(again.out, machines.there().string() + ": sent 3 events\n");
    QVERIFY(treeOf(machines.there() / "events") == treeOf(machines.job() / "events"));
}

void RemoteCommandsTest::onATerminalItTellsHowFarItIs()
{
    const Machines machines;
    VERIFY_DONE(machines.submitTo(machines.job(), 0, 1, 0));
    QProcess terminal;
    terminal.start(QStringLiteral("script"), {QStringLiteral("-qec"),
                                              QString::fromStdString(programPath().string() + " push " +
                                                                     machines.job().string() + " " + machines.nas()),
                                              QStringLiteral("/dev/null")});
    QVERIFY(terminal.waitForFinished());
    const std::string said = terminal.readAll().toStdString();
    QVERIFY2(holds(said, "Comparing with " + machines.there().string()), said.c_str());
    QVERIFY2(holds(said, "Sending: "), said.c_str());
    QVERIFY2(said.ends_with(": sent job.json, input.manifest, 1 mask, 1 event\r\n"), said.c_str());
}

void RemoteCommandsTest::withoutRcloneASentenceSaysSo()
{
    const Machines machines;
    const PathInstead nothing("/nowhere");
    const Outcome push = runProgram({"push", machines.job(), machines.nas()});
    const Outcome pull = runProgram({"pull", "s3://team/jobs/street", machines.copy()});
    VERIFY_REFUSED(push, "rclone is not installed", "sudo apt install rclone");
    VERIFY_REFUSED(pull, "rclone is not installed", "sudo apt install rclone");
}

LABELWRIGHT_TEST(RemoteCommandsTest)
#include "RemoteCommandsTest.moc"
