// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/SegmentModel.h"

#include "core/tools/AutoSegmentTool.h"
#include "ui/bridge/WorkSession.h"

#include <mutex>
#include <optional>
#include <utility>

namespace labelwright {

/// Keeps why the network did not answer: the engine goes on without it, on another thread.
class ToldModel : public EvidenceModel {
public:
    explicit ToldModel(ModelOpener::Model model) : m_model(std::move(model)) {}

    Result<Evidence> evidence(const Image& image, const ObjectHints& hints) const override
    {
        return kept(m_model->evidence(image, hints));
    }
    Status prepare(const Image& image) const override { return m_model->prepare(image); }

    std::optional<Error> takeFailure()
    {
        const std::lock_guard lock(m_mutex);
        return std::exchange(m_failure, std::nullopt);
    }

private:
    Result<Evidence> kept(Result<Evidence> answer) const
    {
        const std::lock_guard lock(m_mutex);
        if (!answer)
            m_failure = answer.error();
        return answer;
    }

    ModelOpener::Model m_model;
    mutable std::mutex m_mutex;
    mutable std::optional<Error> m_failure;
};

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
    connect(&session, &WorkSession::toolChanged, this, &SegmentModel::tellFailure);
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
    m_told.clear();
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
    m_model = std::make_shared<ToldModel>(*model);
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

void SegmentModel::tellFailure()
{
    const std::optional<Error> failure = m_model ? m_model->takeFailure() : std::nullopt;
    if (!failure || sentence(*failure) == m_told)
        return;
    m_told = sentence(*failure);
    emit failed(QString::fromStdString(m_told));
}

} // namespace labelwright
