// SPDX-License-Identifier: GPL-3.0-or-later
// The canvas on a 3840x2160 screen, through the real widget. The references pay what any Qt program pays: a memcpy of
// the frame, and a plain widget that repaints the same rectangle from a ready image.
#include "core/edit/MaskEdit.h"
#include "core/mask/Shapes.h"
#include "core/tools/BrushTool.h"
#include "ui/canvas/Canvas.h"

#include <benchmark/benchmark.h>

#include <QCoreApplication>
#include <QMouseEvent>
#include <QPaintEvent>
#include <QPainter>

#include <array>
#include <cmath>
#include <cstring>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace labelwright {
namespace {

constexpr QSize kScreen(3840, 2160);
constexpr Size k100Mp{12600, 8000};
constexpr Size k4Mp{2450, 1650};

Image photo(Size size)
{
    Image image(size);
    std::uint32_t state = 1;
    for (int y = 0; y < size.height; ++y) {
        for (std::uint8_t& sample : image.writableRow(y)) {
            state = state * 1664525U + 1013904223U;
            sample = static_cast<std::uint8_t>((state >> 28U) + static_cast<std::uint32_t>(y) / 40U);
        }
    }
    return image;
}

LabelSet labels()
{
    std::vector<std::string> names;
    for (int number = 1; number <= 20; ++number)
        names.push_back("label " + std::to_string(number));
    return LabelSet::fromNames(names).value();
}

/// As a street scene has it: some large areas, many smaller ones, wires of two pixels.
void paintScene(Document& document)
{
    const double width = document.mask().width();
    const double height = document.mask().height();
    MaskEdit edit(document);
    for (int i = 0; i < 12; ++i)
        edit.paint(Region::fromRect({int(width / 12 * i), int(height * (i % 3) / 9), int(width / 11), int(height)}),
                   static_cast<Label>(1 + i % 7));
    for (int i = 0; i < 160; ++i) {
        const PointF centre{std::fmod(i * 0.618034, 1.0) * width, std::fmod(i * 0.414214, 1.0) * height};
        edit.paint(capsule(centre, {centre.x + width * 0.02, centre.y + height * 0.01}, width * 0.011),
                   static_cast<Label>(1 + i % 20));
    }
    for (int i = 0; i < 30; ++i)
        edit.paint(capsule({0, height * i / 30}, {width, height * ((i * 7) % 30) / 30}, 1),
                   static_cast<Label>(1 + i % 20));
    edit.commit("scene");
}

/// A canvas as large as the screen, with a photo and its mask; made once for each size.
class BenchCanvas {
public:
    explicit BenchCanvas(Size size) : document(LabelMask::create(size).value())
    {
        paintScene(document);
        document.setHistoryByteBudget(16U << 20U);
        canvas.resize(kScreen);
        canvas.setLabels(labels());
        canvas.setImage(photo(size));
        canvas.setDocument(&document);
        document.onMaskChanged = [this](const Rect& rect) { canvas.maskChanged(rect); };
        canvas.show();
        bool isReady = false; // with the photo's smaller copies
        QObject::connect(&canvas, &Canvas::pictureChanged, &canvas, [&] { isReady = true; });
        while (!isReady)
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        canvas.disconnect();
    }
    ~BenchCanvas() { canvas.setDocument(nullptr); }

    static BenchCanvas& of(Size size)
    {
        static std::unique_ptr<BenchCanvas> made;
        static const bool isCleaned = [] {
            qAddPostRoutine([] { made.reset(); }); // a widget must not outlive the application
            return true;
        }();
        Q_UNUSED(isCleaned);
        if (!made || made->document.mask().size() != size) {
            made.reset();
            made = std::make_unique<BenchCanvas>(size);
        }
        return *made;
    }

    /// 0 is fit.
    void zoomTo(double zoom)
    {
        canvas.fit();
        if (zoom > 0)
            canvas.zoomTo(zoom);
        canvas.repaint();
    }

    Document document;
    Canvas canvas;
};

void fullRedraw(benchmark::State& state, Size size, double zoom)
{
    BenchCanvas& bench = BenchCanvas::of(size);
    bench.zoomTo(zoom);
    const OverlayStyle style = bench.canvas.overlayStyle();
    for (auto _ : state) {
        bench.canvas.setOverlayStyle(style);
        bench.canvas.repaint();
    }
}

void copyFrame(benchmark::State& state)
{
    const std::size_t bytes = std::size_t{4} * kScreen.width() * kScreen.height();
    const std::vector<std::uint8_t> from(bytes, 7);
    std::vector<std::uint8_t> to(bytes, 1);
    for (auto _ : state) {
        std::memcpy(to.data(), from.data(), bytes);
        benchmark::ClobberMemory();
    }
}

/// The rectangle that a widget is asked to paint.
class PaintedRect : public QObject {
public:
    explicit PaintedRect(QWidget& widget) { widget.installEventFilter(this); }
    QRect rect;

protected:
    bool eventFilter(QObject* object, QEvent* event) override
    {
        if (event->type() == QEvent::Paint)
            rect = static_cast<QPaintEvent*>(event)->rect();
        return QObject::eventFilter(object, event);
    }
};

/// A brush on its way over the canvas, a stroke for every fifty moves.
class BenchHand {
public:
    BenchHand(Size size, double zoom, double diameter)
        : m_bench(BenchCanvas::of(size)), m_brush({.diameterPx = diameter})
    {
        m_bench.zoomTo(zoom);
        m_bench.canvas.setTool(&m_brush);
        send(QEvent::MouseButtonPress);
    }
    ~BenchHand()
    {
        send(QEvent::MouseButtonRelease);
        m_bench.canvas.setTool(nullptr);
    }

