#include "ui/participants/rosterwarning.h"

#include "admin/explain.h"
#include "ui/common/accessibleidentity.h"
#include "ui/common/hintlabel.h"

#include <QHBoxLayout>
#include <QPushButton>

#include <algorithm>

namespace roomkeeper::ui {

using namespace Qt::StringLiterals;

namespace {

/// The most people in a call, however many the list has.
constexpr qsizetype maxInACall = 350;

} // namespace

RosterWarning::RosterWarning(const TimeDisplay &display, QWidget *parent)
    : QWidget(parent)
    , m_display(display)
    , m_words(new HintLabel)
    , m_readAgain(new QPushButton(tr("Try again")))
{
    // A message: without an accessible name (see accessibleidentity.h).
    m_words->setObjectName("participantsWarning"_L1);
    setAccessibleIdentity(m_readAgain, "participantsReadAgain",
                          tr("Try again to refresh the participants"));
    m_readAgain->setAutoDefault(false);
    connect(m_readAgain, &QPushButton::clicked, this, &RosterWarning::readAgainRequested);

    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(m_words, 1);
    layout->addWidget(m_readAgain, 0, Qt::AlignTop);
    clear();
}

void RosterWarning::evaluate(const admin::StoredRoom &room, qsizetype people,
                             const std::optional<Error> &failure)
{
    QStringList warnings;
    if (failure) {
        //: %1 date and time, %2 a sentence that says why
        warnings << tr("Loaded at %1. Refreshing failed: %2")
                        .arg(m_display.dateTime(room.rosterReadAt),
                             admin::explain(*failure).headline);
    }
    if (std::max(room.roster->size(), people) > maxInACall)
        warnings << tr("A call can have at most %Ln participant(s).", nullptr, maxInACall);
    say(warnings, failure.has_value());
}

void RosterWarning::clear()
{
    say({}, false);
}

void RosterWarning::say(const QStringList &warnings, bool canReadAgain)
{
    m_words->say("warning", warnings.join(u'\n'));
    m_readAgain->setVisible(canReadAgain);
    setVisible(!warnings.isEmpty());
}

} // namespace roomkeeper::ui
