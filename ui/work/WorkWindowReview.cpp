// SPDX-License-Identifier: GPL-3.0-or-later
// What a lead decides, and what is said about an object.
#include "ui/canvas/Canvas.h"
#include "ui/work/ActionSet.h"
#include "ui/work/CommentDialog.h"
#include "ui/work/CommentsPanel.h"
#include "ui/work/HeaderBar.h"
#include "ui/work/StatusLine.h"
#include "ui/work/VerdictPanel.h"
#include "ui/work/WorkWindow.h"

#include <QLocale>
#include <QMessageBox>
#include <QPushButton>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace labelwright {
namespace {

constexpr Color kOpenPin{0xff, 0xb0, 0x20};
constexpr Color kResolvedPin{0x9a, 0x9a, 0x9a};

QString placeText(const std::optional<Rect>& place)
{
    if (!place)
        return WorkWindow::tr("About the whole object.");
    if (place->width == 1 && place->height == 1)
        return WorkWindow::tr("About the pixel at %1, %2.").arg(place->x).arg(place->y);
    return WorkWindow::tr("About the %1 × %2 pixels at %3, %4.")
        .arg(place->width)
        .arg(place->height)
        .arg(place->x)
        .arg(place->y);
}

} // namespace

void WorkWindow::connectReview()
{
    WorkSession* session = m_session.get();
    if (session->isReview())
        connect(session, &WorkSession::statusChanged, this, &WorkWindow::showReviewLeft);
    connect(session, &WorkSession::reviewChanged, this, &WorkWindow::showReview);
    connect(m_verdicts, &VerdictPanel::chosen, this,
            [this](const QString& category) { decide(category.toStdString(), m_verdicts->returnedTo()); });
    connect(m_verdicts, &VerdictPanel::finished, m_canvas, [this] { m_canvas->setFocus(); });
    connect(m_comments, &CommentsPanel::replyRequested, this, &WorkWindow::askForReply);
    connect(m_comments, &CommentsPanel::endRequested, session,
            [session](Comment::Kind kind, const QString& thread) { session->endThread(kind, thread.toStdString()); });
    connect(m_comments, &CommentsPanel::placeRequested, m_canvas, [this](const Rect& place) {
        m_canvas->centreOn({place.x + place.width / 2.0, place.y + place.height / 2.0});
    });
}

/// Of the object that has come into view.
void WorkWindow::showObjectToReview()
{
    const std::optional<ObjectId> object = m_session->currentObject();
    std::vector<Worker> workers;
    if (object) {
        const Job& job = m_session->job();
        m_verdicts->setCategories(verdictCategories(job.events()));
        for (const AnswerEvent* answer : job.events().countedAnswers(*object, job.spec().workersPerObject))
            workers.push_back(answer->worker);
    }
    m_verdicts->showObject(m_session->review(), workers);
    if (const auto typed = object ? m_typedComments.find(*object) : m_typedComments.end();
        typed != m_typedComments.end())
        m_verdicts->setComment(typed->second);
    if (m_session->isReview())
        showReviewLeft();
    showReview();
}

void WorkWindow::showReviewLeft()
{
    m_header->setDescription(tr("Review, %1 left").arg(QLocale().toString(qint64{m_session->queue().waitingCount()})));
}

void WorkWindow::showReview()
{
    m_verdicts->setReview(m_session->review());
    const std::vector<CommentThread> threads = m_session->threads();
    const Verdict* verdict = m_session->returnedWith();
    QString returned;
    if (verdict) {
        returned = tr("Returned by %1: %2.")
                       .arg(QString::fromStdString(verdict->worker.name), QString::fromStdString(verdict->category));
        if (!verdict->comment.empty())
            returned += u' ' + QString::fromStdString(verdict->comment);
    }
    m_comments->setReturned(returned);
    m_comments->setThreads(threads);
    m_comments->setVisible(m_session->isReview() || verdict || !threads.empty());
    showPins(threads);
    m_actions->refresh();
}

/// Over the boxes that the manifest's line has.
void WorkWindow::showPins(const std::vector<CommentThread>& threads)
{
    std::vector<CanvasBox> boxes = m_manifestBoxes;
    for (std::size_t index = 0; index < threads.size(); ++index) {
        if (const std::optional<Rect>& place = threads[index].first->place)
            boxes.push_back({*place, QString::number(index + 1), threads[index].isResolved ? kResolvedPin : kOpenPin});
    }
    m_canvas->setBoxes(std::move(boxes));
}

