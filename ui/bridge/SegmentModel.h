// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/bridge/ModelOpener.h"
#include "ui/bridge/SegmentChoice.h"

#include <QObject>
#include <QString>
#include <QThreadPool>

#include <memory>
#include <string>

namespace labelwright {

class WorkSession;
class ToldModel;

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
    /// A full sentence on why the program's own network answers; not again for the same one.
    void failed(const QString& text);

private:
    void take(const Result<ModelOpener::Model>& model);
    void prepare();
    void tellFailure();

    WorkSession& m_session;
    SegmentChoice m_choice;
    ModelOpener m_opener;
    QThreadPool m_preparing;
    std::shared_ptr<ToldModel> m_model;
    std::string m_told; ///< The sentence that was told last.
};

} // namespace labelwright
