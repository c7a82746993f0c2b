#include "ui/rooms/table/statechips.h"

#include "ui/common/accessibleidentity.h"
#include "ui/common/style/theme.h"
#include "ui/rooms/table/roomtablemodel.h"
#include "ui/rooms/table/statepill.h"
#include "ui/rooms/table/statetext.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QLocale>
#include <QPushButton>

namespace roomkeeper::ui {

using namespace Qt::StringLiterals;
using admin::RoomState;

namespace {

struct Chip
{
    RoomState state;
    const char *objectName;
};

constexpr std::array chips{
    Chip{RoomState::Open, "chipOpen"},
    Chip{RoomState::Upcoming, "chipUpcoming"},
    Chip{RoomState::EndingSoon, "chipEndingSoon"},
    Chip{RoomState::Ended, "chipEnded"},
};

void showCount(QPushButton *chip, qsizetype count)
{
    const QString number = QLocale().toString(count);
    // The name is fixed so that tests and assistive tools find it; the description has the count.
    chip->setText(u"%1 %2"_s.arg(chip->accessibleName(), number));
    chip->setAccessibleDescription(number);
}

} // namespace

StateChips::StateChips(RoomTableModel &model, QWidget *parent)
    : QWidget(parent)
    , m_model(model)
    , m_group(new QButtonGroup(this))
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    m_all = addChip("chipAll", tr("All"));
    follow(m_all, {});
    for (const Chip &each : chips) {
        QPushButton *chip = addChip(each.objectName, stateText(each.state));
        chip->setIcon(stateIcon(each.state));
        follow(chip, each.state);
        m_chips.at(static_cast<size_t>(each.state)) = chip;
    }
    m_edited = addChip("chipEdited", tr("Edited"));
    m_edited->setToolTip(tr("Rooms with pending changes"));
    follow(m_edited, {}, true);
    m_all->setChecked(true);
    connect(&model, &RoomTableModel::countsChanged, this, &StateChips::showCounts);
    showCounts();
}

QPushButton *StateChips::addChip(const char *objectName, const QString &title)
{
    auto *chip = new QPushButton;
    setAccessibleIdentity(chip, objectName, title);
    chip->setCheckable(true);
    setStyleClass(chip, "chip");
    m_group->addButton(chip);
    layout()->addWidget(chip);
    return chip;
}

void StateChips::follow(const QPushButton *chip, std::optional<RoomState> state, bool onlyEdited)
{
    // Not clicked(): assistive tools toggle a check box without a click.
    connect(chip, &QPushButton::toggled, this, [this, chip, state, onlyEdited](bool checked) {
        if (!checked)
            return;
        m_model.setChip(state, onlyEdited);
        if (!onlyEdited) // not for the next start, when nothing is edited
            emit chosen(chip->objectName());
    });
}

void StateChips::choose(std::optional<RoomState> state)
{
    QPushButton *chip = state ? m_chips.at(static_cast<size_t>(*state)) : m_all;
    chip->setChecked(true);
}

void StateChips::restore(const QString &objectName)
{
    if (auto *chip = objectName.isEmpty() ? nullptr : findChild<QPushButton *>(objectName))
        chip->setChecked(true);
}

void StateChips::showCounts()
{
    showCount(m_all, m_model.roomCount());
    for (const RoomState state : admin::allRoomStates)
        showCount(m_chips.at(static_cast<size_t>(state)), m_model.count(state));
    const qsizetype edited = m_model.editedCount();
    showCount(m_edited, edited);
    if (edited == 0 && m_edited->isChecked())
        m_all->setChecked(true);
    m_edited->setVisible(edited > 0);
}

} // namespace roomkeeper::ui
