// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QKeyCombination>
#include <QPushButton>

namespace labelwright {

/// A button that, once pressed, waits for the next key and tells which it was, as it would be bound. Escape, Tab and
/// leaving the button end the wait without one.
class KeyCatcher : public QPushButton {
    Q_OBJECT
public:
    explicit KeyCatcher(const QString& text, QWidget* parent = nullptr);

signals:
    void started();
    void caught(QKeyCombination key);
    /// The key can't be bound; the wait goes on.
    void refused(QKeyCombination key);

protected:
    bool event(QEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    void setWaiting(bool waiting);
    bool keyPressed(const QKeyEvent& event);

    QString m_text;
    bool m_isWaiting = false;
};

} // namespace labelwright
