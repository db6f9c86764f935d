// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/work/HelpDialog.h"

#include <QWidget>

class QToolButton;

namespace labelwright {

/// The short instructions at the left, with the links to more; can be folded to a rail.
class InstructionsPanel : public QWidget {
    Q_OBJECT
public:
    static constexpr int kWidth = 280;
    static constexpr int kRailWidth = 32;

    InstructionsPanel(const Instructions& instructions, const HtmlPictures& pictures,
                      TaskType task = TaskType::SemanticSegmentation, QWidget* parent = nullptr);

    void setInstructions(const Instructions& instructions);

    bool isExpanded() const { return m_isExpanded; }
    void setExpanded(bool expanded);

signals:
    /// The user asked for it.
    void toggleRequested();
    void helpRequested(labelwright::HelpPage page);

private:
    QWidget* makeBody();
    QToolButton* makeFoldButton();

    TaskType m_task;
    HtmlView* m_view;
    QWidget* m_body;
    QToolButton* m_expand;
    bool m_isExpanded = true;
};

} // namespace labelwright
