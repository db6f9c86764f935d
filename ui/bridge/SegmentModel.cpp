// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/SegmentModel.h"

#include "core/tools/AutoSegmentTool.h"
#include "ui/bridge/WorkSession.h"

namespace labelwright {
namespace {

AutoSegmentTool& toolOf(WorkSession& session)
{
    return static_cast<AutoSegmentTool&>(session.tools().tool(ToolId::AutoSegment));
}

} // namespace

SegmentModel::SegmentModel(WorkSession& session, QObject* parent) : QObject(parent), m_session(session)
{
    m_preparing.setMaxThreadCount(1);
    connect(&session, &WorkSession::objectChanged, this, &SegmentModel::prepare);
    connect(&session, &WorkSession::photoChanged, this, &SegmentModel::prepare);
}

SegmentModel::~SegmentModel()
{
    m_preparing.clear();
    m_preparing.waitForDone();
}

void SegmentModel::choose(const SegmentChoice& choice)
{
    if (choice == m_choice)
        return;
    m_choice = choice;
    const Engine* const found = findEngine(choice.engine);
    const Engine& engine = found ? *found : engines().front();
    AutoSegmentTool& tool = toolOf(m_session);
    tool.setEngine(engine);
    tool.setModel(nullptr);
    m_model.reset();
    m_opener.forget();
    if (engine.asksModel && !choice.model.empty())
        m_opener.open(choice, [this](const Result<ModelOpener::Model>& model) { take(model); });
}

void SegmentModel::take(const Result<ModelOpener::Model>& model)
{
    if (!model) {
        emit failed(QString::fromStdString(sentence(model.error())));
        return;
    }
    m_model = *model;
    toolOf(m_session).setModel(m_model);
    prepare();
    emit opened();
}

void SegmentModel::prepare()
{
    m_preparing.clear();
    if (!m_model || m_session.view() != WorkSession::View::Labeling)
        return;
    m_preparing.start([model = m_model, photo = m_session.image()] { (void)model->prepare(photo); });
}

} // namespace labelwright
