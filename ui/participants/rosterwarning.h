#pragma once

#include "admin/rooms/roomstore.h"
#include "base/error.h"
#include "ui/common/timedisplay.h"

#include <QWidget>

#include <optional>

class QPushButton;

namespace roomkeeper::ui {

class HintLabel;

/// Warnings about the participants: that they could not be loaded again, with a button to try
/// again, and that there are more than a call can have.
class RosterWarning : public QWidget
{
    Q_OBJECT

public:
    /// `display` must outlive this.
    explicit RosterWarning(const TimeDisplay &display, QWidget *parent = nullptr);
    Q_DISABLE_COPY_MOVE(RosterWarning)

    /// `people`: participants and those to be added; `failure`: why the last load failed.
    void evaluate(const admin::StoredRoom &room, qsizetype people,
                  const std::optional<Error> &failure);
    void clear();

signals:
    void readAgainRequested();

private:
    void say(const QStringList &warnings, bool canReadAgain);

    const TimeDisplay &m_display;
    HintLabel *m_words;
    QPushButton *m_readAgain;
};

} // namespace roomkeeper::ui
