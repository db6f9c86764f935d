// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/job/Job.h"
#include "core/remote/PushJob.h"
#include "ui/home/RemoteDialog.h"

#include <filesystem>
#include <optional>

namespace labelwright {

/// Sends a job to a place that others share.
class PushDialog : public RemoteDialog {
    Q_OBJECT
public:
    explicit PushDialog(const Job& job, QWidget* parent = nullptr);

private:
    void startComparing() override;
    void startWork() override;
    static Finding findingOf(const PushPlan& plan);

    std::filesystem::path m_jobFolder;
    QCheckBox* m_photos;
    QCheckBox* m_output;
    std::optional<PushPlan> m_plan;
};

} // namespace labelwright
