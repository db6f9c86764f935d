// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/ObjectLoader.h"

#include "core/base/AtomicFile.h"
#include "core/groundtruth/ManifestLine.h"
#include "core/image/ImageReader.h"
#include "core/job/Consolidate.h"
#include "core/job/Draft.h"
#include "core/job/InitialChoice.h"
#include "core/job/InitialMask.h"
#include "core/job/LabelChange.h"
#include "core/job/Review.h"
#include "core/job/Submit.h"

#include <algorithm>
#include <future>
#include <limits>

namespace labelwright {
namespace {

constexpr std::size_t kAnySize = std::numeric_limits<std::size_t>::max();

/// Boxes of every bounding-box attribute of the line; a broken one shows nothing, `validate` names it.
std::vector<BoundingBox> boxesOf(const std::string& line)
{
    std::vector<BoundingBox> boxes;
    const Result<std::vector<LineAttribute>> attributes = labelAttributesOf(line);
    if (!attributes)
        return boxes;
    for (const LineAttribute& attribute : *attributes) {
        if (attribute.kind != AttributeKind::ObjectDetection)
            continue;
        const Result<std::optional<BoxAnnotation>> annotation = readBoundingBoxes(line, attribute.name);
        if (annotation && *annotation)
            boxes.insert(boxes.end(), (*annotation)->boxes.begin(), (*annotation)->boxes.end());
    }
    return boxes;
}

/// The answers that an object is shown with, copied: they change while it is read.
struct ShownAnswers {
    std::optional<AnswerEvent> own;   ///< Or a lead's adjustment.
    std::vector<AnswerEvent> counted; ///< In a review only.
    std::vector<LabelSet> labelsEver{};

