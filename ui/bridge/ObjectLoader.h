// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/groundtruth/BoundingBoxes.h"
#include "core/image/DeepImage.h"
#include "core/image/Image.h"
#include "core/image/ImageReader.h"
#include "core/job/DraftLabels.h"
#include "core/job/Job.h"
#include "core/job/Worker.h"
#include "core/mask/LabelMask.h"

#include <QObject>
#include <QThreadPool>

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace labelwright {

/// Whose labels an object is shown with at first.
enum class LoadedMask : std::uint8_t {
    Own,     ///< The worker's answer, else the initial value.
    Counted, ///< A lead's adjustment, else what the counted answers amount to: the initial value of a review.
};

/// All that is needed to show an object, but for the worker's draft.
struct LoadedObject {
    ObjectSource source;
    Photo photo; ///< Its image shows all values of 16 bits at first.
    ImageIdentity identity;
    /// What edits begin on: what LoadedMask says, or nothing. Unset for a classification, which has
    /// no masks.
    std::optional<LabelMask> base;
    std::string baseSha256;                        ///< pixelsSha256() of it.
    DraftLabels draftLabels;                       ///< For a draft on that base; borrows the job.
    std::optional<LabelMask> initialValue;         ///< Of a job with pre-labels, or of a review.
    std::optional<std::vector<int>> initialChoice; ///< The same of a classification; see initialChoice().
    std::vector<BoundingBox> boxes;
    std::vector<std::string> seen{}; ///< In a review: names of the counted answers that it is shown with.
};

/// Memory that a photo and its mask take while they are held.
std::size_t bytesInMemory(const ImageInfo& info);

/// Reads, decodes and hashes objects off the GUI thread, and keeps the next ones ready.
class ObjectLoader : public QObject {
    Q_OBJECT
public:
    /// `job` is borrowed and outlives the loader.
    ObjectLoader(const Job& job, Worker worker, LoadedMask mask, QObject* parent = nullptr);
    /// Waits for what is being read.
    ~ObjectLoader() override;

    /// Answers with ready() for this object: at once when it was prefetched, else later. Earlier requests that are not
    /// yet answered are forgotten, and so is what is being read ahead.
    void request(ObjectId object);
    /// Reads `objects` ahead; what was read ahead before and is not among them is dropped. One that takes more than
    /// `mostBytesEach` in memory is only read when it is asked for.
    void prefetch(const std::vector<ObjectId>& objects, std::size_t mostBytesEach);
    /// What was read ahead of this object is out of date: the worker has answered it.
    void forget(ObjectId object);

signals:
    /// Take the result with take(), once.
    void ready(labelwright::ObjectId object);

public:
    /// Precondition: ready() was emitted for `object` and it was not yet taken.
    Result<LoadedObject> take(ObjectId object);

private:
    /// nullptr: it would take more memory than it was given.
    using LoadResult = std::shared_ptr<Result<LoadedObject>>;

    void read(ObjectId object, std::size_t mostBytes);
    void finished(ObjectId object, const std::stop_source& reading, LoadResult result);
    template <typename Keep>
    void dropReadings(Keep keep);

    const Job& m_job;
    Worker m_worker;
    LoadedMask m_mask;
    QThreadPool m_pool;
    std::optional<ObjectId> m_wanted;
    std::map<ObjectId, std::stop_source> m_reading; ///< Stopped before the photo is decoded, not in between.
    std::map<ObjectId, LoadResult> m_ready;
};

} // namespace labelwright
