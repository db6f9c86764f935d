// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/bridge/ModelOpener.h"
#include "ui/bridge/SegmentChoice.h"

#include <QObject>
#include <QString>
#include <QThreadPool>

#include <set>

namespace labelwright {

class WorkSession;

/// Gives a session's auto-segment tool the engine and the network that the user chose. The network is opened in the
/// background, and shown each photo there before the first click; until it is open, and where it fails, the program's
/// own answers.
class SegmentModel : public QObject {
    Q_OBJECT
public:
    /// `session` is borrowed and outlives this.
    explicit SegmentModel(WorkSession& session, QObject* parent = nullptr);
    /// Waits for what is being opened or prepared.
    ~SegmentModel() override;

    /// An unknown engine becomes the first one.
    void choose(const SegmentChoice& choice);
    const SegmentChoice& choice() const { return m_choice; }

    /// Why the program's own network answers in the place of the one that was chosen, a full sentence: it can't be
    /// opened, or the last answer was not its own. Empty where there is nothing to say.
    const QString& failure() const { return m_failure; }
    /// What follows from a failure().
    static QString consequence();

signals:
    /// The tool has the network now.
    void opened();
    /// failure() is another.
    void failureChanged();
    /// To be told once: consequence() and reason.
    void failed(const QString& text);

private:
    void take(const Result<ModelOpener::Model>& model);
    void takeAnswer(const QString& remark);
    void setFailure(const QString& reason);
    void prepare();

    WorkSession& m_session;
    SegmentChoice m_choice;
    ModelOpener m_opener;
    QThreadPool m_preparing;
    ModelOpener::Model m_model;
    QString m_failure;
    std::set<QString> m_told; ///< Of the network that is chosen.
};

} // namespace labelwright
