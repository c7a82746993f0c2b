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

/// A field for pasted or typed identifiers, with their role, and below it what is wrong with the
/// invalid ones, with their lines. Valid ones are kept.
class IdentifiersEdit : public QWidget
{
    Q_OBJECT

public:
    explicit IdentifiersEdit(QWidget *parent = nullptr);
    Q_DISABLE_COPY_MOVE(IdentifiersEdit)

    QString text() const;
    void setText(const QString &text);
    admin::IdentifierInput input() const { return m_input; }
    /// The valid ones with the role in the text, or else the selected one.
    QList<acs::Participant> participants() const;

    acs::Role role() const;
    /// The roles to choose from; the selection stays, and is Attendee at first.
    void setRoles(const QList<acs::Role> &roles);

    /// Compares each identifier with these participants (including pending changes), and shows what
    /// adding it changes. Without this call only the number of valid ones is shown.
    void setRoster(const admin::RosterIndex &roster);
    /// What adding each of the valid ones changes; empty without setRoster().
    const QList<admin::IdentifierCheck> &checks() const { return m_checks; }

    /// Sets the name of the text field and its visible label: "Participants" or "Identifiers".
    void setName(const QString &accessibleName, const QString &objectName);
    QPlainTextEdit *textEdit() const { return m_text; }
    QComboBox *roleBox() const { return m_roles; }

signals:
    /// Text or role have changed.
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
    /// A few lines high, so that a long paste does not resize the dialog.
    QScrollArea *m_problemsArea;
    admin::IdentifierInput m_input;
    std::optional<admin::RosterIndex> m_roster;
    QString m_usualResource;
    QList<admin::IdentifierCheck> m_checks;
};

/// "3 participants; 1 duplicate". Empty if nothing was typed.
QString identifierSummary(const admin::IdentifierInput &input);

/// The problems, one identifier per line: "Line 4, “+4912”: This is a phone number. …"; after the
/// first `limit` only the number of the rest.
QString problemsText(const admin::IdentifierInput &input, int limit = 500);

} // namespace roomkeeper::ui
