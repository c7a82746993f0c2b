#include "acs/timestamp.h"

#include "base/qtversions.h"

#include <array>
#include <chrono>

namespace roomkeeper::acs {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 secondsPerDay = 86'400;
constexpr qint64 ticksPerMillisecond = Timestamp::ticksPerSecond / 1000;

// 0001-01-01T00:00:00Z and 9999-12-31T23:59:59Z: an offset can lead beyond four digits, and beyond
// what the service supports.
constexpr qint64 firstSecond = -62'135'596'800;
constexpr qint64 lastSecond = 253'402'300'799;

constexpr qint64 floorDivide(qint64 value, qint64 by)
{
    return value >= 0 ? value / by : -((by - 1 - value) / by);
}

/// Reads a text of fixed format; every function returns whether the text matched.
class Reader
{
public:
    explicit Reader(QStringView text)
        : m_rest(text)
    {
    }

    bool atEnd() const { return m_rest.isEmpty(); }

    bool skip(QChar wanted)
    {
        if (m_rest.isEmpty() || m_rest.front() != wanted)
            return false;
        m_rest = m_rest.sliced(1);
        return true;
    }

    std::optional<QChar> digit()
    {
        if (m_rest.isEmpty() || m_rest.front() < u'0' || m_rest.front() > u'9')
            return std::nullopt;
        const QChar result = m_rest.front();
        m_rest = m_rest.sliced(1);
        return result;
    }

    /// Exactly `count` digits; -1 if there are fewer.
    int number(int count)
    {
        int value = 0;
        for (int i = 0; i < count; ++i) {
            const auto next = digit();
            if (!next)
                return -1;
            value = value * 10 + (next->unicode() - u'0');
        }
        return value;
    }

private:
    QStringView m_rest;
};

/// Writes a text of at most the length of `10000-12-31T23:59:59.1234567+00:00`.
class Writer
{
public:
    Writer &put(QChar character)
    {
        m_text[m_length++] = character;
        return *this;
    }

    /// With leading zeros.
    void number(qint64 value, int digits)
    {
        for (int i = digits; i-- > 0; value /= 10)
            m_text[m_length + static_cast<size_t>(i)] = QChar(u'0' + static_cast<int>(value % 10));
        m_length += static_cast<size_t>(digits);
    }

    QString text() const { return QString(m_text.data(), static_cast<qsizetype>(m_length)); }

private:
    std::array<QChar, 34> m_text;
    size_t m_length = 0;
};

/// The fraction of a second in ticks, of 1 to 16 digits, of which 7 count; -1 if there is none.
qint64 readFraction(Reader &reader)
{
    qint64 value = 0;
    int digits = 0;
    while (const auto next = reader.digit()) {
        if (++digits > 16)
            return -1;
        if (digits <= 7)
            value = value * 10 + (next->unicode() - u'0');
    }
    if (digits == 0)
        return -1;
    for (; digits < 7; ++digits)
        value *= 10;
    return value;
}

/// `Z`, `+hh:mm`, `-hh:mm` or nothing, in seconds.
std::optional<int> readOffset(Reader &reader)
{
    if (reader.atEnd() || reader.skip(u'Z') || reader.skip(u'z'))
        return 0;
    int sign = 1;
    if (reader.skip(u'-'))
        sign = -1;
    else if (!reader.skip(u'+'))
        return std::nullopt;
    const int hours = reader.number(2);
    if (hours < 0 || hours > 14 || !reader.skip(u':'))
        return std::nullopt;
    const int minutes = reader.number(2);
    if (minutes < 0 || minutes > 59)
        return std::nullopt;
    return sign * (hours * 3600 + minutes * 60);
}

} // namespace

std::optional<Timestamp> Timestamp::fromWire(QStringView text)
{
    Reader reader(text);
    const int year = reader.number(4);
    if (year < 1 || !reader.skip(u'-'))
        return std::nullopt;
    const int month = reader.number(2);
    if (month < 0 || !reader.skip(u'-'))
        return std::nullopt;
    const QDate date(year, month, reader.number(2));
    if (!date.isValid())
        return std::nullopt;

    qint64 seconds = (date.toJulianDay() - QDate(1970, 1, 1).toJulianDay()) * 86400;
    qint64 fraction = 0;
    if (!reader.atEnd()) {
        if (!reader.skip(u'T') && !reader.skip(u't'))
            return std::nullopt;
        const int hour = reader.number(2);
        if (hour < 0 || !reader.skip(u':'))
            return std::nullopt;
        const int minute = reader.number(2);
        if (minute < 0 || hour > 23 || minute > 59)
            return std::nullopt;
        int second = 0;
        if (reader.skip(u':')) { // the seconds may be missing
            second = reader.number(2);
            if (second < 0 || second > 59)
                return std::nullopt;
            if (reader.skip(u'.')) {
                fraction = readFraction(reader);
                if (fraction < 0)
                    return std::nullopt;
            }
        }
        const auto offset = readOffset(reader);
        if (!offset || !reader.atEnd())
            return std::nullopt;
        seconds += hour * 3600 + minute * 60 + second - *offset;
        if (seconds < firstSecond || seconds > lastSecond)
            return std::nullopt;
    }
    return Timestamp{seconds * ticksPerSecond + fraction};
}

Timestamp Timestamp::fromUtc(const QDateTime &utc)
{
    return Timestamp{utc.toMSecsSinceEpoch() * ticksPerMillisecond};
}

// By hand: a page of rooms contains ninety times, and QDateTime::toString took two thirds of the
// sandbox's time for it.
QString Timestamp::toWire() const
{
    const qint64 seconds = secondsSinceEpoch();
    const qint64 days = floorDivide(seconds, secondsPerDay);
    const std::chrono::year_month_day date{std::chrono::sys_days{std::chrono::days{days}}};
    const int year = static_cast<int>(date.year());
    const qint64 ofDay = seconds - days * secondsPerDay;

    Writer writer;
    writer.number(year, year > 9999 ? 5 : 4);
    writer.put(u'-').number(static_cast<unsigned>(date.month()), 2);
    writer.put(u'-').number(static_cast<unsigned>(date.day()), 2);
    writer.put(u'T').number(ofDay / 3600, 2);
    writer.put(u':').number(ofDay / 60 % 60, 2);
    writer.put(u':').number(ofDay % 60, 2);
    if (qint64 fraction = ticks - seconds * ticksPerSecond; fraction != 0) {
        int digits = 7;
        for (; fraction % 10 == 0; fraction /= 10)
            --digits;
        writer.put(u'.').number(fraction, digits);
    }
    writer.put(u'+').number(0, 2);
    writer.put(u':').number(0, 2);
    return writer.text();
}

QDateTime Timestamp::toUtc() const
{
    return QDateTime::fromMSecsSinceEpoch(floorDivide(ticks, ticksPerMillisecond), utcZone);
}

qint64 Timestamp::secondsSinceEpoch() const
{
    return floorDivide(ticks, ticksPerSecond);
}

} // namespace roomkeeper::acs
