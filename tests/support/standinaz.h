#pragma once

#include <QByteArray>
#include <QDir>
#include <QFile>
#include <QTemporaryDir>

/// A script in place of the Azure CLI, the first `az` on the PATH as long as this object exists.
class StandInAz
{
public:
    /// `body`: the script, in sh; empty: there is no `az` at all.
    explicit StandInAz(const QByteArray &body = {})
        : m_pathBefore(qgetenv("PATH"))
    {
        if (body.isNull()) {
            qputenv("PATH", m_folder.path().toLocal8Bit());
            return;
        }
        qputenv("PATH", m_folder.path().toLocal8Bit() + ':' + m_pathBefore);
        QFile script(m_folder.filePath(QStringLiteral("az")));
        // Each run records its arguments in brackets, then its standard input.
        if (!script.open(QIODevice::WriteOnly)
            || script.write("#!/bin/sh\n"
                            "for each in \"$@\"; do printf '[%s]' \"$each\"; done >> \"$0.asked\"\n"
                            "cat >> \"$0.asked\"\n"
                            "echo >> \"$0.asked\"\n"
                            + body + '\n')
                   < 0)
            qFatal("no stand-in for the Azure CLI");
        script.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    }
    ~StandInAz() { qputenv("PATH", m_pathBefore); }
    Q_DISABLE_COPY_MOVE(StandInAz)

    /// Prints a token.
    static QByteArray print(const QByteArray &token, qint64 endsAt)
    {
        return "echo '{\"accessToken\":\"" + token
               + "\",\"expiresOn\":\"2001-01-01 00:00:00.0\","
                 "\"expires_on\":"
               + QByteArray::number(endsAt) + ",\"tokenType\":\"Bearer\"}'";
    }

    /// One line per run.
    QList<QByteArray> asked() const
    {
        QList<QByteArray> lines = fileNamed("az.asked").split('\n');
        lines.removeLast();
        return lines;
    }

    /// A file that the script wrote next to itself.
    QByteArray fileNamed(const char *name) const
    {
        QFile file(m_folder.filePath(QString::fromLatin1(name)));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

private:
    QTemporaryDir m_folder;
    QByteArray m_pathBefore;
};
