// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/ModelOpener.h"

#include "core/segment/UserModel.h"

#include <algorithm>
#include <cstdint>
#include <span>
#include <utility>

namespace labelwright {

namespace {

using Model = ModelOpener::Model;

constexpr int kTrialSize = 128;
constexpr int kTrialRadius = 32;

/// A bright disc on gray: of a blank picture a good network may well say that there is nothing.
Image trialPicture()
{
    constexpr int kMiddle = kTrialSize / 2;
    Image picture(Size{kTrialSize, kTrialSize});
    for (int y = 0; y < kTrialSize; ++y) {
        const std::span<std::uint8_t> row = picture.writableRow(y);
        for (int x = 0; x < kTrialSize; ++x) {
            const bool isInside =
                (x - kMiddle) * (x - kMiddle) + (y - kMiddle) * (y - kMiddle) <= kTrialRadius * kTrialRadius;
            std::ranges::fill(row.subspan(static_cast<std::size_t>(3 * x), 3), isInside ? 230 : 90);
        }
    }
    return picture;
}

Result<Model> opened(const SegmentChoice& choice)
{
    return openUserModel(choice.model, choice.runtime);
}

Result<Model> triedOut(const SegmentChoice& choice)
{
    Result<Model> model = opened(choice);
    if (!model)
        return model;
    constexpr int kNear = kTrialSize / 2 - kTrialRadius;
    constexpr int kMiddle = kTrialSize / 2;
    constexpr int kFar = kTrialSize / 2 + kTrialRadius;
    const ObjectHints hints{.points = {{kMiddle, kNear}, {kMiddle, kFar}, {kNear, kMiddle}, {kFar, kMiddle}}};
    if (const Result<Evidence> answer = (*model)->evidence(trialPicture(), hints); !answer)
        return answer.error();
    return model;
}

} // namespace

ModelOpener::ModelOpener(QObject* parent) : QObject(parent)
{
    m_pool.setMaxThreadCount(1);
}

ModelOpener::~ModelOpener()
{
    m_pool.clear();
    m_pool.waitForDone();
}

void ModelOpener::open(const SegmentChoice& choice, Use use)
{
    start(opened, choice, std::move(use));
}

void ModelOpener::tryOut(const SegmentChoice& choice, Use use)
{
    start(triedOut, choice, std::move(use));
}

void ModelOpener::start(Open how, const SegmentChoice& choice, Use use)
{
    m_pool.clear();
    m_pool.start([this, how, choice, use = std::move(use), number = ++m_latest]() mutable {
        auto deliver = [this, use = std::move(use), number, model = how(choice)] {
            if (number == m_latest)
                use(model);
        };
        QMetaObject::invokeMethod(this, std::move(deliver), Qt::QueuedConnection);
    });
}

} // namespace labelwright
