#pragma once

#include <QByteArray>
#include <QIODevice>

#include <cstring>
#include <utility>

namespace roomkeeper::acs {

/// A body that can be read only once. Qt sends a request again if the connection is lost before the
/// response, except if it would have to rewind a device that can't be: then the reply ends with
/// ContentReSendError, and the service saw the request at most once.
class SinglePassBody final : public QIODevice
{
public:
    SinglePassBody(QByteArray bytes, QObject *parent)
        : QIODevice(parent)
        , m_bytes(std::move(bytes))
    {
        open(QIODevice::ReadOnly | QIODevice::Unbuffered);
    }

    bool isSequential() const override { return true; }
    bool seek(qint64) override { return false; } // QIODevice's own prints a warning
    qint64 bytesAvailable() const override
    {
        return m_bytes.size() - m_at + QIODevice::bytesAvailable();
    }
    bool atEnd() const override { return m_at == m_bytes.size(); }

protected:
    qint64 readData(char *data, qint64 most) override
    {
        const qint64 count = qMin(most, m_bytes.size() - m_at);
        if (count == 0)
            return -1;
        memcpy(data, m_bytes.constData() + m_at, static_cast<size_t>(count));
        m_at += count;
        return count;
    }
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    QByteArray m_bytes;
    qint64 m_at = 0;
};

} // namespace roomkeeper::acs
