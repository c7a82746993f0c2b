#include "ui/connections/manager/connectionexchange.h"

#include "base/regularfile.h"
#include "store/profiles/profileexchange.h"
#include "store/profiles/profilelimits.h"
#include "store/profiles/profilestore.h"
#include "ui/common/messagebar.h"

#include <QDir>
#include <QFileDialog>
#include <QSaveFile>
#include <QSet>

namespace roomkeeper::ui {

using namespace Qt::StringLiterals;

namespace {

QString fileFilter()
{
    return ConnectionExchange::tr("Connections (*.json);;All files (*)");
}

NoticeOrigin exchangeOrigin()
{
    return {.topic = u"import and export"_s};
}

Notice resultNotice(Severity severity, const QString &text)
{
    return {.origin = exchangeOrigin(), .severity = severity, .text = text};
}

} // namespace

ConnectionExchange::ConnectionExchange(store::ProfileStore &profiles, MessageBar &messages,
                                       QWidget &window)
    : QObject(&window)
    , m_profiles(profiles)
    , m_messages(messages)
    , m_window(window)
{
}

void ConnectionExchange::askForImport()
{
    auto *chooser =
        new QFileDialog(&m_window, tr("Import connections"), QDir::homePath(), fileFilter());
    chooser->setObjectName("importChooser"_L1);
    chooser->setAttribute(Qt::WA_DeleteOnClose);
    chooser->setFileMode(QFileDialog::ExistingFile);
    connect(chooser, &QFileDialog::fileSelected, this, &ConnectionExchange::importFrom);
    chooser->open();
}

void ConnectionExchange::importFrom(const QString &path)
{
    const QString failed = tr("Nothing was imported.");
    const auto text = readRegularFile(path, store::maxExchangeSize);
    if (!text) {
        m_messages.showNotice(errorNotice(exchangeOrigin(), text.error(), failed));
        return;
    }
    QSet<QString> taken;
    for (const store::Profile &profile : m_profiles.profiles())
        taken.insert(profile.name);
    const auto profiles = store::importedProfiles(*text, taken);
    if (!profiles) {
        m_messages.showNotice(resultNotice(Severity::Error, profiles.error().message));
        return;
    }
    if (const auto saved = m_profiles.save(*profiles); !saved) {
        m_messages.showNotice(errorNotice(exchangeOrigin(), saved.error(), failed));
        return;
    }
    QList<QUuid> ids;
    for (const store::Profile &profile : *profiles)
        ids.append(profile.id);
    emit imported(ids);
    m_messages.showNotice(resultNotice(
        Severity::Info, tr("Connections imported: %1. The file contains no secrets. Enter the "
                           "connection string when you open a connection that uses an access key.")
                            .arg(ids.size())));
}

void ConnectionExchange::askForExport(const QList<QUuid> &ids)
{
    const qsizetype all = m_profiles.profiles().size();
    const qsizetype chosen = ids.size();
    auto *chooser = new QFileDialog(
        &m_window,
        chosen == 0 || chosen == all
            ? tr("Export all %n connection(s)", nullptr, static_cast<int>(all))
            : tr("Export %1 of %n connection(s)", nullptr, static_cast<int>(all)).arg(chosen),
        QDir::homePath(), fileFilter());
    chooser->setObjectName("exportChooser"_L1);
    chooser->setAttribute(Qt::WA_DeleteOnClose);
    chooser->setAcceptMode(QFileDialog::AcceptSave);
    chooser->selectFile(u"connections.json"_s);
    chooser->setDefaultSuffix(u"json"_s);
    connect(chooser, &QFileDialog::fileSelected, this,
            [this, ids](const QString &path) { exportTo(path, ids); });
    chooser->open();
}

void ConnectionExchange::exportTo(const QString &path, const QList<QUuid> &ids)
{
    QList<store::Profile> profiles;
    for (const store::Profile &profile : m_profiles.profiles()) {
        if (ids.isEmpty() || ids.contains(profile.id))
            profiles.append(profile);
    }
    const auto text = store::exportedProfiles(profiles);
    if (!text) {
        m_messages.showNotice(resultNotice(Severity::Error, text.error().message));
        return;
    }
    QSaveFile file(path);
    // Flushed here, because commit() does not detect a full disk (Qt 6.4).
    if (!file.open(QIODevice::WriteOnly) || file.write(*text) != text->size() || !file.flush()
        || !file.commit()) {
        m_messages.showNotice(
            errorNotice(exchangeOrigin(),
                        makeError(ErrorKind::File,
                                  tr("%1 can't be written: %2.")
                                      .arg(QDir::toNativeSeparators(path), file.errorString())),
                        tr("Nothing was exported.")));
        return;
    }
    m_messages.showNotice(
        resultNotice(Severity::Info, tr("Connections exported to %1 without their secrets: %2.")
                                         .arg(QDir::toNativeSeparators(path))
                                         .arg(profiles.size())));
}

} // namespace roomkeeper::ui
