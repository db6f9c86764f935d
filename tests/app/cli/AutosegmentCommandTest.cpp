// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/groundtruth/MaskPng.h"
#include "core/image/Image.h"
#include "core/image/ImageWriter.h"
#include "tests/app/cli/Workplace.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"

#include <algorithm>

using namespace labelwright;
using namespace labelwright::test;
namespace fs = std::filesystem;

class AutosegmentCommandTest : public QObject {
    Q_OBJECT
private slots:
    void aMaskOfTheObjectIsWritten();
    void jsonTellsTheTimeOfTheSegmentation();
    void aBatchAnswersInOrder();
    void aBadLineIsAnsweredInItsPlace();
    void badPointsAreRefused_data();
    void badPointsAreRefused();
    void aPointOutsideThePhotoIsRefused();
    void aStrokeOutsideThePhotoIsRefused();
    void aPhotoIsNotOverwrittenByItsMask_data();
    void aPhotoIsNotOverwrittenByItsMask();
    void aBatchOverwritesNoneOfItsPhotos();
    void aMaskIsCalledPng();
    void aBatchIsReadFromStandardInput();
    void theHelpNamesEnginesAndStrokes();
    void noFolderIsMadeForTheMask();
    void anUnknownEngineIsToldWhatThereIs();
};

namespace {

constexpr Size kSize{90, 60};
constexpr Rect kObject{30, 20, 30, 24};
const std::vector<std::string> kPoints{"--top", "45,20", "--bottom", "45,43", "--left", "30,32", "--right", "59,32"};

/// A red square on green.
fs::path addSquare(const Workplace& place, const std::string& name)
{
    Image image(kSize);
    for (int y = 0; y < kSize.height; ++y) {
        const std::span<std::uint8_t> row = image.writableRow(y);
        for (int x = 0; x < kSize.width; ++x) {
            const bool inside = kObject.contains({x, y});
            const std::size_t offset = static_cast<std::size_t>(x) * Image::kBytesPerPixel;
            row[offset] = 20;
            row[offset + 1] = inside ? 30 : 150;
            row[offset + 2] = inside ? 200 : 40;
        }
    }
    const fs::path path = place.root() / name;
    writeBytes(path, *encodePng(image));
    return path;
}

std::vector<std::string> withPoints(std::vector<std::string> arguments)
{
    arguments.insert(arguments.end(), kPoints.begin(), kPoints.end());
    return arguments;
}

std::string clickLine(const fs::path& image, const fs::path& out)
{
    return "{\"image\":\"" + image.string() +
           "\",\"top\":[45,20],\"bottom\":[45,43],\"left\":[30,32],\"right\":[59,32],"
           "\"out\":\"" +
           out.string() + "\"}\n";
}

/// What is wrong with the mask of the square; empty for nothing.
std::string faultOfMask(const fs::path& path)
{
    const Result<ColorPng> mask = decodeColorPng(bytesOf(path));
    if (!mask)
        return sentence(mask.error());
    if (mask->size != kSize)
        return "not of the photo's size";
    int wrong = 0;
    for (int y = 0; y < kSize.height; ++y) {
        for (int x = 0; x < kSize.width; ++x) {
            const std::uint8_t* pixel = &mask->rgba[4 * static_cast<std::size_t>(y * kSize.width + x)];
            if (pixel[0] != 0 && pixel[0] != 255)
                return "a value other than 0 and 255";
            wrong += (pixel[0] == 255) != kObject.contains({x, y}) ? 1 : 0;
        }
    }
    return wrong > 40 ? std::to_string(wrong) + " pixels are wrong" : "";
}

} // namespace

void AutosegmentCommandTest::aMaskOfTheObjectIsWritten()
{
    const Workplace place;
    const fs::path photo = addSquare(place, "photo.png");
    const fs::path out = place.root() / "mask.png";
    const Outcome outcome = runProgram(withPoints({"autosegment", photo, "-o", out}));
    VERIFY_DONE(outcome);
    QVERIFY2(outcome.out.starts_with(out.string() + ": "), outcome.out.c_str());
    QCOMPARE(faultOfMask(out), std::string());
    const std::vector<std::uint8_t> bytes = bytesOf(out);
    QCOMPARE(int{bytes.at(24)}, 8); // bit depth
    QCOMPARE(int{bytes.at(25)}, 0); // gray
}

