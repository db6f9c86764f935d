// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/image/Tone.h"
#include "core/image/Window.h"
#include "ui/canvas/OverlayStyle.h"

#include <QFrame>

#include <optional>

class QCheckBox;
class QComboBox;
class QLayout;

namespace labelwright {

class SliderRow;

/// How the picture and its labels are shown.
struct ViewSettings {
    Tone tone{};
    ChannelView channels = ChannelView::Color;
    OverlayStyle overlay{};
    bool gridShown = false;
    bool navigatorShown = false;

    friend bool operator==(const ViewSettings&, const ViewSettings&) = default;
};

/// A pop-up with all of ViewSettings, and the window of a 16-bit photo. Shows what it is told and says what the user
/// wants.
class ViewPopup : public QFrame {
    Q_OBJECT
public:
    explicit ViewPopup(QWidget* parent = nullptr);

    void setSettings(const ViewSettings& settings);
    /// nullopt for a photo of 8 bits: then there is nothing to choose.
    void setValueWindow(const std::optional<ValueWindow>& window);

signals:
    void settingsChanged(const labelwright::ViewSettings& settings);
    void valueWindowChanged(const labelwright::ValueWindow& window);
    /// The window that shows every value of a 16-bit photo.
    void valueWindowReset();

private:
    QWidget* buildPicture();
    QWidget* buildDeep();
    QWidget* buildLabels();
    void connectInputs();
    void resetPicture();
    void tell();

    ViewSettings m_settings;
    SliderRow* m_brightness;
    SliderRow* m_contrast;
    SliderRow* m_gamma;
    QComboBox* m_channels;
    QWidget* m_deep;
    SliderRow* m_level;
    SliderRow* m_width;
    SliderRow* m_opacity;
    QCheckBox* m_labelsShown;
    QCheckBox* m_outline;
    QCheckBox* m_unlabelled;
    QCheckBox* m_grid;
    QCheckBox* m_navigator;
};

} // namespace labelwright
