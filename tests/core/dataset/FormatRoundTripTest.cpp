// SPDX-License-Identifier: GPL-3.0-or-later
// Every row of the table of formats: what a job was exported as is read back as it was.
#include "core/dataset/DatasetFormat.h"
#include "core/dataset/Export.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestJob.h"
#include "tests/support/TestProgram.h"

#include <QTemporaryDir>
#include <QTest>

#include <random>
#include <set>

using namespace labelwright;
using namespace labelwright::test;
namespace fs = std::filesystem;

namespace {

constexpr Size kSize{61, 47};

/// What formats of outlines find hard: parts that touch at corners only, holes with something in them, single pixels,
/// lines one pixel wide, all four edges of the picture.
LabelMask hardMask(int labels, unsigned seed)
{
    std::mt19937 random(seed);
    std::vector<Label> pixels(static_cast<std::size_t>(kSize.width) * static_cast<std::size_t>(kSize.height));
    const auto fill = [&](Rect rect, Label label) {
        for (int y = std::max(rect.y, 0); y < std::min(rect.y + rect.height, kSize.height); ++y)
            for (int x = std::max(rect.x, 0); x < std::min(rect.x + rect.width, kSize.width); ++x)
                pixels[static_cast<std::size_t>(y) * static_cast<std::size_t>(kSize.width) +
                       static_cast<std::size_t>(x)] = label;
    };
    for (int part = 0; part < 24; ++part) {
        const auto label = static_cast<Label>(random() % static_cast<unsigned>(labels + 1));
        const int width = part % 5 == 0 ? 1 : 3 + static_cast<int>(random() % 20);
        fill({static_cast<int>(random() % 60) - 4, static_cast<int>(random() % 46) - 4, width,
              1 + static_cast<int>(random() % 18)},
             label);
    }
    for (int pixel = 0; pixel < 60; ++pixel) // some alone, some corner to corner
        fill({static_cast<int>(random() % 61), static_cast<int>(random() % 47), 1, 1},
             static_cast<Label>(random() % static_cast<unsigned>(labels + 1)));
    return *LabelMask::create(kSize, std::move(pixels));
}

const std::vector<std::string> kLabels{"people", "traffic light", "bus & coach", "étage"};

/// What each object is labeled with, by the source-ref's stem.
struct Truth {
    std::map<std::string, LabelMask> masks;
    std::map<std::string, std::vector<Label>> chosen;
};

Job labeledJob(const fs::path& folder, TaskType task, Truth& truth)
{
    Job job = makeJob(folder, {.objects = 9,
                               .size = kSize,
                               .labels = kLabels,
                               .taskType = task,
                               .noneCategory = task == TaskType::ImageClassificationMultiLabel ? "none" : ""});
    for (ObjectId object = 0; object < 8; ++object) { // the ninth is not labeled
        const std::string stem = std::to_string(object);
        if (task == TaskType::SemanticSegmentation) {
            // The last one has no label anywhere.
            const LabelMask mask = object == 7 ? *LabelMask::create(kSize) : hardMask(4, static_cast<unsigned>(object));
            submitAt(job, object, 0, mask, testTime(object * 1000));
            truth.masks.emplace(stem, mask);
            continue;
        }
        std::vector<Label> chosen{static_cast<Label>(object % 4 + 1)};
        if (task == TaskType::ImageClassificationMultiLabel) {
            if (object % 3 == 1 && object % 4 != 3)
                chosen.push_back(4);
            if (object == 7)
                chosen.clear();
        }
        std::vector<std::string> names;
        for (const Label label : chosen)
            names.push_back(kLabels[label - 1U]);
        chooseAt(job, object, 0, names, testTime(object * 1000));
        truth.chosen.emplace(stem, chosen);
    }
    return reopened(job);
}

/// The dataset's labels by the job's; a format may have another order.
std::array<Label, 256> labelTable(const LabelSet& read)
{
    std::array<Label, 256> table{};
    for (std::size_t label = 1; label <= read.size(); ++label) {
        const auto found = std::ranges::find(kLabels, read.at(static_cast<Label>(label)).name);
        table[label] = found == kLabels.end() ? Label{255} : static_cast<Label>(found - kLabels.begin() + 1);
    }
    return table;
}

} // namespace

class FormatRoundTripTest : public QObject {
    Q_OBJECT
private slots:
    void everyFormatComesBack_data();
    void everyFormatComesBack();
    void theSameJobGivesTheSameBytes_data() { formats(); }
    void theSameJobGivesTheSameBytes();
    void aDatasetThatIsNoneIsAnError_data() { formats(); }
    void aDatasetThatIsNoneIsAnError();
    void aDamagedDatasetIsNeverACrash_data() { formats(); }
    void aDamagedDatasetIsNeverACrash();

private:
    static void formats();
};

void FormatRoundTripTest::formats()
{
    QTest::addColumn<std::string>("id");
    for (const DatasetFormat& format : datasetFormats())
        QTest::newRow(std::string(format.id).c_str()) << std::string(format.id);
}

void FormatRoundTripTest::everyFormatComesBack_data()
{
    QTest::addColumn<std::string>("id");
    QTest::addColumn<int>("task");
    QTest::addColumn<bool>("isSplit");
    for (const DatasetFormat& format : datasetFormats()) {
        for (const TaskType task : format.tasks) {
            for (const bool isSplit : {false, true}) {
                const std::string name =
                    std::string(format.id) + ", " + std::string(infoOf(task).id) + (isSplit ? ", split" : "");
                QTest::newRow(name.c_str()) << std::string(format.id) << static_cast<int>(task) << isSplit;
            }
        }
    }
}

