// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/work/Answerer.h"

#include <QAbstractButton>
#include <QApplication>
#include <QMessageBox>

#include <utility>

namespace labelwright::test {

Answerer::Answerer(QString text) : m_text(std::move(text))
{
    m_timer.setInterval(10);
    QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] { answer(); });
    m_timer.start();
}

void Answerer::answer()
{
    auto* box = qobject_cast<QMessageBox*>(QApplication::activeModalWidget());
    if (!box)
        return;
    for (QAbstractButton* button : box->buttons()) {
        if (button->text() == m_text) {
            ++m_count;
            m_question = box->text();
            m_details = box->informativeText();
            button->click();
            return;
        }
    }
}

} // namespace labelwright::test
