// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/groundtruth/SourceRef.h"

#include <QTextBrowser>

#include <filesystem>
#include <vector>

namespace labelwright {

/// Where pictures of instructions lie: names relative to `folder`, and s3:// names by the mappings.
struct HtmlPictures {
    std::filesystem::path folder;
    std::vector<PrefixMapping> mappings;
};

/// HTML to read, with pictures from this machine alone: nothing is ever fetched, and links lead nowhere but within the
/// text. Pictures wider than the view are made smaller.
class HtmlView : public QTextBrowser {
    Q_OBJECT
public:
    explicit HtmlView(HtmlPictures pictures, QWidget* parent = nullptr);

    void setContent(const QString& html);

    QVariant loadResource(int type, const QUrl& name) override;

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    QImage readPicture(const QUrl& name) const;
    int roomForPictures() const;
    void layOut(const QString& html);
    void breakLinesBeforePictures();

    HtmlPictures m_pictures;
    QString m_html;
    int m_shownWidth = 0;
};

} // namespace labelwright
