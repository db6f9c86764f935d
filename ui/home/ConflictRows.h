// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/bridge/DifferenceSubject.h"

#include <QWidget>

#include <cstdint>
#include <map>
#include <string>
#include <vector>

class QComboBox;
class QVBoxLayout;

namespace labelwright {

struct Conflict;
struct MergePlan;

/// What copies of a job decided differently, each with a choice of what counts. Hidden where there is nothing.
class ConflictRows : public QWidget {
    Q_OBJECT
public:
    explicit ConflictRows(QWidget* parent = nullptr);

    /// Nothing is chosen then. `pixels` are conflictPixels().
    void setConflicts(const MergePlan& plan, const std::map<std::string, std::int64_t>& pixels);
    void clear();
    /// The events that are to count.
    std::vector<std::string> chosen() const;

signals:
    void changed();
    /// Two masks that are in the job already are to be compared.
    void differenceRequested(const labelwright::DifferenceSubject& subject);

private:
    void addConflict(const MergePlan& plan, const Conflict& conflict,
                     const std::map<std::string, std::int64_t>& pixels);

    QVBoxLayout* m_rows;
    std::vector<QComboBox*> m_choices; ///< One a conflict.
};

} // namespace labelwright
