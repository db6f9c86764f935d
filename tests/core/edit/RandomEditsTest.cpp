// SPDX-License-Identifier: GPL-3.0-or-later
// Random edits, rules, locks, undo and redo, on a document and on a slow, obvious one: after each step every pixel is
// the same.
#include "core/edit/MaskEdit.h"
#include "core/edit/RegionEdits.h"
#include "core/mask/Morphology.h"
#include "core/mask/Shapes.h"
#include "tests/core/edit/SlowDocument.h"
#include "tests/support/TestProgram.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <random>
#include <string>

using namespace labelwright;
using test::SlowDocument;

namespace {

/// Everything that is drawn by chance.
class Chance {
public:
    explicit Chance(unsigned seed) : m_random(seed) {}

    int below(int end) { return static_cast<int>(m_random() % static_cast<unsigned>(end)); }
    Label label() { return static_cast<Label>(below(5)); }
    Point pixel(Size size) { return {below(size.width), below(size.height)}; }
    PointF place(Size size) { return {below(2 * size.width + 20) / 2.0 - 5, below(2 * size.height + 20) / 2.0 - 5}; }
    double radius() { return (1 + below(24)) / 8.0; }

    Size size()
    {
        // A few are larger than a tile of the history.
        return below(4) == 0 ? Size{60 + below(20), 60 + below(10)} : Size{1 + below(30), 1 + below(25)};
    }

    LabelMask mask(Size size)
    {
        std::vector<Label> labels(static_cast<std::size_t>(size.width * size.height));
        const int runs = 1 + below(12);
        Label next = label();
        for (Label& pixel : labels) {
            if (below(runs) == 0)
                next = label();
            pixel = next;
        }
        return *LabelMask::create(size, std::move(labels));
    }

    std::bitset<256> labels()
    {
        std::bitset<256> some;
        for (std::size_t bit = 0; bit < 5; ++bit)
            some[bit] = below(3) == 0;
        return some;
    }

    PaintRule rule()
    {
        PaintRule rule{static_cast<PaintOver>(below(4)), label(), labels(), {}};
        if (below(2) == 0)
            rule.locked = labels();
        return rule;
    }

    Region region(Size size)
    {
        switch (below(4)) {
        case 0:
            return Region::fromRect({below(size.width) - 3, below(size.height) - 3, below(40), below(40)});
        case 1:
            return polygon(std::vector{place(size), place(size), place(size), place(size)});
        case 2:
            return subtracted(capsule(place(size), place(size), 2 * radius()), capsule(place(size), place(size), 2));
        default:
            return capsule(place(size), place(size), radius());
        }
    }

private:
    std::mt19937 m_random;
};

/// The document and its slow twin.
struct Twins {
    explicit Twins(const LabelMask& mask) : document(mask), slow(mask) {}

    Document document;
    SlowDocument slow;

