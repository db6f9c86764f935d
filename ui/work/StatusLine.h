// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/bridge/WorkSession.h"

#include <QColor>
#include <QElapsedTimer>
#include <QTimer>
#include <QWidget>

#include <cstdint>
#include <optional>

class QLabel;
class QPushButton;

namespace labelwright {

class ElidedLabel;

/// What is under the pointer.
struct PixelInfo {
    Point pixel;
    QString label;
    QColor color;
};

/// The last line of the window: what just happened or what to do next; the pixel; the zoom; what is saved.
/// While something takes long it is named there too.
class StatusLine : public QWidget {
    Q_OBJECT
public:
    /// The weightier, the more it matters to the user.
    enum class Weight : std::uint8_t {
        Passing, ///< Goes with the hint that it is shown for.
        Aside,   ///< Good to know.
        Plain,
        Loss, ///< Work did not come back; stays until the next notice.
    };

    explicit StatusLine(QWidget* parent = nullptr);

    /// What to do next.
    void setHint(const QString& text);
    /// A button to read a photo again that could not be read.
    void offerReopening(bool offered);
    /// Something that just happened, in the hint's place for a while: a shorter one when there is another hint.
    void showNotice(const QString& text, Weight weight = Weight::Plain);
    /// Beside the notice that is shown, if there is one: the weightier comes first.
    void addNotice(const QString& text, Weight weight = Weight::Plain);
    /// What has failed and still stands, a full sentence: shown where there is no notice, until it is taken back by an
    /// empty text.
    void setFailure(const QString& text);
    void setPixel(const std::optional<PixelInfo>& info);
    void setZoom(double zoom);
    /// Where there is no picture.
    void clearZoom();
    void setSaveState(const SaveState& state);
    /// What is being computed, with a way to cancel it; empty for nothing.
    void setWork(const QString& title);

    QString shownText() const;
    bool isShowingFailure() const { return m_notice.isEmpty() && !m_failure.isEmpty(); }

signals:
    /// The passing notice that is shown; empty when it is gone.
    void passingNoticeChanged(const QString& text);
    void retryRequested();
    void reopenRequested();
    void cancelRequested();

private:
    QWidget* buildWork();
    void showCurrentText();
    void showSaveState();

    ElidedLabel* m_text;
    QLabel* m_pixel;
    QLabel* m_zoom;
    QLabel* m_save;
    QPushButton* m_retry;
    QPushButton* m_reopen;
    QWidget* m_work;
    QLabel* m_workTitle;
    QTimer m_noticeTimer;
    QElapsedTimer m_noticeAge;
    QTimer m_ageTimer;
    QString m_hint;
    QString m_failure;
    QString m_notice;
    QString m_passing; ///< As it was told.
    Weight m_noticeWeight = Weight::Plain;
    SaveState m_state;
};

} // namespace labelwright
