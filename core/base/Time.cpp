// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Time.h"

#include <fmt/format.h>

#include <cstdint>

namespace labelwright {
namespace {

struct Parts {
    std::chrono::year_month_day date;
    std::chrono::hh_mm_ss<std::chrono::microseconds> clock;

    explicit Parts(Time time)
        : date(std::chrono::floor<std::chrono::days>(time)), clock(time - std::chrono::floor<std::chrono::days>(time))
    {}

    int year() const { return static_cast<int>(date.year()); }
    unsigned month() const { return static_cast<unsigned>(date.month()); }
    unsigned day() const { return static_cast<unsigned>(date.day()); }
    std::int64_t hour() const { return clock.hours().count(); }
    std::int64_t minute() const { return clock.minutes().count(); }
    std::int64_t second() const { return clock.seconds().count(); }
    std::int64_t micros() const { return clock.subseconds().count(); }
};

/// Takes digits and separators off the front of a text; once something is missing, everything after fails too.
class Scanner {
public:
    explicit Scanner(std::string_view text) : m_rest(text) {}

    int digits(std::size_t count)
    {
        if (m_rest.size() < count)
            return fail();
        int value = 0;
        for (const char c : m_rest.substr(0, count)) {
            if (c < '0' || c > '9')
                return fail();
            value = value * 10 + (c - '0');
        }
        m_rest.remove_prefix(count);
        return value;
    }

    bool skip(char c)
    {
        if (m_rest.empty() || m_rest.front() != c)
            return false;
        m_rest.remove_prefix(1);
        return true;
    }

    bool startsWithDigit() const { return !m_rest.empty() && m_rest.front() >= '0' && m_rest.front() <= '9'; }
    bool atEnd() const { return m_rest.empty(); }
    bool failed() const { return m_failed; }

private:
    int fail()
    {
        m_failed = true;
        return 0;
    }

    std::string_view m_rest;
    bool m_failed = false;
};

std::int64_t scanFraction(Scanner& scanner)
{
    std::int64_t micros = 0;
    std::int64_t unit = 100'000;
    while (unit > 0 && scanner.startsWithDigit()) {
        micros += unit * scanner.digits(1);
        unit /= 10;
    }
    return micros;
}

} // namespace

Time now()
{
    return std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now());
}

Time roundedUpToSecond(Time time)
{
    return std::chrono::ceil<std::chrono::seconds>(time);
}

std::string formatEventTime(Time time)
{
    const Parts p(time);
    return fmt::format("{:04}{:02}{:02}T{:02}{:02}{:02}{:06}Z", p.year(), p.month(), p.day(), p.hour(), p.minute(),
                       p.second(), p.micros());
}

std::string formatMillisUtc(Time time)
{
    const Parts p(time);
    return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}Z", p.year(), p.month(), p.day(), p.hour(), p.minute(),
                       p.second(), p.micros() / 1000);
}

std::string formatMicros(Time time)
{
    const Parts p(time);
    return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:06}", p.year(), p.month(), p.day(), p.hour(), p.minute(),
                       p.second(), p.micros());
}

std::string formatFileSecond(Time time)
{
    const Parts p(time);
    return fmt::format("{:04}-{:02}-{:02}_{:02}:{:02}:{:02}", p.year(), p.month(), p.day(), p.hour(), p.minute(),
                       p.second());
}

std::optional<Time> parseTime(std::string_view text)
{
    Scanner scanner(text);
    const int year = scanner.digits(4);
    const bool dashed = scanner.skip('-');
    const int month = scanner.digits(2);
    if (dashed && !scanner.skip('-'))
        return std::nullopt;
    const int day = scanner.digits(2);
    if (!scanner.skip('T') && !scanner.skip('_'))
        return std::nullopt;
    const int hour = scanner.digits(2);
    if (dashed && !scanner.skip(':'))
        return std::nullopt;
    const int minute = scanner.digits(2);
    if (dashed && !scanner.skip(':'))
        return std::nullopt;
    const int second = scanner.digits(2);
    const bool dotted = scanner.skip('.');
    if (dotted && !scanner.startsWithDigit())
        return std::nullopt;
    const std::int64_t micros = dotted || !dashed ? scanFraction(scanner) : 0;
    scanner.skip('Z');
    const std::chrono::year_month_day date{std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
                                           std::chrono::day(static_cast<unsigned>(day))};
    if (scanner.failed() || !scanner.atEnd() || !date.ok() || hour > 23 || minute > 59 || second > 59)
        return std::nullopt;
    return Time(std::chrono::sys_days(date)) + std::chrono::hours(hour) + std::chrono::minutes(minute) +
           std::chrono::seconds(second) + std::chrono::microseconds(micros);
}

} // namespace labelwright
