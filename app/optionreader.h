#pragma once

#include "acs/auth/accesskey.h"
#include "sandbox/faults/faultrules.h"

#include <QCommandLineParser>
#include <QString>

#include <optional>

namespace roomkeeper::app {

/// Reads the values of a command line's options one by one, as strictly for one program as for the
/// other; the first that is wrong is kept and ends it.
class OptionReader
{
public:
    /// The parser has parsed, and outlives this.
    explicit OptionReader(const QCommandLineParser &parser);

    /// What is wrong, in one line that names the option; empty where nothing is.
    QString error() const { return m_error; }

    /// Digits only, no sign, no blanks; nothing where the option was not given.
    std::optional<qint64> number(const QString &name, qint64 least, qint64 most);
    std::optional<acs::AccessKey> key(const QString &name);
    QByteArray guid(const QString &name);
    QList<sandbox::FaultRule> faults(const QString &name);
    /// Not empty where it was given.
    QString text(const QString &name);
    QByteArray token(const QString &name) { return text(name).toUtf8(); }
    /// A file's path, which makes sense only together with another option.
    QString fileWith(const QString &name, const QString &other);

private:
    std::optional<QString> value(const QString &name) const;
    void refuse(const QString &why) { m_error = why; }

    const QCommandLineParser &m_parser;
    QString m_error;
};

} // namespace roomkeeper::app
