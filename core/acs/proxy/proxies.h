#pragma once

class QNetworkAccessManager;

namespace roomkeeper::acs {

/// Lets `network` read answers from this computer in large pieces; for others it asks the
/// application's proxies as it does anyhow.
///
/// Qt 6.4 opens a plain connection without a proxy unbuffered and then reads the head of each
/// answer with one system call a byte: some 300 calls for a page of rooms, half of the time that it
/// takes. A socket that looks for its proxy itself, and finds none, is buffered. TLS always is, and
/// plain HTTP goes to this computer only.
void bufferLoopback(QNetworkAccessManager &network);

} // namespace roomkeeper::acs
