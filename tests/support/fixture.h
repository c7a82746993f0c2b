#pragma once

#include <QObject>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <optional>

namespace roomkeeper::tests {

/// What every test class begins with: a warning that a test does not expect fails it. A class with
/// an init() of its own calls this one first.
class Fixture : public QObject
{
    Q_OBJECT

protected slots:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }
};

/// With a folder of its own for each test.
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

/// For widgets: all warnings but what the offscreen platform says of itself.
class WidgetFixture : public QObject
{
    Q_OBJECT

protected slots:
    void init()
    {
        QTest::failOnWarning(
            QRegularExpression(QStringLiteral("^(?!This plugin does not support)")));
    }
};

} // namespace roomkeeper::tests
