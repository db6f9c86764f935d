// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/ModelOpener.h"

#include "core/segment/UserModel.h"

#include <utility>

namespace labelwright {

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
    m_pool.clear();
    m_pool.start([this, choice, use = std::move(use), number = ++m_latest]() mutable {
        auto deliver = [this, use = std::move(use), number, model = openUserModel(choice.model, choice.runtime)] {
            if (number == m_latest)
                use(model);
        };
        QMetaObject::invokeMethod(this, std::move(deliver), Qt::QueuedConnection);
    });
}

} // namespace labelwright
