// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>

#include <cstdint>
#include <functional>

namespace labelwright {

class WorkSession;

/// The way out of a job: waits until what was submitted is on the disk, refreshes the output folder, and asks only when
/// one of the two failed, or when a tool holds something that could be kept. A flag that can't be written keeps the
/// user here, where the reason is told. The window stays alive meanwhile.
class LeaveFlow : public QObject {
    Q_OBJECT
public:
    enum class Question : std::uint8_t { Unfinished, SaveFailed, OutputFailed };
    /// Keep: what is Unfinished; Retry: what failed. Leave: without it.
    enum class Answer : std::uint8_t { Keep, Retry, Leave, Stay };
    /// Puts the question with its reason, a full sentence or nothing, to the user.
    using Ask = std::function<Answer(Question, const QString& reason)>;

    /// `session` is borrowed and outlives the flow.
    LeaveFlow(WorkSession& session, Ask ask, QObject* parent = nullptr);

    /// Begins; while the output folder is being refreshed a second call leaves without waiting for it, as it can be
    /// made again at any time.
    void start();
    bool isRunning() const { return m_step != Step::None; }

signals:
    /// What is being waited for, a full sentence.
    void waiting(const QString& text);
    void stayed();
    void done();

private:
    enum class Step : std::uint8_t { None, Saves, Output };

    bool settleTool();
    void checkSaves();
    void makeOutput();
    void outputMade(const QString& failure);
    void stay();
    void leave();

    WorkSession& m_session;
    Ask m_ask;
    Step m_step = Step::None;
    bool m_isStale = false; ///< The output being made began before the last answer.
    bool m_isAsking = false;
};

} // namespace labelwright
