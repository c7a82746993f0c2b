#include "ui/rooms/details/roomheader.h"

#include "base/quotable.h"
#include "ui/common/accessibleidentity.h"
#include "ui/common/durationtext.h"
#include "ui/common/style/icons.h"
#include "ui/common/style/theme.h"
#include "ui/rooms/table/statepill.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

namespace roomkeeper::ui {

using namespace Qt::StringLiterals;

RoomHeader::RoomHeader(const TimeDisplay &display, const Clock &clock, QWidget *parent)
    : QWidget(parent)
    , m_display(display)
    , m_clock(clock)
    , m_name(new QLineEdit)
    , m_id(new QLineEdit)
    , m_state(new StatePill)
    , m_facts(new QLabel)
{
    setAccessibleIdentity(m_name, "roomName", tr("Room name"));
    m_name->setFrame(false);
    m_name->setPlaceholderText(tr("Unnamed room"));
    m_name->setToolTip(
        tr("The name is stored only on this computer; the service has no room names"));
    m_name->setTextMargins(-2, 0, 0, 0); // aligned with the text below
    m_name->installEventFilter(this);
    setStyleClass(m_name, "title");
    QFont large = font();
    large.setPointSizeF(font().pointSizeF() * 1.3);
    large.setWeight(QFont::DemiBold);
    m_name->setFont(large);
    connect(m_name, &QLineEdit::editingFinished, this, &RoomHeader::nameEntered);

    // An edit rather than a label: the ID can be selected, and assistive tools read it as text.
    setAccessibleIdentity(m_id, "roomId", tr("Room ID"));
    m_id->setReadOnly(true);
    m_id->setFrame(false);
    m_id->setTextMargins(-2, 0, 0, 0);
    setStyleClass(m_id, "title");
    m_id->setFont(monospace(font()));

    auto *copy = new QPushButton(icon(u"copy"_s), {});
    setAccessibleIdentity(copy, "copyRoomId", tr("Copy ID"));
    copy->setToolTip(tr("Copy the room's ID"));
    copy->setAutoDefault(false);
    setStyleClass(copy, "flat");
    connect(copy, &QPushButton::clicked, this, &RoomHeader::copyRequested);

    m_facts->setObjectName("roomFacts"_L1);
    m_facts->setWordWrap(true);
    setStyleClass(m_facts, "muted");

    auto *nameLine = new QHBoxLayout;
    nameLine->setSpacing(8);
    nameLine->addWidget(m_name, 1);
    nameLine->addWidget(m_state);
    auto *idLine = new QHBoxLayout;
    idLine->setSpacing(4);
    idLine->addWidget(m_id, 1);
    idLine->addWidget(copy);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    layout->addLayout(nameLine);
    layout->addLayout(idLine);
    layout->addWidget(m_facts);
}

void RoomHeader::show(const admin::StoredRoom &room)
{
    const QDateTime now = m_clock.now();
    const auto moment = acs::Timestamp::fromUtc(now);
    const admin::RoomState state = admin::roomState(room.room, moment);
    const bool isAnother = m_id->text() != room.room.id;
    // A response of the service does not replace what the user is typing for this room.
    if (isAnother || !m_name->isModified())
        showName(m_seenName = room.annotation.name);
    m_knownName = room.annotation.name;
    if (isAnother) {
        m_id->setText(room.room.id);
        m_id->setCursorPosition(0);
    }
    m_state->setState(state);

    QStringList facts{
        timeLeftText(state, room.room, moment),
        tr("created %1").arg(m_display.shortDateTime(room.room.createdAt.toUtc(), now)),
        tr("loaded at %1").arg(m_display.clockTime(room.readAt))};
    if (!room.listed) {
        facts << (state == admin::RoomState::Ended ? tr("no longer listed by the service")
                                                   : tr("not in the latest list"));
    }
    m_facts->setText(facts.join(u" · "_s));
}

void RoomHeader::editName()
{
    if (m_name->hasFocus()) { // the key goes to the end of the text in a text field
        m_name->end(false);
        return;
    }
    m_name->setFocus(Qt::ShortcutFocusReason);
    m_name->selectAll();
}

void RoomHeader::showName(const QString &name)
{
    const QString shown = visibleText(name);
    if (m_name->text() == shown)
        return;
    m_name->setText(shown);
    m_name->setCursorPosition(0);
}

void RoomHeader::nameEntered()
{
    m_name->setModified(false);
    if (visibleText(m_name->text()) != visibleText(m_knownName))
        emit nameEdited(m_id->text(), m_name->text(), std::exchange(m_seenName, m_knownName));
    else
        showName(m_knownName);
}

bool RoomHeader::eventFilter(QObject *watched, QEvent *event)
{
    // Esc discards what was typed. Handled before shortcuts, which would take the key.
    if (watched == m_name && event->type() == QEvent::ShortcutOverride && m_name->isModified()
        && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape) {
        m_name->setModified(false);
        showName(m_knownName);
        event->accept();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace roomkeeper::ui
