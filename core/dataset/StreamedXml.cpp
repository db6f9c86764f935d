// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dataset/StreamedXml.h"

#include <utility>

namespace labelwright {
namespace {

class Scanner {
public:
    Scanner(const RandomAccessFile& file, Opening& opening) : m_scan(file, opening) {}

    bool atEnd() { return m_scan.peek() == FileScan::kEnd; }
    std::uint64_t offset() const { return m_scan.offset(); }
    const Status& status() const { return m_scan.status(); }

    /// Appends what stands before the next '<', or from there to the end of that tag, comment, declaration or CDATA.
    Status append(std::string& text)
    {
        const std::uint64_t begin = offset();
        const std::size_t first = text.size();
        if (m_scan.peek() != '<') {
            while (m_scan.peek() != '<' && !atEnd() && text.size() <= kMaxPieceBytes)
                text += static_cast<char>(m_scan.take());
        } else {
            while (!isWhole(std::string_view(text).substr(first))) {
                if (atEnd())
                    return m_scan.status() ? Status(errorAt(ErrorCode::Truncated, "the XML ends within a tag", begin))
                                           : m_scan.status();
                text += static_cast<char>(m_scan.take());
                if (text.size() > kMaxPieceBytes)
                    break;
            }
        }
        return text.size() <= kMaxPieceBytes
                   ? ok()
                   : Status(errorAt(ErrorCode::TooLarge, "a part of the XML has more than 256 MB", begin));
    }

private:
    /// Whether the last byte of the markup ends it.
    bool isWhole(std::string_view markup)
    {
        if (markup.size() <= 1)
            m_quote = 0;
        if (markup.size() < 2)
            return false;
        if (markup.starts_with("<!--"))
            return markup.size() >= 7 && markup.ends_with("-->");
        if (markup.starts_with("<![CDATA["))
            return markup.ends_with("]]>");
        if (markup.starts_with("<?"))
            return markup.ends_with("?>");
        const char last = markup.back();
        if (m_quote != 0) {
            m_quote = last == m_quote ? '\0' : m_quote;
            return false;
        }
        if (last == '"' || last == '\'')
            m_quote = last;
        return last == '>' && !markup.starts_with("<!-") && !markup.starts_with("<![");
    }

    FileScan m_scan;
    char m_quote = 0; ///< That an attribute's value is in.
};

bool isTagOf(std::string_view markup, std::string_view before, std::string_view name)
{
    if (!markup.starts_with(before) || !markup.substr(before.size()).starts_with(name))
        return false;
    constexpr std::string_view kAfterName = " \t\r\n/>";
    return kAfterName.find(markup[before.size() + name.size()]) != std::string_view::npos;
}

} // namespace

Result<StreamedXml> StreamedXml::open(const std::filesystem::path& path)
{
    Result<std::shared_ptr<const RandomAccessFile>> file = RandomAccessFile::open(path);
    if (!file)
        return file.error();
    return StreamedXml(path, *std::move(file));
}

Result<std::string>
StreamedXml::walk(std::string_view name, Opening& opening,
                  const std::function<Status(const std::string& text, const FilePiece& piece)>& take) const
{
    Scanner scanner(*m_file, opening);
    std::string rest;
    std::string element;
    std::uint64_t begin = 0;
    while (!scanner.atEnd()) {
        std::string& text = element.empty() ? rest : element;
        const std::size_t first = text.size();
        const std::uint64_t offset = scanner.offset();
        if (Status read = scanner.append(text); !read)
            return read.error().at(m_path);
        const std::string_view markup = std::string_view(text).substr(first);
        if (element.empty() && isTagOf(markup, "<", name)) {
            element = markup;
            begin = offset;
            rest.resize(first);
            if (!element.ends_with("/>"))
                continue;
        } else if (element.empty() || !isTagOf(markup, "</", name)) {
            continue;
        }
        if (Status taken = take(element, {begin, element.size()}); !taken)
            return taken.error().at(m_path);
        element.clear();
    }
    if (!scanner.status())
        return scanner.status().error().at(m_path);
    if (!element.empty())
        return errorAt(ErrorCode::Truncated, "the XML ends within an element", begin).at(m_path);
    return rest;
}

Result<std::string> StreamedXml::read(const FilePiece& piece) const
{
    Result<std::string> text = readPiece(*m_file, piece);
    return text ? text : Result<std::string>(text.error().at(m_path));
}

} // namespace labelwright
