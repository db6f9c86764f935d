// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/core/job/JobFixture.h"
#include "ui/bridge/WorkSession.h"

#include <memory>

namespace labelwright::test {

/// A started session of the fixture's job. Ends the test program with a message when it can't be opened.
std::unique_ptr<WorkSession> openSession(const JobFixture& fixture);

/// The same of a new job of the photos 1.png to n.png, at the first of them.
std::unique_ptr<WorkSession> openNewSession(const JobFixture& fixture, int photos = 1);

/// False when that object is not ready, or known as unreadable, within seconds.
bool waitForObject(WorkSession& session, ObjectId object);
bool waitForSaveState(WorkSession& session, SaveState::Kind kind);

/// One step of the history.
void paintPixel(WorkSession& session, Point pixel, Label label);

} // namespace labelwright::test
