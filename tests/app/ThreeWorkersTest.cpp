// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/Windows.h"
#include "core/base/AtomicFile.h"
#include "core/groundtruth/MaskPng.h"
#include "core/job/MemberList.h"
#include "core/job/Workspace.h"
#include "tests/core/job/JobFixture.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"
#include "tests/ui/work/Answerer.h"
#include "tests/ui/work/NamedPart.h"
#include "tests/ui/work/WindowDriver.h"
#include "ui/home/HomeWindow.h"
#include "ui/home/Workspace.h"
#include "ui/work/ActionSet.h"
#include "ui/work/FinishedPage.h"

#include <QAction>
#include <QApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QPushButton>
#include <QTest>
#include <QToolButton>
#include <QTreeWidget>

#include <array>
#include <cmath>
#include <set>
#include <sstream>

using namespace labelwright;
using namespace labelwright::test;
namespace fs = std::filesystem;

namespace {

constexpr std::size_t kWorkers = 3;
constexpr std::array<const char*, kWorkers> kNames{"Ann", "Bob", "Cleo"};
constexpr int kObjects = 4;
constexpr Size kPhoto{64, 48};
const std::array<QString, 4> kClasses{QStringLiteral("BACKGROUND"), QStringLiteral("people"),
                                      QStringLiteral("traffic light"), QStringLiteral("bus")};

/// What each worker chooses for each object: numbers of labels, as the keys have them.
using Choices = std::array<std::array<std::set<int>, kObjects>, kWorkers>;
const Choices kSingle{{{{{1}, {2}, {3}, {1}}}, {{{1}, {2}, {2}, {1}}}, {{{2}, {2}, {3}, {3}}}}};
const Choices kMulti{{{{{1, 2}, {2}, {3}, {1}}}, {{{1}, {2, 3}, {3}, {1, 3}}}, {{{1, 2}, {2}, {1}, {3}}}}};

/// The window of this kind that is shown; nullptr without one.
template <typename Window>
Window* shownWindow()
{
    for (QWidget* widget : QApplication::topLevelWidgets()) {
        auto* window = qobject_cast<Window*>(widget);
        if (window && window->isVisible())
            return window;
    }
    return nullptr;
}

/// The shown button with this text that can be pressed; nullptr without one.
template <typename Button = QPushButton>
Button* buttonOf(const QWidget& whole, const QString& text)
{
    for (Button* button : whole.findChildren<Button*>()) {
        if (button->text() == text && button->isVisible() && button->isEnabled())
            return button;
    }
    return nullptr;
}

template <typename Button = QPushButton>
void clickOn(const QWidget& whole, const QString& text)
{
    if (!QTest::qWaitFor([&] { return buttonOf<Button>(whole, text) != nullptr; }))
        qFatal("there is no button %s to press", qPrintable(text));
    QTest::mouseClick(buttonOf<Button>(whole, text), Qt::LeftButton);
}

bool says(const QWidget& whole, const QString& words)
{
    for (const QLabel* label : whole.findChildren<QLabel*>()) {
        if (label->isVisible() && label->text().contains(words))
            return true;
    }
    return false;
}

void drag(Canvas& canvas, Point from, Point to)
{
    const auto inView = [&canvas](Point pixel) {
        const PointF place = canvas.viewport().viewFromImage({pixel.x + 0.5, pixel.y + 0.5});
        return QPointF(place.x, place.y).toPoint();
    };
    QTest::mouseMove(&canvas, inView(from));
    QTest::mousePress(&canvas, Qt::LeftButton, {}, inView(from));
    QTest::mouseMove(&canvas, inView(to));
    QTest::mouseRelease(&canvas, Qt::LeftButton, {}, inView(to));
}

/// Three labels, whose places and whose order differ from worker to worker and from object to object.
void paint(Canvas& canvas, std::size_t worker, int object)
{
    const int shift = static_cast<int>(worker) * 4 + object;
    QTest::keyClick(&canvas, Qt::Key_B);
    QTest::keyClick(&canvas, Qt::Key_1);
    drag(canvas, {8 + shift, 8}, {44 + shift, 10 + shift});
    QTest::keyClick(&canvas, worker == 2 ? Qt::Key_3 : Qt::Key_2);
    drag(canvas, {10, 28 + shift}, {40, 30});
    QTest::keyClick(&canvas, worker == 1 ? Qt::Key_2 : Qt::Key_3);
    drag(canvas, {52, 12 + shift}, {54, 40 - object});
}

/// Votes of one pixel, image or label, and how often each worker agrees with the others.
struct Vote {
    std::vector<Label> winners;
    double confidence = 0;
};

/// Plurality of three masks, as ARCHITECTURE.md has it.
Vote voteOf(const std::array<std::vector<Label>, kWorkers>& masks)
{
    std::array<long, kWorkers> agreements{};
    const auto same = [&](std::size_t voter, std::size_t pixel) {
        long count = 0;
        for (const std::vector<Label>& mask : masks)
            count += mask[pixel] == masks[voter][pixel] ? 1 : 0;
        return count;
    };
    Vote vote;
    long labeled = 0;
    long won = 0;
    for (std::size_t pixel = 0; pixel < masks[0].size(); ++pixel) {
        for (std::size_t voter = 0; voter < kWorkers; ++voter)
            agreements[voter] += same(voter, pixel);
    }
    for (std::size_t pixel = 0; pixel < masks[0].size(); ++pixel) {
        std::size_t best = 0;
        for (std::size_t voter = 1; voter < kWorkers; ++voter) {
            const auto rank = [&](std::size_t who) {
                return std::tuple(same(who, pixel), agreements[who], -int{masks[who][pixel]});
            };
            best = rank(voter) > rank(best) ? voter : best;
        }
        vote.winners.push_back(masks[best][pixel]);
        if (masks[0][pixel] + masks[1][pixel] + masks[2][pixel] > 0) {
            ++labeled;
            won += same(best, pixel);
        }
    }
    vote.confidence = static_cast<double>(won) / (3.0 * static_cast<double>(labeled));
    return vote;
}

/// Expectation maximisation as core/job/DawidSkene.h describes it, the plain way. `answers` by worker, then object.
std::vector<std::vector<double>> estimate(const std::array<std::array<int, kObjects>, kWorkers>& answers, int classes)
{
    std::vector<std::vector<double>> truth(kObjects, std::vector<double>(static_cast<std::size_t>(classes), 0.0));
    const auto at = [](int index) { return static_cast<std::size_t>(index); };
    for (int object = 0; object < kObjects; ++object) {
        for (std::size_t worker = 0; worker < kWorkers; ++worker)
            truth[at(object)][at(answers[worker][at(object)])] += 1.0 / 3;
    }
    for (int round = 0; round < 500; ++round) {
        std::vector<std::vector<double>> next = truth;
        for (int object = 0; object < kObjects; ++object) {
            double sum = 0;
            for (int k = 0; k < classes; ++k) {
                double frequency = 1.0 / classes;
                for (int other = 0; other < kObjects; ++other)
                    frequency += truth[at(other)][at(k)];
                double likelihood = frequency / (kObjects + 1);
                for (const std::array<int, kObjects>& given : answers) {
                    const int answer = given[at(object)];
                    double hits = answer == k ? 2.0 : 1.0 / (classes - 1);
                    double all = 3;
                    for (int other = 0; other < kObjects; ++other) {
                        all += truth[at(other)][at(k)];
                        hits += given[at(other)] == answer ? truth[at(other)][at(k)] : 0;
                    }
                    likelihood *= hits / all;
                }
                next[at(object)][at(k)] = likelihood;
                sum += likelihood;
            }
            for (double& probability : next[at(object)])
                probability /= sum;
        }
        truth = next;
    }
    return truth;
}

bool isNear(double left, double right)
{
    return std::abs(left - right) < 2e-6;
}

} // namespace

