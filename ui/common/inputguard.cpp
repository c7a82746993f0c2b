#include "ui/common/inputguard.h"

#include "ui/common/confirmation.h"

#include <QDialog>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPlainTextEdit>

#include <algorithm>

namespace roomkeeper::ui {

namespace {

bool holdsSecret(const QLineEdit &field)
{
    return field.inputMethodHints().testFlag(Qt::ImhSensitiveData)
           || field.echoMode() != QLineEdit::Normal;
}

} // namespace

InputGuard::InputGuard(QDialog *dialog)
    : QObject(dialog)
    , m_dialog(*dialog)
{
    dialog->installEventFilter(this);
    for (const QLineEdit *field : dialog->findChildren<QLineEdit *>()) {
        m_lines.insert(field, holdsSecret(*field) ? QString() : field->text());
        connect(field, &QLineEdit::textChanged, this, [this, field](const QString &text) {
            if (!field->isModified() && !holdsSecret(*field))
                m_lines[field] = text;
        });
    }
    for (const QPlainTextEdit *field : dialog->findChildren<QPlainTextEdit *>()) {
        m_texts.insert(field, field->toPlainText());
        connect(field, &QPlainTextEdit::textChanged, this, [this, field] {
            if (!field->document()->isModified())
                m_texts[field] = field->toPlainText();
        });
    }
}

bool InputGuard::isChanged(const QLineEdit &field) const
{
    return m_lines.contains(&field) && field.isModified() && field.isEnabled()
           && !field.isReadOnly() && field.text() != m_lines.value(&field);
}

bool InputGuard::isChanged(const QPlainTextEdit &field) const
{
    return m_texts.contains(&field) && field.document()->isModified() && field.isEnabled()
           && !field.isReadOnly() && field.toPlainText() != m_texts.value(&field);
}

bool InputGuard::hasInput() const
{
    const QList<QLineEdit *> lines = m_dialog.findChildren<QLineEdit *>();
    const QList<QPlainTextEdit *> texts = m_dialog.findChildren<QPlainTextEdit *>();
    const auto changed = [this](const auto *field) { return isChanged(*field); };
    return std::ranges::any_of(lines, changed) || std::ranges::any_of(texts, changed);
}

bool InputGuard::eventFilter(QObject *watched, QEvent *event)
{
    // Fields ignore Esc, and so it arrives here.
    const bool isEscape = event->type() == QEvent::KeyPress
                          && static_cast<QKeyEvent *>(event)->matches(QKeySequence::Cancel);
    if (watched != &m_dialog || (!isEscape && event->type() != QEvent::Close))
        return QObject::eventFilter(watched, event);
    if (isEscape && restoreFocused())
        return true;
    if (!hasInput())
        return QObject::eventFilter(watched, event);
    event->ignore();
    ask();
    return true;
}

/// Restores the field with the focus, as an edit that can be undone, if it is changed.
bool InputGuard::restoreFocused()
{
    QWidget *focused = m_dialog.focusWidget();
    if (auto *field = qobject_cast<QLineEdit *>(focused); field != nullptr && isChanged(*field)) {
        field->selectAll();
        field->insert(m_lines.value(field));
        return true;
    }
    if (auto *field = qobject_cast<QPlainTextEdit *>(focused);
        field != nullptr && isChanged(*field)) {
        QTextCursor cursor(field->document());
        cursor.select(QTextCursor::Document);
        cursor.insertText(m_texts.value(field));
        return true;
    }
    return false;
}

void InputGuard::ask()
{
    if (m_question)
        return;
    auto *question =
        new Confirmation(tr("Discard what you have entered?"),
                         tr("Nothing of it has been sent or stored."), tr("Discard"), &m_dialog);
    connect(question, &Confirmation::confirmed, &m_dialog, &QDialog::reject);
    m_question = question;
    question->open();
}

} // namespace roomkeeper::ui