    const AnswerEvent* first() const { return own ? &*own : counted.empty() ? nullptr : &counted.front(); }
};

Result<LabelMask> maskOf(const Job& job, const AnswerEvent& answer, const LabelSet& labels)
{
    const Result<std::vector<std::uint8_t>> png = job.events().maskBytes(answer);
    if (!png)
        return png.error();
    return answerMask(answer, *png, labels);
}

Result<std::optional<LabelMask>> countedMask(const Job& job, const ShownAnswers& answers, const LabelSet& labels)
{
    std::vector<LabelMask> masks;
    for (const AnswerEvent& answer : answers.counted) {
        Result<LabelMask> mask = maskOf(job, answer, labels);
        if (!mask)
            return mask.error();
        masks.push_back(*std::move(mask));
    }
    Result<ConsolidatedMask> consolidated = consolidateMasks(std::move(masks), job.spec().maskConsolidation);
    if (!consolidated)
        return consolidated.error();
    return std::optional(std::move(consolidated->mask));
}

Result<std::optional<LabelMask>> initialValue(const Job& job, ObjectId id, const ShownAnswers& answers, Size size,
                                              const LabelSet& labels)
{
    return answers.counted.empty() ? initialMaskIn(labels, job, id, size) : countedMask(job, answers, labels);
}

Result<LabelMask> startingMask(const Job& job, const ShownAnswers& answers, Size size, const LabelSet& labels,
                               const std::optional<LabelMask>& initial)
{
    if (answers.own)
        return maskOf(job, *answers.own, labels);
    return initial ? Result<LabelMask>(*initial) : LabelMask::create(size);
}

/// For drafts that were begun when the labels were others.
DraftLabels draftLabels(const Job& job, ObjectId id, const ShownAnswers& answers, Size size)
{
    const auto baseIn = [&job, id, answers, size](const LabelSet& labels) -> Result<LabelMask> {
        const Result<std::optional<LabelMask>> initial = initialValue(job, id, answers, size, labels);
        return initial ? startingMask(job, answers, size, labels, *initial) : initial.error();
    };
    return {job.spec().labels, answers.labelsEver, baseIn};
}

Status loadMask(const Job& job, ObjectId id, const ShownAnswers& answers, LoadedObject& object)
{
    const Size size = object.photo.image.size();
    const LabelSet& labels = job.spec().labels;
    Result<std::optional<LabelMask>> initial = initialValue(job, id, answers, size, labels);
    if (!initial)
        return initial.error();
    object.initialValue = *std::move(initial);
    Result<LabelMask> base = startingMask(job, answers, size, labels, object.initialValue);
    if (!base)
        return base.error();
    object.base = *std::move(base);
    object.baseSha256 = pixelsSha256(*object.base);
    object.draftLabels = draftLabels(job, id, answers, size);
    return ok();
}

struct IdentifiedPhoto {
    Photo photo;
    ImageIdentity identity;
};

/// The file's bytes are given back before the mask is made.
Result<IdentifiedPhoto> readIdentified(const std::filesystem::path& path)
{
    const Result<std::vector<std::uint8_t>> file = readFile(path, kMaxImageFileBytes);
    if (!file)
        return file.error();
    const Result<ImageInfo> info = readImageInfo(*file);
    if (!info)
        return info.error().at(path);
    std::future<ImageIdentity> identity = std::async(std::launch::async, [&] { return identify(*file, *info); });
    Result<Photo> photo = decodePhoto(*file);
    if (!photo)
        return photo.error().at(path);
    return IdentifiedPhoto{*std::move(photo), identity.get()};
}

Result<LoadedObject> load(const Job& job, ObjectId id, const ShownAnswers& answers)
{
    Result<ObjectSource> source = job.source(id);
    if (!source)
        return source.error();
    Result<IdentifiedPhoto> read = readIdentified(source->imagePath);
    if (!read)
        return read.error();
    LoadedObject object{
        *std::move(source), std::move(read->photo), std::move(read->identity), {}, {}, {}, {}, {}, {}, {}};
    const AnswerEvent* answer = answers.first();
    if (answer && answer->image.sha256 != object.identity.sha256)
        return Error{ErrorCode::Mismatch,
                     "this is not the photo that was labeled: its content has changed since. Put the old photo back, "
                     "or make a new job for the new one",
                     object.source.imagePath};
    object.boxes = boxesOf(object.source.line);
    for (const AnswerEvent& each : answers.counted)
        object.seen.push_back(each.name);
    if (isClassification(job.spec().taskType)) {
        Result<std::optional<std::vector<int>>> choice = initialChoice(job, id);
        if (!choice)
            return choice.error();
        object.initialChoice = *std::move(choice);
    } else {
        if (Status mask = loadMask(job, id, answers, object); !mask)
            return mask.error();
    }
    return object;
}

ShownAnswers ownAnswer(const Job& job, ObjectId object, const Worker& worker)
{
    const AnswerEvent* current = job.events().currentAnswer(object, worker);
    return {current ? std::optional(*current) : std::nullopt, {}};
}

ShownAnswers countedAnswers(const Job& job, ObjectId object)
{
    const int wanted = job.spec().workersPerObject;
    ShownAnswers answers;
    for (const AnswerEvent* answer : job.events().countedAnswers(object, wanted))
        answers.counted.push_back(*answer);
    if (const AnswerEvent* adjustment = reviewOf(job.events(), object, wanted).adjustment)
        answers.own = *adjustment;
    return answers;
}

bool fits(const Job& job, ObjectId object, std::size_t mostBytes)
{
    const Result<ObjectSource> source = job.source(object);
    const Result<ImageInfo> info = source ? readImageInfo(source->imagePath) : source.error();
    return !info || bytesInMemory(*info) <= mostBytes; // what is wrong with it is told by reading it
}

} // namespace

std::size_t bytesInMemory(const ImageInfo& info)
{
    const std::size_t deepBytes = info.bitDepth > 8 ? 2 * static_cast<std::size_t>(info.channels) : 0;
    return static_cast<std::size_t>(info.size.width) * static_cast<std::size_t>(info.size.height) *
           (Image::kBytesPerPixel + deepBytes + sizeof(Label));
}

ObjectLoader::ObjectLoader(const Job& job, Worker worker, LoadedMask mask, QObject* parent)
    : QObject(parent), m_job(job), m_worker(std::move(worker)), m_mask(mask)
{
    m_pool.setMaxThreadCount(2);
}

ObjectLoader::~ObjectLoader()
{
    m_pool.clear();
    m_pool.waitForDone();
}

void ObjectLoader::request(ObjectId object)
{
    m_wanted = object;
    dropReadings([object](ObjectId each) { return each == object; });
    if (m_ready.contains(object)) {
        m_wanted.reset();
        emit ready(object);
    } else if (!m_reading.contains(object)) {
        read(object, kAnySize);
    }
}

void ObjectLoader::prefetch(const std::vector<ObjectId>& objects, std::size_t mostBytesEach)
{
    std::erase_if(m_ready, [&](const auto& entry) {
        return std::find(objects.begin(), objects.end(), entry.first) == objects.end();
    });
    dropReadings([&](ObjectId each) { return std::find(objects.begin(), objects.end(), each) != objects.end(); });
    for (const ObjectId object : objects) {
        if (!m_ready.contains(object) && !m_reading.contains(object))
            read(object, mostBytesEach);
    }
}

void ObjectLoader::forget(ObjectId object)
{
    m_ready.erase(object);
    dropReadings([object](ObjectId each) { return each != object; });
}

template <typename Keep>
void ObjectLoader::dropReadings(Keep keep)
{
    std::erase_if(m_reading, [&](auto& entry) {
        if (keep(entry.first))
            return false;
        entry.second.request_stop();
        return true;
    });
}

Result<LoadedObject> ObjectLoader::take(ObjectId object)
{
    const auto found = m_ready.find(object);
    Result<LoadedObject> result = std::move(*found->second);
    m_ready.erase(found);
    return result;
}

void ObjectLoader::read(ObjectId object, std::size_t mostBytes)
{
    std::stop_source reading;
    m_reading.insert_or_assign(object, reading);
    ShownAnswers answers =
        m_mask == LoadedMask::Own ? ownAnswer(m_job, object, m_worker) : countedAnswers(m_job, object);
    answers.labelsEver = labelsEver(m_job.firstLabels(), m_job.events().jobEvents());
    // What the user waits for goes before what is read ahead.
    const int priority = m_wanted == object ? 1 : 0;
    m_pool.start(
        [this, object, reading, mostBytes, answers = std::move(answers)] {
            LoadResult result;
            if (reading.stop_requested())
                return;
            if (mostBytes == kAnySize || fits(m_job, object, mostBytes))
                result = std::make_shared<Result<LoadedObject>>(load(m_job, object, answers));
            QMetaObject::invokeMethod(
                this, [this, object, reading, result] { finished(object, reading, result); }, Qt::QueuedConnection);
        },
        priority);
}

void ObjectLoader::finished(ObjectId object, const std::stop_source& reading, LoadResult result)
{
    const auto found = m_reading.find(object);
    if (found == m_reading.end() || found->second != reading)
        return;
    m_reading.erase(found);
    const bool isWanted = m_wanted == object;
    if (result)
        m_ready[object] = std::move(result);
    else if (isWanted)
        read(object, kAnySize);
    if (isWanted && m_ready.contains(object)) {
        m_wanted.reset();
        emit ready(object);
    }
}

} // namespace labelwright