/// Three people sign in one after the other, label all that waits for them, and the last one completes the job.
class ThreeWorkersTest : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void init();
    void cleanup() { m_windows.reset(); }
    void masksAreLabeledCompletedAndConsolidated();
    void labelsAreChosenCompletedAndConsolidated_data();
    void labelsAreChosenCompletedAndConsolidated();

private:
    void makeJob(TaskType task);
    /// From the home window to the labeling window.
    void beginWork(std::size_t worker);
    /// The object that is in view, once it is.
    ObjectId objectInView();
    void submit();
    void finishWork();
    void completeJob();
    void leaveWork();
    /// Lines of the final manifest.
    std::vector<QJsonObject> manifest() const;
    fs::path output() const { return m_fixture->jobFolder() / "output/street"; }

    QTemporaryDir m_settings;
    std::unique_ptr<JobFixture> m_fixture;
    std::unique_ptr<Windows> m_windows;
    WorkWindow* m_work = nullptr;
};

void ThreeWorkersTest::initTestCase()
{
    keepSettingsIn(m_settings.path());
    QApplication::setQuitOnLastWindowClosed(false);
}

void ThreeWorkersTest::init()
{
    m_fixture = std::make_unique<JobFixture>();
    saveWorkspaceFolder(QString::fromStdString(m_fixture->root().string()));
    m_windows = std::make_unique<Windows>();
}

