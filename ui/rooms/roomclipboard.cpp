#include "ui/rooms/roomclipboard.h"

#include <QCoreApplication>
#include <QStringList>

namespace roomkeeper::ui {

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(RoomClipboard)
};

/// Excel and LibreOffice each have an own attribute for text.
QString textCell(const QString &text)
{
    return u"<td style=\"mso-number-format:'\\@'\" sdnum=\"0;0;@\">%1</td>"_s.arg(
        text.toHtmlEscaped());
}

QString cell(const QString &text)
{
    return u"<td>%1</td>"_s.arg(text.toHtmlEscaped());
}

} // namespace

std::unique_ptr<QMimeData> clipboardTable(const QList<admin::StoredRoom> &rooms,
                                          const TimeDisplay &display)
{
    //: Header of a column; %1 is the time zone
    const QStringList headers{Text::tr("Name"), Text::tr("Room ID"),
                              Text::tr("Valid from, %1").arg(display.zoneName()),
                              Text::tr("Valid until, %1").arg(display.zoneName())};
    QStringList lines{headers.join(u'\t')};
    QString html = u"<meta charset=\"utf-8\"><table><tr>"_s;
    for (const QString &header : headers)
        html += u"<th>%1</th>"_s.arg(header.toHtmlEscaped());
    html += u"</tr>"_s;
    for (const admin::StoredRoom &room : rooms) {
        const QString from = display.dateTime(room.room.validFrom.toUtc());
        const QString until = display.dateTime(room.room.validUntil.toUtc());
        lines << QStringList{room.annotation.name, room.room.id, from, until}.join(u'\t');
        html += u"<tr>"_s + textCell(room.annotation.name) + textCell(room.room.id) + cell(from)
                + cell(until) + u"</tr>"_s;
    }
    html += u"</table>"_s;
    auto data = std::make_unique<QMimeData>();
    data->setText(lines.join(u'\n'));
    data->setHtml(html);
    return data;
}

} // namespace roomkeeper::ui
