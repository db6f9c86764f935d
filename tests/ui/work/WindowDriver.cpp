// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/work/WindowDriver.h"

#include "tests/ui/bridge/TestSession.h"
#include "ui/look/Look.h"

#include <QApplication>
#include <QSettings>
#include <QSignalSpy>
#include <QTest>

namespace labelwright::test {

void keepSettingsIn(const QString& folder)
{
    QCoreApplication::setOrganizationName(QStringLiteral("LabelwrightTest"));
    QCoreApplication::setApplicationName(QStringLiteral("Test"));
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, folder);
}

namespace {

std::unique_ptr<WorkSession> opened(const std::filesystem::path& jobFolder)
{
    Result<std::unique_ptr<WorkSession>> session = WorkSession::open(jobFolder);
    if (!session)
        qFatal("%s", sentence(session.error()).c_str());
    return *std::move(session);
}

} // namespace

WindowDriver::WindowDriver(const std::filesystem::path& jobFolder) : WindowDriver(opened(jobFolder))
{}

WindowDriver::WindowDriver(std::unique_ptr<WorkSession> session)
{
    static const bool isLookApplied = (applyLook(*qApp), true);
    Q_UNUSED(isLookApplied);
    m_window = std::make_unique<WorkWindow>(std::move(session));
    m_window->setWindowState(Qt::WindowNoState); // the offscreen screen is smaller
    m_window->show();
    m_window->activateWindow();
    if (!QTest::qWaitForWindowActive(m_window.get()))
        qFatal("the window does not become active");
    m_window->resize(1280, 800);
    if (!QTest::qWaitFor([&] { return m_window->size() == QSize(1280, 800); }))
        qFatal("the window does not take its size");
    QCoreApplication::processEvents(); // the layouts of what has its size only now
}

bool WindowDriver::waitForObject(ObjectId object)
{
    return test::waitForObject(session(), object);
}

bool WindowDriver::waitForSaveState(SaveState::Kind kind)
{
    return test::waitForSaveState(session(), kind);
}

void WindowDriver::press(Qt::Key key, Qt::KeyboardModifiers modifiers)
{
    QTest::keyClick(QApplication::focusWidget(), key, modifiers);
}

void WindowDriver::typeIntoFocus(const QString& text)
{
    QTest::keyClicks(QApplication::focusWidget(), text);
}

void WindowDriver::click(Point pixel)
{
    QTest::mouseClick(&m_window->canvas(), Qt::LeftButton, {}, inView(pixel));
}

void WindowDriver::drag(Point from, Point to)
{
    Canvas& canvas = m_window->canvas();
    QTest::mouseMove(&canvas, inView(from));
    QTest::mousePress(&canvas, Qt::LeftButton, {}, inView(from));
    QTest::mouseMove(&canvas, inView({(from.x + to.x) / 2, (from.y + to.y) / 2}));
    QTest::mouseMove(&canvas, inView(to));
    QTest::mouseRelease(&canvas, Qt::LeftButton, {}, inView(to));
}

Label WindowDriver::labelAt(Point pixel)
{
    return session().document()->mask().at(pixel);
}

std::int64_t WindowDriver::pixelsOf(Label label)
{
    return countLabels(session().document()->mask())[label];
}

void WindowDriver::leave()
{
    QSignalSpy left(m_window.get(), &WorkWindow::left);
    m_window->close();
    if (!QTest::qWaitFor([&] { return left.count() == 1; }))
        qFatal("the window does not close");
}

QPoint WindowDriver::inView(Point pixel)
{
    const PointF place = m_window->canvas().viewport().viewFromImage({pixel.x + 0.5, pixel.y + 0.5});
    return QPointF(place.x, place.y).toPoint();
}

WindowDriver openNewWindow(const JobFixture& fixture, int photos, const LabelSet& labels)
{
    fixture.addPhotos(photos, {64, 48});
    NewJob request = fixture.request();
    request.labels = labels;
    fixture.makeJob(request);
    WindowDriver driver(fixture.jobFolder());
    if (!driver.waitForObject(0))
        qFatal("the first object does not come");
    return driver;
}

} // namespace labelwright::test
