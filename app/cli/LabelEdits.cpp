// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/LabelEdits.h"

#include "app/cli/CommaList.h"
#include "core/dataset/ClassChoice.h"
#include "core/job/LabelChange.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>

namespace labelwright {
namespace {

Error invalid(std::string detail)
{
    return {ErrorCode::InvalidArgument, std::move(detail)};
}

/// "name=value". Errors: InvalidArgument, that it is no `what`.
Result<std::pair<std::string, std::string>> splitAtEquals(const std::string& word, std::string_view what)
{
    const std::size_t equals = word.find('=');
    if (equals == 0 || equals == std::string::npos || equals + 1 == word.size())
        return invalid(fmt::format("\"{}\" is no {}", word, what));
    return std::pair(word.substr(0, equals), word.substr(equals + 1));
}

Result<Color> colorOf(const std::string& text)
{
    const std::optional<Color> color = parseHexColor(text);
    return color ? Result(*color) : invalid(fmt::format("\"{}\" is no color: #rrggbb is expected", text));
}

std::vector<std::string> namesIn(const std::vector<LabelClass>& classes)
{
    std::vector<std::string> names;
    for (const LabelClass& label : classes)
        names.push_back(label.name);
    return names;
}

/// Takes one edit after another.
class Editing {
public:
    explicit Editing(const LabelSet& now) : m_now(now), m_edit(editOf(now)) {}

    Status rename(const std::string& word)
    {
        const auto parts = splitAtEquals(word, "new name: OLD=NEW is expected");
        if (!parts)
            return parts.error();
        const std::optional<Label> today = m_now.findName(parts->first);
        if (!today)
            return unknown(parts->first, m_now.classes());
        const int id = m_now.at(*today).id;
        if (Status free = claim(id, parts->first); !free)
            return free;
        placeOf(id)->name = parts->second;
        return ok();
    }

    Status merge(const std::string& word)
    {
        const Result<ClassMerge> merge = parseClassMerge(word);
        if (!merge)
            return merge.error();
        std::optional<int> into;
        if (const Result<int> known = idOf(merge->name))
            into = *known;
        for (const std::string& name : merge->labels) {
            const Result<int> id = idOf(name);
            if (!id)
                return id.error();
            if (into == *id)
                continue;
            if (Status free = claim(*id, name); !free)
                return free;
            if (!into) {
                into = *id;
                placeOf(*id)->name = merge->name;
                continue;
            }
            m_edit.classes.erase(placeOf(*id));
            m_edit.merged[*id] = *into;
        }
        return ok();
    }

    Status remove(const std::string& name)
    {
        const Result<int> id = idOf(name);
        if (!id)
            return id.error();
        if (Status free = claim(*id, name); !free)
            return free;
        m_edit.classes.erase(placeOf(*id));
        return ok();
    }

    Status recolor(const std::string& word)
    {
        const auto parts = splitAtEquals(word, "color of a label: NAME=#rrggbb is expected");
        if (!parts)
            return parts.error();
        const Result<Color> color = colorOf(parts->second);
        const Result<int> id = idOf(parts->first);
        if (!color || !id)
            return color ? id.error() : color.error();
        placeOf(*id)->color = *color;
        std::erase(m_uncolored, *id);
        return ok();
    }

    Status add(const std::string& word)
    {
        if (word.find('=') == std::string::npos) {
            m_edit.classes.push_back({freeId(), word, kWhite});
            m_uncolored.push_back(m_edit.classes.back().id);
            return ok();
        }
        const auto parts = splitAtEquals(word, "new label: NAME or NAME=#rrggbb is expected");
        if (!parts)
            return parts.error();
        const Result<Color> color = colorOf(parts->second);
        if (!color)
            return color.error();
        m_edit.classes.push_back({freeId(), parts->first, *color});
        return ok();
    }

    Status order(const std::string& text)
    {
        auto next = m_edit.classes.begin();
        for (const std::string& name : splitAtCommas(text)) {
            const Result<int> id = idOf(name);
            if (!id)
                return id.error();
            const auto found = placeOf(*id);
            if (found < next)
                return invalid(fmt::format("the label \"{}\" stands twice in the order", name));
            std::rotate(next, found, found + 1);
            ++next;
        }
        return ok();
    }

    Result<LabelSet> labels()
    {
        for (const int id : m_uncolored)
            placeOf(id)->color = freeColor();
        return editedLabels(m_now, m_edit);
    }

private:
    using Place = std::vector<LabelClass>::iterator;

    static Error unknown(const std::string& name, const std::vector<LabelClass>& classes)
    {
        return invalid(fmt::format("there is no label \"{}\" that could be meant; the labels are {}", name,
                                   fmt::join(namesIn(classes), ", ")));
    }
    static Error saidTwice(const std::string& name)
    {
        return invalid(fmt::format("it is said twice what becomes of the label \"{}\"", name));
    }

    Place placeOf(int id) { return std::ranges::find(m_edit.classes, id, &LabelClass::id); }

    /// Of a label that is there by now.
    Result<int> idOf(const std::string& name)
    {
        const auto named = std::ranges::find(m_edit.classes, name, &LabelClass::name);
        if (named != m_edit.classes.end())
            return named->id;
        const std::optional<Label> today = m_now.findName(name);
        if (!today)
            return unknown(name, m_edit.classes);
        const int id = m_now.at(*today).id;
        return placeOf(id) != m_edit.classes.end() ? Result(id) : saidTwice(name);
    }

    /// For the one thing that becomes of it.
    Status claim(int id, const std::string& name) { return m_claimed.insert(id).second ? ok() : saidTwice(name); }

    int freeId() const
    {
        int id = newLabelId();
        while (m_now.findId(id) || m_now.gone().contains(id))
            id = newLabelId();
        return id;
    }

    Color freeColor() const
    {
        std::size_t place = 0;
        const auto isTaken = [&](const LabelClass& label) { return label.color == defaultLabelColor(place); };
        while (place + 1 < kMaxLabels && std::ranges::any_of(m_edit.classes, isTaken))
            ++place;
        return defaultLabelColor(place);
    }

    const LabelSet& m_now;
    LabelsEdit m_edit;
    std::set<int> m_claimed;
    std::vector<int> m_uncolored; ///< Added without a color, and white until all others are known.
};

} // namespace

bool LabelEdits::isEmpty() const
{
    return renames.empty() && merges.empty() && deletes.empty() && colors.empty() && adds.empty() && order.empty();
}

Result<LabelSet> editedBy(const LabelEdits& edits, const LabelSet& now)
{
    Editing editing(now);
    const auto takeAll = [&editing](const std::vector<std::string>& words,
                                    Status (Editing::*take)(const std::string&)) {
        Status taken = ok();
        for (auto word = words.begin(); taken && word != words.end(); ++word)
            taken = (editing.*take)(*word);
        return taken;
    };
    const std::pair<const std::vector<std::string>&, Status (Editing::*)(const std::string&)> steps[]{
        {edits.renames, &Editing::rename},
        {edits.merges, &Editing::merge},
        {edits.deletes, &Editing::remove},
        {edits.adds, &Editing::add},
        {edits.colors, &Editing::recolor}};
    for (const auto& [words, take] : steps) {
        if (Status taken = takeAll(words, take); !taken)
            return taken.error();
    }
    if (Status ordered = edits.order.empty() ? ok() : editing.order(edits.order); !ordered)
        return ordered.error();
    return editing.labels();
}

} // namespace labelwright
