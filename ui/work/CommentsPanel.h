// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/job/Comment.h"

#include <QString>
#include <QWidget>

#include <string>
#include <vector>

class QLabel;
class QVBoxLayout;

namespace labelwright {

class ActionSet;

/// The threads of the object in view, by the numbers of their pins, with a way to reply to and to end each.
class CommentsPanel : public QWidget {
    Q_OBJECT
public:
    explicit CommentsPanel(const ActionSet& actions, QWidget* parent = nullptr);

    /// What a lead said with the rejection; empty for none.
    void setReturned(const QString& text);
    void setThreads(const std::vector<CommentThread>& threads);

signals:
    void replyRequested(const QString& thread);
    /// Resolved or Reopened.
    void endRequested(labelwright::Comment::Kind kind, const QString& thread);
    /// The thread's place is to be shown.
    void placeRequested(const labelwright::Rect& place);

private:
    QWidget* threadWidget(const CommentThread& thread, std::size_t number);

    QLabel* m_returned;
    QWidget* m_list;
    QVBoxLayout* m_column;
};

} // namespace labelwright
