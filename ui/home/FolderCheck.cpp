// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/home/FolderCheck.h"

#include <filesystem>
#include <utility>

namespace labelwright {
namespace {

bool isThere(const QString& path)
{
    std::error_code failure;
    return std::filesystem::exists(std::filesystem::symlink_status(path.toStdString(), failure));
}

QString firstFree(const QString& path)
{
    QString free = path;
    for (int number = 2; isThere(free); ++number)
        free = path + QLatin1Char('-') + QString::number(number);
    return free;
}

} // namespace

FolderCheck::FolderCheck(QObject* parent) : QObject(parent), m_work(*this)
{}

void FolderCheck::ask(const QString& path)
{
    put({path, false});
}

void FolderCheck::askForFree(const QString& path)
{
    put({path, true});
}

void FolderCheck::put(const Question& question)
{
    m_answer = Answer::Unknown;
    m_next = question;
    if (!m_isAsking)
        askNext();
}

void FolderCheck::askNext()
{
    struct Found {
        QString path;
        Answer answer;
    };
    const Question question = *std::exchange(m_next, std::nullopt);
    m_isAsking = true;
    m_work.run(
        [question] {
            const QString path = question.isForFree ? firstFree(question.path) : question.path;
            return Found{path, !question.isForFree && isThere(path) ? Answer::Taken : Answer::Free};
        },
        [this, isForFree = question.isForFree](const Found& found) {
            m_isAsking = false;
            if (m_next)
                return askNext();
            m_answer = found.answer;
            if (isForFree)
                emit suggested(found.path);
            emit answered();
        });
}

} // namespace labelwright
