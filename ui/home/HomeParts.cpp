// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/home/HomeParts.h"

#include <QAbstractSpinBox>
#include <QComboBox>
#include <QCoreApplication>
#include <QCursor>
#include <QEvent>
#include <QHBoxLayout>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>
#include <QVBoxLayout>

namespace labelwright {
namespace {

constexpr int kColumnWidth = 880;

class WheelGuard : public QObject {
public:
    using QObject::QObject;

    bool eventFilter(QObject*, QEvent* event) override
    {
        if (event->type() != QEvent::Wheel)
            return false;
        event->ignore(); // It goes on to what the part lies in.
        return true;
    }
};

} // namespace

QVBoxLayout* makePageColumn(QWidget& page)
{
    auto* inner = new QWidget;
    inner->setMaximumWidth(kColumnWidth);
    auto* column = new QVBoxLayout(inner);
    column->setContentsMargins(Metrics::kPageEdge, Metrics::kPageEdge, Metrics::kPageEdge, Metrics::kPageEdge);
    column->setSpacing(Metrics::kRelated);
    auto* outer = new QHBoxLayout(&page);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addStretch(1);
    outer->addWidget(inner, 1000);
    outer->addStretch(1);
    return column;
}

void keepFromWheel(const QWidget& form)
{
    for (auto* part : form.findChildren<QWidget*>()) {
        if (qobject_cast<QComboBox*>(part) || qobject_cast<QAbstractSpinBox*>(part))
            part->installEventFilter(new WheelGuard(part));
    }
}

void askToDiscard(QWidget& page, const QString& question, std::function<void()> discard)
{
    const auto tr = [](const char* text) { return QCoreApplication::translate("HomeParts", text); };
    auto* box = new QMessageBox(QMessageBox::Question, tr("Labelwright"), question, QMessageBox::NoButton, &page);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setDefaultButton(box->addButton(tr("Keep editing"), QMessageBox::RejectRole));
    QObject::connect(box->addButton(tr("Discard"), QMessageBox::DestructiveRole), &QPushButton::clicked, &page,
                     std::move(discard));
    box->open();
}

void keepPlace(QWidget& part)
{
    QSizePolicy policy = part.sizePolicy();
    policy.setRetainSizeWhenHidden(true);
    part.setSizePolicy(policy);
}

QAction* addToMenu(QPushButton& button, const QString& text, const QString& toolTip)
{
    if (!button.menu()) {
        button.setProperty("opens", QStringLiteral("menu")); // For the style sheet.
        button.setMenu(new QMenu(&button));
        button.menu()->setToolTipsVisible(true);
        // The button is not told that the pointer has left it meanwhile.
        QObject::connect(button.menu(), &QMenu::aboutToHide, &button, [&button] {
            button.setAttribute(Qt::WA_UnderMouse, button.rect().contains(button.mapFromGlobal(QCursor::pos())));
            button.update();
        });
    }
    QAction* action = button.menu()->addAction(text);
    action->setToolTip(toolTip);
    return action;
}

} // namespace labelwright
