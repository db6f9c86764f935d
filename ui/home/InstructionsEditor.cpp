// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/home/InstructionsEditor.h"

#include "ui/bridge/ErrorText.h"
#include "ui/look/HtmlView.h"
#include "ui/look/InstructionsHtml.h"
#include "ui/look/Look.h"

#include <QBuffer>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QImageReader>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QTabWidget>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace labelwright {
namespace {

constexpr int kEditorHeight = 220;
constexpr int kPreviewWidth = 264; ///< Of the text in the worker's panel.
constexpr int kPictureWidth = 640; ///< Sharp in the panel at twice the density, and in the full instructions.
constexpr int kPictureQuality = 85;

/// Text without any tag is plain: its paragraphs are those that empty lines part.
std::string htmlOf(const QPlainTextEdit& part)
{
    const QString text = part.toPlainText().trimmed();
    static const QRegularExpression tag(u"<[a-zA-Z/!]"_s);
    if (text.isEmpty() || text.contains(tag))
        return text.toStdString();
    static const QRegularExpression emptyLines(u"\\n\\s*\\n"_s);
    QString html;
    for (const QString& paragraph : text.split(emptyLines, Qt::SkipEmptyParts))
        html += u"<p>%1</p>"_s.arg(paragraph.trimmed().toHtmlEscaped().replace(u'\n', u"<br>"_s));
    return html.toStdString();
}

QPlainTextEdit* makePart(const QString& purpose)
{
    auto* part = new QPlainTextEdit;
    part->setPlaceholderText(purpose);
    part->setTabChangesFocus(true);
    return part;
}

} // namespace

InstructionsEditor::InstructionsEditor(QWidget* parent)
    : QWidget(parent), m_fullHeader(new QLineEdit), m_tabs(new QTabWidget), m_preview(new HtmlView(HtmlPictures{}))
{
    m_parts[Short] = makePart(tr("What to label, in a few sentences. It stands beside the picture all the time."));
    m_parts[Good] = makePart(tr("How a good answer looks, with a picture. It stands below the short instructions."));
    m_parts[Bad] = makePart(tr("What goes wrong often, with a picture."));
    m_parts[Full] = makePart(tr("All that a worker may want to look up. It opens in a window of its own."));
    m_fullHeader->setPlaceholderText(tr("Title of the full instructions"));
    m_fullHeader->setAccessibleName(m_fullHeader->placeholderText());
    auto* full = new QWidget;
    auto* fullColumn = new QVBoxLayout(full);
    fullColumn->setContentsMargins(0, 0, 0, 0);
    fullColumn->setSpacing(Metrics::kInside);
    fullColumn->addWidget(m_fullHeader);
    fullColumn->addWidget(m_parts[Full], 1);
    m_tabs->addTab(m_parts[Short], tr("Short"));
    m_tabs->addTab(m_parts[Good], tr("Good example"));
    m_tabs->addTab(m_parts[Bad], tr("Bad example"));
    m_tabs->addTab(full, tr("Full"));
    m_tabs->setDocumentMode(true);
    m_tabs->setMinimumHeight(kEditorHeight);

    auto* previewTitle = new QLabel(tr("As the worker sees it"));
    setRole(*previewTitle, Role::Secondary);
    auto* previewPanel = new QFrame;
    setRole(*previewPanel, Role::Panel);
    previewPanel->setFixedWidth(kPreviewWidth + 2 * Metrics::kGroups);
    auto* previewColumn = new QVBoxLayout(previewPanel);
    previewColumn->setContentsMargins(Metrics::kGroups, Metrics::kRelated, Metrics::kGroups, Metrics::kRelated);
    previewColumn->addWidget(previewTitle);
    previewColumn->addWidget(m_preview, 1);
    m_preview->setAccessibleName(previewTitle->text());

    auto* editors = new QVBoxLayout;
    editors->setSpacing(Metrics::kRelated);
    editors->addWidget(m_tabs, 1);
    editors->addWidget(makeButtons());
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(Metrics::kGroups);
    row->addLayout(editors, 1);
    row->addWidget(previewPanel);

    for (const QPlainTextEdit* part : m_parts)
        connect(part, &QPlainTextEdit::textChanged, this, &InstructionsEditor::changed);
    connect(m_fullHeader, &QLineEdit::textChanged, this, &InstructionsEditor::changed);
    connect(this, &InstructionsEditor::changed, this, &InstructionsEditor::showPreview);
    connect(m_tabs, &QTabWidget::currentChanged, this, &InstructionsEditor::showPreview);
    showPreview();
}

