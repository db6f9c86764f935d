// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/cli/Workplace.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"

#include <QJsonArray>
#include <QJsonObject>

using namespace labelwright::test;
using namespace Qt::Literals::StringLiterals;

class DifferenceCommandTest : public QObject {
    Q_OBJECT
private slots:
    void aloneItListsTheAnswers();
    void twoAnswersAreCompared();
    void anAnswerGoesByItsNameToo();
    void chosenLabelsStandBesideEachOther();
    void whatMakesNoSenseIsRefused();
};

namespace {

Outcome difference(const Workplace& place, const std::vector<std::string>& more)
{
    std::vector<std::string> arguments{"difference", place.job()};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return runProgram(arguments);
}

/// Of 24 x 16 pixels, stripes of 4 columns that all move by one label.
void submitTwice(const Workplace& place)
{
    place.addPhotos(2);
    VERIFY_DONE(place.makeJob());
    VERIFY_DONE(place.submit(0, place.addIndexedMask("a.png", 0)));
    VERIFY_DONE(place.submit(0, place.addIndexedMask("b.png", 1)));
}

} // namespace

void DifferenceCommandTest::aloneItListsTheAnswers()
{
    const Workplace place;
    submitTwice(place);
    const Outcome listed = difference(place, {"--object", "0"});
    VERIFY_DONE(listed);
    const std::vector<std::string> lines = listed.outLines();
    QCOMPARE(lines.size(), std::size_t{4});
    QVERIFY2(lines[2].starts_with("  1  ") && lines[2].find("  replaced  ") != std::string::npos, lines[2].c_str());
    QVERIFY2(lines[3].starts_with("  2  ") && lines[3].find("  counted   ") != std::string::npos, lines[3].c_str());
    const QJsonArray answers = jsonOf(difference(place, {"--object", "0", "--json"}).out)[u"answers"_s].toArray();
    QCOMPARE(answers.size(), 2);
    QCOMPARE(answers[0].toObject()[u"standing"_s].toString(), u"replaced"_s);
    QVERIFY(jsonOf(difference(place, {"--object", "1", "--json"}).out)[u"answers"_s].toArray().isEmpty());
}

void DifferenceCommandTest::twoAnswersAreCompared()
{
    const Workplace place;
    submitTwice(place);
    const Outcome compared = difference(place, {"--object", "0", "--from", "1", "--to", "2"});
    VERIFY_DONE(compared);
    const QJsonObject json = jsonOf(difference(place, {"--object", "0", "--from", "1", "--to", "2", "--json"}).out);
    QCOMPARE(json[u"pixels"_s].toInt(), 24 * 16);
    const int changed = json[u"changed"_s].toInt();
    QVERIFY(changed > 0);
    QVERIFY2(compared.out.starts_with(std::to_string(changed) + " of 384 pixels changed; mean IoU "),
             compared.out.c_str());
    int sum = 0;
    for (const QJsonValue& change : json[u"changes"_s].toArray()) {
        sum += change.toObject()[u"pixels"_s].toInt();
        QVERIFY(change.toObject()[u"parts"_s].toInt() > 0);
        QVERIFY(change.toObject()[u"from"_s] != change.toObject()[u"to"_s]);
    }
    QCOMPARE(sum, changed);
    QCOMPARE(json[u"labels"_s].toArray().size(), 4);
    QCOMPARE(json[u"from"_s].toObject()[u"worker"_s].toString(), u"worker-1"_s);
    const QJsonObject same = jsonOf(difference(place, {"--object", "0", "--from", "2", "--to", "2", "--json"}).out);
    QCOMPARE(same[u"changed"_s].toInt(), 0);
    QCOMPARE(same[u"mean-iou"_s].toDouble(), 1.0);
}

void DifferenceCommandTest::anAnswerGoesByItsNameToo()
{
    const Workplace place;
    submitTwice(place);
    const QJsonArray answers = jsonOf(difference(place, {"--object", "0", "--json"}).out)[u"answers"_s].toArray();
    const std::string first = answers[0].toObject()[u"answer"_s].toString().toStdString();
    const std::string second = answers[1].toObject()[u"answer"_s].toString().toStdString();
    QCOMPARE(difference(place, {"--object", "0", "--from", first, "--to", second}).out,
             difference(place, {"--object", "0", "--from", "1", "--to", "2"}).out);
}

void DifferenceCommandTest::chosenLabelsStandBesideEachOther()
{
    const Workplace place;
    place.addPhotos(1);
    VERIFY_DONE(place.makeJob({"--task", "image-classification-multilabel"}));
    const auto submit = [&place](const std::string& labels) {
        return runProgram({"submit", place.job(), "--object", "0", "--worker", "worker-1", "--labels", labels});
    };
    VERIFY_DONE(submit("bus,people"));
    VERIFY_DONE(submit("traffic light"));
    const Outcome compared = difference(place, {"--object", "0", "--from", "1", "--to", "2"});
    VERIFY_DONE(compared);
    QCOMPARE(compared.out, std::string("Before: people, bus\nAfter: traffic light\n"));
    const QJsonObject json = jsonOf(difference(place, {"--object", "0", "--from", "1", "--to", "2", "--json"}).out);
    QCOMPARE(json[u"before"_s].toArray(), (QJsonArray{u"people"_s, u"bus"_s}));
}

void DifferenceCommandTest::whatMakesNoSenseIsRefused()
{
    const Workplace place;
    submitTwice(place);
    VERIFY_REFUSED(difference(place, {"--object", "0", "--from", "1", "--to", "3"}), "there is no answer \"3\"",
                   "1 to 2");
    VERIFY_REFUSED(difference(place, {"--object", "1", "--from", "1", "--to", "2"}), "the object has none");
    VERIFY_REFUSED(difference(place, {"--object", "1"}), "object 1 has no answers yet");
    VERIFY_REFUSED(difference(place, {"--object", "2"}), "object 2");
    QCOMPARE(difference(place, {"--object", "0", "--from", "1"}).exitCode, 2);
    QCOMPARE(difference(place, {}).exitCode, 2);
}

LABELWRIGHT_TEST(DifferenceCommandTest)
#include "DifferenceCommandTest.moc"
