// Requests to a sandbox, one after the other, parted by a line `%%`. Each begins with a line
// `METHOD TARGET`; header lines follow, an empty line and the body. In front of the method may
// stand `~` (not signed) and `N>` (N seconds later). In targets and bodies `{room}` is the room
// made last, `{user}` the user made last, `{person}` a user's raw id, `{next}` the page that the
// last list goes on with, `{30}` the moment 30 seconds from now. `Authorization: {bearer}` is the
// right bearer token. Requests to `/sandbox/…` steer its faults and read its log.
#include "acs/identity/identityjson.h"
#include "acs/rooms/roomsjson.h"
#include "fuzz.h"
#include "sandbox/faults/faultinjector.h"
#include "support/testservice.h"

#include <QJsonDocument>
#include <QRegularExpression>
#include <QSet>

using namespace roomkeeper;
using namespace roomkeeper::fuzz;
using namespace roomkeeper::sandbox;
using namespace Qt::StringLiterals;

namespace {

/// What the HTTP server accepts in the value of a header or in a target.
QByteArray cleaned(const QByteArray &text, char least)
{
    QByteArray result;
    for (const char c : text) {
        if (static_cast<uchar>(c) >= static_cast<uchar>(least) && c != 0x7f)
            result += c;
    }
    return result;
}

QByteArray bearerToken()
{
    return "bWFya2VyLXNlY3JldCBiZWFyZXI";
}

/// A fuzzed conversation with one sandbox.
class Conversation
{
public:
    void say(const QByteArray &text);
    /// What must be true after any requests.
    void checkStore();

private:
    QByteArray filled(QByteArray text) const;
    Response ask(const QByteArray &target);
    static void checkForm(const Response &response);
    static void checkStatus(const Response &response);
    void checkAnswer(const Request &request, const Response &response);

