// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/look/HtmlView.h"

#include "ui/look/Look.h"

#include <QImageReader>
#include <QPainter>
#include <QResizeEvent>
#include <QScrollBar>
#include <QTextBlock>
#include <QTextCursor>
#include <QTimer>
#include <QUrl>

#include <ranges>
#include <vector>

using namespace Qt::Literals::StringLiterals;

namespace labelwright {
namespace {

constexpr int kMissingHeight = 56;

QImage readImageFile(const QString& path)
{
    QImageReader reader(path);
    reader.setAutoTransform(true);
    return reader.read();
}

/// In the place of a picture that is not on this machine.
QImage missingPicture(int width, qreal ratio, const QString& words, const QFont& font)
{
    QImage image(QSize(width, kMissingHeight) * ratio, QImage::Format_ARGB32_Premultiplied);
    image.setDevicePixelRatio(ratio);
    image.fill(Look::instance().tokens().raised);
    QPainter painter(&image);
    painter.setFont(font);
    painter.setPen(Look::instance().tokens().secondaryText);
    painter.drawText(QRect(8, 0, width - 16, kMissingHeight), Qt::AlignCenter | Qt::TextWordWrap, words);
    return image;
}

} // namespace

HtmlView::HtmlView(HtmlPictures pictures, QWidget* parent) : QTextBrowser(parent), m_pictures(std::move(pictures))
{
    setOpenLinks(false);
    setOpenExternalLinks(false);
    setFrameShape(QFrame::NoFrame);
    setUndoRedoEnabled(false);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    document()->setDocumentMargin(0);
    document()->setIndentWidth(Metrics::kGroups);
    connect(this, &QTextBrowser::anchorClicked, this, [this](const QUrl& link) {
        if (link.hasFragment() && link.path().isEmpty())
            scrollToAnchor(link.fragment());
    });
    connect(&Look::instance(), &Look::changed, this, [this] { layOut(m_html); });
}

void HtmlView::setContent(const QString& html)
{
    m_html = html;
    layOut(html);
}

QVariant HtmlView::loadResource(int type, const QUrl& name)
{
    if (type != QTextDocument::ImageResource)
        return {};
    const qreal ratio = devicePixelRatioF();
    const int width = roomForPictures();
    QImage image = readPicture(name);
    if (image.isNull())
        return missingPicture(width, ratio, tr("This picture is not on this machine: %1").arg(name.fileName()), font());
    if (image.width() <= width)
        return image;
    // Over the whole width, with no more pixels than the screen has there.
    const int room = static_cast<int>(width * ratio);
    if (image.width() > room)
        image = image.scaledToWidth(room, Qt::SmoothTransformation);
    image.setDevicePixelRatio(static_cast<qreal>(image.width()) / width);
    return image;
}

void HtmlView::resizeEvent(QResizeEvent* event)
{
    QTextBrowser::resizeEvent(event);
    if (roomForPictures() != m_shownWidth && m_html.contains(u"<img"_s, Qt::CaseInsensitive))
        QTimer::singleShot(0, this, [this] { layOut(m_html); });
}

/// Does not depend on whether the vertical scroll bar is there: pictures that made it come and go would be laid out
/// anew for ever.
int HtmlView::roomForPictures() const
{
    return std::max(width() - verticalScrollBar()->sizeHint().width() - Metrics::kInside, 64);
}

QImage HtmlView::readPicture(const QUrl& name) const
{
    if (name.scheme() == "data"_L1) {
        const QByteArray bytes = name.path(QUrl::FullyDecoded).toLatin1();
        return QImage::fromData(QByteArray::fromBase64(bytes.mid(bytes.indexOf(',') + 1)));
    }
    if (name.scheme() == "qrc"_L1)
        return readImageFile(u':' + name.path());
    const QByteArray encoded = name.toEncoded();
    const std::string reference =
        name.scheme() == "file"_L1 ? encoded.toStdString() : QByteArray::fromPercentEncoding(encoded).toStdString();
    const Result<std::filesystem::path> path = resolveReference(reference, m_pictures.mappings, m_pictures.folder);
    return path ? readImageFile(QString::fromStdString(path->string())) : QImage();
}

/// Qt gives the words before a picture that does not fit beside them a line of the picture's height.
void HtmlView::breakLinesBeforePictures()
{
    std::vector<int> places;
    for (QTextBlock block = document()->begin(); block.isValid(); block = block.next()) {
        for (QTextBlock::iterator part = block.begin(); !part.atEnd(); ++part) {
            const QTextImageFormat format = part.fragment().charFormat().toImageFormat();
            if (!format.isValid() || part.fragment().position() == block.position())
                continue;
            const auto picture = document()->resource(QTextDocument::ImageResource, format.name()).value<QImage>();
            if (picture.deviceIndependentSize().width() > roomForPictures() / 2.0)
                places.push_back(part.fragment().position());
        }
    }
    QTextCursor cursor(document());
    for (const int place : places | std::views::reverse) {
        cursor.setPosition(place);
        cursor.insertText(QString(QChar::LineSeparator), QTextCharFormat());
    }
}

void HtmlView::layOut(const QString& html)
{
    m_shownWidth = roomForPictures();
    const int scrolled = verticalScrollBar()->value();
    document()->setDefaultStyleSheet(u"a { color: %1 }"_s.arg(Look::instance().tokens().accent.name()));
    setHtml(html);
    breakLinesBeforePictures();
    verticalScrollBar()->setValue(scrolled);
}

} // namespace labelwright
