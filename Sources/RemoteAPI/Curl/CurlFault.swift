import CCurl

/// A result code of libcurl that is no success.
struct CurlFault: Error {
  let code: CURLcode

  /// What the code means for the exchange.
  var meaning: TransportError.Code {
    switch code {
    case CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_RESOLVE_PROXY, CURLE_COULDNT_CONNECT,
      // A handshake that breaks off is weak signal far more often than a wrong server.
      CURLE_SSL_CONNECT_ERROR:
      .unreachable
    case CURLE_OPERATION_TIMEDOUT: .timedOut
    case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CACERT_BADFILE, CURLE_SSL_CERTPROBLEM,
      CURLE_SSL_CIPHER, CURLE_SSL_CRL_BADFILE, CURLE_SSL_ISSUER_ERROR, CURLE_SSL_INVALIDCERTSTATUS,
      CURLE_SSL_PINNEDPUBKEYNOTMATCH, CURLE_SSL_ENGINE_NOTFOUND, CURLE_SSL_ENGINE_SETFAILED:
      .tlsFailed
    case CURLE_URL_MALFORMAT, CURLE_UNSUPPORTED_PROTOCOL, CURLE_UNKNOWN_OPTION,
      CURLE_BAD_FUNCTION_ARGUMENT, CURLE_NOT_BUILT_IN:
      .refusedByClient
    // Whatever else it is, part of the request may have left: 65 among them, which says that a
    // reused connection died and that the body was not sent a second time.
    default: .connectionLost
    }
  }

  /// libcurl's words for the code; its longer text is not used, since it can quote a proxy's
  /// credentials.
  var words: String { String(cString: curl_easy_strerror(code)) }
}
