#pragma once

#include "admin/rooms/roomstate.h"

#include <QWidget>

#include <array>
#include <optional>

class QButtonGroup;
class QPushButton;

namespace roomkeeper::ui {

class RoomTableModel;

/// The row of chips that filter the table by state; each shows the number of rooms in its state. If
/// rooms have pending changes, there is also a chip for these.
class StateChips : public QWidget
{
    Q_OBJECT

public:
    /// `model` outlives this.
    explicit StateChips(RoomTableModel &model, QWidget *parent = nullptr);
    Q_DISABLE_COPY_MOVE(StateChips)

    /// Checks the chip of a state; no value: *All*.
    void choose(std::optional<admin::RoomState> state);
    /// Checks the chip with this objectName, if there is one.
    void restore(const QString &objectName);

signals:
    /// Another chip is checked.
    void chosen(const QString &objectName);

private:
    QPushButton *addChip(const char *objectName, const QString &title);
    void follow(const QPushButton *chip, std::optional<admin::RoomState> state,
                bool onlyEdited = false);
    void showCounts();

    RoomTableModel &m_model;
    QButtonGroup *m_group;
    QPushButton *m_all;
    std::array<QPushButton *, 4> m_chips = {}; ///< by admin::RoomState
    QPushButton *m_edited = nullptr;
};

} // namespace roomkeeper::ui