    /// Twelve pixels of the screen on.
    void move()
    {
        m_place += QPointF(12, 5);
        send(QEvent::MouseMove);
        QCoreApplication::sendPostedEvents(&m_bench.canvas, QEvent::UpdateRequest);
    }
    bool isAtEnd() { return ++m_moves % 50 == 0; }
    void nextStroke()
    {
        send(QEvent::MouseButtonRelease);
        m_place = {800.0 + m_moves * 37 % 1500, 600.0 + m_moves * 23 % 800};
        m_bench.canvas.setActiveLabel(static_cast<Label>(1 + m_moves / 50 % 20));
        send(QEvent::MouseButtonPress);
        QCoreApplication::sendPostedEvents(&m_bench.canvas, QEvent::UpdateRequest);
    }
    QRect painted()
    {
        PaintedRect painted(m_bench.canvas);
        move();
        return painted.rect;
    }

private:
    void send(QEvent::Type type)
    {
        QMouseEvent event(type, m_place, m_place, type == QEvent::MouseMove ? Qt::NoButton : Qt::LeftButton,
                          type == QEvent::MouseButtonRelease ? Qt::NoButton : Qt::LeftButton, {});
        QCoreApplication::sendEvent(&m_bench.canvas, &event);
    }

    BenchCanvas& m_bench;
    BrushTool m_brush;
    QPointF m_place{900, 700};
    int m_moves = 0;
};

void brushMove(benchmark::State& state, Size size, double zoom, double diameter)
{
    BenchHand hand(size, zoom, diameter);
    for (auto _ : state) {
        hand.move();
        if (hand.isAtEnd()) {
            state.PauseTiming();
            hand.nextStroke();
            state.ResumeTiming();
        }
    }
}

class ReadyImage : public QWidget {
public:
    ReadyImage() : m_image(kScreen, QImage::Format_RGB32)
    {
        m_image.fill(Qt::darkGreen);
        setAttribute(Qt::WA_OpaquePaintEvent);
        resize(kScreen);
        show();
        QCoreApplication::processEvents();
    }

protected:
    void paintEvent(QPaintEvent* event) override { QPainter(this).drawImage(event->rect(), m_image, event->rect()); }

private:
    QImage m_image;
};

/// The rectangle that the move of the brush repaints, from a ready image.
void drawReady(benchmark::State& state, Size size, double zoom, double diameter)
{
    const QRect rect = BenchHand(size, zoom, diameter).painted();
    ReadyImage widget;
    for (auto _ : state) {
        widget.update(rect);
        QCoreApplication::sendPostedEvents(&widget, QEvent::UpdateRequest);
    }
}

/// Views by name; a zoom of 0 is fit.
constexpr std::array<std::pair<const char*, double>, 7> kViews{
    {{"Fit", 0}, {"100", 1}, {"33", 1.0 / 3}, {"51", 0.51}, {"75", 0.75}, {"150", 1.5}, {"800", 8}}};
constexpr std::array<std::pair<const char*, Size>, 2> kPhotos{{{"4Mp", k4Mp}, {"100Mp", k100Mp}}};

template <typename Function, typename... Arguments>
void add(const std::string& name, Function function, Arguments... arguments)
{
    benchmark::RegisterBenchmark(name.c_str(), function, arguments...)->Unit(benchmark::kMillisecond)->UseRealTime();
}

/// Photo by photo, as making a canvas takes longer than all that is measured on it.
const bool isRegistered = [] {
    add("copyFrame", copyFrame);
    for (const auto& [photoName, size] : kPhotos) {
        for (const auto& [viewName, zoom] : kViews)
            add(std::string("redraw") + photoName + viewName, fullRedraw, size, zoom);
        for (const double diameter : {64.0, 1000.0}) {
            for (const auto& [viewName, zoom] : {kViews[0], kViews[1]}) {
                const std::string name =
                    "brush" + std::to_string(std::lround(diameter)) + "At" + viewName + "Of" + photoName;
                add(name, brushMove, size, zoom, diameter);
                add(name + "Reference", drawReady, size, zoom, diameter);
            }
        }
    }
    return true;
}();

} // namespace
} // namespace labelwright
