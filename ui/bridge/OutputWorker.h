// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/job/Derive.h"
#include "core/job/OutputListing.h"
#include "ui/bridge/DetachedWork.h"

#include <QObject>

#include <filesystem>
#include <vector>

namespace labelwright {

/// Lists and derives the output of one job, off the GUI thread. Can go while it does: a derive goes on to its end.
class OutputWorker : public QObject {
    Q_OBJECT
public:
    explicit OutputWorker(std::filesystem::path jobFolder, QObject* parent = nullptr);

    /// listed() follows.
    void list();
    /// derived(), then listed() follow.
    void derive();
    bool isDeriving() const { return m_isDeriving; }

signals:
    void listed(const labelwright::Result<std::vector<labelwright::OutputFile>>& files);
    void derived(const labelwright::Result<labelwright::DeriveReport>& report);

private:
    std::filesystem::path m_folder;
    DetachedWork m_work;
    bool m_isDeriving = false;
};

} // namespace labelwright
