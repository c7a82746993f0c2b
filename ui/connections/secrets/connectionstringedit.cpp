#include "ui/connections/secrets/connectionstringedit.h"

namespace roomkeeper::ui {

std::vector<acs::FoundConnectionString> ConnectionStringEdit::found() const
{
    auto found = acs::findConnectionStrings(text());
    return found ? *std::move(found) : std::vector<acs::FoundConnectionString>();
}

QByteArray ConnectionStringEdit::secretOf(const QString &endpoint) const
{
    std::vector<acs::FoundConnectionString> all = found();
    QByteArray result;
    for (const acs::FoundConnectionString &each : all) {
        if (each.endpoint.url.toString() == endpoint)
            result = each.text.toUtf8();
    }
    acs::secureZero(all);
    return result;
}

} // namespace roomkeeper::ui
