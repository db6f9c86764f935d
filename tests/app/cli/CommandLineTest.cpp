// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/cli/Workplace.h"
#include "tests/support/TestProgram.h"

#include <QRegularExpression>
#include <QTest>

using namespace labelwright::test;

/// What holds for every subcommand: help, wrong usage, exit codes.
class CommandLineTest : public QObject {
    Q_OBJECT
private slots:
    void helpListsEverySubcommand();
    void helpListsEveryOption_data();
    void helpListsEveryOption();
    void wrongUsageExitsWithTwo_data();
    void wrongUsageExitsWithTwo();
    void theVersionIsANumber();
    void withoutADisplayTheWindowIsRefusedInASentence_data();
    void withoutADisplayTheWindowIsRefusedInASentence();
    void subcommandsNeedNoDisplay();
};

void CommandLineTest::helpListsEverySubcommand()
{
    const Outcome help = runProgram({"--help"});
    VERIFY_DONE(help);
    for (const char* name :
         {"open",   "new",    "jobs",        "status",   "submit",     "derive", "team",    "assign",   "flag",
          "gold",   "stop",   "resume",      "complete", "edit",       "verify", "comment", "adjust",   "log",
          "split",  "merge",  "settle",      "agree",    "difference", "report", "stats",   "validate", "export",
          "import", "repair", "autosegment", "render",   "sample",     "push",   "pull"})
        QVERIFY2(help.out.find(std::string("\n  ") + name + ' ') != std::string::npos, name);
}

void CommandLineTest::helpListsEveryOption_data()
{
    QTest::addColumn<QStringList>("options");
    const auto row = [](const char* name, const char* options) {
        QTest::newRow(name) << QString::fromLatin1(options).split(QLatin1Char(' '));
    };
    row("open", "JOB --worker");
    row("new", "JOB --name --task --images --manifest --from-output --labels --label-file --colors --s3-input "
               "--s3-output --attribute --prelabel --none-category --description --instructions --time-limit "
               "--workers-per-object --mask-consolidation --team --workspace --json");
    row("jobs", "FOLDER --json");
    row("status", "JOB --worker --object --json");
    row("submit", "JOB --object --worker --mask --labels --json");
    row("derive", "JOB --force --json");
    row("team", "add list deactivate activate role remove invite use");
    row("assign", "JOB --objects --worker --everyone --by --json");
    row("flag", "JOB --object --note --clear --by --json");
    row("gold", "JOB --objects --clear --share --seed --by");
    row("stop", "JOB --by");
    row("resume", "JOB --by");
    row("complete", "JOB --unlabeled --by --json");
    row("edit", "JOB --description --time-limit --instructions --verdicts --by");
    row("verify", "JOB --object --verdict --comment --return-to --by --json");
    row("comment", "JOB --object --text --at --reply --resolve --reopen --by --json");
    row("import", "DATASET --format --job --into --name --worker --nearest-colors --json");
    row("export", "JOB --format -o,--out --status --verdict --split --seed --stratify --classes --merge --images "
                  "--max-side --dry-run --json");
    row("adjust", "JOB --object --mask --by --json");
    row("log", "JOB --worker --event --follow -o,--out --json");
    row("split", "JOB -n,--copies --workers --overlap --seed --out --by --json");
    row("merge", "JOB COPY --dry-run --json");
    row("push", "JOB PLACE --output --photos --s3-remote --dry-run --json");
    row("pull", "PLACE FOLDER --s3-input --photos --s3-remote --dry-run --json");
    row("settle", "JOB --keep --by --json");
    row("agree", "JOB OTHER --worst --json --csv --html");
    row("difference", "JOB --object --from --to --json");
    row("report", "JOB --json --csv");
    row("stats", "JOB --json --csv --html");
    row("validate", "TARGET --s3-input --rules --json");
    row("repair", "FOLDER -o,--out --dry-run --nearest-colors --json");
    row("autosegment", "IMAGE --top --bottom --left --right -o,--out --batch --engine --json");
    row("render", "JOB --object --contact-sheet -o,--out --columns --width --opacity");
    row("sample", "JOB --photos --clicks --instructions --label");
}

void CommandLineTest::helpListsEveryOption()
{
    QFETCH(QStringList, options);
    const Outcome help = runProgram({QTest::currentDataTag(), "--help"});
    VERIFY_DONE(help);
    for (const QString& option : options)
        QVERIFY2(help.out.find("\n  " + option.toStdString()) != std::string::npos ||
                     help.out.find("\n    " + option.toStdString()) != std::string::npos,
                 qPrintable(option));
}

