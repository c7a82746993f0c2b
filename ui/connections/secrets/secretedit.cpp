#include "ui/connections/secrets/secretedit.h"

#include "acs/auth/accesskey.h"

#include <QSignalBlocker>

namespace roomkeeper::ui {

SecretEdit::SecretEdit(QWidget *parent)
    : QLineEdit(parent)
{
    reveal(false);
}

SecretEdit::~SecretEdit()
{
    const QSignalBlocker quiet(this);
    clear();
}

void SecretEdit::reveal(bool shown)
{
    setEchoMode(shown ? Normal : Password);
    // Also while it is shown; the echo mode resets these.
    setInputMethodHints(inputMethodHints() | Qt::ImhSensitiveData | Qt::ImhNoPredictiveText
                        | Qt::ImhNoAutoUppercase);
}

QByteArray SecretEdit::secret() const
{
    QString typed = text().trimmed();
    QByteArray result = typed.toUtf8();
    acs::secureZero(typed); // nothing where it is the field's own
    return result;
}

} // namespace roomkeeper::ui