void AutosegmentCommandTest::jsonTellsTheTimeOfTheSegmentation()
{
    const Workplace place;
    const fs::path photo = addSquare(place, "photo.png");
    const fs::path out = place.root() / "mask.png";
    const Outcome outcome = runProgram(withPoints({"autosegment", photo, "--json", "--engine", "grabcut", "-o", out}));
    VERIFY_DONE(outcome);
    const QJsonObject json = jsonOf(outcome.out);
    QCOMPARE(json[QStringLiteral("image")].toString().toStdString(), photo.string());
    QCOMPARE(json[QStringLiteral("out")].toString().toStdString(), out.string());
    QVERIFY(json[QStringLiteral("milliseconds")].toDouble() > 0);
    QVERIFY(json[QStringLiteral("pixels")].toInt() > 600);
    QVERIFY(json[QStringLiteral("confidence")].isDouble());
}

void AutosegmentCommandTest::aBatchAnswersInOrder()
{
    const Workplace place;
    std::string batch;
    for (const char* name : {"c", "a", "b"})
        batch +=
            clickLine(addSquare(place, std::string(name) + ".png"), place.root() / (std::string(name) + "-mask.png"));
    writeText(place.root() / "batch.jsonl", batch);
    const Outcome outcome = runProgram({"autosegment", "--batch", place.root() / "batch.jsonl"});
    VERIFY_DONE(outcome);
    const std::vector<std::string> lines = outcome.outLines();
    QCOMPARE(lines.size(), std::size_t{3});
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const QJsonObject json = jsonOf(lines[i]);
        const std::string name = std::string(1, "cab"[i]);
        QCOMPARE(json[QStringLiteral("image")].toString().toStdString(), (place.root() / (name + ".png")).string());
        QVERIFY(json[QStringLiteral("milliseconds")].toDouble() > 0);
        QCOMPARE(faultOfMask(place.root() / (name + "-mask.png")), std::string());
    }
}

void AutosegmentCommandTest::aBadLineIsAnsweredInItsPlace()
{
    const Workplace place;
    const fs::path photo = addSquare(place, "photo.png");
    const fs::path batch = place.root() / "batch.jsonl";
    writeText(batch, clickLine(photo, place.root() / "first.png") + "no JSON\n" +
                         clickLine(place.root() / "gone.png", place.root() / "none.png") + "\n" +
                         "{\"image\":\"a.png\",\"top\":[1,1]}\n" + clickLine(photo, place.root() / "last.png"));
    const Outcome outcome = runProgram({"autosegment", "--batch", batch});
    QVERIFY(!outcome.crashed);
    QCOMPARE(outcome.exitCode, 3);
    const std::vector<std::string> answers = outcome.outLines();
    QCOMPARE(answers.size(), std::size_t{5});
    for (const std::size_t good : {0, 4})
        QVERIFY2(jsonOf(answers[good]).contains(QStringLiteral("milliseconds")), answers[good].c_str());
    const std::vector<std::string> said = outcome.errLines();
    QCOMPARE(said.size(), std::size_t{3});
    const std::vector<std::string> places{
        batch.string() + ", line 2: ", batch.string() + ", line 3: " + (place.root() / "gone.png").string() + ": ",
        batch.string() + ", line 5: "};
    for (std::size_t i = 0; i < places.size(); ++i) {
        QVERIFY2(said[i].starts_with("labelwright: " + places[i]), said[i].c_str());
        QVERIFY2(said[i].find("backup") == std::string::npos, said[i].c_str());
        QCOMPARE("labelwright: " + jsonOf(answers[i + 1])[QStringLiteral("error")].toString().toStdString(), said[i]);
    }
    QCOMPARE(faultOfMask(place.root() / "first.png"), std::string());
    QCOMPARE(faultOfMask(place.root() / "last.png"), std::string());
    QVERIFY(!fs::exists(place.root() / "none.png"));
}