void ThreeWorkersTest::makeJob(TaskType task)
{
    const MemberList list =
        parseMemberList("Ann <ann@example.com>, Bob <bob@example.com>, Cleo <cleo@example.com>", {});
    WorkspaceTeam street{{"street", {}}, {}};
    VERIFY_OK(addMembers(street, list.workers));
    VERIFY_OK(createTeam(m_fixture->root(), street));
    m_fixture->addPhotos(kObjects, kPhoto);
    NewJob request = m_fixture->request();
    request.taskType = task;
    request.workersPerObject = kWorkers;
    request.team = teamOf(list.workers);
    m_fixture->makeJob(request);
}

void ThreeWorkersTest::beginWork(std::size_t worker)
{
    if (!shownWindow<HomeWindow>())
        m_windows->showHome();
    auto* home = shownWindow<HomeWindow>();
    clickOn<QToolButton>(*home, QStringLiteral("My tasks"));
    auto* workers = partNamed<QTreeWidget>(*home, QStringLiteral("Workers"));
    QVERIFY(workers);
    QTRY_COMPARE(workers->topLevelItemCount(), int{kWorkers});
    QTreeWidgetItem* item = workers->topLevelItem(static_cast<int>(worker));
    QCOMPARE(item->text(0), QString::fromLatin1(kNames[worker]));
    QTest::mouseClick(workers->viewport(), Qt::LeftButton, {}, workers->visualItemRect(item).center());
    clickOn(*home, QStringLiteral("Sign in"));
    QTRY_VERIFY(says(*home, QStringLiteral("Tasks that wait for you: %1").arg(kObjects)));
    clickOn(*home, QStringLiteral("Start working"));
    QTRY_VERIFY(shownWindow<WorkWindow>());
    m_work = shownWindow<WorkWindow>();
    QCOMPARE(m_work->session().worker().name, std::string(kNames[worker]));
    m_work->setWindowState(Qt::WindowNoState); // The offscreen screen is smaller.
    QVERIFY(QTest::qWaitForWindowActive(m_work));
    m_work->resize(1280, 800);
    QTRY_COMPARE(m_work->size(), QSize(1280, 800));
}

ObjectId ThreeWorkersTest::objectInView()
{
    if (!QTest::qWaitFor([&] { return m_work->session().view() == WorkSession::View::Labeling; }))
        qFatal("no object comes");
    return *m_work->session().currentObject();
}

