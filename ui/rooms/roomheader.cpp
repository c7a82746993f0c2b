#include "ui/rooms/roomheader.h"

#include "ui/common/durationtext.h"
#include "ui/common/icons.h"
#include "ui/common/names.h"
#include "ui/common/theme.h"
#include "ui/rooms/statepill.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

namespace roomkeeper::ui {

using namespace Qt::StringLiterals;

RoomHeader::RoomHeader(const TimeDisplay &display, const Clock &clock, QWidget *parent)
    : QWidget(parent)
    , m_display(display)
    , m_clock(clock)
    , m_id(new QLineEdit)
    , m_state(new StatePill)
    , m_facts(new QLabel)
{
    // An edit rather than a label: the id can be selected, and read by assistive tools as a text.
    name(m_id, "roomId", tr("Room ID"));
    m_id->setReadOnly(true);
    m_id->setFrame(false);
    m_id->setTextMargins(-2, 0, 0, 0); // flush with what stands below
    setRole(m_id, "title");
    QFont large = monospace(font());
    large.setPointSizeF(font().pointSizeF() * 1.3);
    large.setWeight(QFont::DemiBold);
    m_id->setFont(large);

    auto *copy = new QPushButton(icon(u"copy"_s), {});
    name(copy, "copyRoomId", tr("Copy ID"));
    copy->setToolTip(tr("Copy the room's ID"));
    copy->setAutoDefault(false);
    setRole(copy, "flat");
    connect(copy, &QPushButton::clicked, this, &RoomHeader::copyRequested);

    m_facts->setObjectName("roomFacts"_L1);
    m_facts->setWordWrap(true);
    setRole(m_facts, "muted");

    auto *line = new QHBoxLayout;
    line->setSpacing(4);
    line->addWidget(m_id, 1);
    line->addWidget(copy);
    line->addSpacing(8);
    line->addWidget(m_state);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addLayout(line);
    layout->addWidget(m_facts);
}

void RoomHeader::show(const admin::StoredRoom &room)
{
    const QDateTime now = m_clock.now();
    const auto moment = acs::Instant::fromUtc(now);
    const admin::RoomState state = admin::roomState(room.room, moment);
    if (m_id->text() != room.room.id) {
        m_id->setText(room.room.id);
        m_id->setCursorPosition(0);
    }
    m_state->setState(state);

    QStringList facts{timeLeftText(state, room.room, moment),
                      tr("created %1").arg(m_display.shortMoment(room.room.createdAt.toUtc(), now)),
                      tr("read at %1").arg(m_display.clockTime(room.readAt))};
    if (!room.listed) {
        facts << (state == admin::RoomState::Ended ? tr("no longer in the service's list")
                                                   : tr("not in the list read last"));
    }
    m_facts->setText(facts.join(u" · "_s));
}

} // namespace roomkeeper::ui
