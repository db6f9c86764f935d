// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/RefusalText.h"

#include <QCoreApplication>

using namespace Qt::Literals::StringLiterals;

namespace labelwright {
namespace {

QString translated(const char* words)
{
    return QCoreApplication::translate("RefusalText", words);
}

QString reasonText(AnswerRefusal refusal)
{
    switch (refusal) {
    case AnswerRefusal::Stopped:
        return translated("The job is stopped: no answer is taken until it is resumed.");
    case AnswerRefusal::Completed:
        return translated("The job is completed: no answer is taken unless it is resumed.");
    case AnswerRefusal::NoMember:
        return translated("You are not an active member of this job's team: no answer is taken from you.");
    case AnswerRefusal::KeptForOthers:
        return translated("This object is kept for other workers.");
    case AnswerRefusal::NotLabeled:
        return translated("This object does not have all its answers yet: there is nothing to review.");
    case AnswerRefusal::AnsweredByOthers:
        break;
    }
    return translated("This object has all the answers it needs, from other workers.");
}

} // namespace

QString refusalText(AnswerRefusal refusal, bool hasDraft)
{
    const QString reason = reasonText(refusal);
    return hasDraft ? reason + u' ' + translated("Your work on this object is kept as a draft.") : reason;
}

} // namespace labelwright
