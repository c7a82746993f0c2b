#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <cstddef>
#include <cstdint>

/// What every target defines: one input, taken through one piece of the program. libFuzzer calls
/// it, or the replay of the kept inputs.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

namespace roomkeeper::fuzz {

/// Ends the process, saying what does not hold, so that the input is kept as a finding.
void require(bool holds, const char *what);

/// Takes an input apart, in an order of the target's own choice. Past its end there are zeros and
/// empty texts.
class Input
{
public:
    Input(const uint8_t *data, size_t size)
        : m_rest(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size))
    {
    }

    bool atEnd() const { return m_rest.isEmpty(); }

    /// The number that a byte is.
    uint8_t byte();
    /// All up to a mark, which is taken too; all that is left where there is none.
    QByteArray until(QByteArrayView mark);
    QByteArray line() { return until("\n"); }
    QByteArray rest();

private:
    QByteArrayView m_rest;
};

/// Whether a text is UTF-8 throughout.
bool isUtf8(QByteArrayView text);

/// A text that stands where inputs write `$KEY$`: it must not come out of what reads secrets.
QByteArray marker();
/// The input with the marker put in.
QByteArray withMarker(QByteArray text);

} // namespace roomkeeper::fuzz