void InstructionsEditor::setTask(TaskType task)
{
    m_task = task;
    showPreview();
}

void InstructionsEditor::setInstructions(const Instructions& instructions)
{
    m_parts[Short]->setPlainText(QString::fromStdString(instructions.shortHtml));
    m_parts[Good]->setPlainText(QString::fromStdString(instructions.goodExampleHtml));
    m_parts[Bad]->setPlainText(QString::fromStdString(instructions.badExampleHtml));
    m_parts[Full]->setPlainText(QString::fromStdString(instructions.fullHtml));
    m_fullHeader->setText(QString::fromStdString(instructions.fullHeader));
}

Instructions InstructionsEditor::instructions() const
{
    return {.shortHtml = htmlOf(*m_parts[Short]),
            .fullHtml = htmlOf(*m_parts[Full]),
            .fullHeader = m_fullHeader->text().trimmed().toStdString(),
            .goodExampleHtml = htmlOf(*m_parts[Good]),
            .badExampleHtml = htmlOf(*m_parts[Bad])};
}

Status InstructionsEditor::insertPicture(const QString& file)
{
    QImageReader reader(file);
    reader.setAutoTransform(true);
    QImage picture = reader.read();
    if (picture.isNull())
        return Error{ErrorCode::Unreadable, "this picture can't be read", file.toStdString()};
    if (picture.width() > kPictureWidth)
        picture = picture.scaledToWidth(kPictureWidth, Qt::SmoothTransformation);
    QByteArray bytes;
    QBuffer buffer(&bytes);
    const bool isDrawing = picture.hasAlphaChannel();
    picture.save(&buffer, isDrawing ? "PNG" : "JPEG", isDrawing ? -1 : kPictureQuality);
    shownPart()->insertPlainText(u"<img src=\"data:image/%1;base64,%2\">"_s.arg(isDrawing ? u"png"_s : u"jpeg"_s,
                                                                                QString::fromLatin1(bytes.toBase64())));
    return ok();
}

QWidget* InstructionsEditor::makeButtons()
{
    auto* buttons = new QWidget;
    auto* row = new QHBoxLayout(buttons);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(Metrics::kRelated);
    const auto add = [&](const QString& text, auto action) {
        auto* button = new QPushButton(text);
        connect(button, &QPushButton::clicked, this, action);
        row->addWidget(button);
    };
    add(tr("Insert picture…"), [this] { choosePicture(); });
    add(tr("Bold"), [this] { surround(u"<b>"_s, u"</b>"_s); });
    add(tr("List item"), [this] { surround(u"<li>"_s, u"</li>"_s); });
    row->addStretch(1);
    return buttons;
}

void InstructionsEditor::choosePicture()
{
    const QString file = QFileDialog::getOpenFileName(this, tr("Insert picture"), {},
                                                      tr("Pictures (*.jpg *.jpeg *.png *.webp *.bmp *.tif *.tiff)"));
    if (file.isEmpty())
        return;
    if (const Status inserted = insertPicture(file); !inserted)
        QMessageBox::warning(this, tr("Insert picture"), sentenceOf(inserted.error()));
}

void InstructionsEditor::surround(const QString& before, const QString& after)
{
    QTextCursor cursor = shownPart()->textCursor();
    cursor.insertText(before + cursor.selectedText().replace(QChar::ParagraphSeparator, u'\n') + after);
    cursor.movePosition(QTextCursor::Left, QTextCursor::MoveAnchor, static_cast<int>(after.size()));
    shownPart()->setTextCursor(cursor);
    shownPart()->setFocus();
}

void InstructionsEditor::showPreview()
{
    const bool isFull = m_tabs->currentIndex() == Full;
    m_preview->setContent(isFull ? fullInstructionsHtml(instructions(), m_task)
                                 : shortInstructionsHtml(instructions(), m_task));
}

QPlainTextEdit* InstructionsEditor::shownPart() const
{
    return m_parts[static_cast<std::size_t>(m_tabs->currentIndex())];
}

} // namespace labelwright
