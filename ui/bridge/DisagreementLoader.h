// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/edit/Document.h"
#include "core/image/Image.h"
#include "ui/bridge/AgreementReader.h"
#include "ui/bridge/DetachedWork.h"

#include <QObject>
#include <QString>
#include <QStringList>

#include <memory>
#include <optional>

namespace labelwright {

/// Where the raters of an object say something else, or in words what they say of a whole image.
struct ObjectDisagreement {
    Image photo;
    int raters = 0;
    std::optional<Document> map; ///< disagreementMap(); of masks only.
    QStringList chosen;          ///< "Ann: bus, tree", one for each rater; of labels of whole images only.
};

/// Reads, decodes and compares off the GUI thread. Can go while it does.
class DisagreementLoader : public QObject {
    Q_OBJECT
public:
    explicit DisagreementLoader(QObject* parent = nullptr) : QObject(parent), m_work(*this) {}

    /// loaded() or failed() follows, unless another request comes before.
    void request(const std::shared_ptr<const AgreementFindings>& findings, const ObjectAgreement& object);

signals:
    void loaded(const std::shared_ptr<labelwright::ObjectDisagreement>& disagreement);
    /// A full sentence.
    void failed(const QString& reason);

private:
    DetachedWork m_work;
    int m_number = 0; ///< Of the newest request.
};

} // namespace labelwright
