// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/review/DifferenceLoader.h"

#include <QTimer>
#include <QWidget>

#include <array>
#include <cstdint>
#include <memory>
#include <optional>

class QLabel;

namespace labelwright {

class Canvas;
class Divider;

/// A photo with the labels before and after, in one of four ways; zoom and place are the same in all of them. Of labels
/// of whole images the photo alone.
class DifferenceView : public QWidget {
    Q_OBJECT
public:
    enum class Mode : std::uint8_t {
        SideBySide,
        Slider,  ///< Before at the left of a line that is dragged, after at its right.
        Blink,   ///< One in place of the other, twice a second, or by hand.
        Changes, ///< Changed pixels alone, in stripes of the label before and the label after.
    };
    static constexpr std::array kModes{Mode::SideBySide, Mode::Slider, Mode::Blink, Mode::Changes};
    static constexpr int kBlinkMs = 250; ///< Until the other one is shown.

    explicit DifferenceView(QWidget* parent = nullptr);
    ~DifferenceView() override;

    void setTitles(const QString& before, const QString& after);
    /// Keeps zoom and place where the photo is of the same size.
    void setDifference(std::shared_ptr<LoadedDifference> difference);
    void showLoading();
    void showMessage(const QString& text);

    Mode mode() const { return m_mode; }
    void setMode(Mode mode);
    /// Goes to Blink where it is not yet, ends what goes by itself and shows the other one.
    void flip();
    bool blinksByItself() const { return m_blink.isActive(); }
    void setBlinksByItself(bool blinks);
    /// In Blink.
    bool showsAfter() const { return m_showsAfter; }
    /// Share of the width at which the line is, in Slider.
    double dividerPlace() const { return m_divided; }

    /// Moves there and draws a frame around it; nullopt takes the frame away.
    void showPart(const std::optional<Component>& part);
    void fit();
    void zoomIn();
    void zoomOut();
    /// While true the photo is bare.
    void setPeek(bool peek);

signals:
    void modeChanged();
    void zoomChanged(double zoom);

protected:
    void resizeEvent(QResizeEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    std::array<Canvas*, 3> canvases() const { return {m_before, m_after, m_changes}; }
    Canvas& leading() const { return m_mode == Mode::Changes ? *m_changes : *m_before; }
    void setImages();
    void follow(const Canvas& moved);
    void place();
    void divide(int x);
    void showCaptions();
    bool hasMasks() const { return m_difference && m_difference->masks; }

    std::shared_ptr<LoadedDifference> m_difference;
    Mode m_mode = Mode::SideBySide;
    Canvas* m_before;
    Canvas* m_after;
    Canvas* m_changes;
    Divider* m_divider;
    QLabel* m_left;
    QLabel* m_right;
    QString m_titleBefore;
    QString m_titleAfter;
    double m_divided = 0.5;
    bool m_showsAfter = false;
    bool m_isFollowing = false;
    QTimer m_blink;
};

} // namespace labelwright
