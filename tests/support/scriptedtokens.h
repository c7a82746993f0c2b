#pragma once

#include "acs/auth/bearertoken.h"

#include <QList>

#include <memory>
#include <vector>

/// The fetches of a source of tokens, and their results; shared with the test, because the
/// transport owns the source.
struct TokenScript
{
    int fetches = 0;
    /// Open fetches.
    std::vector<roomkeeper::CallSource<roomkeeper::acs::BearerToken>> open = {};

    static QByteArray text(int number)
    {
        return "marker-secret-token." + QByteArray::number(number);
    }
    /// Of the newest fetch.
    QByteArray text() const { return text(fetches); }

    /// Ends the open fetches with the newest token.
    void give(const QDateTime &endsAt)
    {
        end(*roomkeeper::acs::BearerToken::fromText(text(), endsAt));
    }
    void fail(const roomkeeper::Error &error) { end(roomkeeper::failure(error)); }

private:
    void end(roomkeeper::Result<roomkeeper::acs::BearerToken> result)
    {
        auto answered = std::move(open.back());
        open.pop_back();
        answered.finish(std::move(result));
    }
};

class ScriptedTokens final : public roomkeeper::acs::TokenSource
{
public:
    explicit ScriptedTokens(std::shared_ptr<TokenScript> script)
        : m_script(std::move(script))
    {
    }

    roomkeeper::Call<roomkeeper::acs::BearerToken> fetch() override
    {
        ++m_script->fetches;
        return m_script->open.emplace_back().call();
    }

private:
    std::shared_ptr<TokenScript> m_script;
};
