// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/architecture/IncludeRules.h"
#include "tests/support/TestFiles.h"

#include <QTest>

#include <filesystem>

using namespace labelwright;
namespace fs = std::filesystem;

/// The folders are the levels: every include of the product points down (DESIGN.md).
class ArchitectureTest : public QObject {
    Q_OBJECT

private slots:
    void allowedIncludesPass_data();
    void allowedIncludesPass();
    void brokenRulesAreFound_data();
    void brokenRulesAreFound();
    void everyBrokenLineIsNamed();
    void whatIsNoIncludeIsIgnored();
    void everySourceKeepsTheRules();
};

void ArchitectureTest::allowedIncludesPass_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("line");
    const auto row = [](const char* path, const char* line) {
        QTest::addRow("%s: %s", path, line) << QByteArray(path) << QByteArray(line);
    };
    row("core/mask/Region.cpp", "#include \"core/mask/Region.h\"");
    row("core/mask/LabelMask.h", "#include \"core/labels/LabelSet.h\"");
    row("core/segment/GrabCut.cpp", "#include \"core/mask/Region.h\"");
    row("core/segment/GrabCut.cpp", "#include \"core/image/Image.h\"");
    row("core/segment/GrabCut.cpp", "#include <opencv2/imgproc.hpp>");
    row("core/tools/Tool.h", "#include \"core/segment/ExtremePoints.h\"");
    row("core/dataset/Validate.cpp", "#include \"core/base/Json.h\"");
    row("core/base/Json.h", "#include <nlohmann/json.hpp>");
    row("core/job/EventJson.h", "#include \"core/base/Json.h\"");
    row("core/job/Event.cpp", "#include \"core/job/EventJson.h\"");
    row("core/base/Time.h", "#include <chrono>");
    row("core/base/Quotes.h", "#include <queue>");
    row("ui/bridge/ImageLoader.h", "#include \"ui/look/Look.h\"");
    row("ui/canvas/Canvas.cpp", "#include \"Canvas.moc\"");
    row("ui/work/WorkWindow.h", "#include \"ui/canvas/Canvas.h\"");
    row("ui/work/WorkWindow.h", "#include <QMainWindow>");
    row("app/main.cpp", "#include \"ui/work/WorkWindow.h\"");
    row("app/cli/Derive.cpp", "#include \"core/job/Derive.h\"");
    row("app/cli/Derive.cpp", "#include <CLI/CLI.hpp>");
}

void ArchitectureTest::allowedIncludesPass()
{
    QFETCH(QByteArray, path);
    QFETCH(QByteArray, line);
    const std::vector<std::string> broken = test::brokenIncludeRules(path.toStdString(), line.toStdString());
    QVERIFY2(broken.empty(), broken.empty() ? "" : broken.front().c_str());
}

