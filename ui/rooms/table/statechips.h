#pragma once

#include "admin/rooms/roomstate.h"

#include <QWidget>

#include <array>
#include <optional>

class QButtonGroup;
class QPushButton;

namespace roomkeeper::ui {

class RoomTableModel;

/// The row of chips that narrow the table to one state; each tells how many rooms are in it.
class StateChips : public QWidget
{
    Q_OBJECT

public:
    /// `model` outlives this.
    explicit StateChips(RoomTableModel &model, QWidget *parent = nullptr);
    Q_DISABLE_COPY_MOVE(StateChips)

    /// Presses a chip; absent: All.
    void choose(std::optional<admin::RoomState> state);

private:
    QPushButton *addChip(const char *objectName, const QString &title);
    void follow(const QPushButton *chip, std::optional<admin::RoomState> state);
    void showCounts();

    RoomTableModel &m_model;
    QButtonGroup *m_group;
    QPushButton *m_all;
    std::array<QPushButton *, 4> m_chips = {}; ///< by admin::RoomState
};

} // namespace roomkeeper::ui
