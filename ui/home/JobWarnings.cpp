// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/home/JobWarnings.h"

#include "ui/home/JobFacts.h"

#include <QCoreApplication>
#include <QLocale>

#include <iterator>
#include <set>

using namespace Qt::Literals::StringLiterals;

namespace labelwright {
namespace {

constexpr std::size_t kMostNamed = 3;
constexpr std::ptrdiff_t kMostNumbers = 5;

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
    return translated("Object %1 has %2 of %3 answers, and %4.")
        .arg(number(object.object + 1), number(object.answers), number(wanted), who);
}

QString shortObjectsText(const std::vector<ShortObject>& objects, int wanted)
{
    QStringList texts{
        objects.size() == 1
            ? translated("1 object can't get as many answers as wanted.")
            : translated("%1 objects can't get as many answers as wanted.").arg(number(std::ssize(objects)))};
    for (std::size_t at = 0; at < std::min(objects.size(), kMostNamed); ++at)
        texts << shortObjectText(objects[at], wanted);
    return texts.join(u' ') + andMoreText(objects.size()) + u' ' +
           translated("Others have declined or are not given these objects: add a worker to the team with Edit.");
}

/// "2, 5, 9 and 4 more"
QString numbersText(const std::set<ObjectId>& objects)
{
    QStringList numbers;
    for (auto object = objects.begin(); object != objects.end() && numbers.size() < kMostNumbers; ++object)
        numbers << number(*object + 1);
    const QString first = numbers.join(", "_L1);
    const auto more = std::ssize(objects) - kMostNumbers;
    return more <= 0 ? first : translated("%1 and %2 more").arg(first, number(more));
}

QString badLinesText(const JobFacts& facts)
{
    const std::set<ObjectId>& lines = facts.badLines();
    return translated(
               "Lines of the manifest that are no objects, so that nobody can label them: %1 (%2). The first: %3 "
               "Append mended lines at the end of the manifest: the lines of a job have to stay as they are.")
        .arg(number(std::ssize(lines)), numbersText(lines), facts.problem(*lines.begin()));
}

QString unreadableText(const JobFacts& facts)
{
    const std::set<ObjectId>& objects = facts.unreadable();
    return translated("Objects whose photo is missing or can't be read: %1 (%2). The first: %3 Then read the job again "
                      "with F5.")
        .arg(number(std::ssize(objects)), numbersText(objects), facts.problem(*objects.begin()));
}

} // namespace

QStringList jobWarnings(const JobFacts& facts)
{
    QStringList warnings;
    const JobSnapshot& snapshot = *facts.snapshot();
    if (!facts.badLines().empty())
        warnings << badLinesText(facts);
    if (!facts.unreadable().empty())
        warnings << unreadableText(facts);
    if (!snapshot.shortObjects.empty())
        warnings << shortObjectsText(snapshot.shortObjects, snapshot.job.spec().workersPerObject);
    return warnings;
}

} // namespace labelwright
