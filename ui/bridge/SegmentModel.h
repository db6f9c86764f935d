// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/bridge/ModelOpener.h"
#include "ui/bridge/SegmentChoice.h"

#include <QObject>
#include <QString>
#include <QThreadPool>

namespace labelwright {

class WorkSession;

/// Gives a session's auto-segment tool the engine and the network that the user chose. The network is opened in the
/// background, and shown each photo there before the first click; until it is open the program's own answers.
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

signals:
    /// The tool has the network now.
    void opened();
    /// A full sentence on why it can't be opened: the program's own answers.
    void failed(const QString& text);

private:
    void take(const Result<ModelOpener::Model>& model);
    void prepare();

    WorkSession& m_session;
    SegmentChoice m_choice;
    ModelOpener m_opener;
    QThreadPool m_preparing;
    ModelOpener::Model m_model;
};

} // namespace labelwright
