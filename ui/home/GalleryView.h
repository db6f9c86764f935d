// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/job/ObjectId.h"

#include <QListView>
#include <QString>

#include <optional>

namespace labelwright {

class GalleryModel;

/// Tiles in rows. Enter and double click choose, what is typed is told. When the rows are replaced the current object
/// stays current, and where it was in sight it stays there.
class GalleryView : public QListView {
    Q_OBJECT
public:
    /// `model` is borrowed and outlives the view.
    explicit GalleryView(GalleryModel& model, QWidget* parent = nullptr);

    std::optional<ObjectId> currentObject() const;
    /// Makes it current, or the first after it that is shown, and scrolls to it.
    void setCurrentObject(ObjectId object);

    void keyboardSearch(const QString& text) override;

signals:
    void objectChosen(labelwright::ObjectId object);
    /// Letters typed while the tiles have the focus.
    void typed(const QString& text);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    void takePictureSize();
    void rememberPlace();
    void findPlace();

    GalleryModel& m_model;
    std::optional<ObjectId> m_place;
    int m_placeTop = 0; ///< Of it in the viewport.
};

} // namespace labelwright
