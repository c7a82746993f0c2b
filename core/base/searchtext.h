#pragma once

#include <QString>
#include <QStringList>

namespace roomkeeper {

/// A text as filters compare it: the same for all ways to encode it (NFC, NFD), widths and cases,
/// for all hyphens and apostrophes, and without invisible characters. Line ends stay.
QString searchText(const QString &text);

/// A searchText() without accents: "zoe" for "zoë".
QString withoutAccents(const QString &searchText);

/// The words of a filter, as searchText().
QStringList searchWords(const QString &text);

} // namespace roomkeeper
