#pragma once

#include "admin/rooms/roomstore.h"
#include "base/error.h"
#include "ui/common/timedisplay.h"

#include <QWidget>

#include <optional>

class QPushButton;

namespace roomkeeper::ui {

class HintLabel;

/// What is to be known of a roster that is shown: that it could not be read again, with a button
/// to try once more, and that it names more people than a call takes.
class RosterWarning : public QWidget
{
    Q_OBJECT

public:
    /// `display` outlives this.
    explicit RosterWarning(const TimeDisplay &display, QWidget *parent = nullptr);
    Q_DISABLE_COPY_MOVE(RosterWarning)

    /// `people` are those on the list and those to be added; `failure` is why the last read failed.
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