void ThreeWorkersTest::submit()
{
    QTest::keyClick(&m_work->canvas(), Qt::Key_Return, Qt::ControlModifier);
}

void ThreeWorkersTest::finishWork()
{
    QTRY_COMPARE(m_work->session().view(), WorkSession::View::Finished);
    QTRY_COMPARE(m_work->session().pendingSaves(), 0);
    QVERIFY(says(*m_work, QStringLiteral("You're finished with the available tasks")));
}

void ThreeWorkersTest::completeJob()
{
    const Answerer complete(QStringLiteral("Complete job"));
    m_work->findChild<ActionSet*>()->action(QLatin1String("complete"))->trigger();
    QTRY_COMPARE(m_work->session().jobStatus(), JobStatus::Completed);
    QCOMPARE(complete.count(), 1);
    QVERIFY(says(*m_work, QStringLiteral("This job is completed")));
}

void ThreeWorkersTest::leaveWork()
{
    clickOn(*m_work, QStringLiteral("Close job"));
    QTRY_VERIFY(shownWindow<HomeWindow>());
    auto* home = shownWindow<HomeWindow>();
    QTRY_VERIFY(says(*home, QStringLiteral("You're finished with the available tasks")));
    QVERIFY(!partNamed<QPushButton>(*home, QStringLiteral("Start working"))->isEnabled());
    clickOn(*home, QStringLiteral("Log out"));
}

std::vector<QJsonObject> ThreeWorkersTest::manifest() const
{
    std::istringstream text(textOf(output() / "manifests/output/output.manifest"));
    std::vector<QJsonObject> lines;
    for (std::string line; std::getline(text, line);)
        lines.push_back(QJsonDocument::fromJson(QByteArray::fromStdString(line)).object());
    return lines;
}

void ThreeWorkersTest::masksAreLabeledCompletedAndConsolidated()
{
    makeJob(TaskType::SemanticSegmentation);
    std::array<std::array<std::vector<Label>, kWorkers>, kObjects> seen; // On the screen.
    for (std::size_t worker = 0; worker < kWorkers; ++worker) {
        beginWork(worker);
        for (int object = 0; object < kObjects; ++object) {
            QCOMPARE(objectInView(), ObjectId{object});
            paint(m_work->canvas(), worker, object);
            const std::span<const Label> pixels = m_work->session().document()->mask().pixels();
            seen[static_cast<std::size_t>(object)][worker].assign(pixels.begin(), pixels.end());
            QCOMPARE(std::set<Label>(pixels.begin(), pixels.end()).size(), std::size_t{worker == 0 ? 4U : 3U});
            submit();
        }
        finishWork();
        if (worker + 1 == kWorkers)
            completeJob();
        leaveWork();
    }
    const std::vector<QJsonObject> lines = manifest();
    QCOMPARE(lines.size(), std::size_t{kObjects});
    for (std::size_t object = 0; object < kObjects; ++object) {
        const Vote expected = voteOf(seen[object]);
        const QString ref = lines[object][QStringLiteral("street-ref")].toString();
        const Result<std::vector<std::uint8_t>> file =
            readFile(output() / "annotations/consolidated-annotation/output" / ref.section(u'/', -1).toStdString());
        VERIFY_OK(file);
        const Result<IndexedPng> png = decodeIndexedPng(*file);
        VERIFY_OK(png);
        QCOMPARE(png->size, kPhoto);
        const QJsonObject metadata = lines[object][QStringLiteral("street-ref-metadata")].toObject();
        QCOMPARE(metadata[QStringLiteral("human-annotated")].toString(), QStringLiteral("yes"));
        const QJsonObject classes = metadata[QStringLiteral("internal-color-map")].toObject();
        for (std::size_t pixel = 0; pixel < expected.winners.size(); ++pixel) {
            const QJsonObject entry = classes[QString::number(png->indices[pixel])].toObject();
            QCOMPARE(entry[QStringLiteral("class-name")].toString(), kClasses[expected.winners[pixel]]);
        }
        for (const QJsonValue& entry : classes)
            QVERIFY2(isNear(entry[QStringLiteral("confidence")].toDouble(), expected.confidence),
                     QJsonDocument(classes).toJson().constData());
    }
}

