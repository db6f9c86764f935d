// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/bridge/DetachedWork.h"

#include <QObject>
#include <QString>

#include <cstdint>
#include <optional>

namespace labelwright {

/// Whether something has the name of a folder that is to be made. It is asked off the GUI thread, as the disk may be
/// one of a network that does not answer: then no further question waits in a thread.
class FolderCheck : public QObject {
    Q_OBJECT
public:
    enum class Answer : std::uint8_t { Unknown, Free, Taken };

    explicit FolderCheck(QObject* parent = nullptr);

    /// Asks anew; answered() follows, unless another path is asked for before.
    void ask(const QString& path);
    /// As ask(), but for the first of path, path-2, path-3 and on that is free; suggested() tells it before answered().
    void askForFree(const QString& path);
    /// To the path asked for last.
    Answer answer() const { return m_answer; }

signals:
    void suggested(const QString& path);
    void answered();

private:
    struct Question {
        QString path;
        bool isForFree = false;
    };
    void put(const Question& question);
    void askNext();

    Answer m_answer = Answer::Unknown;
    std::optional<Question> m_next; ///< The newest one, until it is asked.
    bool m_isAsking = false;
    DetachedWork m_work;
};

} // namespace labelwright
