#pragma once

#include "acs/auth/bearertoken.h"

#include <QList>

#include <memory>
#include <vector>

/// What a source of tokens is asked, and what it answers; shared with the test, since the transport
/// owns the source.
struct TokenScript
{
    int fetches = 0;
    /// Asked for and not answered yet.
    std::vector<roomkeeper::CallSource<roomkeeper::acs::BearerToken>> open = {};

    static QByteArray text(int number)
    {
        return "marker-secret-token." + QByteArray::number(number);
    }
    /// Of the newest fetch.
    QByteArray text() const { return text(fetches); }

    /// Answers what is open with the newest token.
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
