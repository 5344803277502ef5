import CCurl

/// A result code of libcurl that is no success, with what else libcurl knows about it.
struct CurlFault: Error {
  let code: CURLcode
  /// What OpenSSL found wrong with the certificate, an `X509_V_ERR` number; 0 where nothing.
  var verification = 0
  /// What the proxy answered to CONNECT; 0 where there was none.
  var proxyStatus = 0

  /// What the code means for the exchange.
  var meaning: TransportError.Code {
    switch code {
    case CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_RESOLVE_PROXY, CURLE_COULDNT_CONNECT,
      // A handshake that breaks off is weak signal far more often than a wrong server.
      CURLE_SSL_CONNECT_ERROR:
      .unreachable
    case CURLE_OPERATION_TIMEDOUT: .timedOut
    case CURLE_PEER_FAILED_VERIFICATION: certificateMeaning
    case CURLE_SSL_CACERT_BADFILE, CURLE_SSL_CERTPROBLEM,
      CURLE_SSL_CIPHER, CURLE_SSL_CRL_BADFILE, CURLE_SSL_ISSUER_ERROR, CURLE_SSL_INVALIDCERTSTATUS,
      CURLE_SSL_PINNEDPUBKEYNOTMATCH, CURLE_SSL_ENGINE_NOTFOUND, CURLE_SSL_ENGINE_SETFAILED:
      .tlsFailed
    case CURLE_URL_MALFORMAT, CURLE_UNSUPPORTED_PROTOCOL, CURLE_UNKNOWN_OPTION,
      CURLE_BAD_FUNCTION_ARGUMENT, CURLE_NOT_BUILT_IN:
      .refusedByClient
    // Whatever else it is, part of the request may have left: 65 among them, which says that a
    // reused connection died and that the body was not sent a second time.
    default: proxyMeaning ?? .connectionLost
    }
  }

  /// libcurl's words for the code; its longer text is not used, since it can quote a proxy's
  /// credentials.
  var words: String { String(cString: curl_easy_strerror(code)) }

  // The numbers are those of OpenSSL's x509_vfy.h, which every libcurl with OpenSSL passes on.
  private var certificateMeaning: TransportError.Code {
    switch verification {
    // libcurl compares the name by itself, after OpenSSL found nothing and before it notes that.
    case 0, 1, 62, 64: .certificateName
    case 9, 10: .certificateDate
    case 2, 18, 19, 20, 21, 24, 27: .certificateUntrusted
    default: .tlsFailed
    }
  }

  // A proxy that fails is weather; one that says no says it again the next time.
  private var proxyMeaning: TransportError.Code? {
    switch proxyStatus {
    case 407: .proxyLogin
    case 400..<500: .proxyRefused
    default: nil
    }
  }
}
