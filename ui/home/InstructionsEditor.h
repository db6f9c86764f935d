// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/groundtruth/TaskType.h"
#include "core/groundtruth/WorkerTemplate.h"

#include <QWidget>

#include <array>

class QLineEdit;
class QPlainTextEdit;
class QTabWidget;

namespace labelwright {

class HtmlView;

/// What the worker is told, each part written as plain text or HTML, and beside it how the worker sees it. Pictures are
/// put into the text itself, so that they go wherever the job goes.
class InstructionsEditor : public QWidget {
    Q_OBJECT
public:
    explicit InstructionsEditor(QWidget* parent = nullptr);

    /// Whose usual words the preview shows where nothing is written.
    void setTask(TaskType task);
    void setInstructions(const Instructions& instructions);
    /// Plain text as paragraphs.
    Instructions instructions() const;

    /// Puts the picture at the cursor of the part that is shown, no wider than the worker's panel needs. Errors:
    /// Unreadable.
    Status insertPicture(const QString& file);

signals:
    void changed();

private:
    enum Part : std::uint8_t { Short, Good, Bad, Full, PartCount };

    QWidget* makeButtons();
    void choosePicture();
    void surround(const QString& before, const QString& after);
    void showPreview();
    QPlainTextEdit* shownPart() const;

    std::array<QPlainTextEdit*, PartCount> m_parts{};
    QLineEdit* m_fullHeader;
    QTabWidget* m_tabs;
    HtmlView* m_preview;
    TaskType m_task = TaskType::SemanticSegmentation;
};

} // namespace labelwright
