// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/ObjectLoader.h"

#include "core/base/AtomicFile.h"
#include "core/groundtruth/ManifestLine.h"
#include "core/image/ImageReader.h"
#include "core/job/Consolidate.h"
#include "core/job/Draft.h"
#include "core/job/Submit.h"

#include <algorithm>
#include <future>

namespace labelwright {
namespace {

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

Result<LabelMask> startingMask(const Job& job, const std::optional<AnswerEvent>& answer, const LoadedObject& object)
{
    if (answer) {
        const Result<std::vector<std::uint8_t>> png = job.events().maskBytes(*answer);
        if (!png)
            return png.error();
        return answerMask(*answer, *png, job.spec().labels);
    }
    if (object.initialValue)
        return *object.initialValue;
    return LabelMask::create(object.image.size());
}

Result<LoadedObject> load(const Job& job, ObjectId id, const std::optional<AnswerEvent>& answer)
{
    Result<ObjectSource> source = job.source(id);
    if (!source)
        return source.error();
    const Result<std::vector<std::uint8_t>> file = readFile(source->imagePath, kMaxImageFileBytes);
    if (!file)
        return file.error();
    const Result<ImageInfo> info = readImageInfo(*file);
    if (!info)
        return info.error().at(source->imagePath);

    std::future<ImageIdentity> identity = std::async(std::launch::async, [&] { return identify(*file, *info); });
    const Result<Image> image = decodeImage(*file);
    Result<LabelMask> blank = LabelMask::create(info->size);
    if (!image || !blank)
        return (image ? blank.error() : image.error()).at(source->imagePath);

    LoadedObject object{*std::move(source), *image, identity.get(), *std::move(blank), {}, {}, {}};
    if (answer && answer->image.sha256 != object.identity.sha256)
        return Error{ErrorCode::Mismatch,
                     "this is not the photo that was labeled: its content has changed since. Put the old photo back, "
                     "or make a new job for the new one",
                     object.source.imagePath};
    Result<std::optional<LabelMask>> initial = job.initialMask(id, object.image.size());
    if (!initial)
        return initial.error();
    object.initialValue = *std::move(initial);
    Result<LabelMask> base = startingMask(job, answer, object);
    if (!base)
        return base.error();
    object.base = *std::move(base);
    object.baseSha256 = pixelsSha256(object.base);
    object.boxes = boxesOf(object.source.line);
    return object;
}

} // namespace

ObjectLoader::ObjectLoader(const Job& job, Worker worker, QObject* parent)
    : QObject(parent), m_job(job), m_worker(std::move(worker))
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
    if (m_ready.contains(object)) {
        m_wanted.reset();
        emit ready(object);
    } else if (!m_reading.contains(object)) {
        read(object);
    }
}

void ObjectLoader::prefetch(const std::vector<ObjectId>& objects)
{
    std::erase_if(m_ready, [&](const auto& entry) {
        return std::find(objects.begin(), objects.end(), entry.first) == objects.end();
    });
    for (const ObjectId object : objects) {
        if (!m_ready.contains(object) && !m_reading.contains(object))
            read(object);
    }
}

void ObjectLoader::forget(ObjectId object)
{
    m_ready.erase(object);
    m_reading.erase(object);
}

Result<LoadedObject> ObjectLoader::take(ObjectId object)
{
    const auto found = m_ready.find(object);
    Result<LoadedObject> result = std::move(*found->second);
    m_ready.erase(found);
    return result;
}

void ObjectLoader::read(ObjectId object)
{
    const std::uint64_t generation = ++m_generation;
    m_reading[object] = generation;
    std::optional<AnswerEvent> answer;
    if (const AnswerEvent* current = m_job.events().currentAnswer(object, m_worker))
        answer = *current;
    // What the user waits for goes before what is read ahead.
    const int priority = m_wanted == object ? 1 : 0;
    m_pool.start(
        [this, object, generation, answer = std::move(answer)] {
            auto result = std::make_shared<Result<LoadedObject>>(load(m_job, object, answer));
            QMetaObject::invokeMethod(
                this, [this, object, generation, result] { finished(object, generation, result); },
                Qt::QueuedConnection);
        },
        priority);
}

void ObjectLoader::finished(ObjectId object, std::uint64_t generation, std::shared_ptr<Result<LoadedObject>> result)
{
    const auto found = m_reading.find(object);
    if (found == m_reading.end() || found->second != generation)
        return;
    m_reading.erase(found);
    m_ready[object] = std::move(result);
    if (m_wanted == object) {
        m_wanted.reset();
        emit ready(object);
    }
}

} // namespace labelwright
