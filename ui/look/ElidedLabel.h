// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>

namespace labelwright {

/// One line of plain text that ends in "…" where it does not fit; then the tool tip has it all.
class ElidedLabel : public QLabel {
    Q_OBJECT
public:
    explicit ElidedLabel(QWidget* parent = nullptr);

    void setFullText(const QString& text);
    const QString& fullText() const { return m_text; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void elide();

    QString m_text;
};

} // namespace labelwright
