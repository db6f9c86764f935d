// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/bridge/DisagreementLoader.h"

#include <QWidget>

#include <memory>

class QLabel;

namespace labelwright {

class Canvas;

/// A photo with the pixels in which its raters disagree, the redder the more of them; of labels of whole images what
/// each of them said.
class DisagreementView : public QWidget {
    Q_OBJECT
public:
    explicit DisagreementView(QWidget* parent = nullptr);
    ~DisagreementView() override;

    void showObject(const std::shared_ptr<const AgreementFindings>& findings, const ObjectAgreement& object);

private:
    void showFound(const std::shared_ptr<ObjectDisagreement>& found);

    DisagreementLoader m_loader;
    std::shared_ptr<ObjectDisagreement> m_found;
    Canvas* m_canvas;
    QLabel* m_text;
};

} // namespace labelwright
