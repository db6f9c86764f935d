// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/MemberList.h"

#include "core/base/Text.h"

#include <fmt/format.h>

#include <algorithm>

namespace labelwright {
namespace {

constexpr std::size_t kMaxEmailBytes = 254; // RFC 5321, section 4.5.3.1, less the brackets.
constexpr std::size_t kMaxLocalBytes = 64;
constexpr std::string_view kSpaces = " \r\v\f";

Error invalid(std::string detail)
{
    return {ErrorCode::InvalidArgument, std::move(detail)};
}

std::string_view trimmed(std::string_view text)
{
    const std::size_t first = text.find_first_not_of(kSpaces);
    if (first == text.npos)
        return {};
    return text.substr(first, text.find_last_not_of(kSpaces) - first + 1);
}

/// Parts between the dots, none of them empty.
bool isDotted(std::string_view text)
{
    return !text.empty() && text.front() != '.' && text.back() != '.' && text.find("..") == text.npos;
}

bool isHost(std::string_view text)
{
    constexpr std::string_view kSigns = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-.";
    return isDotted(text) && text.find('.') != text.npos && text.find_first_not_of(kSigns) == text.npos;
}

/// Splits at the signs that stand between entries, unless they are inside quotes or brackets.
std::vector<std::string_view> entriesOf(std::string_view text)
{
    std::vector<std::string_view> entries;
    std::size_t begin = 0;
    bool isQuoted = false;
    bool isBracketed = false;
    for (std::size_t i = 0; i <= text.size(); ++i) {
        const char c = i < text.size() ? text[i] : '\n';
        isQuoted = c == '\n' ? false : c == '"' ? !isQuoted : isQuoted; // A quote nobody closed ends with its line.
        isBracketed = c == '<' ? true : c == '>' || c == '\n' ? false : isBracketed;
        const bool isBetween = c == '\n' || (!isQuoted && !isBracketed && (c == ',' || c == ';' || c == '\t'));
        if (!isBetween)
            continue;
        if (const std::string_view entry = trimmed(text.substr(begin, i - begin)); !entry.empty())
            entries.push_back(entry);
        begin = i + 1;
    }
    return entries;
}

std::string_view withoutQuotes(std::string_view name)
{
    if (name.size() >= 2 && name.front() == '"' && name.back() == '"')
        return trimmed(name.substr(1, name.size() - 2));
    return name;
}

Result<Worker> workerOf(std::string_view entry)
{
    const std::size_t open = entry.find('<');
    if (open == entry.npos)
        return createTeamWorker({}, entry);
    if (entry.back() != '>')
        return invalid("the address's bracket is not closed");
    const std::string_view email = trimmed(entry.substr(open + 1, entry.size() - open - 2));
    return createTeamWorker(withoutQuotes(trimmed(entry.substr(0, open))), email);
}

} // namespace

Status checkEmail(std::string_view email)
{
    if (email.empty())
        return invalid("there is no e-mail address");
    if (email.size() > kMaxEmailBytes)
        return invalid("the e-mail address is too long");
    const std::size_t at = email.find('@');
    if (at == email.npos)
        return invalid("this is no e-mail address: it has no @");
    if (email.find('@', at + 1) != email.npos)
        return invalid("the e-mail address has more than one @");
    const std::string_view local = email.substr(0, at);
    const auto isSpaceOrSign = [](char c) {
        return static_cast<unsigned char>(c) <= 0x20 ||
               std::string_view("\"(),:;<>[\\]").find(c) != std::string_view::npos;
    };
    if (std::any_of(email.begin(), email.end(), isSpaceOrSign))
        return invalid("the e-mail address holds a space or a sign that none may have");
    if (local.size() > kMaxLocalBytes || !isDotted(local))
        return invalid("the part before the @ is no mailbox");
    return isHost(email.substr(at + 1)) ? ok() : Status(invalid("the part after the @ is no domain"));
}

Result<Worker> createTeamWorker(std::string_view name, std::string_view email)
{
    if (Status checked = checkEmail(email); !checked)
        return checked.error();
    Result<Worker> worker = createWorker(name.empty() ? email.substr(0, email.find('@')) : name, email);
    if (!worker)
        return worker.error();
    worker->id = createWorker(lowerCase(email))->id; // The address is shorter than a name may be.
    return worker;
}

Status checkIsNew(const Team& team, const Worker& worker)
{
    for (const TeamMember& member : team.members) {
        const Worker& known = member.worker;
        if (known.id == worker.id || lowerCase(known.email) == lowerCase(worker.email))
            return Error{ErrorCode::AlreadyExists, fmt::format("{} is in the team already", worker.email)};
        if (known.name == worker.name)
            return Error{ErrorCode::AlreadyExists, fmt::format("{} is the name of {}", worker.name, known.email)};
    }
    return ok();
}

MemberList parseMemberList(std::string_view text, const Team& team)
{
    MemberList list;
    Team grown = team;
    for (const std::string_view entry : entriesOf(text)) {
        Result<Worker> worker = workerOf(entry);
        Status isNew = worker ? checkIsNew(team, *worker) : ok();
        if (worker && isNew && !checkIsNew(grown, *worker))
            isNew = Error{ErrorCode::AlreadyExists, fmt::format("{} or that name is in the list twice", worker->email)};
        if (!worker || !isNew) {
            list.refused.push_back({std::string(entry), worker ? isNew.error().detail : worker.error().detail});
            continue;
        }
        grown.members.push_back({*worker});
        list.workers.push_back(*std::move(worker));
    }
    return list;
}

} // namespace labelwright
