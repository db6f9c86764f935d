// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/work/SaveText.h"

#include <QCoreApplication>
#include <QDateTime>

#include <algorithm>

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

/// The path last: it is long, and the status line cuts off what comes after.
QString reasonOf(const Error& error)
{
    Error withoutPath = error;
    withoutPath.path.clear();
    const QString reason = QString::fromStdString(sentence(withoutPath));
    return error.path.empty() ? reason : u"%1 (%2)"_s.arg(reason, QString::fromStdString(error.path.string()));
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
    switch (state.kind) {
    case Kind::Untouched:
        return translated("Nothing was changed on this object since it was opened.");
    case Kind::DraftKept:
        return translated("Everything you did is on the disk as a draft. Submit hands it in.");
    case Kind::DraftFailed:
        return translated("The last strokes could not be kept as a draft: %1 They are tried again with Retry or "
                          "the next stroke, and Submit saves them too.")
            .arg(reason);
    case Kind::Saving:
        return translated("Object %1 is being written and read back.").arg(objectNumber(state));
    case Kind::Saved:
        return translated("Object %1 was written and read back: what is on the disk is what you submitted.")
            .arg(objectNumber(state));
    case Kind::Failed:
        return translated("Object %1 could not be saved: %2 Press Retry when that is done; your work is kept.")
            .arg(objectNumber(state), reason);
    }
    return {};
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
