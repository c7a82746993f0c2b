#pragma once

class QNetworkAccessManager;

namespace roomkeeper::acs {

/// Lets `network` read responses from this computer in large blocks. Only for endpoints on this
/// computer, which never are behind a proxy.
///
/// Without a proxy, Qt 6.4 opens plain connections unbuffered and reads the head of each response
/// with one system call per byte: some 300 calls for a page of rooms, half of the time it takes. A
/// socket that looks up its proxy itself, and finds none, is buffered. TLS always is, and plain
/// HTTP is used for this computer only.
void bufferLoopback(QNetworkAccessManager &network);

} // namespace roomkeeper::acs
