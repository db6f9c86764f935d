// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/remote/RemoteEvents.h"

#include "core/base/Hash.h"
#include "core/job/Event.h"
#include "core/job/EventJson.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

namespace labelwright {
namespace {

namespace fs = std::filesystem;
using State = ComparedFile::State;

bool isMask(const fs::path& path)
{
    return path.extension() == ".png";
}

bool isWhole(const fs::path& path, std::string_view content)
{
    return isNamedFor(path.stem().string(), sha256Hex(content));
}

/// Chooses what can be sent.
class Sorting {
public:
    Sorting(const fs::path& jobFolder, const std::vector<ComparedFile>& files) : m_jobFolder(jobFolder)
    {
        for (const ComparedFile& file : files) {
            if (isEventPath(file.path))
                m_states[file.path] = file.state;
        }
    }

    std::vector<std::string> different() const
    {
        std::vector<std::string> paths;
        for (const auto& [path, state] : m_states) {
            if (state == State::Different)
                paths.push_back(path);
        }
        return paths;
    }

    /// `there` holds the place's files that differ from the job's.
    RemoteEvents sorted(const fs::path& there, const std::string& place)
    {
        for (const std::string& path : different())
            judge(path, there / path, place);
        for (const auto& [path, state] : m_states) {
            if (state == State::OnlyThere)
                (isMask(path) ? m_events.masksThere : m_events.eventsThere).push_back(path);
            else if (state == State::Unreadable)
                m_events.damaged.push_back({ErrorCode::Unreadable, fmt::format("{} can't be compared", path), place});
            else if (state == State::OnlyHere && !isMask(path))
                send(path);
        }
        for (const auto& [path, state] : m_states) {
            if (state == State::OnlyHere && isMask(path) && !m_sent.contains(path))
                sendForEventsThere(path);
        }
        return std::move(m_events);
    }

private:
    /// Of two files with one name the one that its name is made from is right.
    void judge(const std::string& path, const fs::path& copyOfThere, const std::string& place)
    {
        const Result<std::string> here = readTextFile(m_jobFolder / path);
        const Result<std::string> there = readTextFile(copyOfThere);
        if (!here)
            return m_events.damaged.push_back(here.error());
        if (!there)
            return m_events.damaged.push_back(there.error());
        if (!isWhole(path, *here))
            return m_events.damaged.push_back({ErrorCode::Mismatch,
                                               "this file of the job is damaged; where the other place has it whole, "
                                               "take this one away and pull",
                                               m_jobFolder / path});
        if (here->starts_with(*there))
            return (isMask(path) ? m_events.masksToMend : m_events.eventsToMend).push_back(path);
        m_events.damaged.push_back(
            {ErrorCode::Mismatch,
             fmt::format("{} has other bytes there than here, and the job's are those that its name stands for; "
                         "nothing is overwritten: take it away there and push again",
                         path),
             place});
    }

    void send(const std::string& path)
    {
        const Result<std::string> text = readTextFile(m_jobFolder / path);
        if (!text)
            return m_events.damaged.push_back(text.error());
        if (!isWhole(path, *text))
            return m_events.notYetSynced.push_back(
                {ErrorCode::Mismatch, "this event is not whole here, so it is not sent", m_jobFolder / path});
        const Result<EventHead> head = readEventHead(*text);
        if (!head || (!head->maskFile.empty() && !isMaskName(*head)))
            return m_events.damaged.push_back({ErrorCode::Malformed, "this is no event", m_jobFolder / path});
        if (!head->maskFile.empty() && !sendMask((fs::path(path).parent_path() / head->maskFile).string()))
            return m_events.notYetSynced.push_back({ErrorCode::Mismatch,
                                                    "the mask of this event is not whole here, so neither is sent",
                                                    m_jobFolder / path});
        m_events.eventsToSend.push_back(path);
    }

    /// Whether it is there, or on its way.
    bool sendMask(const std::string& path)
    {
        const auto found = m_states.find(path);
        if (found == m_states.end())
            return false;
        if (found->second != State::OnlyHere)
            return found->second == State::Same || std::ranges::count(m_events.masksToMend, path) > 0;
        if (m_sent.contains(path))
            return true;
        const Result<std::string> bytes = readTextFile(m_jobFolder / path);
        if (!bytes || !isWhole(path, *bytes))
            return false;
        m_sent.insert(path);
        m_events.masksToSend.push_back(path);
        return true;
    }

    /// A mask whose event is there already, brought by somebody who did not keep the order.
    void sendForEventsThere(const std::string& mask)
    {
        const std::string folder = fs::path(mask).parent_path().string() + "/";
        for (auto file = m_states.lower_bound(folder); file != m_states.end() && file->first.starts_with(folder);
             ++file) {
            if (file->second != State::Same || isMask(file->first))
                continue;
            const Result<std::string> text = readTextFile(m_jobFolder / file->first);
            const Result<EventHead> head = text ? readEventHead(*text) : Result<EventHead>(text.error());
            if (head && head->maskFile == fs::path(mask).filename()) {
                sendMask(mask);
                return;
            }
        }
    }

    fs::path m_jobFolder;
    std::map<std::string, State> m_states;
    std::set<std::string> m_sent;
    RemoteEvents m_events;
};

} // namespace

std::vector<std::string> eventFilters()
{
    return {"+ /input.manifest", "+ /events/job/*.json", "+ /events/[0-9]*/[0-9]*/*.json",
            "+ /events/[0-9]*/[0-9]*/*.png", "- *"};
}

bool isEventPath(const fs::path& path)
{
    return (path.extension() == ".json" || isMask(path)) && isEventStem(path.stem().string()) &&
           *path.begin() == "events" && path.lexically_normal() == path;
}

Result<RemoteEvents> sortEvents(const Rclone& rclone, const fs::path& jobFolder, const std::string& place,
                                const std::vector<ComparedFile>& files, const fs::path& scratch)
{
    Sorting sorting(jobFolder, files);
    if (Status fetched = rclone.copy(place, scratch.string(), sorting.different(), Rclone::IfThere::Replace); !fetched)
        return fetched.error();
    return sorting.sorted(scratch, place);
}

} // namespace labelwright