void AutosegmentCommandTest::badPointsAreRefused_data()
{
    QTest::addColumn<QString>("point");
    for (const char* point : {"5", "5,", ",5", "5;6", "5,6,7", "5,6x", "x,y", "99999999999999,10"})
        QTest::newRow(point) << QString::fromLatin1(point);
}

void AutosegmentCommandTest::badPointsAreRefused()
{
    QFETCH(QString, point);
    const Workplace place;
    const fs::path photo = addSquare(place, "photo.png");
    const fs::path out = place.root() / "mask.png";
    VERIFY_WRONG_USAGE(runProgram({"autosegment", photo, "--top=" + point.toStdString(), "--bottom", "45,43", "--left",
                                   "30,32", "--right", "59,32", "-o", out}),
                       "--top takes x,y", '"' + point.toStdString() + '"');
    QVERIFY(!fs::exists(out));
}

void AutosegmentCommandTest::aPointOutsideThePhotoIsRefused()
{
    const Workplace place;
    const fs::path photo = addSquare(place, "photo.png");
    const fs::path out = place.root() / "mask.png";
    VERIFY_REFUSED(runProgram({"autosegment", photo, "--top", "45,16", "--bottom", "45,3400", "--left", "30,32",
                               "--right", "59,32", "-o", out}),
                   "45,3400", "outside");
    QVERIFY(!fs::exists(out));
}

void AutosegmentCommandTest::aStrokeOutsideThePhotoIsRefused()
{
    const Workplace place;
    const fs::path photo = addSquare(place, "photo.png");
    const fs::path batch = place.root() / "batch.jsonl";
    const fs::path crossing = place.root() / "crossing.png";
    const fs::path outside = place.root() / "outside.png";
    const auto withStroke = [&photo](const fs::path& out, const std::string& stroke) {
        std::string line = clickLine(photo, out);
        return line.insert(line.size() - 2, ",\"background\":[" + stroke + "]");
    };
    writeText(batch, withStroke(crossing, "[[-9,5],[200,5]]") + withStroke(outside, "[[200,5],[200,50]]"));
    const Outcome outcome = runProgram({"autosegment", "--batch", batch});
    QCOMPARE(outcome.exitCode, 3);
    QCOMPARE(outcome.errLines(),
             std::vector<std::string>{"labelwright: " + batch.string() + ", line 2: " + photo.string() +
                                      ": the background stroke from 200,5 lies outside the image "
                                      "of 90 x 60 pixels."});
    QVERIFY(fs::exists(crossing));
    QVERIFY(!fs::exists(outside));
}

void AutosegmentCommandTest::aPhotoIsNotOverwrittenByItsMask_data()
{
    QTest::addColumn<QString>("out");
    for (const char* out : {"photo.png", "folder/../photo.png", "symbolic.png", "hard.png"})
        QTest::newRow(out) << out;
}

void AutosegmentCommandTest::aPhotoIsNotOverwrittenByItsMask()
{
    QFETCH(QString, out);
    const Workplace place;
    const fs::path photo = addSquare(place, "photo.png");
    fs::create_directory(place.root() / "folder");
    fs::create_symlink(photo, place.root() / "symbolic.png");
    fs::create_hard_link(photo, place.root() / "hard.png");
    const std::vector<std::uint8_t> before = bytesOf(photo);
    const fs::path path = place.root() / out.toStdString();
    VERIFY_REFUSED(runProgram(withPoints({"autosegment", photo, "-o", path})), path.string(), "would destroy",
                   "name another file");
    QCOMPARE(bytesOf(photo), before);
    QVERIFY(fs::is_symlink(place.root() / "symbolic.png"));
    QCOMPARE(fs::hard_link_count(photo), std::uintmax_t{2});
}

