#include "acs/auth/requestsigner.h"
#include "acs/timestamp.h"
#include "fuzz.h"
#include "ui/common/datetimetext.h"

using namespace roomkeeper;
using namespace roomkeeper::fuzz;

namespace {

void checkTimestamp(const QString &text)
{
    const auto instant = acs::Timestamp::fromWire(text);
    if (!instant)
        return;
    const QString wire = instant->toWire();
    const auto again = acs::Timestamp::fromWire(wire);
    require(again && *again == *instant, "a moment reads the same from what is written of it");
    const QDateTime utc = instant->toUtc();
    require(utc.isValid() && utc.timeSpec() == Qt::UTC, "a moment is one in UTC");
    const qint64 lost = instant->ticks - acs::Timestamp::fromUtc(utc).ticks;
    require(lost >= 0 && lost < acs::Timestamp::ticksPerSecond / 1000,
            "QDateTime loses less than a millisecond");
    const qint64 inSecond =
        instant->ticks - instant->secondsSinceEpoch() * acs::Timestamp::ticksPerSecond;
    require(inSecond >= 0 && inSecond < acs::Timestamp::ticksPerSecond, "seconds are rounded down");
}

void checkHttpDate(const QByteArray &text)
{
    const QDateTime date = acs::fromHttpDate(text);
    if (!date.isValid())
        return;
    require(date.timeSpec() == Qt::UTC, "an HTTP date is in UTC");
    require(acs::fromHttpDate(acs::httpDate(date)) == date, "an HTTP date reads the same again");
}

void checkTyped(const QString &text, const QTimeZone &zone)
{
    const ui::DateTimeReading reading = ui::readDateTime(text, zone);
    require(reading.utc.isValid() == reading.problem.isEmpty(),
            "a typed text is a moment or a problem");
    if (!reading.utc.isValid())
        return;
    require(reading.utc.date().year() >= 1 && reading.utc.date().year() <= 9999,
            "a typed moment has a year of four digits");
    // Before, zones were off by odd seconds, which are not shown.
    if (reading.utc.date().year() < 1973)
        return;
    const QString shown = ui::dateTimeText(reading.utc, zone);
    const ui::DateTimeReading again = ui::readDateTime(shown, zone);
    require(again.utc.isValid(), "what is shown of a moment can be typed");
    require(again.utc.toSecsSinceEpoch() == reading.utc.toSecsSinceEpoch() / 60 * 60,
            "and is the same minute");
}

} // namespace

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const QTimeZone zones[] = {QTimeZone::utc(), QTimeZone("Europe/Berlin"),
                                      QTimeZone("America/St_Johns"), QTimeZone("Asia/Kolkata"),
                                      QTimeZone("Australia/Lord_Howe")};
    const QByteArray text = Input(data, size).rest();
    const QString decoded = QString::fromUtf8(text);
    checkTimestamp(decoded);
    checkHttpDate(text);
    for (const QTimeZone &zone : zones)
        checkTyped(decoded, zone);
    return 0;
}
