#include "sandbox/service/continuation.h"

#include <QCryptographicHash>

namespace roomkeeper::sandbox {

namespace {

constexpr auto base64 = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;

/// `WORD FIRST SECOND CHECK`, the check being a hash of the rest; all of it as base64url.
QByteArray pack(QByteArrayView word, const QByteArray &first, const QByteArray &second)
{
    const QByteArray position = word.toByteArray() + ' ' + first + ' ' + second;
    const QByteArray check = QCryptographicHash::hash(position, QCryptographicHash::Sha512).toHex();
    return (position + ' ' + check).toBase64(base64);
}

struct Unpacked
{
    QByteArray first;
    QByteArray second;
};

std::optional<Unpacked> unpack(const QByteArray &token, QByteArrayView word)
{
    const QList<QByteArray> parts = QByteArray::fromBase64(token, base64).split(' ');
    if (parts.size() != 4)
        return std::nullopt;
    if (pack(word, parts[1], parts[2]) != token)
        return std::nullopt;
    return Unpacked{parts[1], parts[2]};
}

constexpr QByteArrayView roomsWord = "rooms";
constexpr QByteArrayView participantsWord = "participants";
constexpr QByteArrayView emptyPageWord = "again";

} // namespace

QByteArray roomsToken(const Store::Position &position)
{
    return pack(roomsWord, QByteArray::number(position.createdAt.ticks),
                QByteArray::number(position.sequence));
}

std::optional<Store::Position> positionInRooms(const QByteArray &token)
{
    const auto unpacked = unpack(token, roomsWord);
    if (!unpacked)
        return std::nullopt;
    return Store::Position{acs::Timestamp{unpacked->first.toLongLong()},
                           unpacked->second.toULongLong()};
}

QByteArray participantsToken(quint64 roomId, quint32 user)
{
    return pack(participantsWord, QByteArray::number(roomId), QByteArray::number(user));
}

std::optional<quint32> positionInParticipants(const QByteArray &token, quint64 roomId)
{
    const auto unpacked = unpack(token, participantsWord);
    if (!unpacked || unpacked->first.toULongLong() != roomId)
        return std::nullopt;
    return unpacked->second.toUInt();
}

QByteArray emptyPageToken(const QByteArray &asked)
{
    const auto earlier = unpack(asked, emptyPageWord);
    const qint64 count = earlier ? earlier->first.toLongLong() + 1 : 1;
    return pack(emptyPageWord, QByteArray::number(count), earlier ? earlier->second : asked);
}

QByteArray tokenBehind(const QByteArray &token)
{
    const auto unpacked = unpack(token, emptyPageWord);
    if (!unpacked)
        return token;
    return unpacked->second.isEmpty() ? QByteArray() : unpacked->second;
}

} // namespace roomkeeper::sandbox
