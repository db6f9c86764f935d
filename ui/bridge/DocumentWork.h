// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/edit/Document.h"

#include <QObject>
#include <QString>
#include <QThreadPool>

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>

namespace labelwright {

/// Computes what takes long about the document in view off the GUI thread, one thing at a time, and applies what came
/// of it. When the document changed meanwhile the result is dropped, and failed() says so.
///
/// Thread: the GUI thread.
class DocumentWork : public QObject {
    Q_OBJECT
public:
    /// Uses the result, in the GUI thread.
    using Apply = std::function<Status(Document&)>;
    /// Runs on another thread and holds copies of all it needs. After `stop` its result is dropped.
    using Compute = std::function<Result<Apply>(const std::stop_token& stop)>;
    /// The document in view, nullptr while there is none.
    using FindDocument = std::function<Document*()>;

    explicit DocumentWork(FindDocument document, QObject* parent = nullptr);
    /// Asks what runs to stop, and waits for it.
    ~DocumentWork() override;

    /// In place of what runs. `title` says what it is, without a final stop: "Looking for islands". Nothing happens
    /// while there is no document.
    void start(const QString& title, Compute compute);
    void cancel();
    bool isRunning() const { return m_stop.has_value(); }
    const QString& title() const { return m_title; }

signals:
    /// Something began or ended.
    void changed();
    /// A full sentence.
    void failed(const QString& text);

private:
    void finished(const std::stop_source& stop, std::uint64_t revision, const Result<Apply>& result);

    FindDocument m_document;
    QThreadPool m_pool;
    std::optional<std::stop_source> m_stop; ///< Of what runs.
    QString m_title;
};

} // namespace labelwright
