// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/cli/Workplace.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"

#include <QJsonArray>
#include <QJsonObject>

using namespace labelwright::test;
using namespace Qt::Literals::StringLiterals;

/// `labels` of a job with people, traffic light and bus.
class LabelsCommandTest : public QObject {
    Q_OBJECT
private slots:
    void aloneItListsThem();
    void oneStepTakesSeveralChanges();
    void laterStepsKnowTheNamesOfEarlierOnes_data();
    void laterStepsKnowTheNamesOfEarlierOnes();
    void aMergeReachesTheOutputAndIsUndone();
    void aDryRunTellsAndChangesNothing();
    void jsonHoldsTheSame();
    void whatCanNotBeIsRefused_data();
    void whatCanNotBeIsRefused();
    void whatIsSoAlreadyIsRefused();
    void aCompletedJobIsRefused();

private:
    static Outcome labels(const Workplace& place, const std::vector<std::string>& more = {});
    static QStringList namesOf(const Workplace& place);
};

Outcome LabelsCommandTest::labels(const Workplace& place, const std::vector<std::string>& more)
{
    std::vector<std::string> arguments{"labels", place.job()};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return runProgram(arguments);
}

QStringList LabelsCommandTest::namesOf(const Workplace& place)
{
    QStringList names;
    for (const QJsonValue& label : jsonOf(labels(place, {"--json"}).out)[u"labels"_s].toArray())
        names << label[u"name"_s].toString();
    return names;
}

void LabelsCommandTest::aloneItListsThem()
{
    const Workplace place;
    place.addPhotos(1);
    VERIFY_DONE(place.makeJob());
    const Outcome listed = labels(place);
    VERIFY_DONE(listed);
    QCOMPARE(listed.out, std::string("  1  #2ca02c  people\n  2  #1f77b4  traffic light\n  3  #ff7f0e  bus\n"));
}

void LabelsCommandTest::oneStepTakesSeveralChanges()
{
    const Workplace place;
    place.addPhotos(1);
    VERIFY_DONE(place.makeJob());
    const Outcome changed = labels(place, {"--rename", "people=bus", "--rename", "bus=people", "--add", "tree=#010203",
                                           "--add", "sky", "--color", "traffic light=#0a0b0c", "--order", "sky,tree"});
    VERIFY_DONE(changed);
    QVERIFY2(changed.out.starts_with("street: people is now bus; "), changed.out.c_str());
    QCOMPARE(namesOf(place), (QStringList{u"sky"_s, u"tree"_s, u"bus"_s, u"traffic light"_s, u"people"_s}));
    const Outcome listed = labels(place);
    QVERIFY(listed.out.find("#010203  tree") != std::string::npos);
    QVERIFY(listed.out.find("#0a0b0c  traffic light") != std::string::npos);
    const Outcome log = runProgram({"log", place.job()});
    QVERIFY2(log.out.find("labels: people is now bus") != std::string::npos, log.out.c_str());
}

void LabelsCommandTest::laterStepsKnowTheNamesOfEarlierOnes_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QStringList>("labels");
    const auto row = [](const char* name, const QStringList& arguments, const QStringList& labels) {
        QTest::newRow(name) << arguments << labels;
    };
    row("merged and recolored", {u"--color"_s, u"crowd=#ff0000"_s, u"--merge"_s, u"crowd=people+bus"_s},
        {u"#ff0000 crowd"_s, u"#1f77b4 traffic light"_s});
    row("merged into one and recolored", {u"--merge"_s, u"bus=people+bus"_s, u"--color"_s, u"bus=#ff0000"_s},
        {u"#1f77b4 traffic light"_s, u"#ff0000 bus"_s});
    row("renamed and recolored", {u"--rename"_s, u"bus=coach"_s, u"--color"_s, u"coach=#ff0000"_s},
        {u"#2ca02c people"_s, u"#1f77b4 traffic light"_s, u"#ff0000 coach"_s});
    row("recolored by the name of today", {u"--rename"_s, u"bus=coach"_s, u"--color"_s, u"bus=#ff0000"_s},
        {u"#2ca02c people"_s, u"#1f77b4 traffic light"_s, u"#ff0000 coach"_s});
    row("renamed and taking others in", {u"--rename"_s, u"bus=coach"_s, u"--merge"_s, u"coach=bus+people"_s},
        {u"#1f77b4 traffic light"_s, u"#ff7f0e coach"_s});
    row("exchanged and recolored",
        {u"--rename"_s, u"people=bus"_s, u"--rename"_s, u"bus=people"_s, u"--color"_s, u"bus=#ff0000"_s},
        {u"#ff0000 bus"_s, u"#1f77b4 traffic light"_s, u"#ff7f0e people"_s});
    row("added, recolored and put in front",
        {u"--order"_s, u"tree,coach"_s, u"--color"_s, u"tree=#ff0000"_s, u"--add"_s, u"tree"_s, u"--rename"_s,
         u"bus=coach"_s},
        {u"#ff0000 tree"_s, u"#ff7f0e coach"_s, u"#2ca02c people"_s, u"#1f77b4 traffic light"_s});
    row("added in the color that another gives up",
        {u"--delete"_s, u"people"_s, u"--add"_s, u"tree"_s, u"--color"_s, u"bus=#2ca02c"_s},
        {u"#1f77b4 traffic light"_s, u"#2ca02c bus"_s, u"#ff7f0e tree"_s});
}

