// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/home/JobWarnings.h"

#include "ui/home/JobFacts.h"

#include <QCoreApplication>
#include <QLocale>

using namespace Qt::Literals::StringLiterals;

namespace labelwright {
namespace {

constexpr std::size_t kMostNamed = 3;

QString translated(const char* words)
{
    return QCoreApplication::translate("JobWarnings", words);
}

QString number(qint64 value)
{
    return QLocale().toString(value);
}

QString andMoreText(std::size_t count)
{
    return count <= kMostNamed ? QString()
                               : u' ' + translated("And so with %1 more.").arg(number(qint64(count - kMostNamed)));
}

QString shortObjectText(const ShortObject& object, int wanted)
{
    QStringList names;
    for (const Worker& worker : object.waiting)
        names << QString::fromStdString(worker.name);
    const QString who = names.isEmpty() ? translated("nobody who could answer it is left")
                                        : translated("only %1 can still answer it").arg(names.join(", "_L1));
    return translated("Object %1 has %2 of %3, and %4.")
        .arg(number(object.object + 1), number(object.answers), number(wanted), who);
}

QString shortObjectsText(const std::vector<ShortObject>& objects, int wanted)
{
    QStringList texts{objects.size() == 1
                          ? translated("1 object can't get as many answers as wanted.")
                          : translated("%1 objects can't get as many answers as wanted.").arg(objects.size())};
    for (std::size_t at = 0; at < std::min(objects.size(), kMostNamed); ++at)
        texts << shortObjectText(objects[at], wanted);
    return texts.join(u' ') + andMoreText(objects.size()) + u' ' +
           translated("Others have declined or are not given these objects: add a worker to the team with Edit.");
}

} // namespace

QStringList jobWarnings(const JobFacts& facts)
{
    QStringList warnings;
    const JobSnapshot& snapshot = *facts.snapshot();
    if (!snapshot.shortObjects.empty())
        warnings << shortObjectsText(snapshot.shortObjects, snapshot.job.spec().workersPerObject);
    return warnings;
}

} // namespace labelwright
