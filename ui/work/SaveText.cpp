// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/work/SaveText.h"

#include <QCoreApplication>
#include <QDateTime>

#include <algorithm>
#include <filesystem>

using namespace Qt::Literals::StringLiterals;

namespace labelwright {
namespace {

using Kind = SaveState::Kind;

QString translated(const char* words)
{
    return QCoreApplication::translate("SaveState", words);
}

QString clockTime(Time time)
{
    const auto milliseconds = std::chrono::duration_cast<std::chrono::milliseconds>(time.time_since_epoch()).count();
    return QDateTime::fromMSecsSinceEpoch(milliseconds).toString(u"hh:mm:ss"_s);
}

QString age(Time time, Time now)
{
    const auto seconds =
        std::max<std::int64_t>(0, std::chrono::duration_cast<std::chrono::seconds>(now - time).count());
    if (seconds < 60)
        return translated("%1 s ago").arg(seconds);
    if (seconds < 3600)
        return translated("%1 min ago").arg(seconds / 60);
    return clockTime(time);
}

QString objectNumber(const SaveState& state)
{
    return state.object ? QString::number(*state.object + 1) : u"?"_s;
}

QString reasonOf(Error error)
{
    error.path.clear();
    return QString::fromStdString(sentence(error));
}

/// The path last: it is long, and the status line cuts off what comes after.
QString withPath(const QString& text, const std::filesystem::path& path)
{
    return path.empty() ? text : u"%1 (%2)"_s.arg(text, QString::fromStdString(path.string()));
}

} // namespace

QString saveStateText(const SaveState& state, Time now)
{
    switch (state.kind) {
    case Kind::Untouched:
        return translated("No changes");
    case Kind::DraftKept:
        return translated("Draft · %1").arg(age(state.time, now));
    case Kind::DraftFailed:
        return translated("Draft not kept");
    case Kind::Saving:
        return translated("Saving…");
    case Kind::Saved:
        return translated("Saved %1 · verified").arg(clockTime(state.time));
    case Kind::Failed:
        return translated("Object %1 not saved").arg(objectNumber(state));
    }
    return {};
}

QString saveStateDetails(const SaveState& state)
{
    const QString reason = state.error ? reasonOf(*state.error) : QString();
    const std::filesystem::path path = state.error ? state.error->path : std::filesystem::path();
    switch (state.kind) {
    case Kind::Untouched:
        return translated("Nothing was changed on this object since it was opened.");
    case Kind::DraftKept:
        return translated("Everything you did is on the disk as a draft. Submit hands it in.");
    case Kind::DraftFailed:
        return withPath(translated("The last strokes are not kept as a draft: %1 They are tried again with Retry or "
                                   "the next stroke, and Submit saves them too.")
                            .arg(reason),
                        path);
    case Kind::Saving:
        return translated("Object %1 is being written and read back.").arg(objectNumber(state));
    case Kind::Saved:
        return translated("Object %1 was written and read back: what is on the disk is what you submitted.")
            .arg(objectNumber(state));
    case Kind::Failed:
        return withPath(translated("Object %1 is not saved, but your work is kept: %2 Press Retry to save it.")
                            .arg(objectNumber(state), reason),
                        path);
    }
    return {};
}

QString cutOffText(int steps)
{
    if (steps == 0)
        return translated("Your unsubmitted work on this object did not come back: it was not wholly on the disk.");
    return translated("Your unsubmitted work came back up to step %1; what followed was not wholly on the disk.")
        .arg(steps);
}

QString setAsideText(const Error& reason)
{
    return withPath(translated("The draft of this object was set aside and can't be used: %1").arg(reasonOf(reason)),
                    reason.path);
}

bool isUnsaved(const SaveState& state)
{
    return state.kind == Kind::DraftFailed || state.kind == Kind::Saving || state.kind == Kind::Failed;
}

bool hasFailed(const SaveState& state)
{
    return state.kind == Kind::DraftFailed || state.kind == Kind::Failed;
}

} // namespace labelwright
