// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/e2e/LabelingChild.h"

#include "core/edit/MaskEdit.h"
#include "ui/bridge/WorkSession.h"

#include <QCoreApplication>
#include <QTest>

#include <cstdio>
#include <cstdlib>
#include <string_view>

namespace labelwright::test {
namespace {

constexpr int kSide = 3; ///< Of a stroke, a square.

Rect strokeRect(Size size, int stroke)
{
    const int columns = size.width / kSide;
    return {stroke % columns * kSide, stroke / columns * kSide, kSide, kSide};
}

Label strokeLabel(int stroke)
{
    return static_cast<Label>(stroke % 3 + 1);
}

void tell(const char* word, int number)
{
    std::printf("%s %d\n", word, number);
    std::fflush(stdout);
}

/// Paints the stroke and waits until it is on the disk.
bool paint(WorkSession& session, int stroke)
{
    {
        MaskEdit edit(*session.document());
        edit.paint(Region::fromRect(strokeRect(session.document()->mask().size(), stroke)), strokeLabel(stroke));
        edit.commit("brush");
    }
    return QTest::qWaitFor(
        [&] { return session.pendingSaves() == 0 && session.saveState().kind == SaveState::Kind::DraftKept; });
}

std::unique_ptr<WorkSession> openSession(const char* job)
{
    Result<std::unique_ptr<WorkSession>> session = WorkSession::open(job);
    if (!session) {
        std::fprintf(stderr, "%s\n", sentence(session.error()).c_str());
        return nullptr;
    }
    (*session)->start();
    if (!QTest::qWaitFor([&] { return (*session)->view() == WorkSession::View::Labeling; }))
        return nullptr;
    return *std::move(session);
}

int paintForever(const char* job)
{
    const std::unique_ptr<WorkSession> session = openSession(job);
    if (!session)
        return EXIT_FAILURE;
    for (int stroke = strokesIn(session->document()->mask()); stroke >= 0 && paint(*session, stroke);)
        tell("kept", ++stroke);
    return EXIT_FAILURE;
}

int paintAndSubmit(const char* job, int strokes)
{
    const std::unique_ptr<WorkSession> session = openSession(job);
    if (!session)
        return EXIT_FAILURE;
    for (int stroke = strokesIn(session->document()->mask()); stroke < strokes; ++stroke) {
        if (!paint(*session, stroke))
            return EXIT_FAILURE;
    }
    tell("kept", strokes);
    tell("submitting", strokes);
    session->submit();
    return QTest::qWaitFor([&] { return session->saveState().kind == SaveState::Kind::Saved; }) ? EXIT_SUCCESS
                                                                                                : EXIT_FAILURE;
}

} // namespace

bool isLabelingChild(int argc, char** argv, int& exitCode)
{
    const std::string_view role = argc > 2 ? argv[1] : "";
    if (role != kPaintForever && role != kPaintAndSubmit)
        return false;
    const QCoreApplication application(argc, argv);
    exitCode = role == kPaintForever ? paintForever(argv[2]) : paintAndSubmit(argv[2], std::atoi(argv[3]));
    return true;
}

LabelMask maskAfter(Size size, int strokes)
{
    LabelMask mask = *LabelMask::create(size);
    Document document(std::move(mask));
    for (int stroke = 0; stroke < strokes; ++stroke) {
        MaskEdit edit(document);
        edit.paint(Region::fromRect(strokeRect(size, stroke)), strokeLabel(stroke));
        edit.commit("brush");
    }
    return std::move(document).takeMask();
}

int strokesIn(const LabelMask& mask)
{
    int strokes = 0;
    const int most = mask.width() / kSide * (mask.height() / kSide);
    const auto isPainted = [&mask](int stroke) {
        const Rect rect = strokeRect(mask.size(), stroke);
        return mask.at({rect.x, rect.y}) != kUnlabelled;
    };
    while (strokes < most && isPainted(strokes))
        ++strokes;
    return mask == maskAfter(mask.size(), strokes) ? strokes : -1;
}

} // namespace labelwright::test
