// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/home/DisagreementView.h"

#include "ui/canvas/Canvas.h"
#include "ui/home/HomeParts.h"

#include <QLabel>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace labelwright {
namespace {

constexpr int kMapOpacity = 80;
constexpr int kMostSteps = 64; ///< More raters than that an object never has.
constexpr Color kMild{0xff, 0xd9, 0x2f};
constexpr Color kHot{0xd7, 0x19, 0x1c};

/// A label for each number of raters that may say something else than most do.
LabelSet heatLabels(int raters)
{
    const int steps = std::clamp(raters - 1, 1, kMostSteps);
    const int last = std::max(1, steps - 1);
    std::vector<LabelClass> classes;
    for (int step = 0; step < steps; ++step) {
        const auto mixed = [step, last](std::uint8_t from, std::uint8_t to) {
            return static_cast<std::uint8_t>(from + (to - from) * step / last);
        };
        classes.push_back({step + 1,
                           std::to_string(step + 1),
                           {mixed(kMild.red, kHot.red), mixed(kMild.green, kHot.green), mixed(kMild.blue, kHot.blue)}});
    }
    return *LabelSet::create(std::move(classes));
}

} // namespace

DisagreementView::DisagreementView(QWidget* parent)
    : QWidget(parent), m_canvas(new Canvas), m_text(makeText({}, Role::Secondary))
{
    m_canvas->setAccessibleName(tr("Where the raters disagree"));
    OverlayStyle style;
    style.opacityPercent = kMapOpacity;
    m_canvas->setOverlayStyle(style);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(Metrics::kRelated);
    column->addWidget(m_canvas, 1);
    column->addWidget(m_text);
    connect(&m_loader, &DisagreementLoader::loaded, this, &DisagreementView::showFound);
    connect(&m_loader, &DisagreementLoader::failed, this, [this](const QString& reason) {
        m_canvas->showMessage(reason);
        m_found.reset();
    });
}

DisagreementView::~DisagreementView()
{
    m_canvas->setDocument(nullptr);
}

void DisagreementView::showObject(const std::shared_ptr<const AgreementFindings>& findings,
                                  const ObjectAgreement& object)
{
    m_canvas->showLoading();
    m_text->clear();
    m_loader.request(findings, object);
}

void DisagreementView::showFound(const std::shared_ptr<ObjectDisagreement>& found)
{
    const auto kept = std::exchange(m_found, found); // Until the canvas has let go of it.
    m_canvas->setImage(m_found->photo);
    if (!m_found->map) {
        m_text->setText(m_found->chosen.join(QStringLiteral(" · ")));
        return;
    }
    m_canvas->setLabels(heatLabels(m_found->raters));
    m_canvas->setDocument(&*m_found->map);
    m_text->setText(m_found->raters == 2
                        ? tr("Yellow: the two say something else. Enter or double click compares them.")
                        : tr("Where raters say something else than most do: the redder, the more of the %1. Enter or "
                             "double click compares the two who agree least.")
                              .arg(m_found->raters));
}

} // namespace labelwright
