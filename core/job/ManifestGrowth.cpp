// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/ManifestGrowth.h"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <vector>

namespace labelwright {
namespace {

namespace fs = std::filesystem;

/// A file's bytes, a block at a time.
class Blocks {
public:
    explicit Blocks(const fs::path& path) : m_path(path), m_in(path, std::ios::binary), m_block(1U << 20U) {}

    Result<std::span<const char>> next()
    {
        m_in.read(m_block.data(), static_cast<std::streamsize>(m_block.size()));
        if (m_in.bad() || (m_in.fail() && !m_in.eof()))
            return Error{ErrorCode::Unreadable, "reading failed", m_path};
        return std::span<const char>(m_block).first(static_cast<std::size_t>(m_in.gcount()));
    }

private:
    fs::path m_path;
    std::ifstream m_in;
    std::vector<char> m_block;
};

struct Difference {
    std::int64_t line = 1;     ///< The first that is not the same, from 1.
    std::int64_t moreLeft = 0; ///< Lines from there on.
    std::int64_t moreRight = 0;
};

/// Counts lines as blocks go by; one without a line break at its end is one too.
class LineCount {
public:
    void add(std::span<const char> bytes)
    {
        m_breaks += std::ranges::count(bytes, '\n');
        if (!bytes.empty())
            m_isOpen = bytes.back() != '\n';
    }
    std::int64_t lines() const { return m_breaks + (m_isOpen ? 1 : 0); }
    std::int64_t whole() const { return m_breaks; }

private:
    std::int64_t m_breaks = 0;
    bool m_isOpen = false;
};

Result<Difference> difference(const fs::path& left, const fs::path& right)
{
    Blocks leftBlocks(left);
    Blocks rightBlocks(right);
    LineCount common;
    LineCount all[2];
    bool isSame = true;
    bool endsTogether = true; // Whether the shorter one ended where the other has a line break.
    while (true) {
        const Result<std::span<const char>> l = leftBlocks.next();
        const Result<std::span<const char>> r = rightBlocks.next();
        if (!l || !r)
            return l ? r.error() : l.error();
        if (l->empty() && r->empty())
            break;
        if (isSame) {
            const auto [atLeft, atRight] = std::ranges::mismatch(*l, *r);
            common.add(l->first(static_cast<std::size_t>(atLeft - l->begin())));
            isSame = atLeft == l->end() && atRight == r->end();
            const bool breaks = (atLeft != l->end() && *atLeft == '\n') || (atRight != r->end() && *atRight == '\n');
            endsTogether = (atLeft == l->end() || atRight == r->end()) && breaks;
        }
        all[0].add(*l);
        all[1].add(*r);
    }
    const std::int64_t same = isSame || endsTogether ? common.lines() : common.whole();
    return Difference{same + 1, all[0].lines() - same, all[1].lines() - same};
}

} // namespace

Result<std::optional<ManifestGrowth>> growthOf(const fs::path& manifest, std::span<const fs::path> others)
{
    ManifestGrowth longest{manifest, 0};
    for (const fs::path& other : others) {
        std::error_code failure;
        if (!fs::exists(other, failure))
            continue;
        const Result<Difference> found = difference(longest.manifest, other);
        if (!found)
            return found.error();
        if (found->moreLeft > 0 && found->moreRight > 0)
            return Error{ErrorCode::Mismatch,
                         fmt::format("from this line on it is another manifest than {}; bring the lines of both into "
                                     "one order, in both files, where no answers are about them yet",
                                     longest.manifest.string()),
                         other}
                .atLine(found->line);
        if (found->moreRight > 0)
            longest = {other, longest.lines + found->moreRight};
    }
    return longest.lines > 0 ? std::optional(longest) : std::nullopt;
}

} // namespace labelwright
