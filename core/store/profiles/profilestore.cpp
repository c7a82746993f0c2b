#include "store/profiles/profilestore.h"

#include "store/profiles/profileentries.h"

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QHash>
#include <QLockFile>
#include <QSet>
#include <QStandardPaths>
#include <QThread>

#include <algorithm>

namespace roomkeeper::store {

using namespace Qt::StringLiterals;

namespace {

/// How long to wait for another program; writing takes milliseconds.
constexpr std::chrono::milliseconds lockPatience{1000};
constexpr std::chrono::milliseconds noPatience{0};
constexpr std::chrono::duration<unsigned long, std::milli> lockPause{10};
/// How long a lock may be empty while it is being created.
constexpr std::chrono::milliseconds nascentLock{500};

/// Whether a lock was left empty by a program that was killed before it wrote its ID. Such a lock
/// would block for half a minute. (Removing it fails while another program holds it.)
bool isLeftEmpty(const QString &lock)
{
    const QFileInfo file(lock);
    return file.exists() && file.size() == 0
           && file.lastModified().msecsTo(QDateTime::currentDateTime()) > nascentLock.count();
}

tl::unexpected<Error> fileFailure(const QString &message)
{
    return failure(ErrorKind::File, message);
}

QString suffixOf(const ProfileFault &fault)
{
    return fault.kind == ProfileFault::Kind::Newer ? u"newer"_s : u"damaged"_s;
}

} // namespace

ProfileStore::ProfileStore(QString path, QObject *parent)
    : QObject(parent)
    , m_file(std::move(path))
{
    connect(&m_watcher, &QFileSystemWatcher::fileChanged, this, &ProfileStore::lookAgain);
    connect(&m_watcher, &QFileSystemWatcher::directoryChanged, this, &ProfileStore::lookAgain);
}

QString ProfileStore::defaultPath()
{
    return QStandardPaths::writableLocation(QStandardPaths::AppConfigLocation)
           + "/connections.json"_L1;
}

// --- reading

Result<void> ProfileStore::load()
{
    watch(); // before reading, so that no change is missed
    m_seen = m_file.identity();
    auto contents = m_file.read();
    Result<void> loaded;
    if (contents) {
        take(contents->root);
    } else if (contents.error().kind == ProfileFault::Kind::Unreadable) {
        take({});
        return fileFailure(contents.error().words);
    } else {
        loaded = recover();
    }
    takeBack();
    return loaded;
}

/// Sets aside a file that can't be used and replaces it with the backup; if that is not possible,
/// uses the backup in memory only. Error: what was wrong, and what was done.
Result<void> ProfileStore::recover()
{
    QLockFile held(m_file.path() + ".lock"_L1);
    const auto locked = lock(held, lockPatience);
    auto contents = m_file.read();
    if (contents) { // another program did it meanwhile
        take(contents->root);
        return {};
    }
    const auto backup = m_file.readBackup();
    take(backup ? backup->root : QJsonObject());

    QStringList words{contents.error().words};
    auto aside = locked ? m_file.quarantine(suffixOf(contents.error()))
                        : Result<QString>(failure(locked.error()));
    if (aside) {
        words << tr("The old file was renamed to %1.").arg(QDir::toNativeSeparators(*aside));
        if (auto replaced = backup ? m_file.restore(*backup) : m_file.remove(); !replaced)
            words << replaced.error().message;
    } else {
        words << aside.error().message;
    }
    if (backup)
        words << tr("The backup was restored. The last change may be missing.");
    m_seen = m_file.identity();
    return fileFailure(words.join(u' '));
}

/// An older version that finds a file of this version sets it aside and starts with an empty one.
/// Its contents come back here, and those of the new file stay.
void ProfileStore::takeBack()
{
    const auto returned = m_file.setAsideByOlder();
    if (returned.isEmpty())
        return;
    qsizetype added = 0;
    const auto changed = change(noPatience, Backup::Keep, [&returned, &added](QJsonArray &entries) {
        for (const auto &each : returned)
            added += addMissing(entries, entriesIn(each.contents.root));
    });
    if (!changed) // try again the next time
        return;
    for (const auto &each : returned)
        static_cast<void>(m_file.markTakenBack(each.path)); // if it is found again, it adds nothing
    if (added > 0) {
        emit noticed(
            tr("Connections that an older version of Roomkeeper had moved aside are back: %1.")
                .arg(added));
    }
}

void ProfileStore::take(const QJsonObject &root)
{
    m_root = root;
    const QList<Profile> profiles = profilesIn(root);
    if (profiles == m_profiles)
        return;
    m_profiles = profiles;
    emit changed();
}

/// Watches the folder too, because replacing the file ends the watch on it; if the folder does not
/// exist, watches the next existing one above it.
void ProfileStore::watch()
{
    QString folder = m_file.folder();
    while (!QFileInfo::exists(folder) && QFileInfo(folder).path() != folder)
        folder = QFileInfo(folder).path();
    const QStringList folders = m_watcher.directories();
    for (const QString &other : folders) {
        if (other != folder)
            m_watcher.removePath(other);
    }
    if (!folders.contains(folder))
        m_watcher.addPath(folder);
    if (!m_watcher.files().contains(m_file.path()) && QFile::exists(m_file.path()))
        m_watcher.addPath(m_file.path());
}

void ProfileStore::lookAgain()
{
    const auto identity = m_file.identity();
    if (identity == m_seen || !identity) { // a removed file keeps its known contents
        watch();
        return;
    }
    m_watcher.removePath(m_file.path()); // it may be another file now
    watch();
    const auto contents = m_file.read();
    if (!contents || contents->text.isEmpty()) // somebody is writing it at the moment
        return;
    m_seen = identity;
    take(contents->root);
    takeBack();
}

std::optional<Profile> ProfileStore::find(const QUuid &id) const
{
    const auto found = std::ranges::find(m_profiles, id, &Profile::id);
    return found == m_profiles.end() ? std::nullopt : std::optional(*found);
}

std::optional<Profile> ProfileStore::findByName(QStringView name) const
{
    const auto found = std::ranges::find(m_profiles, name, &Profile::name);
    return found == m_profiles.end() ? std::nullopt : std::optional(*found);
}

QStringList ProfileStore::groups() const
{
    QStringList names;
    QSet<QString> known{QString()};
    for (const Profile &profile : m_profiles) {
        if (known.contains(profile.group))
            continue;
        known.insert(profile.group);
        names.append(profile.group);
    }
    return names;
}

QList<Profile> ProfileStore::listed() const
{
    QHash<QString, qsizetype> places{{QString(), 0}};
    for (const Profile &profile : m_profiles) {
        if (!places.contains(profile.group))
            places.insert(profile.group, places.size());
    }
    QList<Profile> all = m_profiles;
    std::ranges::stable_sort(
        all, {}, [&places](const Profile &profile) { return places.value(profile.group); });
    return all;
}

// --- changing

Result<void> ProfileStore::save(const Profile &profile)
{
    return save(QList<Profile>{profile});
}

Result<void> ProfileStore::save(const QList<Profile> &profiles)
{
    return change(lockPatience, Backup::Keep,
                  [&profiles](QJsonArray &entries) { putEntries(entries, profiles); });
}

Result<void> ProfileStore::remove(const QUuid &id)
{
    return change(lockPatience, Backup::Keep,
                  [&id](QJsonArray &entries) { removeEntry(entries, id); });
}

Result<void> ProfileStore::move(const QList<QUuid> &ids, const QString &group, const QUuid &before)
{
    return change(lockPatience, Backup::Keep, [&ids, &group, &before](QJsonArray &entries) {
        moveEntries(entries, ids, group, before);
    });
}

Result<void> ProfileStore::renameGroup(const QString &group, const QString &newName)
{
    return change(lockPatience, Backup::Keep, [&group, &newName](QJsonArray &entries) {
        store::renameGroup(entries, group, newName);
    });
}

Result<void> ProfileStore::touch(const QUuid &id, const QDateTime &lastUsed)
{
    if (!QFile::exists(m_file.path()))
        return {};
    // Not worth another backup, which takes as long as writing the file.
    return change(noPatience, m_file.hasBackup() ? Backup::Skip : Backup::Keep,
                  [&id, &lastUsed](QJsonArray &entries) { touchEntry(entries, id, lastUsed); });
}

Result<void> ProfileStore::lock(QLockFile &lock, std::chrono::milliseconds patience) const
{
    // QLockFile's own waiting doubles its pauses up to seconds; writing takes milliseconds.
    const QDeadlineTimer deadline(patience);
    while (!lock.tryLock(0)) {
        if (lock.error() != QLockFile::LockFailedError) {
            return fileFailure(
                tr("The connections can't be saved: %1 is not writable, or its disk is full.")
                    .arg(QDir::toNativeSeparators(m_file.folder())));
        }
        if (isLeftEmpty(lock.fileName()) && lock.removeStaleLockFile())
            continue;
        if (deadline.hasExpired())
            return fileFailure(tr("Another program is saving the connections."));
        QThread::msleep(lockPause.count());
    }
    return {};
}

/// The present file, with the lock held; the contents in memory if it is gone or damaged.
Result<ProfileContents> ProfileStore::contentsToChange()
{
    auto contents = m_file.read();
    if (contents) {
        if (contents->text.isEmpty())
            contents->root = m_root; // somebody removed the file: restore what is known
        return *std::move(contents);
    }
    const ProfileFault &fault = contents.error();
    if (fault.kind == ProfileFault::Kind::Unreadable)
        return fileFailure(fault.words);
    if (fault.kind == ProfileFault::Kind::Newer) {
        // That version may be running: don't rename its file.
        return fileFailure(tr("%1 This version can't change it.").arg(fault.words));
    }
    const auto aside = m_file.quarantine(suffixOf(fault));
    if (!aside)
        return fileFailure(u"%1 %2"_s.arg(fault.words, aside.error().message));
    ProfileContents known{.root = m_root};
    if (m_root.isEmpty()) // not loaded before
        known.root = m_file.readBackup().value_or(ProfileContents()).root;
    emit noticed(tr("%1 The file was renamed to %2, and a new one was written from the connections "
                    "in memory.")
                     .arg(fault.words, QDir::toNativeSeparators(*aside)));
    return known;
}

Result<void> ProfileStore::change(std::chrono::milliseconds patience, Backup backup,
                                  const std::function<void(QJsonArray &)> &edit)
{
    const QString folder = m_file.folder();
    if (!QDir().mkpath(folder)) {
        return fileFailure(
            tr("The folder %1 can't be created.").arg(QDir::toNativeSeparators(folder)));
    }
    QLockFile held(m_file.path() + ".lock"_L1);
    if (auto locked = lock(held, patience); !locked)
        return locked;

    // The edit is applied to the file, not to the contents in memory: another program may have
    // written it.
    auto contents = contentsToChange();
    if (!contents)
        return failure(std::move(contents).error());
    const QJsonArray before = entriesIn(contents->root);
    QJsonArray entries = before;
    edit(entries);
    setEntries(contents->root, entries);
    if (entries != before || contents->text.isEmpty()) {
        const bool keepsFormer = backup == Backup::Keep || !contents->isCurrent;
        if (auto written = m_file.write(writtenProfiles(contents->root),
                                        keepsFormer ? contents->text : QByteArray());
            !written)
            return written;
    }
    m_watcher.removePath(m_file.path()); // a new file has replaced it
    watch();
    m_seen = m_file.identity();
    take(contents->root);
    return {};
}

} // namespace roomkeeper::store
