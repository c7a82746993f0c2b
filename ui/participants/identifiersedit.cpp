#include "ui/participants/identifiersedit.h"

#include "base/quotable.h"
#include "ui/common/accessibleidentity.h"
#include "ui/common/hintlabel.h"
#include "ui/common/style/theme.h"
#include "ui/participants/identifiertext.h"
#include "ui/participants/rostertext.h"

#include <QComboBox>
#include <QGridLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QScrollArea>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include <algorithm>

namespace roomkeeper::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int shownProblemLines = 8;
constexpr int shownLines = 4;

/// The most characters shown of an invalid entry, which may be anything.
constexpr qsizetype maxShownEntry = 48;

} // namespace

IdentifiersEdit::IdentifiersEdit(QWidget *parent)
    : QWidget(parent)
    , m_label(new QLabel(this))
    , m_text(new QPlainTextEdit(this))
    , m_roles(new QComboBox(this))
    , m_summary(new QLabel(this))
    , m_problems(new HintLabel)
    , m_notes(new HintLabel)
    , m_problemsArea(new QScrollArea(this))
{
    m_text->setTabChangesFocus(true);
    m_text->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_text->setPlaceholderText(tr("8:acs:… identifiers of communication users,\none per line, or "
                                  "separated by commas or spaces"));
    m_text->setFont(monospace(font()));
    m_text->setMinimumHeight(m_text->fontMetrics().lineSpacing() * shownLines + 28);
    m_label->setBuddy(m_text);

    auto *roleLabel = new QLabel(tr("R&ole"), this);
    roleLabel->setBuddy(m_roles);
    setAccessibleIdentity(m_roles, "role", tr("Role"));
    m_roles->setToolTip(tr("The role for all identifiers without one in the text"));

    // Messages: not named (see names.h).
    m_summary->setObjectName("identifiersVerdict"_L1);
    setStyleClass(m_summary, "muted");
    m_problems->setObjectName("identifiersProblems"_L1);
    m_notes->setObjectName("identifiersNotes"_L1);
    setAccessibleIdentity(m_problemsArea, "identifiersProblemsArea",
                          tr("Identifier check results"));
    auto *checks = new QWidget;
    auto *checksLayout = new QVBoxLayout(checks);
    checksLayout->setContentsMargins(0, 0, 0, 0);
    checksLayout->setSpacing(4);
    checksLayout->addWidget(m_problems);
    checksLayout->addWidget(m_notes);
    checksLayout->addStretch();
    m_problemsArea->setWidget(checks);
    m_problemsArea->setWidgetResizable(true);
    m_problemsArea->setFrameShape(QFrame::NoFrame);
    m_problemsArea->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);

    auto *layout = new QGridLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setVerticalSpacing(6);
    layout->setColumnStretch(2, 1);
    layout->setRowStretch(1, 1);
    layout->addWidget(m_label, 0, 0, 1, 3);
    layout->addWidget(m_text, 1, 0, 1, 3);
    layout->addWidget(roleLabel, 2, 0);
    layout->addWidget(m_roles, 2, 1);
    layout->addWidget(m_summary, 2, 2, Qt::AlignRight);
    layout->addWidget(m_problemsArea, 3, 0, 1, 3);
    setFocusProxy(m_text);

    setRoles(acs::rolesOf(acs::defaultApiVersion));
    setName(tr("Identifiers"), u"identifiers"_s);
    connect(m_text, &QPlainTextEdit::textChanged, this, &IdentifiersEdit::read);
    connect(m_roles, &QComboBox::currentIndexChanged, this, [this] {
        updateControls();
        emit changed();
    });
    read();
}

QString IdentifiersEdit::text() const
{
    return m_text->toPlainText();
}

void IdentifiersEdit::setText(const QString &text)
{
    m_text->setPlainText(text);
}

QList<acs::Participant> IdentifiersEdit::participants() const
{
    QList<acs::Participant> result;
    result.reserve(m_input.rawIds.size());
    for (const QString &rawId : m_input.rawIds)
        result << acs::Participant{.rawId = rawId, .role = m_input.roles.value(rawId, role())};
    return result;
}

acs::Role IdentifiersEdit::role() const
{
    return {.name = m_roles->currentData().toString()};
}

