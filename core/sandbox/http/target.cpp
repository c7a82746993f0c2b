#include "sandbox/http/target.h"

namespace roomkeeper::sandbox {

namespace {

QByteArray formDecoded(QByteArrayView text)
{
    QByteArray copy = text.toByteArray();
    copy.replace('+', ' ');
    return QByteArray::fromPercentEncoding(copy);
}

bool isPlainInForms(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '*'
           || c == '-' || c == '.' || c == '_';
}

QByteArray formEncoded(const QByteArray &text)
{
    constexpr char digits[] = "0123456789ABCDEF";
    QByteArray result;
    result.reserve(text.size());
    for (const char c : text) {
        if (c == ' ') {
            result += '+';
        } else if (isPlainInForms(c)) {
            result += c;
        } else {
            const auto byte = static_cast<unsigned char>(c);
            result += '%';
            result += digits[byte >> 4];
            result += digits[byte & 0x0f];
        }
    }
    return result;
}

QList<Target::Parameter> parseQuery(const QByteArray &query)
{
    QList<Target::Parameter> result;
    for (const QByteArray &part : query.split('&')) {
        if (part.isEmpty())
            continue;
        const qsizetype equals = part.indexOf('=');
        const QByteArrayView name = QByteArrayView(part).first(equals < 0 ? part.size() : equals);
        const QByteArrayView value =
            equals < 0 ? QByteArrayView("") : QByteArrayView(part).sliced(equals + 1);
        result.append({formDecoded(name), formDecoded(value)});
    }
    return result;
}

} // namespace

QByteArray Target::parameter(QByteArrayView name) const
{
    for (const Parameter &parameter : query) {
        if (parameter.name.compare(name, Qt::CaseInsensitive) == 0)
            return parameter.value;
    }
    return {};
}

Target parseTarget(const QByteArray &target)
{
    Target result;
    const qsizetype mark = target.indexOf('?');
    result.path = mark < 0 ? target : target.first(mark);
    const QList<QByteArray> parts = result.path.split('/');
    // A target without a leading slash matches nothing: a link to its next page would be invalid.
    for (qsizetype i = 1; result.path.startsWith('/') && i < parts.size(); ++i) {
        if (i + 1 < parts.size() || !parts[i].isEmpty())
            result.segments.append(QByteArray::fromPercentEncoding(parts[i]));
    }
    if (mark >= 0)
        result.query = parseQuery(target.sliced(mark + 1));
    return result;
}

QByteArray percentDecoded(const QByteArray &target)
{
    return QByteArray::fromPercentEncoding(target);
}

QByteArray withFormEncodedQuery(const QByteArray &target)
{
    const qsizetype mark = target.indexOf('?');
    if (mark < 0)
        return target;
    QByteArray result = target.first(mark + 1);
    bool first = true;
    for (const Target::Parameter &parameter : parseQuery(target.sliced(mark + 1))) {
        if (!first)
            result += '&';
        first = false;
        result += formEncoded(parameter.name) + '=' + formEncoded(parameter.value);
    }
    return result;
}

} // namespace roomkeeper::sandbox