void AutosegmentCommandTest::aBatchOverwritesNoneOfItsPhotos()
{
    const Workplace place;
    const fs::path a = addSquare(place, "a.png");
    const fs::path b = addSquare(place, "b.png");
    const fs::path unread = addSquare(place, "unread.png");
    const fs::path batch = place.root() / "batch.jsonl";
    const fs::path mask = place.root() / "mask.png";
    writeText(batch, clickLine(a, b) + clickLine(b, b) + clickLine(b, a) + clickLine(a, unread) + clickLine(a, mask) +
                         "{\"image\":\"" + unread.string() + "\"}\n");
    const auto bytes = [&] { return std::vector{bytesOf(a), bytesOf(b), bytesOf(unread)}; };
    const auto before = bytes();
    const Outcome outcome = runProgram({"autosegment", "--batch", batch});
    QCOMPARE(outcome.exitCode, 3);
    QVERIFY(bytes() == before);
    QCOMPARE(faultOfMask(mask), std::string());
    const std::vector<std::string> said = outcome.errLines();
    QCOMPARE(said.size(), std::size_t{5});
    const std::vector<fs::path> outs{b, b, a, unread};
    for (std::size_t i = 0; i < outs.size(); ++i) {
        QVERIFY2(said[i].starts_with("labelwright: " + batch.string() + ", line " + std::to_string(i + 1) + ": " +
                                     outs[i].string() + ": this is one of the photos"),
                 said[i].c_str());
    }
}

void AutosegmentCommandTest::aMaskIsCalledPng()
{
    const Workplace place;
    const fs::path photo = addSquare(place, "photo.png");
    const fs::path wrong = place.root() / "mask.jpg";
    VERIFY_WRONG_USAGE(runProgram(withPoints({"autosegment", photo, "-o", wrong})), wrong.string(), ".png", ".jpg");
    const fs::path batch = place.root() / "batch.jsonl";
    writeText(batch, clickLine(photo, wrong) + clickLine(photo, place.root() / "mask.PNG"));
    const Outcome outcome = runProgram({"autosegment", "--batch", batch});
    QCOMPARE(outcome.exitCode, 3);
    QVERIFY2(outcome.err.starts_with("labelwright: " + batch.string() + ", line 1: " + wrong.string() + ": "),
             outcome.err.c_str());
    QVERIFY(!fs::exists(wrong));
    QCOMPARE(faultOfMask(place.root() / "mask.PNG"), std::string());
}

void AutosegmentCommandTest::aBatchIsReadFromStandardInput()
{
    const Workplace place;
    const fs::path photo = addSquare(place, "photo.png");
    QProcess process;
    startProgram(process, {"autosegment", "--batch", "-"});
    process.write((clickLine(photo, place.root() / "mask.png") + "no JSON\n").c_str());
    process.closeWriteChannel();
    QVERIFY(process.waitForFinished(60'000));
    QCOMPARE(process.exitCode(), 3);
    QCOMPARE(faultOfMask(place.root() / "mask.png"), std::string());
    const QByteArray said = process.readAllStandardError();
    QVERIFY2(said.startsWith("labelwright: standard input, line 2: "), said.constData());
}

void AutosegmentCommandTest::theHelpNamesEnginesAndStrokes()
{
    const Outcome outcome = runProgram({"autosegment", "--help"});
    VERIFY_DONE(outcome);
    for (const char* word : {"four-point, grabcut", "\"foreground\"", "\"background\""})
        QVERIFY2(outcome.out.find(word) != std::string::npos, word);
}

void AutosegmentCommandTest::noFolderIsMadeForTheMask()
{
    const Workplace place;
    const fs::path photo = addSquare(place, "photo.png");
    const fs::path folder = place.root() / "masks";
    VERIFY_REFUSED(runProgram(withPoints({"autosegment", photo, "-o", folder / "mask.png"})), folder.string(),
                   "no such folder");
    QVERIFY(!fs::exists(folder));
}

void AutosegmentCommandTest::anUnknownEngineIsToldWhatThereIs()
{
    const Workplace place;
    const fs::path photo = addSquare(place, "photo.png");
    VERIFY_WRONG_USAGE(
        runProgram(withPoints({"autosegment", photo, "--engine", "magic", "-o", place.root() / "m.png"})), "\"magic\"",
        "grabcut");
}

LABELWRIGHT_TEST(AutosegmentCommandTest)
#include "AutosegmentCommandTest.moc"