void CommandLineTest::wrongUsageExitsWithTwo_data()
{
    QTest::addColumn<QString>("arguments");
    QTest::addColumn<QString>("word");
    QTest::newRow("an option of no subcommand") << "--bogus"
                                                << "--bogus";
    QTest::newRow("an unknown option") << "status job --bogus"
                                       << "--bogus";
    QTest::newRow("a word too many") << "status job another"
                                     << "another";
    QTest::newRow("open without a job") << "open"
                                        << "JOB";
    QTest::newRow("new without a folder") << "new"
                                          << "JOB";
    QTest::newRow("new of nothing") << "new job --name a --labels a"
                                    << "--images";
    QTest::newRow("new of two things") << "new job --name a --labels a --images i --manifest m"
                                       << "--manifest";
    QTest::newRow("labels twice") << "new job --name a --images i --labels a --label-file f"
                                  << "--label-file";
    QTest::newRow("colors without labels") << "new job --name a --images i --label-file f --colors #112233"
                                           << "--labels";
    QTest::newRow("workers in words") << "new job --name a --images i --labels a --workers-per-object two"
                                      << "--workers-per-object";
    QTest::newRow("status of nothing") << "status"
                                       << "JOB";
    QTest::newRow("submit without an object") << "submit job --worker w --mask m"
                                              << "--object";
    QTest::newRow("submit without a worker") << "submit job --object 0 --mask m"
                                             << "--worker";
    QTest::newRow("submit without a mask") << "submit job --object 0 --worker w"
                                           << "--mask";
    QTest::newRow("submit of a mask and labels") << "submit job --object 0 --worker w --mask m --labels a"
                                                 << "--labels";
    QTest::newRow("a task that is none") << "new job --name a --images i --labels a --task boxes"
                                         << "image-classification-multilabel";
    QTest::newRow("a task type beside an old job's")
        << "new job --from-output o --labels a,b --task image-classification"
        << "--from-output";
    QTest::newRow("an object in words") << "submit job --object one --worker w --mask m"
                                        << "--object";
    QTest::newRow("an object below the first") << "submit job --object -1 --worker w --mask m"
                                               << "the first is 0";
    QTest::newRow("a picture of an object below the first") << "render job --object -1 -o a.png"
                                                            << "the first is 0";
    QTest::newRow("the history of an object below the first") << "status job --object -1"
                                                              << "the first is 0";
    QTest::newRow("a prefix that is none") << "validate m --s3-input photos"
                                           << "s3://bucket/prefix=FOLDER";
    QTest::newRow("derive of nothing") << "derive"
                                       << "JOB";
    QTest::newRow("team of nothing") << "team"
                                     << "subcommand";
    QTest::newRow("a team without a name") << "team add"
                                           << "TEAM";
    QTest::newRow("a role that is none") << "team add street a@b.com --role boss"
                                         << "annotator";
    QTest::newRow("assign to nobody") << "assign job --objects 0-9"
                                      << "--everyone";
    QTest::newRow("assign to some and all") << "assign job --objects 0-9 --worker w --everyone"
                                            << "--everyone";
    QTest::newRow("assign no objects") << "assign job --objects 9-0 --everyone"
                                       << "9-0";
    QTest::newRow("an event that is none") << "log job --event begun"
                                           << "begun";
    QTest::newRow("follow into a file") << "log job --follow -o a.txt"
                                        << "--follow";
    QTest::newRow("validate of nothing") << "validate"
                                         << "TARGET";
    QTest::newRow("autosegment of nothing") << "autosegment"
                                            << "--batch";
    QTest::newRow("autosegment without points") << "autosegment a.png -o b.png"
                                                << "--top";
    QTest::newRow("autosegment without a mask") << "autosegment a.png --top 1,1 --bottom 1,9 --left 0,5 --right 9,5"
                                                << "--out";
    QTest::newRow("autosegment of one and many")
        << "autosegment a.png --top 1,1 --bottom 1,9 --left 0,5 --right 9,5 -o m.png --batch b.jsonl"
        << "--batch";
    QTest::newRow("render of nothing") << "render job -o a.png"
                                       << "--object";
    QTest::newRow("render of one and all") << "render job --object 0 --contact-sheet -o a.png"
                                           << "--contact-sheet";
    QTest::newRow("render without a file") << "render job --object 0"
                                           << "--out";
    QTest::newRow("too opaque") << "render job --object 0 -o a.png --opacity 101"
                                << "--opacity";
    QTest::newRow("no columns") << "render job --contact-sheet -o a.png --columns 0"
                                << "--columns";
    QTest::newRow("sample without clicks") << "sample job --photos p"
                                           << "--clicks";
}

void CommandLineTest::wrongUsageExitsWithTwo()
{
    QFETCH(QString, arguments);
    QFETCH(QString, word);
    const Workplace place;
    const std::vector<std::string> words = argumentsOf(arguments.split(u' '));
    VERIFY_WRONG_USAGE(runProgram(words, {.currentFolder = place.root()}), word.toStdString());
    QVERIFY(!std::filesystem::exists(place.job()));
}

void CommandLineTest::theVersionIsANumber()
{
    const Outcome version = runProgram({"--version"});
    VERIFY_DONE(version);
    QVERIFY2(QRegularExpression(QStringLiteral("^\\d+\\.\\d+\\.\\d+\\n$"))
                 .match(QString::fromStdString(version.out))
                 .hasMatch(),
             version.out.c_str());
}

void CommandLineTest::withoutADisplayTheWindowIsRefusedInASentence_data()
{
    QTest::addColumn<QString>("arguments");
    QTest::newRow("alone") << "";
    QTest::newRow("open") << "open job";
    QTest::newRow("a job") << "job";
}

void CommandLineTest::withoutADisplayTheWindowIsRefusedInASentence()
{
    QFETCH(QString, arguments);
    const Workplace place;
    place.addPhotos(1);
    VERIFY_DONE(place.makeJob());
    const std::vector<std::string> words = argumentsOf(arguments.split(u' ', Qt::SkipEmptyParts));
    const Outcome outcome = runProgram(words, {.currentFolder = place.root(), .offscreen = false});
    VERIFY_REFUSED(outcome, "display", "DISPLAY");
}

void CommandLineTest::subcommandsNeedNoDisplay()
{
    const Workplace place;
    place.addPhotos(1);
    VERIFY_DONE(place.makeJob());
    VERIFY_DONE(runProgram({"status", place.job()}, {.offscreen = false}));
}

LABELWRIGHT_TEST(CommandLineTest)
#include "CommandLineTest.moc"
