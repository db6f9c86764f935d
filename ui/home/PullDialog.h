// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/job/Job.h"
#include "core/remote/PullJob.h"
#include "ui/home/RemoteDialog.h"

#include <filesystem>
#include <optional>
#include <vector>

namespace labelwright {

class PathEdit;

/// Fetches what others did in a job from a place that they share, or a job that is not on this machine yet.
class PullDialog : public RemoteDialog {
    Q_OBJECT
public:
    /// The job takes in what is there.
    explicit PullDialog(const Job& job, QWidget* parent = nullptr);
    /// A job is made in the workspace, or in another folder that the user names.
    explicit PullDialog(std::filesystem::path workspace, QWidget* parent = nullptr);

signals:
    /// The job in this folder has something that it had not.
    void pulled(const QString& jobFolder);

private:
    PullDialog(std::filesystem::path folder, const Texts& texts, QWidget* parent);
    static Texts textsOf(const QString& title, const QString& purpose);
    void addFolder();
    void suggestFolder();
    void suggest(const std::filesystem::path& folder);
    bool isSuggested() const;
    std::filesystem::path jobFolder() const;
    void startComparing() override;
    void startWork() override;
    static Finding findingOf(const PullPlan& plan);
    static Finding findingOf(const Pulled& pulled, const std::vector<Error>& damaged);

    std::filesystem::path m_folder;  ///< Of jobs, where m_newFolder names one in it.
    PathEdit* m_newFolder = nullptr; ///< Without one m_folder is the job's own.
    QString m_suggested;             ///< What m_newFolder holds unless the user chose another.
    QCheckBox* m_photos = nullptr;
    std::optional<PullPlan> m_plan;
};

} // namespace labelwright
