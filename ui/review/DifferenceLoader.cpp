// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/review/DifferenceLoader.h"

#include "core/review/Rating.h"
#include "ui/bridge/ErrorText.h"
#include "ui/bridge/WorkerMask.h"

#include <utility>

namespace labelwright {
namespace {

Result<Rating> initialRating(const Job& job, ObjectId object, Size size)
{
    Result<std::optional<LabelMask>> mask = job.initialMask(object, size);
    if (!mask)
        return mask.error();
    if (*mask)
        return Rating(**std::move(mask));
    Result<LabelMask> nothing = LabelMask::create(size);
    return nothing ? Result<Rating>(*std::move(nothing)) : nothing.error();
}

Result<Rating> read(const ComparedSide& side, Size size, const LabelNumbers& numbers)
{
    const Job& job = side.job->job;
    if (std::optional<Error> mismatch = job.sourceMismatch(side.object))
        return *std::move(mismatch);
    if (side.answers.empty())
        return initialRating(job, side.object, size); // Of the first job, whose numbers are its labels.
    Result<Rating> rating = ratingOf(job, side.answers, numbers);
    const LabelMask* mask = rating ? std::get_if<LabelMask>(&*rating) : nullptr;
    if (mask && mask->size() != size)
        return Error{ErrorCode::Mismatch, "the photo is of another size than the answer, so that it has changed since",
                     job.source(side.object)->imagePath};
    return rating;
}

/// The names of both, the colours of the first; labels that only the second has get the next default ones.
Result<LabelSet> labelsOf(const LabelNumbers& numbers, const LabelSet& first)
{
    std::vector<Color> colors;
    for (const LabelClass& label : first.classes())
        colors.push_back(label.color);
    return LabelSet::fromNames({numbers.names().begin() + 1, numbers.names().end()}, colors);
}

Result<MaskDifference> compare(LabelMask before, LabelMask after, std::size_t labels)
{
    Result<Difference> difference = differenceOf(before, after, labels);
    if (!difference)
        return difference.error();
    LabelMask map = changeMap(before, after, difference->changes);
    std::vector<Component> parts = changedParts(map);
    return MaskDifference{Document(std::move(before)), Document(std::move(after)), Document(std::move(map)),
                          *std::move(difference), std::move(parts)};
}

Result<std::shared_ptr<LoadedDifference>> load(const ComparedSide& before, const ComparedSide& after, Image photo)
{
    if (photo.isNull()) {
        Result<Image> decoded = readPhotoOf(before.job->job, before.object);
        if (!decoded)
            return decoded.error();
        photo = *std::move(decoded);
    }
    LabelNumbers numbers;
    for (const ComparedSide* side : {&before, &after}) {
        if (const Status added = numbers.add(side->job->job.spec().labels); !added)
            return added.error();
    }
    Result<LabelSet> labels = labelsOf(numbers, before.job->job.spec().labels);
    Result<Rating> first = read(before, photo.size(), numbers);
    Result<Rating> second = read(after, photo.size(), numbers);
    if (!labels || !first || !second)
        return !labels ? labels.error() : !first ? first.error() : second.error();
    auto loaded = std::make_shared<LoadedDifference>(LoadedDifference{photo, *std::move(labels)});
    if (auto* mask = std::get_if<LabelMask>(&*first)) {
        Result<MaskDifference> masks =
            compare(std::move(*mask), std::get<LabelMask>(*std::move(second)), numbers.names().size());
        if (!masks)
            return masks.error();
        loaded->masks = *std::move(masks);
    } else {
        loaded->chosenBefore = std::get<std::vector<Label>>(*std::move(first));
        loaded->chosenAfter = std::get<std::vector<Label>>(*std::move(second));
    }
    return loaded;
}

} // namespace

QString LoadedDifference::nameOf(Label label) const
{
    const bool isKnown = label != kUnlabelled && label <= labels.size();
    return isKnown ? QString::fromStdString(labels.at(label).name) : DifferenceLoader::tr("unlabeled");
}

Color LoadedDifference::colorOf(Label label) const
{
    const bool isKnown = label != kUnlabelled && label <= labels.size();
    return isKnown ? labels.at(label).color : kWhite;
}

DifferenceLoader::DifferenceLoader(QObject* parent) : QObject(parent), m_work(*this)
{}

void DifferenceLoader::request(const ComparedSide& before, const ComparedSide& after)
{
    const Image known = m_photoOf == before.object ? m_photo : Image();
    m_photoOf = before.object;
    m_work.run([before, after, known] { return load(before, after, known); },
               [this, number = ++m_number](const Loaded& loaded) { finish(number, loaded); });
}

void DifferenceLoader::finish(std::uint64_t number, const Loaded& loaded)
{
    if (number != m_number)
        return;
    m_photo = loaded ? (*loaded)->photo : Image();
    if (loaded)
        emit this->loaded(*loaded);
    else
        emit failed(sentenceOf(loaded.error()));
}

} // namespace labelwright
