// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/work/CommentsPanel.h"

#include "ui/look/Look.h"
#include "ui/work/ActionSet.h"

#include <QAction>
#include <QFrame>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

namespace labelwright {
namespace {

QLabel* makeText(const QString& text)
{
    auto* label = new QLabel(text);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

QString saidText(const Comment& comment)
{
    return QStringLiteral("%1: %2").arg(QString::fromStdString(comment.worker.name),
                                        QString::fromStdString(comment.text));
}

QPushButton* makeLink(const QString& text)
{
    auto* link = new QPushButton(text);
    setRole(*link, Role::Link);
    link->setFocusPolicy(Qt::TabFocus);
    return link;
}

} // namespace

CommentsPanel::CommentsPanel(const ActionSet& actions, QWidget* parent)
    : QWidget(parent), m_returned(makeText({})), m_list(new QWidget), m_column(new QVBoxLayout(m_list))
{
    auto* title = new QLabel(tr("Comments"));
    setRole(*title, Role::Section);
    QAction& comment = *actions.action(QLatin1String("comment"));
    QPushButton* add = makeLink({});
    const auto showKey = [add, &comment] {
        const QString key = keyText(comment);
        add->setText(key.isEmpty() ? tr("Add") : tr("Add  %1").arg(key));
        add->setEnabled(comment.isEnabled());
    };
    connect(add, &QPushButton::clicked, &comment, &QAction::trigger);
    connect(&comment, &QAction::changed, add, showKey);
    showKey();
    add->setToolTip(tr("Says something about the pixel under the pointer, or about the selected region"));
    setRole(*m_returned, Role::Warning);
    m_returned->setObjectName(QStringLiteral("returned"));

    auto* head = new QHBoxLayout;
    head->addWidget(title);
    head->addStretch(1);
    head->addWidget(add);
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(Metrics::kRelated);
    auto* scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(m_list);
    setRole(*m_list, Role::Panel);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(Metrics::kRelated, Metrics::kRelated, Metrics::kRelated, Metrics::kRelated);
    column->setSpacing(Metrics::kInside);
    column->addLayout(head);
    column->addWidget(m_returned);
    column->addWidget(scroll);
    setReturned({});
}

void CommentsPanel::setReturned(const QString& text)
{
    m_returned->setText(text);
    m_returned->setVisible(!text.isEmpty());
}

void CommentsPanel::setThreads(const std::vector<CommentThread>& threads)
{
    while (QLayoutItem* item = m_column->takeAt(0)) {
        if (QWidget* widget = item->widget()) {
            widget->setParent(nullptr);
            widget->deleteLater(); // Its button may be asking for a reply.
        }
        delete item;
    }
    for (std::size_t index = 0; index < threads.size(); ++index)
        m_column->addWidget(threadWidget(threads[index], index + 1));
    m_column->addStretch(1);
}

QWidget* CommentsPanel::threadWidget(const CommentThread& thread, std::size_t number)
{
    auto* widget = new QWidget;
    widget->setObjectName(QStringLiteral("thread"));
    auto* column = new QVBoxLayout(widget);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    QLabel* first = makeText(tr("%1. %2").arg(number).arg(saidText(*thread.first)));
    column->addWidget(first);
    for (const Comment* reply : thread.replies) {
        QLabel* text = makeText(saidText(*reply));
        text->setContentsMargins(Metrics::kGroups, 0, 0, 0);
        column->addWidget(text);
    }
    const QString name = QString::fromStdString(thread.first->name);
    QPushButton* reply = makeLink(tr("Reply"));
    QPushButton* end = makeLink(thread.isResolved ? tr("Reopen") : tr("Resolve"));
    connect(reply, &QPushButton::clicked, this, [this, name] { emit replyRequested(name); });
    connect(end, &QPushButton::clicked, this,
            [this, name, kind = thread.isResolved ? Comment::Kind::Reopened : Comment::Kind::Resolved] {
                emit endRequested(kind, name);
            });
    auto* links = new QHBoxLayout;
    links->setContentsMargins(0, 0, 0, 0);
    if (thread.isResolved) {
        auto* resolved = new QLabel(tr("Resolved"));
        setRole(*resolved, Role::Good);
        links->addWidget(resolved);
        setRole(*first, Role::Secondary);
    }
    links->addWidget(reply);
    links->addWidget(end);
    if (const std::optional<Rect>& place = thread.first->place) {
        QPushButton* show = makeLink(tr("Show"));
        connect(show, &QPushButton::clicked, this, [this, shown = *place] { emit placeRequested(shown); });
        links->addWidget(show);
    }
    links->addStretch(1);
    column->addLayout(links);
    return widget;
}

} // namespace labelwright
