#include "ui/rooms/dialogs/roomid.h"

#include <QCoreApplication>

#include <algorithm>

namespace roomkeeper::ui {

namespace {

constexpr int shortest = 16;
constexpr int longest = 18;

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(RoomId)
};

bool isDigit(QChar each)
{
    return each >= QLatin1Char('0') && each <= QLatin1Char('9');
}

} // namespace

QString cleanRoomId(const QString &text)
{
    QString id = text;
    id.removeIf([](QChar each) { return each.isSpace(); });
    return id;
}

QString roomIdProblem(const QString &text)
{
    const QString id = cleanRoomId(text);
    const auto stranger = std::ranges::find_if_not(id, isDigit);
    if (stranger != id.end()) {
        return Text::tr("A room ID contains digits only; “%1” is not a digit.")
            .arg(QString(*stranger));
    }
    if (id.size() < shortest || id.size() > longest) {
        return Text::tr("A room ID has %1 to %2 digits; this one has %3.")
            .arg(shortest)
            .arg(longest)
            .arg(id.size());
    }
    return {};
}

} // namespace roomkeeper::ui
