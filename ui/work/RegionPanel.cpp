// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/work/RegionPanel.h"

#include "ui/bridge/RegionActions.h"
#include "ui/look/Look.h"
#include "ui/work/ActionSet.h"
#include "ui/work/SliderRow.h"

#include <QAction>
#include <QGridLayout>
#include <QToolButton>
#include <QVBoxLayout>

#include <array>

using namespace Qt::Literals::StringLiterals;

namespace labelwright {
namespace {

constexpr std::array kButtons{"edit-region"_L1,   "relabel-region"_L1, "smooth-region"_L1, "grow-region"_L1,
                              "shrink-region"_L1, "keep-largest"_L1,   "copy-region"_L1,   "delete-region"_L1};

/// Text in the panel, where the menu has more room for it.
QToolButton* makeButton(QAction& action)
{
    auto* button = new QToolButton;
    button->setDefaultAction(&action);
    button->setToolButtonStyle(Qt::ToolButtonTextOnly);
    button->setFocusPolicy(Qt::TabFocus);
    button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    button->setFixedHeight(Metrics::kControl);
    button->setProperty("role", u"framed"_s);
    return button;
}

} // namespace

RegionPanel::RegionPanel(RegionActions& regions, const ActionSet& actions, QWidget* parent) : QWidget(parent)
{
    auto* radius = new SliderRow(
        tr("Radius"),
        {.least = 1, .most = RegionActions::kMostRadiusPx, .suffix = tr(" px"), .kind = SliderRow::Scale::Kind::Ratio});
    radius->setValue(regions.radiusPx());
    radius->setInputToolTip(tr("Of smooth, grow and shrink"));
    connect(radius, &SliderRow::valueChanged, &regions,
            [&regions](double px) { regions.setRadius(static_cast<int>(px)); });
    connect(radius, &SliderRow::finished, this, &RegionPanel::finished);

    auto* grid = new QGridLayout;
    grid->setSpacing(Metrics::kInside);
    int place = 0;
    for (const QLatin1String id : kButtons) {
        grid->addWidget(makeButton(*actions.action(id)), place / 2, place % 2);
        ++place;
    }
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(Metrics::kInside);
    column->addLayout(grid);
    column->addWidget(radius);
}

} // namespace labelwright
