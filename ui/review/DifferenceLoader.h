// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/edit/Document.h"
#include "core/image/Image.h"
#include "core/labels/LabelSet.h"
#include "core/review/Difference.h"
#include "ui/bridge/DetachedWork.h"
#include "ui/bridge/JobSnapshot.h"

#include <QObject>
#include <QString>

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace labelwright {

/// One of the two that are compared: an answer, what several of a job amount to, or, without any, what the object
/// begins with.
struct ComparedSide {
    std::shared_ptr<const JobSnapshot> job;
    ObjectId object = 0;                       ///< Of that job.
    std::vector<const AnswerEvent*> answers{}; ///< Of the snapshot's events.
    friend bool operator==(const ComparedSide&, const ComparedSide&) = default;
};

/// Two masks, and what they have not in common. Nobody edits the documents.
struct MaskDifference {
    Document before;
    Document after;
    Document map; ///< changeMap().
    Difference difference;
    std::vector<Component> parts; ///< changedParts() of the map.
};

/// All that is shown of a comparison.
struct LoadedDifference {
    Image photo;
    LabelSet labels; ///< Of both jobs, in the colours of the first.
    std::optional<MaskDifference> masks{};
    std::vector<Label> chosenBefore{}; ///< Of labels of the whole image; no masks then.
    std::vector<Label> chosenAfter{};

    QString nameOf(Label label) const;
    Color colorOf(Label label) const; ///< White for unlabeled, which no label is.
};

/// Reads, decodes and compares off the GUI thread. Can go while it does.
class DifferenceLoader : public QObject {
    Q_OBJECT
public:
    explicit DifferenceLoader(QObject* parent = nullptr);

    /// loaded() or failed() follows, unless another request comes before. The photo is that of `before`, and is not
    /// read again for the same object.
    void request(const ComparedSide& before, const ComparedSide& after);

signals:
    void loaded(const std::shared_ptr<labelwright::LoadedDifference>& difference);
    /// A full sentence.
    void failed(const QString& reason);

private:
    using Loaded = Result<std::shared_ptr<LoadedDifference>>;
    void finish(std::uint64_t number, const Loaded& loaded);

    DetachedWork m_work;
    std::uint64_t m_number = 0; ///< Of the newest request.
    Image m_photo;
    ObjectId m_photoOf = -1;
};

} // namespace labelwright
