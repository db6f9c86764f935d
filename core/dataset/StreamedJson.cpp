// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dataset/StreamedJson.h"

#include <string>

namespace labelwright {
namespace {

/// Finds where values begin and end; whether they are valid JSON is the parser's to say.
class Scanner {
public:
    Scanner(const RandomAccessFile& file, Opening& opening) : m_scan(file, opening) {}

    int peek()
    {
        while (isSpace(m_scan.peek()))
            m_scan.take();
        return m_scan.peek();
    }
    bool takeIf(char expected)
    {
        const bool isThere = peek() == expected;
        if (isThere)
            m_scan.take();
        return isThere;
    }
    std::uint64_t offset() const { return m_scan.offset(); }

    /// Some programs write it in front.
    Status skipByteOrderMark()
    {
        if (m_scan.peek() != 0xEF)
            return ok();
        for (const int byte : {0xEF, 0xBB, 0xBF}) {
            if (m_scan.take() != byte)
                return unexpected();
        }
        return ok();
    }

    Status expect(char expected) { return takeIf(expected) ? ok() : Status(unexpected()); }

    Error unexpected()
    {
        if (!m_scan.status())
            return m_scan.status().error();
        if (peek() == FileScan::kEnd)
            return errorAt(ErrorCode::Truncated, "the JSON ends too early", offset());
        return errorAt(ErrorCode::Malformed, "this is not valid JSON", offset());
    }

    /// A value's text.
    Result<std::string> value()
    {
        peek();
        m_text.clear();
        int depth = 0;
        do {
            const int byte = m_scan.peek();
            const bool endsLiteral = depth == 0 && !m_text.empty() && (byte == ',' || byte == '}' || byte == ']');
            if (endsLiteral || (depth == 0 && !m_text.empty() && isSpace(byte)))
                break;
            if (byte == FileScan::kEnd && depth == 0 && !m_text.empty())
                break;
            if (byte == FileScan::kEnd)
                return unexpected();
            if (byte == '"') {
                if (Status taken = takeString(); !taken)
                    return taken.error();
                continue;
            }
            m_text += static_cast<char>(m_scan.take());
            depth += byte == '{' || byte == '[' ? 1 : 0;
            depth -= byte == '}' || byte == ']' ? 1 : 0;
            if (m_text.size() > kMaxPieceBytes)
                return errorAt(ErrorCode::TooLarge, "one element of the JSON has more than 256 MB", offset());
        } while (depth > 0 || isLiteral());
        return m_text;
    }

private:
    static bool isSpace(int byte) { return byte == ' ' || byte == '\n' || byte == '\r' || byte == '\t'; }
    bool isLiteral() const { return m_text.front() != '"' && m_text.front() != '{' && m_text.front() != '['; }

    Status takeString()
    {
        m_text += static_cast<char>(m_scan.take());
        while (true) {
            const int byte = m_scan.take();
            if (byte == FileScan::kEnd)
                return unexpected();
            m_text += static_cast<char>(byte);
            if (byte == '"')
                return ok();
            if (byte == '\\' && m_scan.peek() != FileScan::kEnd)
                m_text += static_cast<char>(m_scan.take());
            if (m_text.size() > kMaxPieceBytes)
                return errorAt(ErrorCode::TooLarge, "one element of the JSON has more than 256 MB", offset());
        }
    }

    FileScan m_scan;
    std::string m_text;
};

/// The position of an error within a piece becomes one within the file.
Error shifted(Error error, std::uint64_t offset)
{
    error.position = static_cast<std::int64_t>(offset) + (error.position == Error::kNoPosition ? 0 : error.position);
    error.positionIsLine = false;
    return error;
}

class Walk {
public:
    Walk(const RandomAccessFile& file, Opening& opening,
         const std::function<Status(const StreamedJson::Element&)>& take)
        : m_scanner(file, opening), m_take(take)
    {}

    Status run()
    {
        if (Status skipped = m_scanner.skipByteOrderMark(); !skipped)
            return skipped;
        if (Status begun = m_scanner.expect('{'); !begun)
            return begun;
        if (m_scanner.takeIf('}'))
            return ended();
        do {
            if (Status taken = member(); !taken)
                return taken;
        } while (m_scanner.takeIf(','));
        if (Status closed = m_scanner.expect('}'); !closed)
            return closed;
        return ended();
    }

private:
    Status ended() { return m_scanner.peek() == FileScan::kEnd ? ok() : Status(m_scanner.unexpected()); }

    Status member()
    {
        if (m_scanner.peek() != '"')
            return m_scanner.unexpected();
        const std::uint64_t offset = m_scanner.offset();
        const Result<std::string> text = m_scanner.value();
        const Result<Json> key = text ? parseJson(*text) : Result<Json>(text.error());
        if (!key)
            return text ? shifted(key.error(), offset) : key.error();
        m_key = key->get<std::string>();
        if (Status colon = m_scanner.expect(':'); !colon)
            return colon;
        return m_scanner.takeIf('[') ? elements() : element(false);
    }

    Status elements()
    {
        if (m_scanner.takeIf(']'))
            return ok();
        do {
            if (Status taken = element(true); !taken)
                return taken;
        } while (m_scanner.takeIf(','));
        return m_scanner.expect(']');
    }

    Status element(bool isOfArray)
    {
        m_scanner.peek();
        const std::uint64_t offset = m_scanner.offset();
        const Result<std::string> text = m_scanner.value();
        if (!text)
            return text.error();
        const Result<Json> value = parseJson(*text);
        if (!value)
            return shifted(value.error(), offset);
        Status taken = m_take({m_key, isOfArray, *value, {offset, text->size()}});
        return taken ? taken : Status(shifted(taken.error(), offset));
    }

    Scanner m_scanner;
    const std::function<Status(const StreamedJson::Element&)>& m_take;
    std::string m_key;
};

} // namespace

Result<StreamedJson> StreamedJson::open(const std::filesystem::path& path)
{
    Result<std::shared_ptr<const RandomAccessFile>> file = RandomAccessFile::open(path);
    if (!file)
        return file.error();
    return StreamedJson(path, *std::move(file));
}

Status StreamedJson::walk(Opening& opening, const std::function<Status(const Element&)>& take) const
{
    Status walked = Walk(*m_file, opening, take).run();
    return walked ? walked : Status(walked.error().at(m_path));
}

Result<Json> StreamedJson::read(const FilePiece& piece) const
{
    const Result<std::string> text = readPiece(*m_file, piece);
    if (!text)
        return located(text.error(), piece);
    Result<Json> value = parseJson(*text);
    return value ? value : Result<Json>(located(value.error(), piece));
}

Error StreamedJson::located(Error error, const FilePiece& piece) const
{
    if (!error.path.empty())
        return error;
    return shifted(std::move(error), piece.offset).at(m_path);
}

} // namespace labelwright