void IdentifiersEdit::setRoles(const QList<acs::Role> &roles)
{
    {
        const QSignalBlocker quiet(m_roles);
        const QString chosen =
            m_roles->count() > 0 ? m_roles->currentData().toString() : acs::Role::attendee().name;
        m_roles->clear();
        for (const acs::Role &role : roles)
            m_roles->addItem(roleText(role), role.name);
        const int kept = m_roles->findData(chosen);
        const int attendee = m_roles->findData(acs::Role::attendee().name);
        m_roles->setCurrentIndex(kept >= 0 ? kept : std::max(attendee, 0));
    }
    read();
}

void IdentifiersEdit::setName(const QString &accessibleName, const QString &objectName)
{
    m_label->setText(accessibleName);
    m_text->setAccessibleName(accessibleName);
    m_text->setObjectName(objectName);
}

void IdentifiersEdit::setRoster(const admin::RosterIndex &roster)
{
    m_roster = roster;
    m_usualResource = admin::usualResource(roster);
    updateControls();
    emit changed();
}

void IdentifiersEdit::read()
{
    m_input = admin::readIdentifiers(m_text->toPlainText());
    // A role that the API version lacks can't be given.
    m_input.roles.removeIf([this](std::pair<const QString &, acs::Role &> each) {
        return m_roles->findData(each.second.name) < 0;
    });
    updateControls();
    emit changed();
}

void IdentifiersEdit::updateControls()
{
    m_checks = m_roster ? admin::evaluateIdentifiers(m_input, *m_roster, role(), m_usualResource)
                        : QList<admin::IdentifierCheck>();
    showSummary();
}

void IdentifiersEdit::showSummary()
{
    const QString problems = problemsText(m_input);
    const QString inputNotes = ui::inputNotes(m_input);
    const QString notes =
        QStringList{inputNotes, checkLines(m_input, m_checks, role())}.join(u'\n').trimmed();
    m_summary->setText(m_roster ? checkSummary(m_input, m_checks) : identifierSummary(m_input));
    m_problems->say("error", problems);
    m_notes->say("muted", notes);
    const int width = m_text->width();
    const int wanted = (problems.isEmpty() ? 0 : m_problems->heightForWidth(width))
                       + (notes.isEmpty() ? 0 : m_notes->heightForWidth(width) + 4);
    const int most = shownProblemLines * m_problems->fontMetrics().lineSpacing();
    m_problemsArea->setFixedHeight(std::clamp(wanted, 0, most));
    // A stop for the keyboard only where there is something to scroll.
    m_problemsArea->setFocusPolicy(wanted > most ? Qt::TabFocus : Qt::NoFocus);
    m_problemsArea->setVisible(!problems.isEmpty() || !notes.isEmpty());
    m_text->setAccessibleDescription(QStringList{problems, inputNotes}.join(u'\n').trimmed());
}

QString identifierSummary(const admin::IdentifierInput &input)
{
    if (input == admin::IdentifierInput())
        return {};
    const auto good = static_cast<int>(input.rawIds.size());
    const auto bad = static_cast<int>(input.problems.size());
    QStringList parts;
    parts << IdentifiersEdit::tr("%n participant(s)", nullptr, good);
    if (bad > 0)
        parts << IdentifiersEdit::tr("%n invalid", nullptr, bad);
    if (input.duplicates > 0)
        parts << IdentifiersEdit::tr("%n duplicate(s)", nullptr, input.duplicates);
    //: Between the parts of "3 participants; 1 duplicate"
    return parts.join(IdentifiersEdit::tr("; "));
}

QString problemsText(const admin::IdentifierInput &input, int limit)
{
    QStringList lines;
    for (const admin::IdentifierInput::Problem &problem : input.problems) {
        if (lines.size() == limit)
            break;
        //: %1 the line's number, %2 what was typed, %3 why it is invalid, one or two sentences
        lines << IdentifiersEdit::tr("Line %1, “%2”: %3")
                     .arg(QString::number(problem.line), quotable(problem.text, maxShownEntry),
                          problem.message);
    }
    const qsizetype rest = input.problems.size() - lines.size();
    if (rest > 0)
        lines << IdentifiersEdit::tr("… and %n more", nullptr, static_cast<int>(rest));
    return lines.join(u'\n');
}

} // namespace roomkeeper::ui
