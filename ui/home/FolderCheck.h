// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/bridge/StoppableWork.h"

#include <QObject>
#include <QString>

#include <cstdint>

namespace labelwright {

/// Whether something has the name of a folder that is to be made. It is asked off the GUI thread, as the disk may be
/// one of a network that does not answer.
class FolderCheck : public QObject {
    Q_OBJECT
public:
    enum class Answer : std::uint8_t { Unknown, Free, Taken };

    using QObject::QObject;

    /// Asks anew; answered() follows, unless another path is asked for before.
    void ask(const QString& path);
    /// To the path asked for last.
    Answer answer() const { return m_answer; }

signals:
    void answered();

private:
    Answer m_answer = Answer::Unknown;
    StoppableWork m_work;
};

} // namespace labelwright
