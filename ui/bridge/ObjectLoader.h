// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/groundtruth/BoundingBoxes.h"
#include "core/image/Image.h"
#include "core/job/Job.h"
#include "core/job/Worker.h"
#include "core/mask/LabelMask.h"

#include <QObject>
#include <QThreadPool>

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace labelwright {

/// All that is needed to show an object, but for the worker's draft.
struct LoadedObject {
    ObjectSource source;
    Image image;
    ImageIdentity identity;
    LabelMask base;                        ///< What edits begin on: the worker's answer, the initial value, or nothing.
    std::string baseSha256;                ///< pixelsSha256() of it.
    std::optional<LabelMask> initialValue; ///< Of a job with pre-labels.
    std::vector<BoundingBox> boxes;
};

/// Reads, decodes and hashes objects off the GUI thread, and keeps the next ones ready.
class ObjectLoader : public QObject {
    Q_OBJECT
public:
    /// `job` is borrowed and outlives the loader.
    ObjectLoader(const Job& job, Worker worker, QObject* parent = nullptr);
    /// Waits for what is being read.
    ~ObjectLoader() override;

    /// Answers with ready() for this object: at once when it was prefetched, else later. Earlier requests that are not
    /// yet answered are forgotten.
    void request(ObjectId object);
    /// Reads `objects` ahead; what was read ahead before and is not among them is dropped.
    void prefetch(const std::vector<ObjectId>& objects);
    /// What was read ahead of this object is out of date: the worker has answered it.
    void forget(ObjectId object);

signals:
    /// Take the result with take(), once.
    void ready(labelwright::ObjectId object);

public:
    /// Precondition: ready() was emitted for `object` and it was not yet taken.
    Result<LoadedObject> take(ObjectId object);

private:
    void read(ObjectId object);
    void finished(ObjectId object, std::uint64_t generation, std::shared_ptr<Result<LoadedObject>> result);

    const Job& m_job;
    Worker m_worker;
    QThreadPool m_pool;
    std::optional<ObjectId> m_wanted;
    std::map<ObjectId, std::uint64_t> m_reading; ///< With the generation that will be taken.
    std::map<ObjectId, std::shared_ptr<Result<LoadedObject>>> m_ready;
    std::uint64_t m_generation = 0;
};

} // namespace labelwright
