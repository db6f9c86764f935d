// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/work/VerdictPanel.h"

#include "core/job/Comment.h"
#include "ui/look/CoreText.h"
#include "ui/look/Look.h"
#include "ui/work/ActionSet.h"

#include <QAction>
#include <QCheckBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace labelwright {
namespace {

constexpr int kDigits = 9;

/// With its key, which may change.
QPushButton* makeButton(const ActionSet& actions, QLatin1String id, const QString& words)
{
    QAction& action = *actions.action(id);
    auto* button = new QPushButton;
    button->setFocusPolicy(Qt::TabFocus);
    button->setObjectName(id);
    const auto show = [button, &action, words] {
        const QString key = keyText(action);
        button->setText(key.isEmpty() ? words : QStringLiteral("%1  %2").arg(words, key));
        button->setEnabled(action.isEnabled());
    };
    QObject::connect(button, &QPushButton::clicked, &action, &QAction::trigger);
    QObject::connect(&action, &QAction::changed, button, show);
    show();
    return button;
}

QString stateText(const ObjectReview& review)
{
    QStringList said;
    if (review.verdict) {
        const QString by = textOf(review.verdict->worker.name);
        const QString category = textOf(review.verdict->category);
        said << (review.isAccepted() ? VerdictPanel::tr("Accepted by %1: %2").arg(by, category)
                                     : VerdictPanel::tr("Rejected by %1: %2").arg(by, category));
        if (!review.verdict->comment.empty())
            said << textOf(review.verdict->comment);
    } else if (review.hasLapsed) {
        said << VerdictPanel::tr("Answered anew since it was reviewed");
    }
    if (review.adjustment)
        said << VerdictPanel::tr("Adjusted by %1").arg(textOf(review.adjustment->worker.name));
    else if (review.isStale)
        said << VerdictPanel::tr("The adjustment is of an earlier answer and not in force");
    return said.isEmpty() ? VerdictPanel::tr("Not reviewed yet") : said.join(QLatin1Char('\n'));
}

} // namespace

VerdictPanel::VerdictPanel(const ActionSet& actions, QWidget* parent)
    : QWidget(parent), m_state(new QLabel), m_reject(makeButton(actions, QLatin1String("reject"), tr("Reject…"))),
      m_comment(new QLineEdit), m_workers(new QWidget), m_workerColumn(new QVBoxLayout(m_workers)),
      m_reasons(new QMenu(this))
{
    auto* title = new QLabel(tr("Verdict"));
    setRole(*title, Role::Section);
    m_state->setTextFormat(Qt::PlainText);
    m_state->setWordWrap(true);
    m_state->setObjectName(QStringLiteral("review-state"));
    setRole(*m_state, Role::Secondary);
    QPushButton* accept = makeButton(actions, QLatin1String("accept"), tr("Accept"));
    setRole(*accept, Role::Primary);
    m_comment->setPlaceholderText(tr("Comment with the verdict"));
    m_comment->setAccessibleName(tr("Comment with the verdict"));
    m_comment->setObjectName(QStringLiteral("verdict-comment"));
    m_comment->setMaxLength(static_cast<int>(kMaxCommentCharacters));
    auto* back = new QLabel(tr("If rejected, back to:"));
    setRole(*back, Role::Secondary);
    m_workerColumn->addWidget(back);
    m_workerColumn->setContentsMargins(0, 0, 0, 0);
    m_workerColumn->setSpacing(Metrics::kInside);
    m_reasons->setObjectName(QStringLiteral("reasons"));

    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(Metrics::kRelated);
    buttons->addWidget(accept, 1);
    buttons->addWidget(m_reject, 1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(Metrics::kRelated, Metrics::kRelated, Metrics::kRelated, Metrics::kRelated);
    column->setSpacing(Metrics::kRelated);
    column->addWidget(title);
    column->addWidget(m_state);
    column->addWidget(m_comment);
    column->addWidget(m_workers);
    column->addLayout(buttons);
    connect(m_comment, &QLineEdit::returnPressed, this, &VerdictPanel::finished);
}

void VerdictPanel::setCategories(const std::vector<std::string>& categories)
{
    if (categories == m_categories)
        return; // One of the reasons may have just been chosen, and be on its way here.
    m_categories = categories;
    m_reasons->clear();
    for (std::size_t index = 1; index < categories.size(); ++index) {
        const QString name = textOf(categories[index]);
        const QString words = QString(name).replace(QLatin1Char('&'), QLatin1String("&&"));
        QAction* reason =
            m_reasons->addAction(index <= kDigits ? QStringLiteral("&%1  %2").arg(index).arg(words) : words);
        connect(reason, &QAction::triggered, this, [this, name] { emit chosen(name); });
    }
}

void VerdictPanel::showObject(const ObjectReview& review, const std::vector<Worker>& workers)
{
    m_comment->clear();
    for (QCheckBox* box : m_boxes)
        delete box;
    m_boxes.clear();
    m_workers->setVisible(workers.size() > 1);
    for (const Worker& worker : workers) {
        auto* box = new QCheckBox(textOf(worker.name));
        box->setObjectName(textOf(worker.id));
        box->setChecked(!review.isRejected() ||
                        std::ranges::find(review.verdict->returnedTo, worker.id) != review.verdict->returnedTo.end());
        box->setFocusPolicy(Qt::TabFocus);
        m_workerColumn->addWidget(box);
        m_boxes.push_back(box);
    }
    setReview(review);
}

void VerdictPanel::setReview(const ObjectReview& review)
{
    m_state->setText(stateText(review));
}

QString VerdictPanel::comment() const
{
    return m_comment->text().trimmed();
}

void VerdictPanel::setComment(const QString& text)
{
    m_comment->setText(text);
}

std::vector<std::string> VerdictPanel::returnedTo() const
{
    std::vector<std::string> ids;
    for (const QCheckBox* box : m_boxes) {
        if (box->isChecked())
            ids.push_back(box->objectName().toStdString());
    }
    return ids;
}

void VerdictPanel::askForReason()
{
    m_reasons->popup(m_reject->mapToGlobal(QPoint(0, m_reject->height() + Metrics::kInside)));
    if (!m_reasons->actions().isEmpty())
        m_reasons->setActiveAction(m_reasons->actions().constFirst());
}

} // namespace labelwright