void LabelsCommandTest::laterStepsKnowTheNamesOfEarlierOnes()
{
    QFETCH(QStringList, arguments);
    QFETCH(QStringList, labels);
    const Workplace place;
    place.addPhotos(1);
    VERIFY_DONE(place.makeJob());
    std::vector<std::string> words = argumentsOf(arguments);
    words.emplace_back("--dry-run");
    const Outcome told = LabelsCommandTest::labels(place, words);
    VERIFY_DONE(told);
    words.pop_back();
    const Outcome changed = LabelsCommandTest::labels(place, words);
    VERIFY_DONE(changed);
    const std::string what = told.outLines().front();
    QVERIFY2(changed.out.starts_with(what + ". Answers stay"), (what + '\n' + changed.out).c_str());
    QStringList now;
    for (const QJsonValue& label : jsonOf(LabelsCommandTest::labels(place, {"--json"}).out)[u"labels"_s].toArray())
        now << label[u"color"_s].toString() + u' ' + label[u"name"_s].toString();
    QCOMPARE(now, labels);
    VERIFY_DONE(LabelsCommandTest::labels(place, {"--undo"}));
    QCOMPARE(namesOf(place), (QStringList{u"people"_s, u"traffic light"_s, u"bus"_s}));
}

void LabelsCommandTest::aMergeReachesTheOutputAndIsUndone()
{
    const Workplace place;
    place.addPhotos(1);
    VERIFY_DONE(place.makeJob());
    VERIFY_DONE(place.submit(0, place.addIndexedMask("mask.png", 1)));
    VERIFY_DONE(runProgram({"derive", place.job()}));
    const auto categories = place.job() / "output/street/annotation-tool/data.json";
    const std::string before = textOf(categories);
    const auto answers = possessionsOf(place.job());
    VERIFY_DONE(labels(place, {"--merge", "crowd=people+bus", "--delete", "traffic light"}));
    QCOMPARE(namesOf(place), QStringList{u"crowd"_s});
    VERIFY_DONE(runProgram({"derive", place.job()}));
    QVERIFY(textOf(categories).find("crowd") != std::string::npos);
    QVERIFY(textOf(categories).find("bus") == std::string::npos);
    VERIFY_DONE(runProgram({"validate", place.job()}));
    VERIFY_DONE(labels(place, {"--undo"}));
    QCOMPARE(namesOf(place), (QStringList{u"people"_s, u"traffic light"_s, u"bus"_s}));
    VERIFY_DONE(runProgram({"derive", place.job()}));
    QCOMPARE(textOf(categories), before);
    for (const auto& [name, content] : possessionsOf(place.job())) {
        if (answers.contains(name))
            QVERIFY2(answers.at(name) == content, name.c_str());
        else
            QVERIFY2(name.starts_with("events/job/"), name.c_str());
    }
    VERIFY_REFUSED(labels(place, {"--undo"}), "taken back");
}

void LabelsCommandTest::aDryRunTellsAndChangesNothing()
{
    const Workplace place;
    place.addPhotos(2);
    VERIFY_DONE(place.makeJob());
    VERIFY_DONE(place.submit(0, place.addIndexedMask("mask.png", 1)));
    const auto before = possessionsOf(place.job());
    const Outcome told = labels(place, {"--merge", "people=bus", "--delete", "traffic light", "--dry-run"});
    VERIFY_DONE(told);
    QVERIFY2(told.out.starts_with("street: traffic light deleted; bus merged into people\n"), told.out.c_str());
    QVERIFY2(told.out.find("1 object would get another label or lose one; 1 object would lose one.") !=
                 std::string::npos,
             told.out.c_str());
    QVERIFY(told.out.ends_with("Nothing was changed.\n"));
    QVERIFY(possessionsOf(place.job()) == before);
}

