#include "sandbox/continuation.h"

#include <QCryptographicHash>

namespace roomkeeper::sandbox {

namespace {

constexpr auto base64 = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;

/// `WORD FIRST SECOND CHECK`, the check a hash over the rest; base64url over it all.
QByteArray pack(QByteArrayView word, qint64 first, quint64 second)
{
    const QByteArray position =
        word.toByteArray() + ' ' + QByteArray::number(first) + ' ' + QByteArray::number(second);
    const QByteArray check = QCryptographicHash::hash(position, QCryptographicHash::Sha512).toHex();
    return (position + ' ' + check).toBase64(base64);
}

struct Unpacked
{
    qint64 first = 0;
    quint64 second = 0;
};

std::optional<Unpacked> unpack(const QByteArray &token, QByteArrayView word)
{
    const QList<QByteArray> parts = QByteArray::fromBase64(token, base64).split(' ');
    if (parts.size() != 4)
        return std::nullopt;
    const Unpacked result{parts[1].toLongLong(), parts[2].toULongLong()};
    if (pack(word, result.first, result.second) != token)
        return std::nullopt;
    return result;
}

constexpr QByteArrayView roomsWord = "rooms";
constexpr QByteArrayView participantsWord = "participants";

} // namespace

QByteArray roomsToken(const Store::Position &position)
{
    return pack(roomsWord, position.createdAt.ticks, position.sequence);
}

std::optional<Store::Position> positionInRooms(const QByteArray &token)
{
    const auto unpacked = unpack(token, roomsWord);
    if (!unpacked)
        return std::nullopt;
    return Store::Position{acs::Instant{unpacked->first}, unpacked->second};
}

QByteArray participantsToken(quint64 roomId, quint32 user)
{
    return pack(participantsWord, static_cast<qint64>(roomId), user);
}

std::optional<quint32> positionInParticipants(const QByteArray &token, quint64 roomId)
{
    const auto unpacked = unpack(token, participantsWord);
    if (!unpacked || unpacked->first != static_cast<qint64>(roomId))
        return std::nullopt;
    return static_cast<quint32>(unpacked->second);
}

} // namespace roomkeeper::sandbox
