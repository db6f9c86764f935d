// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/architecture/IncludeRules.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>
#include <sstream>

namespace labelwright::test {
namespace {

struct Level {
    std::string_view folder;
    int level;
};

// DESIGN.md, "Layout: the folders are the levels".
constexpr std::array kLevels{
    Level{"core/base", 0}, Level{"core/image", 1},   Level{"core/labels", 1}, Level{"core/mask", 1},
    Level{"core/edit", 2}, Level{"core/segment", 2}, Level{"core/tools", 3},  Level{"core/groundtruth", 3},
    Level{"core/job", 4},  Level{"core/remote", 5},  Level{"core/review", 5}, Level{"core/dataset", 6},
    Level{"ui/look", 7},   Level{"ui/bridge", 7},    Level{"ui/canvas", 7},   Level{"ui/home", 8},
    Level{"ui/work", 8},   Level{"ui/review", 8},    Level{"ui/dataset", 8},  Level{"app", 9},
};

struct Sideways {
    std::string_view from;
    std::string_view to;
};

constexpr std::array kAllowedSideways{
    Sideways{"core/mask", "core/labels"},
    Sideways{"ui/bridge", "ui/look"},
    Sideways{"ui/canvas", "ui/look"},
};

constexpr std::array<std::string_view, 12> kThirdParty{"opencv2", "nlohmann", "png.h", "jpeglib.h", "zlib.h",  "sodium",
                                                       "fmt",     "libexif",  "CLI",   "tbb",       "pugixml", "zip.h"};

struct Include {
    std::string_view target;
    bool isQuoted = false;
};

std::string_view withoutLeadingSpace(std::string_view text)
{
    const std::size_t start = text.find_first_not_of(" \t");
    return start == std::string_view::npos ? std::string_view{} : text.substr(start);
}

std::optional<Include> parseInclude(std::string_view line)
{
    line = withoutLeadingSpace(line);
    if (!line.starts_with('#'))
        return std::nullopt;
    line = withoutLeadingSpace(line.substr(1));
    constexpr std::string_view kDirective = "include";
    if (!line.starts_with(kDirective))
        return std::nullopt;
    line = withoutLeadingSpace(line.substr(kDirective.size()));
    if (line.empty() || (line.front() != '"' && line.front() != '<'))
        return std::nullopt;
    const bool isQuoted = line.front() == '"';
    return Include{line.substr(1, line.find(isQuoted ? '"' : '>', 1) - 1), isQuoted};
}

/// "core/mask" for anything below it, "app" for anything below app, else the first two parts.
std::string_view folderOf(std::string_view path)
{
    if (path.starts_with("app/"))
        return path.substr(0, 3);
    const std::size_t first = path.find('/');
    const std::size_t second = first == std::string_view::npos ? first : path.find('/', first + 1);
    return second == std::string_view::npos ? std::string_view{} : path.substr(0, second);
}

bool isBelowRoot(std::string_view target)
{
    return target.starts_with("core/") || target.starts_with("ui/") || target.starts_with("app/");
}

/// Qt's headers start with a Q and a capital letter, its folders with Qt: <QImage>, <QtGui/QImage>.
bool isQt(const Include& include)
{
    const std::string_view target = include.target;
    const bool isHeader = target.size() > 1 && std::isupper(static_cast<unsigned char>(target[1])) != 0;
    return !include.isQuoted && target.starts_with('Q') && (isHeader || target.starts_with("Qt"));
}

bool isThirdParty(const Include& include)
{
    return std::any_of(kThirdParty.begin(), kThirdParty.end(), [&](std::string_view name) {
        const std::string_view target = include.target;
        return target == name || target == fmt::format("{}.h", name) || target == fmt::format("{}.hpp", name) ||
               target.starts_with(fmt::format("{}/", name));
    });
}

/// core/base/Json.h, and headers on top of it that .cpp files share.
bool isForJson(std::string_view path)
{
    return path.starts_with("core/") && path.ends_with("Json.h");
}

bool mayInclude(std::string_view from, std::string_view to)
{
    if (from == to || levelOf(to) < levelOf(from))
        return true;
    return std::any_of(kAllowedSideways.begin(), kAllowedSideways.end(),
                       [&](const Sideways& allowed) { return allowed.from == from && allowed.to == to; });
}

std::vector<std::string> brokenByProjectInclude(std::string_view path, std::string_view target)
{
    if (target.ends_with(".moc"))
        return {};
    if (!isBelowRoot(target))
        return {fmt::format("\"{}\" is not written from the root", target)};
    const std::string_view from = folderOf(path);
    const std::string_view to = folderOf(target);
    if (levelOf(to) < 0)
        return {fmt::format("\"{}\" lies in no folder of the level table", target)};
    std::vector<std::string> broken;
    if (!mayInclude(from, to))
        broken.push_back(
            fmt::format("{} (level {}) may not include \"{}\" (level {})", from, levelOf(from), target, levelOf(to)));
    if (isForJson(target) && path.ends_with(".h") && !isForJson(path))
        broken.push_back(fmt::format("a header may not include {}", target));
    if (path.starts_with("app/cli/") && target.starts_with("ui/"))
        broken.push_back(fmt::format("the command line may not include \"{}\"", target));
    return broken;
}

std::vector<std::string> brokenByOtherInclude(std::string_view path, const Include& include)
{
    std::vector<std::string> broken;
    const bool isCore = path.starts_with("core/");
    if (isQt(include) && (isCore || path.starts_with("app/cli/")))
        broken.push_back(
            fmt::format("{} may not include Qt's <{}>", isCore ? "core" : "the command line", include.target));
    if (isThirdParty(include) && isCore && path.ends_with(".h") && path != "core/base/Json.h")
        broken.push_back(fmt::format("a header of core may not include <{}>", include.target));
    return broken;
}

} // namespace

int levelOf(std::string_view folder)
{
    const auto* found =
        std::find_if(kLevels.begin(), kLevels.end(), [&](const Level& level) { return level.folder == folder; });
    return found == kLevels.end() ? -1 : found->level;
}

std::vector<std::string> brokenIncludeRules(std::string_view path, std::string_view text)
{
    std::vector<std::string> broken;
    if (levelOf(folderOf(path)) < 0)
        broken.push_back(fmt::format("{}:1: the file lies in no folder of the level table", path));
    std::istringstream lines{std::string(text)};
    std::string line;
    for (int number = 1; std::getline(lines, line); ++number) {
        const std::optional<Include> include = parseInclude(line);
        if (!include)
            continue;
        for (const std::string& what :
             include->isQuoted ? brokenByProjectInclude(path, include->target) : brokenByOtherInclude(path, *include))
            broken.push_back(fmt::format("{}:{}: {}", path, number, what));
    }
    return broken;
}

} // namespace labelwright::test
