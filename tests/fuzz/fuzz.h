#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <cstddef>
#include <cstdint>

/// Defined by every target: runs one input through one part of the program. Called by libFuzzer, or
/// when the stored inputs are replayed.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

namespace roomkeeper::fuzz {

/// Ends the process with a message if a condition does not hold, so that the input is stored.
void require(bool holds, const char *what);

/// Reads the parts of an input, in an order that the target chooses. After its end there are zeros
/// and empty texts.
class Input
{
public:
    Input(const uint8_t *data, size_t size)
        : m_rest(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size))
    {
    }

    bool atEnd() const { return m_rest.isEmpty(); }

    /// The value of the next byte.
    uint8_t byte();
    /// Everything up to a mark, which is removed too; everything if there is none.
    QByteArray until(QByteArrayView mark);
    QByteArray line() { return until("\n"); }
    QByteArray rest();

private:
    QByteArrayView m_rest;
};

/// Whether a text is UTF-8 throughout.
bool isUtf8(QByteArrayView text);

/// A text that replaces `$KEY$` in inputs: it must not appear in the output of code that reads
/// secrets.
QByteArray marker();
/// The input with the marker inserted.
QByteArray withMarker(QByteArray text);

} // namespace roomkeeper::fuzz
