#include "ui/connections/editor/connectionimport.h"

#include "acs/auth/connectionstringsearch.h"
#include "base/regularfile.h"
#include "base/securebytes.h"

#include <QCoreApplication>
#include <QMimeData>
#include <QScopeGuard>
#include <QStringDecoder>
#include <QUrl>

namespace roomkeeper::ui {

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(ConnectionImport)
};

/// Settings files are small; reading a large file that was dropped by mistake would take too long.
constexpr qint64 maxFileSize = 256LL * 1024;

Result<QString> textOf(const QString &path)
{
    auto bytes = readRegularFile(path, maxFileSize);
    if (!bytes)
        return failure(bytes.error());
    // Windows writes such files in UTF-16, with a byte order mark.
    QStringDecoder decoder(
        QStringConverter::encodingForData(*bytes).value_or(QStringConverter::Utf8));
    QString text = decoder(*bytes);
    secureZero(*bytes);
    return text;
}

} // namespace

bool mayHoldConnectionString(const QMimeData &data)
{
    const QList<QUrl> urls = data.urls();
    return urls.isEmpty() ? data.hasText() : urls.size() == 1 && urls.first().isLocalFile();
}

Result<QString> connectionStringIn(const QMimeData &data)
{
    if (!mayHoldConnectionString(data))
        return failure(ErrorKind::Invalid, Text::tr("It contains no connection string."));
    const QList<QUrl> urls = data.urls();
    Result<QString> text =
        urls.isEmpty() ? Result<QString>(data.text()) : textOf(urls.first().toLocalFile());
    if (!text)
        return text;
    const auto wipe = qScopeGuard([&text] { secureZero(*text); });
    auto found = acs::findConnectionStrings(*text);
    if (!found) {
        // A text with a key was meant to be one.
        if (text->contains("accesskey"_L1, Qt::CaseInsensitive)) {
            if (auto read = acs::parseConnectionString(*text); !read)
                return failure(std::move(read).error());
        }
        return failure(std::move(found).error());
    }
    // The dialog says which of several it uses, or asks.
    constexpr qsizetype maxFieldLength = 8192;
    const bool isOne = found->size() == 1 && !found->front().isPrimary;
    QString result;
    if (!isOne && text->size() <= maxFieldLength) {
        result = QString(text->constData(), text->size()); // not shared, so that both are wiped
    } else {
        // Reserved, because growing would leave copies behind.
        qsizetype size = 0;
        for (const acs::FoundConnectionString &each : *found)
            size += each.text.size() + 1;
        result.reserve(size);
        for (const acs::FoundConnectionString &each : *found) {
            if (!result.isEmpty())
                result += u'\n';
            result += each.text;
        }
    }
    acs::secureZero(*found);
    return result;
}

} // namespace roomkeeper::ui
