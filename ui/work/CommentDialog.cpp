// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/work/CommentDialog.h"

#include "core/job/Comment.h"
#include "ui/look/Look.h"

#include <QDialogButtonBox>
#include <QKeyEvent>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace labelwright {
namespace {

constexpr int kWidth = 440;
constexpr int kTextHeight = 96;

} // namespace

CommentDialog::CommentDialog(const QString& title, const QString& about, QWidget* parent)
    : QDialog(parent), m_text(new QPlainTextEdit)
{
    setWindowTitle(title);
    setFixedWidth(kWidth);
    auto* place = new QLabel(about);
    place->setTextFormat(Qt::PlainText);
    place->setWordWrap(true);
    m_text->setFixedHeight(kTextHeight);
    m_text->setTabChangesFocus(true);
    m_text->setAccessibleName(tr("Comment"));
    m_text->installEventFilter(this);

    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    QPushButton* say = buttons->addButton(tr("Comment  Ctrl+Enter"), QDialogButtonBox::AcceptRole);
    say->setEnabled(false);
    setRole(*say, Role::Primary);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_text, &QPlainTextEdit::textChanged, this, [this, say] {
        say->setEnabled(!text().isEmpty() && text().size() <= static_cast<qsizetype>(kMaxCommentCharacters));
    });

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(Metrics::kPageEdge, Metrics::kPageEdge, Metrics::kPageEdge, Metrics::kGroups);
    column->setSpacing(Metrics::kRelated);
    column->addWidget(place);
    column->addWidget(m_text);
    column->addWidget(buttons);
    m_text->setFocus();
}

QString CommentDialog::text() const
{
    return m_text->toPlainText().trimmed();
}

bool CommentDialog::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() != QEvent::KeyPress)
        return QDialog::eventFilter(watched, event);
    const auto* key = static_cast<const QKeyEvent*>(event);
    const bool isEnter = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
    if (!isEnter || !key->modifiers().testFlag(Qt::ControlModifier))
        return QDialog::eventFilter(watched, event);
    if (!text().isEmpty())
        accept();
    return true;
}

} // namespace labelwright
