#pragma once

#include <QHash>
#include <QObject>
#include <QPointer>

class QDialog;
class QLineEdit;
class QPlainTextEdit;

namespace roomkeeper::ui {

/// Keeps a dialog from losing what was typed or pasted into its text fields. Esc in a changed field
/// puts back the text from before. Esc elsewhere and the close button of the window ask first. What
/// calls QDialog::reject(), such as *Cancel*, does not ask.
class InputGuard : public QObject
{
    Q_OBJECT

public:
    /// Guards the fields that `dialog`, which becomes the parent, has now.
    explicit InputGuard(QDialog *dialog);
    Q_DISABLE_COPY_MOVE(InputGuard)

    /// Whether something was typed or pasted that would be lost.
    bool hasInput() const;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    bool isChanged(const QLineEdit &field) const;
    bool isChanged(const QPlainTextEdit &field) const;
    bool restoreFocused();
    void ask();

    QDialog &m_dialog;
    // The texts that the program has set. Secrets are not among them: their fields begin empty.
    QHash<const QLineEdit *, QString> m_lines;
    QHash<const QPlainTextEdit *, QString> m_texts;
    QPointer<QObject> m_question;
};

} // namespace roomkeeper::ui
