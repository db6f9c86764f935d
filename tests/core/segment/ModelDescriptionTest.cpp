// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/usermodel/ModelDescription.h"

#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"

#include <QTemporaryDir>

using namespace labelwright;
using namespace labelwright::test;
namespace fs = std::filesystem;

namespace {

const QString kDextr = QStringLiteral(R"({"kind": "dextr", "size": [512, 256], "channels": "rgb", "mean": [1, 2.5, 3],
    "image": "input", "output": {"name": "map", "values": "logits"}})");
const QString kRitm = QStringLiteral(R"({"kind": "ritm", "size": [448, 448], "channels": "bgr", "mean": [0, 0, 0],
    "std": [58.4, 57.1, 57.4], "image": "image", "clicks": "points", "radius": 3, "previous-mask": false,
    "network": "nets/other.onnx", "output": {"name": "map", "values": "probabilities"}})");
const QString kSam = QStringLiteral(R"({"kind": "sam", "size": [1024, 1024], "channels": "rgb", "mean": [0, 0, 0],
    "image": "x", "embedding": "e", "encoder": "encoder.onnx", "decoder": "decoder.onnx"})");

} // namespace

class ModelDescriptionTest : public QObject {
    Q_OBJECT
private slots:
    void aCropNetworkIsDescribed();
    void aClickNetworkIsDescribed();
    void aPairIsDescribed();
    void theNetworkLeadsToItsDescription();
    void whatIsWrongIsNamedByItsKey_data();
    void whatIsWrongIsNamedByItsKey();
    void whatIsNoDescriptionIsRefused_data();
    void whatIsNoDescriptionIsRefused();

private:
    Result<ModelDescription> read(const QString& text) const
    {
        writeText(path(), text.toStdString());
        return readModelDescription(path());
    }
    fs::path folder() const { return m_folder.path().toStdString(); }
    fs::path path() const { return folder() / "my.json"; }

    QTemporaryDir m_folder;
};

void ModelDescriptionTest::aCropNetworkIsDescribed()
{
    const Result<ModelDescription> found = read(kDextr);
    VERIFY_OK(found);
    QVERIFY(found->kind == ModelDescription::Kind::Dextr);
    QVERIFY(found->size == (Size{512, 256}));
    QVERIFY(found->isRgb);
    QVERIFY(found->mean == (std::array{1.F, 2.5F, 3.F}));
    QVERIFY(found->deviation == (std::array{1.F, 1.F, 1.F}));
    QCOMPARE(found->network, folder() / "my.onnx");
    QCOMPARE(found->image, std::string("input"));
    QCOMPARE(found->output, std::string("map"));
    QVERIFY(found->values == ModelDescription::Values::Logits);
    QCOMPARE(found->marginPx, 50.0);
}

void ModelDescriptionTest::aClickNetworkIsDescribed()
{
    const Result<ModelDescription> found = read(kRitm);
    VERIFY_OK(found);
    QVERIFY(found->kind == ModelDescription::Kind::Ritm);
    QVERIFY(!found->isRgb);
    QVERIFY(found->deviation == (std::array{58.4F, 57.1F, 57.4F}));
    QCOMPARE(found->network, folder() / "nets/other.onnx");
    QCOMPARE(found->clicks, std::string("points"));
    QVERIFY(found->values == ModelDescription::Values::Probabilities);
    QCOMPARE(found->radiusPx, 3.0);
    QVERIFY(!found->takesPreviousMask);
}

void ModelDescriptionTest::aPairIsDescribed()
{
    const Result<ModelDescription> found = read(kSam);
    VERIFY_OK(found);
    QVERIFY(found->kind == ModelDescription::Kind::Sam);
    QCOMPARE(found->network, folder() / "encoder.onnx");
    QCOMPARE(found->decoder, folder() / "decoder.onnx");
    QCOMPARE(found->image, std::string("x"));
    QCOMPARE(found->output, std::string("e"));
}

void ModelDescriptionTest::theNetworkLeadsToItsDescription()
{
    VERIFY_OK(read(kDextr));
    const Result<ModelDescription> found = readModelDescription(folder() / "my.onnx");
    VERIFY_OK(found);
    QCOMPARE(found->network, folder() / "my.onnx");
    const Result<ModelDescription> none = readModelDescription(folder() / "lonely.onnx");
    VERIFY_ERROR(none, ErrorCode::NotFound);
    QCOMPARE(none.error().path, folder() / "lonely.json");
}

