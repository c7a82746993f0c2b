#include "samplenames.h"

#include <array>

namespace roomkeeper::app {

using namespace Qt::StringLiterals;

namespace {

struct Topic
{
    const char *name; ///< %1: the name of a person
    const char *tag;
};

constexpr std::array topics{
    Topic{"Cardiology · %1", "clinic"},
    Topic{"Loan review %1", "bank"},
    Topic{"Webinar: Pension basics", "event"},
    Topic{"Physio group, Monday", "clinic"},
    Topic{"Onboarding cohort 14", "hr"},
    Topic{"Board Q4", "vip"},
    Topic{"Vet helpline rota", "helpline"},
    Topic{"Dermatology · %1", "clinic"},
    Topic{"Interview loop 7", "hr"},
    Topic{"Mortgage advice %1", "bank"},
    Topic{"Sign language desk", "helpline"},
    Topic{"Product launch rehearsal", "event"},
    Topic{"Diabetes class", "clinic"},
    Topic{"Investor call %1", "vip"},
    Topic{"Night shift handover", "clinic"},
    Topic{"Claims hearing %1", "insurance"},
    Topic{"Town hall, spring", "event"},
    Topic{"Speech therapy · %1", "clinic"},
    Topic{"Exit interview", "hr"},
    Topic{"Tax helpline", "helpline"},
    Topic{"Second opinion · %1", "clinic"},
    Topic{"Partner training 3", "event"},
};

constexpr std::array firstNames{"Amaka", "Jonas",  "Mira", "Tomasz", "Leila", "Henrik",
                                "Priya", "Mateus", "Yuki", "Sofia",  "Omar",  "Greta"};
constexpr std::array lastNames{"Okafor", "Berg",   "Lindqvist", "Haddad", "Novak",
                               "Silva",  "Tanaka", "Weiss",     "Moreau", "Rahman",
                               "Kowal",  "Jensen", "Castillo"};

/// A hash that differs widely for similar IDs and is the same in every run.
size_t numberOf(const QString &id)
{
    size_t number = 2166136261U;
    for (const QChar c : id)
        number = (number ^ c.unicode()) * 16777619U;
    return number ^ (number >> 15U);
}

template <size_t N>
QString pick(const std::array<const char *, N> &from, size_t number)
{
    return QString::fromUtf8(from.at(number % N));
}

store::RoomAnnotation annotationOf(const QString &roomId)
{
    const size_t number = numberOf(roomId);
    if (number % 7 == 0)
        return {}; // some rooms have no name, as in practice
    const Topic &topic = topics.at(number / 7 % topics.size());
    QString name = QString::fromUtf8(topic.name);
    if (name.contains("%1"_L1))
        name = name.arg(pick(lastNames, number / 211));
    store::RoomAnnotation annotation{.name = name, .tags = {QString::fromUtf8(topic.tag)}};
    if (number / 13 % 11 == 0 && annotation.tags.first() != "vip"_L1)
        annotation.tags << u"vip"_s;
    return annotation;
}

} // namespace

void SampleNames::attach(admin::Connection &connection)
{
    new SampleNames(connection); // a child of the connection
}

SampleNames::SampleNames(admin::Connection &connection)
    : QObject(&connection)
    , m_connection(connection)
    , m_start(acs::Timestamp::fromUtc(connection.clock().now()))
{
    // Queued: the store must not be changed while it emits its signals.
    connect(&connection.rooms(), &admin::RoomStore::roomsAdded, this, &SampleNames::nameRooms,
            Qt::QueuedConnection);
    connect(&connection.rooms(), &admin::RoomStore::roomsChanged, this, &SampleNames::namePeople,
            Qt::QueuedConnection);
}

void SampleNames::nameRooms(const QList<int> &slotNumbers)
{
    QHash<QString, store::RoomAnnotation> names;
    for (const int slot : slotNumbers) {
        const admin::StoredRoom *stored = m_connection.rooms().at(slot);
        if (stored != nullptr && isSeeded(stored->room) && stored->annotation.isEmpty())
            names.insert(stored->room.id, annotationOf(stored->room.id));
    }
    m_connection.rooms().annotate(names);
}

void SampleNames::namePeople(const QList<int> &slotNumbers)
{
    QHash<QString, QString> names;
    for (const int slot : slotNumbers) {
        const admin::StoredRoom *stored = m_connection.rooms().at(slot);
        if (stored == nullptr || !stored->roster || !isSeeded(stored->room)
            || m_peopled.contains(stored->room.id))
            continue;
        m_peopled.insert(stored->room.id);
        for (const acs::Participant &participant : *stored->roster) {
            const size_t number = numberOf(participant.rawId);
            if (number % 5 == 0 || m_named.contains(participant.rawId))
                continue;
            // Once only: a name that was removed must not come back from another room.
            m_named.insert(participant.rawId);
            names.insert(participant.rawId, u"%1 %2"_s.arg(pick(firstNames, number / 5),
                                                           pick(lastNames, number / 67)));
        }
    }
    m_connection.annotations().assume(names);
}

} // namespace roomkeeper::app
