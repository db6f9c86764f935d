// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/cli/Program.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestJob.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <random>
#include <set>

using namespace labelwright;
using namespace labelwright::test;
namespace fs = std::filesystem;

/// Each format with a reader in dataset_readers/: what the program exports is read back by that reader, in Python and
/// without any code of ours, and is the index PNG pixel by pixel.
class DatasetReadersTest : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void anExportIsReadByOthers_data();
    void anExportIsReadByOthers();

private:
    QTemporaryDir m_temporary;
    fs::path m_root;
    QString m_python; ///< Empty where it has not what the readers need.
};

namespace {

constexpr Size kSize{67, 41};
constexpr int kModuleMissing = 77;

const fs::path kScripts = fs::path(LABELWRIGHT_SOURCE_FOLDER) / "tests/e2e";

/// Rectangles upon each other, lines and single pixels of all labels.
LabelMask scatteredMask(unsigned seed, int labels)
{
    std::mt19937 random(seed);
    std::vector<Label> pixels(static_cast<std::size_t>(kSize.width * kSize.height));
    const auto below = [&](int limit) { return static_cast<int>(random() % static_cast<unsigned>(limit)); };
    for (int part = 0; part < 90; ++part) {
        const auto label = static_cast<Label>(below(labels + 1));
        const int x0 = below(kSize.width);
        const int y0 = below(kSize.height);
        const int x1 = std::min(kSize.width, x0 + 1 + (part < 30 ? below(25) : 0));
        const int y1 = std::min(kSize.height, y0 + 1 + (part % 3 == 0 ? below(20) : 0));
        for (int y = y0; y < y1; ++y)
            std::fill(pixels.begin() + y * kSize.width + x0, pixels.begin() + y * kSize.width + x1, label);
    }
    return *LabelMask::create(kSize, std::move(pixels));
}

int runPython(const QString& python, const QStringList& arguments, QByteArray& said)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(python, arguments);
    if (!process.waitForFinished(60'000) || process.exitStatus() != QProcess::NormalExit)
        return -1;
    said = process.readAll();
    return process.exitCode();
}

} // namespace

void DatasetReadersTest::initTestCase()
{
    m_root = m_temporary.path().toStdString();
    // Debian's modules belong to Debian's interpreter, which need not be the first one on the path.
    for (const QString& python : {QStringLiteral("python3"), QStringLiteral("/usr/bin/python3")}) {
        QByteArray said;
        if (m_python.isEmpty() &&
            runPython(python, {QStringLiteral("-B"), QStringLiteral("-c"), QStringLiteral("import numpy, PIL")},
                      said) == 0)
            m_python = python;
    }
    Job job =
        makeJob(m_root, {.objects = 7, .size = kSize, .labels = {"people", "traffic light", "R&D <\"x\">", "étage"}});
    for (ObjectId object = 0; object < 6; ++object)
        submitAt(job, object, 0, scatteredMask(static_cast<unsigned>(object), 4), testTime(object * 1000));
    submitAt(job, 6, 0, *LabelMask::create(kSize), testTime(7000)); // nothing has a label
    for (const std::vector<std::string>& split : {std::vector<std::string>(), {"--split", "50,25,25", "--seed", "3"}}) {
        std::vector<std::string> command{"export",   m_root / "job",
                                         "--format", "index-png",
                                         "-o",       m_root / (split.empty() ? "reference" : "reference-split")};
        command.insert(command.end(), split.begin(), split.end());
        VERIFY_DONE(runProgram(command));
    }
}

void DatasetReadersTest::anExportIsReadByOthers_data()
{
    QTest::addColumn<QString>("format");
    QTest::addColumn<bool>("isSplit");
    std::set<std::string> formats;
    for (const fs::directory_entry& entry : fs::directory_iterator(kScripts / "dataset_readers")) {
        std::string name = entry.path().stem().string();
        std::ranges::replace(name, '_', '-');
        if (entry.path().extension() == ".py" && name != "common" && name != "--init--")
            formats.insert(name);
    }
    for (const std::string& format : formats) {
        QTest::newRow(format.c_str()) << QString::fromStdString(format) << false;
        QTest::newRow((format + ", split").c_str()) << QString::fromStdString(format) << true;
    }
}

void DatasetReadersTest::anExportIsReadByOthers()
{
    QFETCH(QString, format);
    QFETCH(bool, isSplit);
    if (m_python.isEmpty())
        QSKIP("Python's modules numpy and PIL are not installed");
    const fs::path dataset = m_root / (format.toStdString() + (isSplit ? "-split" : ""));
    std::vector<std::string> command{"export", m_root / "job", "--format", format.toStdString(), "-o", dataset};
    if (isSplit)
        command.insert(command.end(), {"--split", "50,25,25", "--seed", "3"});
    VERIFY_DONE(runProgram(command));
    QByteArray said;
    const int code = runPython(m_python,
                               {QStringLiteral("-B"), QString::fromStdString(kScripts / "read_dataset.py"), format,
                                QString::fromStdString(dataset),
                                QString::fromStdString(m_root / (isSplit ? "reference-split" : "reference"))},
                               said);
    if (code == kModuleMissing)
        QSKIP(said.constData());
    QVERIFY2(code == 0, said.constData());
}

QTEST_GUILESS_MAIN(DatasetReadersTest)
#include "DatasetReadersTest.moc"
