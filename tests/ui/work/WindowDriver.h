// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/core/job/JobFixture.h"
#include "ui/canvas/Canvas.h"
#include "ui/work/WorkWindow.h"

#include <QString>

#include <cstdint>
#include <filesystem>
#include <memory>

namespace labelwright::test {

/// Settings of this test program alone. Call before the first window.
void keepSettingsIn(const QString& folder);

/// A labeling window with a hand on mouse and keyboard.
class WindowDriver {
public:
    /// Ends the test program with a message when the job can't be opened.
    explicit WindowDriver(const std::filesystem::path& jobFolder);
    explicit WindowDriver(std::unique_ptr<WorkSession> session);

    WorkWindow& window() { return *m_window; }
    WorkSession& session() { return m_window->session(); }

    /// False when that object is not ready, or known as unreadable, within seconds.
    bool waitForObject(ObjectId object);
    bool waitForSaveState(SaveState::Kind kind);

    /// A key, with the focus where it is.
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {});
    void typeIntoFocus(const QString& text);

    // Image pixels.
    void click(Point pixel);
    void drag(Point from, Point to);
    Label labelAt(Point pixel);
    /// How many have this label.
    std::int64_t pixelsOf(Label label);

    /// Closes the window as the user would, and waits for it.
    void leave();

private:
    QPoint inView(Point pixel);

    std::unique_ptr<WorkWindow> m_window;
};

/// The window on a new job of the photos 1.png to n.png, 64 x 48 pixels each, at the first of them. Ends the test
/// program with a message when that fails.
WindowDriver openNewWindow(const JobFixture& fixture, int photos = 1, const LabelSet& labels = threeLabels());

} // namespace labelwright::test