    TestService m_test{{.bearerToken = bearerToken(), .pageSize = 2, .participantsPageSize = 2}};
    FaultInjector m_desk{m_test.service, {.takesControl = true}};
    QByteArray m_room = "99000000000000001";
    QByteArray m_user = TestService::rawId(1);
    QByteArray m_next = "/rooms?nextLink=none&api-version=2025-03-13";
};

void Conversation::say(const QByteArray &text)
{
    Input input(reinterpret_cast<const uint8_t *>(text.data()), static_cast<size_t>(text.size()));
    QByteArray first = input.line();
    const bool isSigned = !first.startsWith('~');
    if (!isSigned)
        first.remove(0, 1);
    if (const qsizetype mark = first.indexOf('>'); mark >= 0) {
        m_test.advance(qBound(0, first.first(mark).toInt(), 400 * 86'400));
        first.remove(0, mark + 1);
    }
    const qsizetype blank = first.indexOf(' ');
    const QByteArray target = blank < 0 ? QByteArray() : first.sliced(blank + 1);
    Request request = TestService::plain(cleaned(blank < 0 ? first : first.first(blank), '!'),
                                         cleaned(filled(target), '!'));
    while (!input.atEnd()) {
        const QByteArray line = input.line();
        if (line.isEmpty())
            break;
        const qsizetype colon = line.indexOf(':');
        if (line == "Authorization: {bearer}")
            setHeader(request, "Authorization", "Bearer " + bearerToken());
        else
            setHeader(request, cleaned(line.first(qMax(qsizetype{0}, colon)), '!'),
                      cleaned(line.sliced(colon + 1), ' ').trimmed());
    }
    request.body = filled(input.rest());
    if (!request.body.isEmpty() && request.header("Content-Type").isNull()) {
        setHeader(request, "Content-Type",
                  request.method == "PATCH" ? "application/merge-patch+json" : "application/json");
    }
    if (isSigned)
        m_test.sign(request);
    const auto [response, fault] = m_desk.handle(request, m_test.now);
    checkForm(response);
    if (fault.action == Fault::Action::Status) {
        require(response.status == fault.status, "a fault gives its status");
        return;
    }
    checkStatus(response);
    if (!request.target.startsWith("/sandbox"))
        checkAnswer(request, response);
}

QByteArray Conversation::filled(QByteArray text) const
{
    text.replace("{room}", m_room);
    text.replace("{user}", m_user);
    text.replace("{person}", TestService::rawId(2));
    text.replace("{next}", m_next);
    static const QRegularExpression moment(u"\\{(-?[0-9]{1,9})\\}"_s);
    QString result = QString::fromLatin1(text);
    for (auto match = moment.match(result); match.hasMatch(); match = moment.match(result)) {
        result.replace(match.capturedStart(), match.capturedLength(),
                       QString::fromLatin1(m_test.wire(match.captured(1).toInt())));
    }
    return result.toLatin1();
}

Response Conversation::ask(const QByteArray &target)
{
    const Response response = m_test.send("GET", target);
    checkForm(response);
    checkStatus(response);
    return response;
}

void Conversation::checkForm(const Response &response)
{
    for (const Header &header : response.headers) {
        for (const QByteArray &text : {header.name, header.value}) {
            require(!text.contains('\r') && !text.contains('\n') && !text.contains('\0'),
                    "a header is one line");
        }
    }
    require(!response.body.contains(TestService::keyText()), "no answer holds the key");
    require(!response.body.contains(bearerToken()), "no answer holds the bearer token");
    if (response.status == 204 && response.body.isEmpty())
        return;
    require(response.header("Content-Type") == "application/json; charset=utf-8", "JSON is said");
    require(isUtf8(response.body), "an answer is UTF-8");
    QJsonParseError problem;
    const auto document = QJsonDocument::fromJson(response.body, &problem);
    require(problem.error == QJsonParseError::NoError && document.isObject(), "JSON is given");
    // Identity's errors, and some of Rooms, don't have this header.
    const QByteArray code = errorCode(response).toLatin1();
    const QByteArray header = response.header("x-ms-error-code");
    require(header.isEmpty() || header == code, "the header's code is the body's");
    require(code.isEmpty() || !errorMessage(response).isEmpty(), "an error has a message");
}

void Conversation::checkStatus(const Response &response)
{
    static const QSet<int> statuses{200, 201, 204, 400, 401, 404, 405, 412, 413, 415};
    require(statuses.contains(response.status), "the status is one that the service gives");
    require((response.status >= 400) == !errorCode(response).isEmpty(),
            "errors alone have an error code");
    require(response.status != 204 || response.body.isEmpty(), "204 says nothing");
}

void Conversation::checkAnswer(const Request &request, const Response &response)
{
    if (response.status == 401) {
        const QString code = errorCode(response);
        require(code == u"Denied" || code == u"IdentityNotOwned", "a 401 has a known code");
        return;
    }
    if (response.status >= 400 || response.status == 204)
        return;
    const QJsonObject object = json(response);
    if (const auto room = acs::readRoom(object)) {
        require(room->validFrom < room->validUntil, "a room opens before it closes");
        if (response.status == 201)
            m_room = room->id.toLatin1();
    } else if (const auto user = acs::readCreatedUser(response.body)) {
        m_user = user->rawId.toLatin1();
    } else if (const auto page = acs::readPage(response.body)) {
        const auto rooms = acs::readEntries<acs::Room>(page->entries, acs::readRoom);
        const auto people = acs::readEntries(page->entries, acs::readParticipant);
        require(rooms.unreadable.isEmpty() || people.unreadable.isEmpty(),
                "a page holds rooms or participants");
        require(page->entries.size() <= 2, "a page is no longer than was set");
        const QByteArray origin = "http://" + request.header("Host");
        if (!page->nextLink.isEmpty()) {
            require(page->nextLink.startsWith(QString::fromLatin1(origin) + u'/'),
                    "a list goes on at the same host");
            m_next = page->nextLink.toLatin1().sliced(origin.size());
        }
    } else {
        require(object.isEmpty() || acs::readAccessToken(response.body).has_value(),
                "every answer is one that the program's own client reads");
    }
}

void Conversation::checkStore()
{
    size_t count = 0;
    QByteArray target = "/rooms?api-version=2025-03-13";
    std::optional<acs::Timestamp> last;
    while (!target.isEmpty()) {
        const Response response = ask(target);
        require(response.status == 200, "the list can be read");
        const auto page = acs::readPage(response.body);
        const auto rooms = acs::readEntries<acs::Room>(page->entries, acs::readRoom);
        require(rooms.unreadable.isEmpty(), "every listed room can be read");
        for (const acs::Room &room : rooms.items) {
            require(!last || room.createdAt <= *last, "the newest room stands first");
            last = room.createdAt;
            require(m_test.now < room.validUntil, "a listed room has not ended");
            const Response one = ask("/rooms/" + room.id.toLatin1());
            require(acs::readRoom(QByteArrayView(one.body)) == room, "a room is what is listed");
            ++count;
        }
        target = page->nextLink.isEmpty()
                     ? QByteArray()
                     : page->nextLink.toLatin1().sliced(7 + TestService::host().size());
    }
    require(count == m_test.service.store().listedCount(), "every room is listed once");
}

} // namespace

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Input input(data, size);
    Conversation conversation;
    for (int requests = 0; requests < 16 && !input.atEnd(); ++requests)
        conversation.say(input.until("\n%%\n"));
    conversation.checkStore();
    return 0;
}