void ModelDescriptionTest::whatIsWrongIsNamedByItsKey_data()
{
    QTest::addColumn<QString>("description");
    QTest::addColumn<QString>("from");
    QTest::addColumn<QString>("to");
    QTest::addColumn<QString>("key");
    const auto row = [](const char* name, const QString& text, const char* from, const char* to, const char* key) {
        QTest::newRow(name) << text << QString::fromUtf8(from) << QString::fromUtf8(to) << QString::fromUtf8(key);
    };
    row("no kind", kDextr, R"("kind": "dextr", )", "", "kind");
    row("unknown kind", kDextr, "dextr", "yolo", "kind");
    row("kind that is no text", kDextr, R"("dextr")", "7", "kind");
    row("no size", kDextr, R"("size": [512, 256], )", "", "size");
    row("one extent", kDextr, "[512, 256]", "[512]", "size");
    row("extent that is too small", kDextr, "256", "15", "size");
    row("extent that is too large", kDextr, "256", "4097", "size");
    row("extent with a fraction", kDextr, "256", "256.5", "size");
    row("unknown channels", kDextr, "rgb", "rgba", "channels");
    row("two means", kDextr, "[1, 2.5, 3]", "[1, 2]", "mean");
    row("mean that is no number", kDextr, "2.5", "null", "mean");
    row("no deviation", kRitm, "58.4", "0", "std");
    row("std that is no list", kRitm, "[58.4, 57.1, 57.4]", "58", "std");
    row("no image", kDextr, R"("image": "input",)", "", "image");
    row("image without a name", kDextr, R"("input")", R"("")", "image");
    row("no output", kDextr, R"("output": {"name": "map", "values": "logits"})", R"("margin": 5)", "output");
    row("output without a name", kDextr, R"("name": "map", )", "", "name");
    row("unknown values", kDextr, "logits", "percent", "values");
    row("margin that leaves nothing", kDextr, R"("mean")", R"("margin": 128, "mean")", "margin");
    row("margin that is no number", kDextr, R"("mean")", R"("margin": "50", "mean")", "margin");
    row("misspelt key", kDextr, R"("mean")", R"("margn": 5, "mean")", "margn");
    row("misspelt key of the output", kDextr, R"("name")", R"("nam": 1, "name")", "nam");
    row("network that is no text", kDextr, R"("mean")", R"("network": 5, "mean")", "network");
    row("no clicks", kRitm, R"("clicks": "points", )", "", "clicks");
    row("negative radius", kRitm, R"("radius": 3)", R"("radius": -1)", "radius");
    row("mask that is no choice", kRitm, "false", "0", "previous-mask");
    row("key of another kind", kRitm, R"("radius": 3)", R"("margin": 3)", "margin");
    row("no decoder", kSam, R"(, "decoder": "decoder.onnx")", "", "decoder");
    row("no encoder", kSam, R"("encoder": "encoder.onnx", )", "", "encoder");
    row("no embedding", kSam, R"("embedding": "e", )", "", "embedding");
    row("no square", kSam, "[1024, 1024]", "[1024, 768]", "size");
}

void ModelDescriptionTest::whatIsWrongIsNamedByItsKey()
{
    QFETCH(QString, description);
    QFETCH(QString, from);
    QFETCH(QString, to);
    QFETCH(QString, key);
    QVERIFY(description.contains(from));
    description.replace(from, to);
    const Result<ModelDescription> found = read(description);
    VERIFY_ERROR(found, ErrorCode::Malformed);
    QCOMPARE(found.error().path, path());
    const QString detail = QString::fromStdString(found.error().detail);
    QVERIFY2(detail.contains(QStringLiteral("\"%1\"").arg(key)), qPrintable(detail));
}

void ModelDescriptionTest::whatIsNoDescriptionIsRefused_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("empty") << QString();
    QTest::newRow("a list") << QStringLiteral("[1]");
    QTest::newRow("truncated") << kDextr.left(60);
}

void ModelDescriptionTest::whatIsNoDescriptionIsRefused()
{
    QFETCH(QString, text);
    const Result<ModelDescription> found = read(text);
    VERIFY_ERROR(found, ErrorCode::Malformed);
    QCOMPARE(found.error().path, path());
}

LABELWRIGHT_TEST(ModelDescriptionTest)
#include "ModelDescriptionTest.moc"