    /// A step in which `region` got `label`.
    void paintSlow(const Region& region, Label label)
    {
        slow.paint([&](Point p) { return region.contains(p) ? label : slow.at(p); });
    }
    void paintSlow(const std::vector<Point>& pixels, Label label)
    {
        slow.paint([&](Point p) { return std::ranges::find(pixels, p) != pixels.end() ? label : slow.at(p); });
    }
    /// A step that took `before` away to become what isAfter() holds. Of several nearest labels any will do.
    void reshapeSlow(const Region& before, Label label, const std::function<bool(Point)>& isAfter)
    {
        const SlowDocument old = slow;
        slow.paint([&](Point p) {
            if (isAfter(p))
                return label;
            if (!before.contains(p))
                return old.at(p);
            const std::set<Label> nearest = old.nearestOutside(before, p);
            const Label chosen = document.mask().at(p);
            return nearest.contains(chosen) ? chosen : *nearest.begin();
        });
    }
};

void stroke(Twins& twins, Chance& chance)
{
    const Size size = twins.document.mask().size();
    MaskEdit edit(twins.document);
    for (int paints = 1 + chance.below(3); paints > 0; --paints) {
        const Region region = chance.region(size);
        const Label label = chance.label();
        edit.paint(region, label);
        twins.paintSlow(region, label);
    }
    if (chance.below(5) == 0) {
        twins.slow.rollBack();
        return;
    }
    edit.commit("brush");
}

void fill(Twins& twins, Chance& chance)
{
    const Point seed = chance.pixel(twins.document.mask().size());
    const Label label = chance.label();
    MaskEdit edit(twins.document);
    edit.paint(componentAt(twins.document.mask(), seed), label);
    edit.commit("fill");
    twins.paintSlow(twins.slow.component(seed, false), label);
}

void fillUnlabelledPixels(Twins& twins, Chance& chance)
{
    const Label label = chance.label();
    fillUnlabelled(twins.document, label);
    twins.slow.paint([&](Point p) { return twins.slow.at(p) == 0 ? label : twins.slow.at(p); });
}

void relabel(Twins& twins, Chance& chance)
{
    const Label from = chance.label();
    const Label to = chance.label();
    relabelClass(twins.document, from, to);
    twins.slow.paint([&](Point p) { return twins.slow.at(p) == from ? to : twins.slow.at(p); });
}

void growOrShrink(Twins& twins, Chance& chance)
{
    const LabelMask& mask = twins.document.mask();
    const Point seed = chance.pixel(mask.size());
    const Region region = componentAt(mask, seed);
    const Label label = mask.at(seed);
    const double radius = chance.radius();
    if (chance.below(2) == 0) {
        grow(twins.document, region, radius);
        twins.reshapeSlow(region, label, [&](Point p) {
            return region.contains(p) ||
                   !intersected(capsule({p.x + 0.5, p.y + 0.5}, {p.x + 0.5, p.y + 0.5}, std::max(radius, 0.1)), region)
                        .isEmpty();
        });
    } else {
        shrink(twins.document, region, radius);
        twins.reshapeSlow(region, label, [&](Point p) {
            return region.contains(p) && !twins.slow.discMeets(region, false, p, radius);
        });
    }
}

void smoothOne(Twins& twins, Chance& chance)
{
    const LabelMask& mask = twins.document.mask();
    const Point seed = chance.pixel(mask.size());
    const Region region = componentAt(mask, seed);
    const Label label = mask.at(seed);
    const double radius = chance.radius();
    const int margin = 2 * static_cast<int>(std::ceil(radius)) + 1;
    const Region after = smoothed(continuedBeyond(mask.bounds(), region, margin), radius);
    smooth(twins.document, region, radius);
    twins.reshapeSlow(region, label, [&](Point p) { return after.contains(p); });
}

void keepTheLargest(Twins& twins, Chance& chance)
{
    const Label label = chance.label();
    keepLargest(twins.document, label);
    const SlowDocument old = twins.slow;
    auto components = old.components(label);
    const auto largest = std::ranges::max_element(components, {}, [](const auto& pixels) { return pixels.size(); });
    if (largest != components.end())
        components.erase(largest);
    for (const std::vector<Point>& component : components) {
        const Label around = old.surroundings(component);
        // One after the other, each pixel once: the others are no neighbours of it.
        twins.paintSlow(component, around);
    }
}

void absorbOne(Twins& twins, Chance& chance)
{
    const std::vector<Island> islands = findIslands(twins.document.mask(), 30);
    if (islands.empty())
        return;
    const Island& island = islands[static_cast<std::size_t>(chance.below(static_cast<int>(islands.size())))];
    absorb(twins.document, island);
    const std::vector<Point> pixels = twins.slow.component(island.seed, true);
    twins.paintSlow(pixels, twins.slow.surroundings(pixels));
}

void cutAndPaste(Twins& twins, Chance& chance)
{
    const Size size = twins.document.mask().size();
    const Region region = chance.region(size);
    const int dx = chance.below(20) - 10;
    const int dy = chance.below(20) - 10;
    paste(twins.document, cutOut(twins.document.mask(), region), dx, dy);
    const SlowDocument old = twins.slow;
    twins.slow.paint([&](Point p) {
        const Point from{p.x - dx, p.y - dy};
        const bool isCut = region.contains(from) && Rect{0, 0, size.width, size.height}.contains(from);
        return isCut ? old.at(from) : old.at(p);
    });
}

void copyOther(Twins& twins, Chance& chance)
{
    const LabelMask other = chance.mask(twins.document.mask().size());
    QVERIFY(copyMask(twins.document, other).has_value());
    twins.slow.paint([&](Point p) { return other.at(p); });
}

void walkHistory(Twins& twins, Chance& chance)
{
    const int steps = chance.below(7) - 3;
    twins.document.goTo(steps);
    for (int i = 0; i < std::abs(steps); ++i)
        steps < 0 ? twins.slow.undo() : twins.slow.redo();
}

struct Operation {
    const char* name;
    void (*run)(Twins&, Chance&);
};

constexpr Operation kOperations[] = {{"stroke", stroke},      {"stroke", stroke},
                                     {"fill", fill},          {"fill-unlabelled", fillUnlabelledPixels},
                                     {"relabel", relabel},    {"grow or shrink", growOrShrink},
                                     {"smooth", smoothOne},   {"keep-largest", keepTheLargest},
                                     {"absorb", absorbOne},   {"paste", cutAndPaste},
                                     {"copy", copyOther},     {"history", walkHistory},
                                     {"history", walkHistory}};

/// The records of a document, applied to the mask that it began with.
class Journal {
public:
    explicit Journal(Document& document) : m_first(document.mask())
    {
        document.onRecorded = [this](const EditRecord& record) {
            m_entries.push_back({record.kind, record.pixels ? record.pixels->encode() : std::vector<std::uint8_t>{}});
        };
    }