void WorkWindow::acceptObject()
{
    decide(verdictCategories(m_session->job().events()).front(), {});
}

void WorkWindow::decide(const std::string& category, const std::vector<std::string>& returnedTo)
{
    const std::optional<ObjectId> object = m_session->currentObject();
    m_session->decide(category, m_verdicts->comment().toStdString(), returnedTo);
    if (object && m_session->currentObject() != object)
        m_typedComments.erase(*object); // It went with the verdict.
}

void WorkWindow::submit()
{
    if (m_session->canSubmit() && m_session->isUnchangedSinceReturn())
        askToSubmitUnchanged();
    else
        handIn();
}

void WorkWindow::askToSubmitUnchanged()
{
    auto* question = new QMessageBox(QMessageBox::Question, tr("Labelwright"),
                                     tr("You changed nothing since it was returned. Submit all the same?"),
                                     QMessageBox::NoButton, this);
    question->setAttribute(Qt::WA_DeleteOnClose);
    question->setTextFormat(Qt::PlainText);
    const Verdict& verdict = *m_session->returnedWith();
    question->setInformativeText(
        tr("%1 returned it: %2.")
            .arg(QString::fromStdString(verdict.worker.name), QString::fromStdString(verdict.category)));
    QPushButton* goOn = question->addButton(tr("Keep working"), QMessageBox::RejectRole);
    const QPushButton* submits = question->addButton(tr("Submit unchanged"), QMessageBox::AcceptRole);
    question->setDefaultButton(goOn);
    question->setEscapeButton(goOn);
    connect(question, &QMessageBox::buttonClicked, this,
            [this, submits, object = m_session->currentObject()](const QAbstractButton* clicked) {
                if (clicked == submits && m_session->currentObject() == object)
                    handIn();
            });
    question->open();
}

void WorkWindow::handIn()
{
    const std::optional<ObjectId> object = m_session->currentObject();
    const QString typed = m_session->isReview() ? m_verdicts->comment() : QString();
    if (!typed.isEmpty() && m_session->canSubmit()) {
        m_session->say(typed.toStdString(), std::nullopt);
        m_verdicts->setComment({});
    }
    m_session->submit();
    if (object && m_session->currentObject() != object)
        m_typedComments.erase(*object);
}

void WorkWindow::keepTypedComment()
{
    const std::optional<ObjectId> object = m_session->currentObject();
    if (!m_session->isReview() || !object)
        return;
    m_typedComments.erase(*object);
    if (!m_verdicts->comment().isEmpty())
        m_typedComments[*object] = m_verdicts->comment();
}

void WorkWindow::askForVerdict()
{
    const bool hasWorkers = m_verdicts->isReturnable();
    if (hasWorkers)
        m_verdicts->askForReason();
    else
        m_status->showNotice(tr("Choose first to whom the object goes back."));
}

/// About the region that is selected, else the pixel under the pointer, else the object.
void WorkWindow::askForComment()
{
    std::optional<Rect> place;
    if (const Region* region = selectedRegion())
        place = region->bounds();
    else if (const std::optional<Point> pixel = m_canvas->pixelUnderCursor())
        place = Rect{pixel->x, pixel->y, 1, 1};
    const std::optional<ObjectId> object = m_session->currentObject();
    CommentDialog dialog(tr("Comment on object %1").arg(QLocale().toString(qint64{object.value_or(0) + 1})),
                         placeText(place), this);
    if (dialog.exec() == QDialog::Accepted && m_session->currentObject() == object)
        m_session->say(dialog.text().toStdString(), place);
}

void WorkWindow::askForReply(const QString& thread)
{
    const std::optional<ObjectId> object = m_session->currentObject();
    QString said;
    for (const CommentThread& each : m_session->threads()) {
        if (each.first->name == thread.toStdString())
            said = QString::fromStdString(each.first->text);
    }
    CommentDialog dialog(tr("Reply"), said, this);
    if (dialog.exec() == QDialog::Accepted && m_session->currentObject() == object)
        m_session->reply(dialog.text().toStdString(), thread.toStdString());
}

} // namespace labelwright
