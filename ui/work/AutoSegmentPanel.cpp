// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/work/AutoSegmentPanel.h"

#include "ui/bridge/SegmentModel.h"
#include "ui/look/Look.h"
#include "ui/look/Parts.h"
#include "ui/work/ActionSet.h"

#include <QAction>
#include <QButtonGroup>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace labelwright {
namespace {

constexpr int kBelongs = 0;
constexpr int kForeign = 1;

QToolButton* makeButton(const QString& text, const QString& toolTip)
{
    auto* button = new QToolButton;
    button->setText(text);
    button->setToolTip(toolTip);
    button->setToolButtonStyle(Qt::ToolButtonTextOnly);
    button->setFocusPolicy(Qt::TabFocus);
    button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    button->setFixedHeight(Metrics::kControl);
    button->setProperty("role", u"framed"_s);
    return button;
}

QToolButton* makeChoice(QButtonGroup& group, int id, const QString& text, const QString& toolTip)
{
    QToolButton* button = makeButton(text, toolTip);
    button->setCheckable(true);
    group.addButton(button, id);
    return button;
}

QLayout* titled(const QString& title, const QButtonGroup& group)
{
    auto* name = new QLabel(title);
    setRole(*name, Role::Secondary);
    auto* row = new QHBoxLayout;
    row->setSpacing(Metrics::kInside);
    for (QAbstractButton* button : group.buttons())
        row->addWidget(button, 1);
    auto* column = new QVBoxLayout;
    column->setSpacing(2);
    column->addWidget(name);
    column->addLayout(row);
    return column;
}

/// Paths have no spaces at which a line could end.
QString breakable(QString text)
{
    constexpr QChar kNothing(0x200B); // a space without width
    for (const QChar after : {u'/', u'.', u'_', u'-'})
        text.replace(after, after + QString(kNothing));
    return text;
}

} // namespace

AutoSegmentPanel::AutoSegmentPanel(const ActionSet& actions, QWidget* parent)
    : QWidget(parent), m_modelFailure(makeText({}, Role::Warning)), m_start(new QButtonGroup(this)),
      m_strokes(new QButtonGroup(this))
{
    const auto id = [](AutoSegmentStart start) { return static_cast<int>(start); };
    makeChoice(*m_start, id(AutoSegmentStart::Points), tr("Points"), tr("Click its four outermost points"));
    makeChoice(*m_start, id(AutoSegmentStart::Box), tr("Box"), tr("Drag a box around it"));
    makeChoice(*m_start, id(AutoSegmentStart::Lasso), tr("Lasso"), tr("Draw a line around it"));
    makeChoice(*m_strokes, kBelongs, tr("Belongs"),
               tr("What is clicked or stroked belongs to the object; right-click or Alt+click says it does not"));
    makeChoice(*m_strokes, kForeign, tr("Does not belong"),
               tr("What is clicked or stroked does not belong to the object; Shift+click says it does"));

    QAction* add = actions.action("add-part"_L1);
    QToolButton* part = makeButton(tr("Add a part"), {});
    const auto showState = [part, add] {
        part->setEnabled(add->isEnabled());
        part->setToolTip(
            tr("Keep what is found and show a further part of the object  %1").arg(keyText(*add)).trimmed());
    };
    connect(add, &QAction::changed, part, showState);
    connect(part, &QToolButton::clicked, add, &QAction::trigger);
    connect(part, &QToolButton::clicked, this, &AutoSegmentPanel::finished);
    showState();

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, Metrics::kInside);
    column->setSpacing(Metrics::kRelated);
    m_modelFailure->hide();
    column->addWidget(m_modelFailure);
    column->addLayout(titled(tr("Show the object by"), *m_start));
    column->addLayout(titled(tr("What you click on the preview"), *m_strokes));
    column->addWidget(part);
    for (const QButtonGroup* group : {m_start, m_strokes})
        connect(group, &QButtonGroup::idClicked, this, &AutoSegmentPanel::tell);
    setOptions({});
}

void AutoSegmentPanel::setOptions(const AutoSegmentOptions& options)
{
    m_start->button(static_cast<int>(options.start))->setChecked(true);
    m_strokes->button(options.strokesBelong ? kBelongs : kForeign)->setChecked(true);
}

void AutoSegmentPanel::setModelFailure(const QString& reason)
{
    const QString text = SegmentModel::consequence() + u"\n"_s + reason;
    m_modelFailure->setText(breakable(text));
    m_modelFailure->setToolTip(text);
    m_modelFailure->setHidden(reason.isEmpty());
}

void AutoSegmentPanel::tell()
{
    emit optionsChanged({static_cast<AutoSegmentStart>(m_start->checkedId()), m_strokes->checkedId() == kBelongs});
    emit finished();
}

} // namespace labelwright