void ArchitectureTest::brokenRulesAreFound_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("line");
    const auto row = [](const char* name, const char* path, const char* line) {
        QTest::newRow(name) << QByteArray(path) << QByteArray(line);
    };
    row("up inside core", "core/mask/Region.h", "#include \"core/edit/Document.h\"");
    row("up from base", "core/base/Time.cpp", "#include \"core/labels/Color.h\"");
    row("from core to ui", "core/dataset/Validate.cpp", "#include \"ui/look/Look.h\"");
    row("from core to app", "core/job/Job.cpp", "#include \"app/cli/Derive.h\"");
    row("from ui to app", "ui/work/WorkWindow.cpp", "#include \"app/Version.h\"");
    row("sideways in core", "core/labels/LabelSet.h", "#include \"core/mask/LabelMask.h\"");
    row("sideways from image to mask", "core/image/Image.h", "#include \"core/mask/Region.h\"");
    row("sideways from edit to segment", "core/edit/Document.h", "#include \"core/segment/Engine.h\"");
    row("sideways from tools to groundtruth", "core/tools/Tool.h", "#include \"core/groundtruth/Names.h\"");
    row("sideways from canvas to bridge", "ui/canvas/Canvas.h", "#include \"ui/bridge/WorkSession.h\"");
    row("sideways from look to canvas", "ui/look/Look.h", "#include \"ui/canvas/Canvas.h\"");
    row("sideways from home to work", "ui/home/JobsPage.h", "#include \"ui/work/WorkWindow.h\"");
    row("unknown folder", "core/mask/Region.h", "#include \"core/extras/Thing.h\"");
    row("not from the root", "core/mask/Region.h", "#include \"LabelMask.h\"");
    row("not from the root, upwards", "core/mask/Region.h", "#include \"../base/Geometry.h\"");
    row("Qt in core", "core/image/Image.cpp", "#include <QImage>");
    row("Qt's folder in core", "core/image/Image.cpp", "#include <QtGui/QImage>");
    row("OpenCV in a header", "core/segment/GrabCut.h", "#include <opencv2/core.hpp>");
    row("JSON in a header", "core/job/JobSpec.h", "#include <nlohmann/json.hpp>");
    row("libpng in a header", "core/groundtruth/MaskPng.h", "#include <png.h>");
    row("libjpeg in a header", "core/image/ImageReader.h", "#include <jpeglib.h>");
    row("zlib in a header", "core/mask/MaskPatch.h", "#include <zlib.h>");
    row("sodium in a header", "core/base/Hash.h", "#include <sodium.h>");
    row("sodium's folder in a header", "core/base/Hash.h", "#include <sodium/crypto_hash.h>");
    row("fmt in a header", "core/base/Result.h", "#include <fmt/format.h>");
    row("libexif in a header", "core/image/ImageReader.h", "#include <libexif/exif-data.h>");
    row("Json.h in a header of core", "core/job/JobSpec.h", "#include \"core/base/Json.h\"");
    row("a header on top of Json.h in another", "core/job/Event.h", "#include \"core/job/EventJson.h\"");
    row("the JSON library in a header on top of Json.h", "core/job/EventJson.h", "#include <nlohmann/json.hpp>");
    row("Json.h in a header of ui", "ui/work/WorkWindow.h", "#include \"core/base/Json.h\"");
    row("ui in the command line", "app/cli/Derive.cpp", "#include \"ui/bridge/DeriveRunner.h\"");
    row("Qt in the command line", "app/cli/Derive.cpp", "#include <QString>");
    row("spaces before and after the hash", "core/base/Time.cpp", "  #  include   \"core/mask/Region.h\"");
    row("something behind it", "core/base/Time.cpp", "#include \"core/mask/Region.h\" // why");
    row("carriage return", "core/base/Time.cpp", "#include \"core/mask/Region.h\"\r");
}

void ArchitectureTest::brokenRulesAreFound()
{
    QFETCH(QByteArray, path);
    QFETCH(QByteArray, line);
    const std::vector<std::string> broken = test::brokenIncludeRules(path.toStdString(), line.toStdString());
    QCOMPARE(broken.size(), std::size_t(1));
    QVERIFY2(broken.front().starts_with(path.toStdString() + ":1: "), broken.front().c_str());
}

void ArchitectureTest::everyBrokenLineIsNamed()
{
    const std::vector<std::string> broken = test::brokenIncludeRules("core/mask/Region.h", R"(#pragma once

#include "core/base/Geometry.h"
#include "core/edit/Document.h"

#include <QImage>
#include <zlib.h>
)");
    QCOMPARE(broken, (std::vector<std::string>{
                         "core/mask/Region.h:4: core/mask (level 1) may not include \"core/edit/Document.h\" (level 2)",
                         "core/mask/Region.h:6: core may not include Qt's <QImage>",
                         "core/mask/Region.h:7: a header of core may not include <zlib.h>",
                     }));
    QCOMPARE(test::brokenIncludeRules("core/extras/Thing.cpp", "int x;\n"),
             std::vector<std::string>{"core/extras/Thing.cpp:1: the file lies in no folder of the level table"});
}

void ArchitectureTest::whatIsNoIncludeIsIgnored()
{
    QVERIFY(test::brokenIncludeRules("core/base/Time.cpp", "// #include \"core/mask/Region.h\"\n"
                                                           "#define INCLUDE \"core/mask/Region.h\"\n"
                                                           "#include SOME_MACRO\n"
                                                           "#\n")
                .empty());
}

void ArchitectureTest::everySourceKeepsTheRules()
{
    const fs::path root = LABELWRIGHT_SOURCE_DIR;
    int files = 0;
    QStringList broken;
    for (const char* top : {"core", "ui", "app"})
        for (const fs::directory_entry& entry : fs::recursive_directory_iterator(root / top)) {
            if (entry.path().extension() != ".h" && entry.path().extension() != ".cpp")
                continue;
            ++files;
            const std::string path = entry.path().lexically_relative(root).generic_string();
            for (const std::string& what : test::brokenIncludeRules(path, test::textOf(entry.path())))
                broken << QString::fromStdString(what);
        }
    QVERIFY(files > 20); // the folders were found
    QVERIFY2(broken.isEmpty(), qPrintable(broken.join('\n')));
}

QTEST_APPLESS_MAIN(ArchitectureTest)
#include "ArchitectureTest.moc"
