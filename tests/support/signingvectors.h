#pragma once

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

namespace roomkeeper::tests {

/// Adds a row for each request that Microsoft's JavaScript package signed, in the column "vector".
/// `path` of the file with them.
inline void addSigningVectors(const QString &path)
{
    QTest::addColumn<QJsonObject>("vector");
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const auto vectors = QJsonDocument::fromJson(file.readAll())
                             .object()
                             .value(QLatin1StringView("vectors"))
                             .toArray();
    QCOMPARE(vectors.size(), 29);
    for (const auto vector : vectors) {
        QTest::newRow(qPrintable(vector.toObject().value(QLatin1StringView("name")).toString()))
            << vector.toObject();
    }
}

} // namespace roomkeeper::tests
