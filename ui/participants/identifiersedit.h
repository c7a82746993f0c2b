#pragma once

#include "acs/rooms/room.h"
#include "admin/drafts/identifierinput.h"

#include <QWidget>

#include <optional>

class QComboBox;
class QLabel;
class QScrollArea;
class QPlainTextEdit;

namespace roomkeeper::ui {

class HintLabel;

/// Identifiers pasted or typed, with the role they get, and what is right and wrong with them named
/// underneath: the bad ones with their lines, the good ones kept.
class IdentifiersEdit : public QWidget
{
    Q_OBJECT

public:
    explicit IdentifiersEdit(QWidget *parent = nullptr);
    Q_DISABLE_COPY_MOVE(IdentifiersEdit)

    QString text() const;
    void setText(const QString &text);
    admin::IdentifierInput input() const { return m_input; }
    /// The good ones with the chosen role.
    QList<acs::Participant> participants() const;

    acs::Role role() const;
    /// Roles to choose from; Attendee stays chosen, or is at first.
    void setRoles(const QList<acs::Role> &roles);

    /// Judges each identifier against this list of people (with what is pending over it) and says
    /// what adding it means. Without a call nothing is said of the good ones but their number.
    void setRoster(const admin::RosterIndex &roster);
    /// What adding each of the good ones means; empty where there is no roster.
    const QList<admin::IdentifierCheck> &checks() const { return m_checks; }

    /// Names the text field and its visible label: "Participants" or "Identifiers".
    void setName(const QString &accessibleName, const QString &objectName);
    QPlainTextEdit *textEdit() const { return m_text; }
    QComboBox *roleBox() const { return m_roles; }

signals:
    /// Text or role were changed.
    void changed();

private:
    void read();
    void updateControls();
    void showSummary();

    QLabel *m_label;
    QPlainTextEdit *m_text;
    QComboBox *m_roles;
    QLabel *m_summary;
    HintLabel *m_problems;
    HintLabel *m_notes;
    QScrollArea *m_problemsArea; ///< a few lines high: a long paste does not push the dialog about
    admin::IdentifierInput m_input;
    std::optional<admin::RosterIndex> m_roster;
    QString m_usualResource;
    QList<admin::IdentifierCheck> m_checks;
};

/// "3 participants; 1 named more than once" – the verdict on what was read. Empty where nothing was
/// typed.
QString identifierSummary(const admin::IdentifierInput &input);

/// What is wrong, an identifier a line: "Line 4: “+4912” is a phone number; …"; after the first
/// `limit` of them their number only.
QString problemsText(const admin::IdentifierInput &input, int limit = 500);

} // namespace roomkeeper::ui
