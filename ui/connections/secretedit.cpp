#include "ui/connections/secretedit.h"

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
    return text().trimmed().toUtf8();
}

} // namespace roomkeeper::ui
