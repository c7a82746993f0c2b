#include "ui/connections/secrets/secretedit.h"

#include "base/securebytes.h"

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
    // Also while the text is revealed; the echo mode resets these.
    setInputMethodHints(inputMethodHints() | Qt::ImhSensitiveData | Qt::ImhNoPredictiveText
                        | Qt::ImhNoAutoUppercase);
}

QByteArray SecretEdit::secret() const
{
    QString typed = text().trimmed();
    QByteArray result = typed.toUtf8();
    secureZero(typed); // no-op for the field's own buffer
    return result;
}

} // namespace roomkeeper::ui
