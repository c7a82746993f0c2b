#pragma once

#include <QObject>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <optional>

namespace roomkeeper::tests {

/// The base of all test classes: an unexpected warning fails the test. A class with its own init()
/// calls this one first.
class Fixture : public QObject
{
    Q_OBJECT

protected:
    static void failOnWarningsExcept(const QString &beginning)
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!%1)").arg(beginning)));
    }

protected slots:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }
};

/// With a separate folder for each test.
class FolderFixture : public Fixture
{
    Q_OBJECT

protected slots:
    void init()
    {
        Fixture::init();
        m_folder.emplace();
        QVERIFY(m_folder->isValid());
    }

protected:
    QString pathOf(const QString &name) const { return m_folder->filePath(name); }

    std::optional<QTemporaryDir> m_folder;
};

/// For widgets: all warnings fail except those of the offscreen platform about itself.
class WidgetFixture : public Fixture
{
    Q_OBJECT

protected slots:
    void init() { failOnWarningsExcept(QStringLiteral("This plugin does not support")); }
};

/// For proxies that require a password: all warnings fail except the one that Qt keeps another
/// password instead of a wrong one.
class ProxyFixture : public Fixture
{
    Q_OBJECT

protected slots:
    void init()
    {
        failOnWarningsExcept(QStringLiteral("QNetworkAccessCache::addEntry: overriding"));
    }
};

} // namespace roomkeeper::tests
