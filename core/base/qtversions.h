#pragma once

#include <QRegularExpression>
#include <QTimeZone>

/// What newer Qt versions offer under another name, while the older name is deprecated there.
namespace roomkeeper {

/// UTC, for the constructors of QDateTime.
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
inline constexpr auto utcZone = QTimeZone::UTC;
#else
inline constexpr auto utcZone = Qt::UTC;
#endif

/// The first match of `expression` in `text`, which must outlive the result, from `offset` on.
inline QRegularExpressionMatch matchIn(QStringView text, const QRegularExpression &expression,
                                       qsizetype offset = 0)
{
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    return expression.matchView(text, offset);
#else
    return expression.match(text, offset);
#endif
}

} // namespace roomkeeper