void ThreeWorkersTest::labelsAreChosenCompletedAndConsolidated_data()
{
    QTest::addColumn<TaskType>("task");
    QTest::newRow("single label") << TaskType::ImageClassification;
    QTest::newRow("multi-label") << TaskType::ImageClassificationMultiLabel;
}

void ThreeWorkersTest::labelsAreChosenCompletedAndConsolidated()
{
    QFETCH(TaskType, task);
    const bool isSingle = task == TaskType::ImageClassification;
    const Choices& choices = isSingle ? kSingle : kMulti;
    makeJob(task);
    for (std::size_t worker = 0; worker < kWorkers; ++worker) {
        beginWork(worker);
        for (int object = 0; object < kObjects; ++object) {
            QCOMPARE(objectInView(), ObjectId{object});
            for (const int label : choices[worker][static_cast<std::size_t>(object)])
                QTest::keyClick(&m_work->canvas(), static_cast<Qt::Key>(Qt::Key_0 + label));
            submit();
        }
        finishWork();
        if (worker + 1 == kWorkers)
            completeJob();
        leaveWork();
    }
    const std::vector<QJsonObject> lines = manifest();
    QCOMPARE(lines.size(), std::size_t{kObjects});
    for (std::size_t object = 0; object < kObjects; ++object) {
        const QJsonObject& line = lines[object];
        const QJsonObject metadata = line[QStringLiteral("street-metadata")].toObject();
        QCOMPARE(metadata[QStringLiteral("human-annotated")].toString(), QStringLiteral("yes"));
        if (isSingle) {
            std::array<std::array<int, kObjects>, kWorkers> answers{};
            for (std::size_t worker = 0; worker < kWorkers; ++worker) {
                for (std::size_t i = 0; i < kObjects; ++i)
                    answers[worker][i] = *choices[worker][i].begin() - 1;
            }
            const std::vector<double> truth = estimate(answers, 3)[object];
            const auto best = static_cast<int>(std::max_element(truth.begin(), truth.end()) - truth.begin());
            QCOMPARE(line[QStringLiteral("street")].toInt(-1), best);
            QCOMPARE(metadata[QStringLiteral("class-name")].toString(), kClasses[static_cast<std::size_t>(best) + 1]);
            QVERIFY(isNear(metadata[QStringLiteral("confidence")].toDouble(), truth[static_cast<std::size_t>(best)]));
            continue;
        }
        QJsonArray expected;
        for (int label = 1; label <= 3; ++label) {
            std::array<std::array<int, kObjects>, kWorkers> answers{};
            for (std::size_t worker = 0; worker < kWorkers; ++worker) {
                for (std::size_t i = 0; i < kObjects; ++i)
                    answers[worker][i] = choices[worker][i].contains(label) ? 1 : 0;
            }
            if (answers[0][object] + answers[1][object] + answers[2][object] == 0)
                continue;
            const QString key = QString::number(label - 1);
            expected.append(label - 1);
            QCOMPARE(metadata[QStringLiteral("class-map")].toObject()[key].toString(),
                     kClasses[static_cast<std::size_t>(label)]);
            QVERIFY(isNear(metadata[QStringLiteral("confidence-map")].toObject()[key].toDouble(),
                           estimate(answers, 2)[object][1]));
        }
        QCOMPARE(line[QStringLiteral("street")].toArray(), expected);
    }
}

LABELWRIGHT_TEST(ThreeWorkersTest)
#include "ThreeWorkersTest.moc"
