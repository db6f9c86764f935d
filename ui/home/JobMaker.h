// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/job/CreateJob.h"
#include "core/job/InputPreview.h"

#include <QFutureWatcher>
#include <QObject>
#include <QString>

#include <functional>
#include <optional>
#include <stop_token>

namespace labelwright {

/// A job as it is today.
struct JobToClone {
    JobSpec spec;
    TaskSettings task;
    Team team;
};

/// Looks at a new job's input and makes the job, off the GUI thread.
class JobMaker : public QObject {
    Q_OBJECT
public:
    explicit JobMaker(QObject* parent = nullptr);
    /// Waits for what is under way; a job that is being made is given up.
    ~JobMaker() override;

    /// Of a folder of photos or a manifest; of several that are asked for, only the last is told.
    void previewImages(const QString& folder);
    void previewManifest(const QString& file);
    /// Forgets the preview that is under way.
    void dropPreview();
    bool isPreviewing() const { return m_isPreviewing; }

    /// The job that is to be cloned.
    void readOriginal(const QString& jobFolder);

    /// Precondition: not isCreating().
    void create(const NewJob& request);
    bool isCreating() const { return m_creation.isRunning(); }
    /// The job under way is given up, which is told as a failure with Cancelled; one that is already made stays.
    void cancel();

signals:
    void previewed(const labelwright::Result<labelwright::InputPreview>& preview);
    void originalRead(const labelwright::JobToClone& original);
    void created(const labelwright::CreatedJob& job);
    /// Of readOriginal() and create().
    void failed(const labelwright::Error& error);

private:
    using Preview = std::optional<Result<InputPreview>>;
    using Original = std::optional<Result<JobToClone>>;
    using Creation = std::optional<Result<CreatedJob>>;

    void preview(const std::function<Result<InputPreview>(const std::stop_token&)>& look);

    QFutureWatcher<Preview> m_preview;
    QFutureWatcher<Creation> m_creation;
    QFutureWatcher<Original> m_original;
    std::stop_source m_previewStop;
    std::stop_source m_creationStop;
    bool m_isPreviewing = false;
};

} // namespace labelwright