void FormatRoundTripTest::everyFormatComesBack()
{
    QFETCH(std::string, id);
    QFETCH(int, task);
    QFETCH(bool, isSplit);
    const DatasetFormat& format = *findDatasetFormat(id);
    const QTemporaryDir temporary;
    const fs::path folder(temporary.path().toStdString());
    Truth truth;
    const Job job = labeledJob(folder, static_cast<TaskType>(task), truth);
    ExportChoice choice;
    if (isSplit)
        choice.shares = PartShares{0.5, 0.25, 0.25};
    const Result<ExportReport> report = exportDataset(job, choice, {folder / "dataset", &format});
    VERIFY_OK(report);
    QCOMPARE(report->items, 8);
    QVERIFY(report->leftOut.empty());

    const Result<std::unique_ptr<DatasetReader>> reader = format.read(folder / "dataset", {});
    VERIFY_OK(reader);
    const DatasetInfo& info = (*reader)->info();
    QCOMPARE(info.task == TaskType::SemanticSegmentation, task == static_cast<int>(TaskType::SemanticSegmentation));
    QCOMPARE(info.isSplit, isSplit);
    const std::array<Label, 256> table = labelTable(info.labels);
    for (std::size_t label = 1; label <= info.labels.size() && format.holdsColors; ++label)
        QCOMPARE(info.labels.at(static_cast<Label>(label)).color, job.spec().labels.at(table[label]).color);

    const Result<ExportPlan> plan = planExport(job, choice);
    VERIFY_OK(plan);
    std::size_t found = 0;
    for (std::int64_t number = 0; number < info.itemCount; ++number) {
        const Result<DatasetItem> item = (*reader)->read(number);
        VERIFY_OK(item);
        const std::string& stem = item->name; // of Cityscapes' photos not the name alone
        QVERIFY2(fs::is_regular_file(item->photo), item->photo.c_str());
        if (isSplit)
            QCOMPARE(item->part, plan->items[std::stoul(stem)].item.part);
        if (item->mask) {
            QVERIFY(relabelled(*item->mask, table) == truth.masks.at(stem));
        } else {
            std::vector<Label> chosen;
            for (const Label label : item->chosen)
                chosen.push_back(table[label]);
            std::ranges::sort(chosen);
            QCOMPARE(chosen, truth.chosen.at(stem));
        }
        ++found;
    }
    QCOMPARE(found, truth.masks.size() + truth.chosen.size());
}

void FormatRoundTripTest::theSameJobGivesTheSameBytes()
{
    QFETCH(std::string, id);
    const DatasetFormat& format = *findDatasetFormat(id);
    const QTemporaryDir temporary;
    const fs::path folder(temporary.path().toStdString());
    Truth truth;
    const Job job = labeledJob(folder, format.tasks.front(), truth);
    ExportChoice choice{.shares = PartShares{0.5, 0.25, 0.25}, .seed = 4, .stratify = true};
    VERIFY_OK(exportDataset(job, choice, {folder / "one", &format}));
    VERIFY_OK(exportDataset(reopened(job), choice, {folder / "two", &format}));
    QVERIFY(treeOf(folder / "one") == treeOf(folder / "two"));
}

void FormatRoundTripTest::aDatasetThatIsNoneIsAnError()
{
    QFETCH(std::string, id);
    const DatasetFormat& format = *findDatasetFormat(id);
    const QTemporaryDir temporary;
    const fs::path folder(temporary.path().toStdString());
    QVERIFY(!format.read(folder, {}));
    QVERIFY(!format.read(folder / "missing", {}));
    writeText(folder / "file", "nothing of the kind");
    QVERIFY(!format.read(folder / "file", {}));
}

/// Each text file cut and scrambled: reading gives items or errors.
void FormatRoundTripTest::aDamagedDatasetIsNeverACrash()
{
    QFETCH(std::string, id);
    const DatasetFormat& format = *findDatasetFormat(id);
    const QTemporaryDir temporary;
    const fs::path folder(temporary.path().toStdString());
    Truth truth;
    const Job job = labeledJob(folder, format.tasks.front(), truth);
    VERIFY_OK(exportDataset(job, {}, {folder / "dataset", &format}));
    std::mt19937 random(9);
    std::set<fs::path> passedOver{folder / "dataset/README.md", folder / "dataset/SHA256SUMS"}; // And photos.
    const Result<std::unique_ptr<DatasetReader>> whole = format.read(folder / "dataset", {});
    for (std::int64_t number = 0; number < (*whole)->info().itemCount; ++number)
        passedOver.insert((*whole)->item(number).photo);
    for (const auto& [path, content] : treeOf(folder / "dataset")) {
        if (path.ends_with('/') || content.empty() || passedOver.contains(folder / "dataset" / path))
            continue;
        for (int damage = 0; damage < 6; ++damage) {
            std::string broken = content;
            if (damage == 0)
                broken.resize(broken.size() / 2);
            for (int byte = 0; byte < damage; ++byte)
                broken[random() % broken.size()] = static_cast<char>(random());
            writeText(folder / "dataset" / path, broken);
            const Result<std::unique_ptr<DatasetReader>> reader = format.read(folder / "dataset", {});
            for (std::int64_t number = 0; reader && number < (*reader)->info().itemCount; ++number) {
                const Result<DatasetItem> item = (*reader)->read(number);
                QVERIFY(item || !item.error().detail.empty());
            }
        }
        writeText(folder / "dataset" / path, content);
    }
}

LABELWRIGHT_TEST(FormatRoundTripTest)
#include "FormatRoundTripTest.moc"