void LabelsCommandTest::jsonHoldsTheSame()
{
    const Workplace place;
    place.addPhotos(1);
    VERIFY_DONE(place.makeJob());
    VERIFY_DONE(place.submit(0, place.addIndexedMask("mask.png", 1)));
    const QJsonObject told = jsonOf(labels(place, {"--delete", "bus", "--dry-run", "--json"}).out);
    QCOMPARE(told[u"change"_s].toString(), u"bus deleted"_s);
    QVERIFY(!told[u"changed"_s].toBool());
    const QJsonObject bus = told[u"labels"_s][2].toObject();
    QCOMPARE(bus[u"label"_s].toString(), u"bus"_s);
    QVERIFY(bus[u"becomes"_s].isNull());
    QCOMPARE(bus[u"objects"_s].toInt(), 1);
    QVERIFY(bus[u"pixels"_s].toInt() > 0);
    const QJsonObject object = told[u"objects"_s][0].toObject();
    QCOMPARE(object[u"lost"_s][u"bus"_s].toInt(), bus[u"pixels"_s].toInt());

    const QJsonObject done = jsonOf(labels(place, {"--delete", "bus", "--json"}).out);
    QVERIFY(done[u"changed"_s].toBool());
    QVERIFY(done[u"event"_s].toString().endsWith(u".json"_s));
    QCOMPARE(done[u"gone-labels"_s][0][u"id"_s].toInt(), 3);
}

void LabelsCommandTest::whatCanNotBeIsRefused_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("word");
    QTest::newRow("unknown") << QStringList{u"--delete"_s, u"car"_s} << u"people, traffic light, bus"_s;
    QTest::newRow("no new name") << QStringList{u"--rename"_s, u"bus"_s} << u"OLD=NEW"_s;
    QTest::newRow("no color") << QStringList{u"--color"_s, u"bus=red"_s} << u"#rrggbb"_s;
    QTest::newRow("twice") << QStringList{u"--delete"_s, u"bus"_s, u"--rename"_s, u"bus=car"_s} << u"twice"_s;
    QTest::newRow("recolored and gone") << QStringList{u"--delete"_s, u"bus"_s, u"--color"_s, u"bus=#010203"_s}
                                        << u"twice"_s;
    QTest::newRow("no merge") << QStringList{u"--merge"_s, u"bus"_s} << u"NEW=ONE+OTHER"_s;
    QTest::newRow("a name that another has") << QStringList{u"--rename"_s, u"bus=people"_s} << u"people"_s;
    QTest::newRow("all of them") << QStringList{u"--delete"_s, u"bus"_s,      u"--delete"_s,
                                                u"people"_s,   u"--delete"_s, u"traffic light"_s}
                                 << u"no label"_s;
    QTest::newRow("merged twice") << QStringList{u"--merge"_s, u"a=bus+people"_s, u"--merge"_s,
                                                 u"b=bus+traffic light"_s}
                                  << u"twice"_s;
    QTest::newRow("ordered twice") << QStringList{u"--order"_s, u"bus,bus"_s} << u"bus"_s;
}

void LabelsCommandTest::whatCanNotBeIsRefused()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, word);
    const Workplace place;
    place.addPhotos(1);
    VERIFY_DONE(place.makeJob());
    const auto before = possessionsOf(place.job());
    VERIFY_WRONG_USAGE(labels(place, argumentsOf(arguments)), word.toStdString());
    QVERIFY(possessionsOf(place.job()) == before);
}

void LabelsCommandTest::whatIsSoAlreadyIsRefused()
{
    const Workplace place;
    place.addPhotos(1);
    VERIFY_DONE(place.makeJob());
    VERIFY_REFUSED(labels(place, {"--rename", "bus=bus"}), "so already");
}

void LabelsCommandTest::aCompletedJobIsRefused()
{
    const Workplace place;
    place.addPhotos(1);
    VERIFY_DONE(place.makeJob());
    VERIFY_DONE(runProgram({"complete", place.job(), "--unlabeled"}));
    VERIFY_REFUSED(labels(place, {"--rename", "bus=coach"}), "resume it first");
    VERIFY_WRONG_USAGE(labels(place, {"--undo", "--add", "tree"}), "--undo");
}

LABELWRIGHT_TEST(LabelsCommandTest)
#include "LabelsCommandTest.moc"