    LabelMask replayed() const
    {
        Document document(m_first);
        for (const Entry& entry : m_entries) {
            if (entry.kind == EditRecord::Kind::Commit)
                document.apply("replay", *MaskPatch::decode(m_first.size(), entry.pixels));
            else
                document.goTo(entry.kind == EditRecord::Kind::Undo ? -1 : 1);
        }
        return document.mask();
    }

private:
    struct Entry {
        EditRecord::Kind kind;
        std::vector<std::uint8_t> pixels;
    };

    LabelMask m_first;
    std::vector<Entry> m_entries;
};

/// Whether all pixels that differ lie inside `reported`.
bool allReported(const LabelMask& before, const LabelMask& after, const Rect& reported)
{
    for (int y = 0; y < before.height(); ++y)
        for (int x = 0; x < before.width(); ++x)
            if (before.at({x, y}) != after.at({x, y}) && !reported.contains({x, y}))
                return false;
    return true;
}

} // namespace

class RandomEditsTest : public QObject {
    Q_OBJECT

private slots:
    void everyPixelIsThatOfTheSlowDocument_data();
    void everyPixelIsThatOfTheSlowDocument();
};

void RandomEditsTest::everyPixelIsThatOfTheSlowDocument_data()
{
    QTest::addColumn<unsigned>("seed");
    for (unsigned seed = 1; seed <= 30; ++seed)
        QTest::addRow("seed %u", seed) << seed;
}

void RandomEditsTest::everyPixelIsThatOfTheSlowDocument()
{
    QFETCH(unsigned, seed);
    Chance chance(seed);
    Twins twins(chance.mask(chance.size()));
    const Journal journal(twins.document);
    Rect reported;
    twins.document.onMaskChanged = [&](const Rect& rect) { reported = reported.united(rect); };
    const bool isTight = seed % 8 == 0;
    if (isTight)
        twins.document.setHistoryByteBudget(3000);
    for (int step = 0; step < 40; ++step) {
        if (chance.below(3) == 0) {
            twins.slow.rule = chance.below(3) == 0 ? PaintRule{} : chance.rule();
            twins.document.setPaintRule(twins.slow.rule);
        }
        const Operation& operation = kOperations[chance.below(std::size(kOperations))];
        const LabelMask before = twins.document.mask();
        reported = {};
        operation.run(twins, chance);
        twins.slow.commit();
        const QByteArray where = QString("seed %1, step %2, %3").arg(seed).arg(step).arg(operation.name).toUtf8();
        QVERIFY2(std::ranges::equal(twins.document.mask().pixels(), twins.slow.pixels()), where);
        QVERIFY2(allReported(before, twins.document.mask(), reported), where);
        const History& history = twins.document.history();
        if (isTight)
            twins.slow.forget(history.undoNames().size(), history.redoNames().size());
        QVERIFY2(history.undoNames().size() == twins.slow.undoCount(), where);
        QVERIFY2(history.redoNames().size() == twins.slow.redoCount(), where);
    }
    QVERIFY(isTight || journal.replayed() == twins.document.mask());
}

LABELWRIGHT_TEST(RandomEditsTest)
#include "RandomEditsTest.moc"
