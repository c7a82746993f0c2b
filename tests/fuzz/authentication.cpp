// First byte: how the request is signed. Then lines: method, target, host, and the change of the
// signature or the header itself; the rest is the body.
#include "sandbox/service/authentication.h"
#include "acs/auth/requestsigner.h"
#include "fuzz.h"
#include "support/testservice.h"

using namespace roomkeeper;
using namespace roomkeeper::fuzz;
using namespace roomkeeper::sandbox;

namespace {

void checkRejection(const std::optional<Problem> &problem)
{
    require(problem.has_value(), "a request without the right signature is rejected");
    require(problem->status == 401 && problem->code == QLatin1StringView("Denied"),
            "a rejection is a 401 Denied");
    const QByteArray text = toResponse(*problem).body;
    require(!text.contains(TestService::keyText()), "a rejection does not repeat the key");
}

} // namespace

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const TestService service;
    static const ServiceSettings settings{.accessKey = TestService::key(),
                                          .bearerToken = "marker-secret-token-nobody-guesses",
                                          .resourceId = TestService::resourceId()};
    Authentication authentication(settings);
    const acs::Timestamp now = service.now;

    Input input(data, size);
    const char how = static_cast<char>(input.byte());
    Request request{.method = input.line(), .target = input.line()};
    const QByteArray host = input.line();
    const QByteArray tampering = input.line();
    request.body = input.rest();
    setHeader(request, "Host", host);
    service.sign(request);

    switch (how) {
    case 'a': // the header comes from the input: a signature can't be guessed
        setHeader(request, "Authorization", tampering);
        checkRejection(authentication.check(request, now));
        break;
    case 'd': // another date: it is signed too
        setHeader(request, "x-ms-date", tampering);
        if (tampering != acs::httpDate(now.toUtc()))
            checkRejection(authentication.check(request, now));
        break;
    case 'h': // another hash of the body
        setHeader(request, "x-ms-content-sha256", tampering);
        if (tampering != acs::contentHash(request.body))
            checkRejection(authentication.check(request, now));
        break;
    case 'b': // another body
        if (tampering != request.body) {
            request.body = tampering;
            checkRejection(authentication.check(request, now));
        }
        break;
    case 'm': // another method; a line feed would only move what is signed
        if (tampering != request.method && !tampering.contains('\n')) {
            request.method = tampering;
            checkRejection(authentication.check(request, now));
        }
        break;
    default: { // as it was signed
        const auto problem = authentication.check(request, now);
        require(problem.has_value() == host.isEmpty(), "what is rightly signed is taken");
        require(!authentication.check(request, now) || host.isEmpty(), "also a second time");
        const acs::Timestamp late{now.ticks + 16 * 60 * acs::Timestamp::ticksPerSecond};
        checkRejection(authentication.check(request, late));
        break;
    }
    }
    return 0;
}
