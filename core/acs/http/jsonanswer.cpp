#include "acs/http/jsonanswer.h"

#include <QCoreApplication>
#include <QJsonDocument>

namespace roomkeeper::acs {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(JsonAnswer)
};

} // namespace

Result<QJsonObject> readJsonObject(QByteArrayView body)
{
    QJsonParseError problem;
    const auto document =
        QJsonDocument::fromJson(QByteArray::fromRawData(body.data(), body.size()), &problem);
    if (problem.error != QJsonParseError::NoError) {
        return failure(ErrorKind::BadAnswer,
                       Text::tr("The response is not JSON: %1.").arg(problem.errorString()));
    }
    if (!document.isObject())
        return failure(ErrorKind::BadAnswer, Text::tr("The response is JSON, but not an object."));
    return document.object();
}

QByteArray writeJson(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

} // namespace roomkeeper::acs
