// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/FindImages.h"

#include "core/base/AtomicFile.h"
#include "core/image/ImageReader.h"

#include <algorithm>
#include <set>
#include <string>
#include <sys/stat.h>
#include <utility>

namespace labelwright {
namespace {

namespace fs = std::filesystem;

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

/// Takes the run of digits off the front of `text`, without its leading zeros.
std::string_view takeNumber(std::string_view& text)
{
    const auto end = std::find_if_not(text.begin(), text.end(), isDigit);
    std::string_view number = text.substr(0, static_cast<std::size_t>(end - text.begin()));
    text.remove_prefix(number.size());
    number.remove_prefix(std::min(number.find_first_not_of('0'), number.size()));
    return number;
}

/// Before every character of a name comes the end of a folder's, so that a folder's content stays together.
int rank(char c)
{
    return c == '/' ? 0 : 1 + static_cast<unsigned char>(c);
}

bool isImageName(const fs::path& name)
{
    std::string extension = name.extension().string();
    std::transform(extension.begin(), extension.end(), extension.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    const std::span<const std::string_view> known = imageExtensions();
    return std::find(known.begin(), known.end(), extension) != known.end();
}

/// Walks a folder and all below it, each real folder once: under its own name where it has one here, else under that of
/// the first link to it.
class ImageFinder {
public:
    explicit ImageFinder(std::stop_token stop) : m_stop(std::move(stop)) {}

    Status find(const fs::path& folder)
    {
        if (Status entered = enter(folder, {}); !entered)
            return entered;
        while (!m_links.empty()) {
            const fs::path link = m_links.extract(m_links.begin()).value();
            if (Status entered = enter(folder / link, link); !entered)
                return entered;
        }
        return ok();
    }

    std::vector<fs::path> takeFound() { return std::move(m_found); }

private:
    Status enter(const fs::path& folder, const fs::path& relative)
    {
        struct stat info {};
        if (::stat(folder.c_str(), &info) != 0)
            return errorFromErrno(errno, "reading", folder);
        if (!m_entered.insert({info.st_dev, info.st_ino}).second)
            return ok();
        std::error_code failure;
        fs::directory_iterator entry(folder, failure);
        for (const fs::directory_iterator end; !failure && entry != end; entry.increment(failure)) {
            if (Status visited = visit(*entry, relative / entry->path().filename()); !visited)
                return visited;
        }
        return failure ? Status(errorFromErrno(failure.value(), "reading", folder)) : ok();
    }

    Status visit(const fs::directory_entry& entry, const fs::path& relative)
    {
        if (m_stop.stop_requested())
            return Error{ErrorCode::Cancelled, "looking for photos was stopped", entry.path()};
        if (relative.filename().string().starts_with('.'))
            return ok();
        std::error_code failure; // A broken link is neither folder nor file.
        if (entry.is_directory(failure) && entry.is_symlink(failure))
            m_links.insert(relative);
        else if (entry.is_directory(failure))
            return enter(entry.path(), relative);
        else if (entry.is_regular_file(failure) && isImageName(relative))
            m_found.push_back(relative);
        return ok();
    }

    std::stop_token m_stop;
    std::set<std::pair<dev_t, ino_t>> m_entered;
    std::set<fs::path> m_links; ///< To folders, not yet followed.
    std::vector<fs::path> m_found;
};

} // namespace

bool naturallyLess(std::string_view left, std::string_view right)
{
    std::string_view a = left;
    std::string_view b = right;
    while (!a.empty() && !b.empty()) {
        if (isDigit(a.front()) && isDigit(b.front())) {
            const std::string_view x = takeNumber(a);
            const std::string_view y = takeNumber(b);
            if (x.size() != y.size())
                return x.size() < y.size();
            if (x != y)
                return x < y;
        } else {
            if (a.front() != b.front())
                return rank(a.front()) < rank(b.front());
            a.remove_prefix(1);
            b.remove_prefix(1);
        }
    }
    if (a.empty() != b.empty())
        return a.empty();
    return left < right;
}

Result<std::vector<fs::path>> findImages(const fs::path& folder, const std::stop_token& stop)
{
    ImageFinder finder(stop);
    if (Status entered = finder.find(folder); !entered)
        return entered.error();
    std::vector<fs::path> found = finder.takeFound();
    std::sort(found.begin(), found.end(),
              [](const fs::path& a, const fs::path& b) { return naturallyLess(a.native(), b.native()); });
    return found;
}

} // namespace labelwright
