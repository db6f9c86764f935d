// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/bridge/TestSession.h"

#include "core/edit/MaskEdit.h"

#include <QTest>

namespace labelwright::test {

std::unique_ptr<WorkSession> openSession(const JobFixture& fixture)
{
    Result<std::unique_ptr<WorkSession>> session = WorkSession::open(fixture.jobFolder());
    if (!session)
        qFatal("%s", sentence(session.error()).c_str());
    (*session)->start();
    return *std::move(session);
}

std::unique_ptr<WorkSession> openNewSession(const JobFixture& fixture, int photos)
{
    fixture.addPhotos(photos);
    fixture.makeJob();
    std::unique_ptr<WorkSession> session = openSession(fixture);
    if (!waitForObject(*session, 0))
        qFatal("the first object does not come");
    return session;
}

bool waitForObject(WorkSession& session, ObjectId object)
{
    return QTest::qWaitFor(
        [&] { return session.currentObject() == object && session.view() != WorkSession::View::Loading; });
}

bool waitForSaveState(WorkSession& session, SaveState::Kind kind)
{
    return QTest::qWaitFor([&] { return session.saveState().kind == kind; });
}

void paintPixel(WorkSession& session, Point pixel, Label label)
{
    MaskEdit edit(*session.document());
    edit.paint(Region::fromRect({pixel.x, pixel.y, 1, 1}), label);
    edit.commit("brush");
}

} // namespace labelwright::test
