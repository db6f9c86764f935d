// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/Evidence.h"
#include "ui/bridge/SegmentChoice.h"

#include <QObject>
#include <QThreadPool>

#include <cstdint>
#include <functional>
#include <memory>

namespace labelwright {

/// Opens the user's own networks off the GUI thread, one at a time.
class ModelOpener : public QObject {
    Q_OBJECT
public:
    using Model = std::shared_ptr<const EvidenceModel>;
    using Use = std::function<void(const Result<Model>& model)>;

    explicit ModelOpener(QObject* parent = nullptr);
    /// Waits for what is being opened; nothing is handed over any more.
    ~ModelOpener() override;

    /// `use` gets the model in the GUI thread, unless another call or forget() came meanwhile.
    void open(const SegmentChoice& choice, Use use);
    /// The same, once the model has answered for a small picture of one object; else `use` gets what keeps it from
    /// that.
    void tryOut(const SegmentChoice& choice, Use use);
    void forget() { ++m_latest; }

private:
    using Open = Result<Model> (*)(const SegmentChoice& choice);

    void start(Open how, const SegmentChoice& choice, Use use);

    QThreadPool m_pool;
    std::uint64_t m_latest = 0;
};

} // namespace labelwright
