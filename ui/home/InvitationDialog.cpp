// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/home/InvitationDialog.h"

#include "core/base/AtomicFile.h"
#include "ui/bridge/ErrorText.h"
#include "ui/home/HomeParts.h"

#include <QClipboard>
#include <QDialogButtonBox>
#include <QFileDialog>
#include <QGuiApplication>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPointer>
#include <QPushButton>
#include <QThreadPool>
#include <QVBoxLayout>

#include <memory>

namespace labelwright {
namespace {

constexpr QSize kSize{560, 440};

} // namespace

InvitationDialog::InvitationDialog(const QString& text, QWidget* parent)
    : QDialog(parent), m_text(text), m_state(makeText({}, Role::Secondary))
{
    setWindowTitle(tr("Invitation"));
    resize(kSize);
    auto* view = new QPlainTextEdit(text);
    view->setReadOnly(true);
    view->setAccessibleName(tr("Invitation"));
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    QPushButton* copyButton = buttons->addButton(tr("Copy"), QDialogButtonBox::ActionRole);
    QPushButton* saveButton = buttons->addButton(tr("Save…"), QDialogButtonBox::ActionRole);
    setRole(*copyButton, Role::Primary);
    connect(copyButton, &QPushButton::clicked, this, &InvitationDialog::copy);
    connect(saveButton, &QPushButton::clicked, this, &InvitationDialog::askWhereToSave);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(Metrics::kPageEdge, Metrics::kPageEdge, Metrics::kPageEdge, Metrics::kGroups);
    column->setSpacing(Metrics::kRelated);
    column->addWidget(makeText(tr("Send this to the worker. Labelwright sends nothing by itself."), Role::Secondary));
    column->addWidget(view, 1);
    column->addWidget(m_state);
    column->addWidget(buttons);
}

void InvitationDialog::copy()
{
    QGuiApplication::clipboard()->setText(m_text);
    say(tr("Copied."), false);
}

void InvitationDialog::askWhereToSave()
{
    const QString path =
        QFileDialog::getSaveFileName(this, tr("Save invitation"), tr("invitation.txt"), tr("Text files (*.txt)"));
    if (!path.isEmpty())
        saveTo(path);
}

void InvitationDialog::saveTo(const QString& path)
{
    QThreadPool::globalInstance()->start(
        [dialog = QPointer<InvitationDialog>(this), context = qApp, path, text = m_text.toStdString()] {
            auto written = std::make_shared<Status>(writeFileVerified(path.toStdString(), text, IfExists::Replace));
            QMetaObject::invokeMethod(
                context,
                [dialog, path, written] {
                    if (!dialog)
                        return;
                    if (*written)
                        dialog->say(tr("Saved: %1").arg(path), false);
                    else
                        dialog->say(sentenceOf(written->error()), true);
                },
                Qt::QueuedConnection);
        });
}

void InvitationDialog::say(const QString& text, bool isFailure)
{
    setRole(*m_state, isFailure ? Role::Danger : Role::Secondary);
    m_state->setText(text);
}

} // namespace labelwright
