#include "ui/outcomes/whichroomdialog.h"

#include "ui/common/accessibleidentity.h"
#include "ui/common/buttonrow.h"
#include "ui/common/identifierdelegate.h"
#include "ui/common/screenfit.h"
#include "ui/common/style/theme.h"
#include "ui/outcomes/unknowntext.h"

#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QTableWidget>
#include <QVBoxLayout>

namespace roomkeeper::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr QSize firstSize(780, 290);
enum Column { RoomId, Created, Opens, Closes, Participants, columnCount };

} // namespace

WhichRoomDialog::WhichRoomDialog(const admin::OutcomeCheck &question, const admin::RoomStore &rooms,
                                 const TimeDisplay &display, QWidget *parent)
    : QDialog(parent)
    , m_question(question)
    , m_display(display)
    , m_table(new QTableWidget(0, columnCount))
{
    setObjectName("whichRoomDialog"_L1);
    setWindowTitle(tr("Which room is it?"));
    setAttribute(Qt::WA_DeleteOnClose);
    resizeToFit(*this, firstSize);

    const QString asked = tr("%1, requested at %2.")
                              .arg(askedText(question.outcome, display),
                                   secondText(question.outcome.askedAt, display));
    auto *text = new QLabel(
        tr("%Ln room(s) created after that match your request. Someone else may have created them.",
           nullptr, static_cast<int>(question.candidates.size())));
    text->setObjectName("whichRoomText"_L1);
    text->setWordWrap(true);
    auto *request = new QLabel(asked);
    request->setObjectName("whichRoomRequest"_L1);
    request->setWordWrap(true);

    setAccessibleIdentity(m_table, "candidates", tr("Rooms that may be it"));
    m_table->setHorizontalHeaderLabels(
        {tr("Room ID"), tr("Created"), tr("Valid from"), tr("Valid until"), tr("Participants")});
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setTabKeyNavigation(false);
    m_table->setShowGrid(false);
    m_table->verticalHeader()->hide();
    m_table->setItemDelegateForColumn(RoomId, new IdentifierDelegate(Qt::ElideMiddle, m_table));
    QHeaderView *header = m_table->horizontalHeader();
    header->setHighlightSections(false);
    header->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    header->setSectionResizeMode(QHeaderView::ResizeToContents);
    header->setSectionResizeMode(RoomId, QHeaderView::Stretch);
    fill(rooms);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 18, 20, 16);
    layout->setSpacing(12);
    layout->addWidget(request);
    layout->addWidget(text);
    layout->addWidget(m_table, 1);
    layout->addWidget(makeButtons());
    connect(m_table, &QTableWidget::itemSelectionChanged, this,
            [this] { m_choose->setEnabled(!chosenId().isEmpty()); });
    m_choose->setDefault(true); // not before it is in the dialog
    m_choose->setEnabled(false);
    // If there are several rooms, none is selected at first.
    if (question.candidates.size() == 1)
        m_table->selectRow(0);
    m_table->setFocus();
}

void WhichRoomDialog::fill(const admin::RoomStore &rooms)
{
    m_table->setRowCount(static_cast<int>(m_question.candidates.size()));
    for (int row = 0; row < m_table->rowCount(); ++row) {
        const admin::RoomCandidate &candidate = m_question.candidates.at(row);
        const acs::Room &room = candidate.room;
        const QString roomName = rooms.annotation(room.id).name;
        QStringList people;
        for (const acs::Participant &participant : candidate.roster)
            people << participant.rawId;
        const QStringList cells{room.id, secondText(room.createdAt.toUtc(), m_display),
                                m_display.dateTime(room.validFrom.toUtc()),
                                m_display.dateTime(room.validUntil.toUtc()),
                                QLocale().toString(candidate.roster.size())};
        for (int column = 0; column < columnCount; ++column) {
            auto *item = new QTableWidgetItem(cells.at(column));
            item->setToolTip(cells.at(column));
            m_table->setItem(row, column, item);
        }
        if (!roomName.isEmpty())
            m_table->item(row, RoomId)->setToolTip(roomName);
        m_table->item(row, Participants)->setToolTip(people.join(u'\n'));
    }
}

QWidget *WhichRoomDialog::makeButtons()
{
    auto *cancel = new QPushButton(tr("Cancel"));
    setAccessibleIdentity(cancel, "cancelWhichRoom", tr("Cancel"));
    cancel->setToolTip(tr("Leaves the outcome unknown"));
    auto *none = new QPushButton(tr("None of these"));
    setAccessibleIdentity(none, "noneOfThese", tr("None of these"));
    m_choose = new QPushButton(tr("This is it"));
    setAccessibleIdentity(m_choose, "thisIsIt", tr("This is it"));
    setStyleClass(m_choose, "primary");
    cancel->setAutoDefault(false);
    none->setAutoDefault(false);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(none, &QPushButton::clicked, this, [this] {
        accept();
        emit noneChosen();
    });
    connect(m_choose, &QPushButton::clicked, this, [this] {
        const QString roomId = chosenId();
        accept();
        emit chosen(roomId);
    });

    return buttonRow({cancel, none, m_choose});
}

QString WhichRoomDialog::chosenId() const
{
    const QModelIndexList rows = m_table->selectionModel()->selectedRows(RoomId);
    return rows.isEmpty() ? QString() : rows.first().data().toString();
}

} // namespace roomkeeper::ui
