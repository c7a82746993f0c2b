#pragma once

#include "acs/auth/accesskey.h"
#include "sandbox/faults/faultrules.h"

#include <QCommandLineParser>
#include <QHostAddress>
#include <QString>

#include <optional>

namespace roomkeeper::app {

/// Reads the values of command-line options, by the same strict rules for both programs. The first
/// invalid value is reported; later ones are ignored.
class OptionReader
{
public:
    /// The parser must have parsed the command line, and outlive this object.
    explicit OptionReader(const QCommandLineParser &parser);

    /// Error message of one line that names the option; empty if there is no error.
    QString error() const { return m_error; }

    /// Digits only, no sign, no spaces; nothing if the option was not given.
    std::optional<qint64> number(const QString &name, qint64 least, qint64 most);
    std::optional<acs::AccessKey> key(const QString &name);
    QByteArray guid(const QString &name);
    QList<sandbox::FaultRule> faults(const QString &name);
    /// Must not be empty if it is given.
    QString text(const QString &name);
    QByteArray token(const QString &name) { return text(name).toUtf8(); }
    /// An IP address in its usual form, without a zone (`%eth0`); null if the option was not given.
    QHostAddress address(const QString &name);
    /// Host names; the option can be given several times.
    QStringList hostNames(const QString &name);
    /// Path of a file that can be given only together with another option.
    QString fileWith(const QString &name, const QString &other);

private:
    std::optional<QString> value(const QString &name) const;
    void reject(const QString &why) { m_error = why; }

    const QCommandLineParser &m_parser;
    QString m_error;
};

} // namespace roomkeeper::app
